"""What dish groups suggest."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dash_app.findings.bins import effect_words
from dash_app.findings.suggestion import Suggestion
from dash_app.links import DISHES_PAGE, OUTLIERS_PAGE, page
from dash_app.metrics import Metric
from dash_app.statistics import MIN_SAMPLE, BinEffect
from dash_app.words import decimal, percent, whole

_CROWDED = 0.5
"""From this share of all creators on a group is what everyone makes."""


def dish_suggestions(
    effects: Sequence[BinEffect],
    together: pd.DataFrame,
    variants: pd.DataFrame,
    group: str,
    metric: Metric,
    creators: int,
    groups: pd.DataFrame,
) -> tuple[Suggestion, ...]:
    """Returns what to make, with what, and what to make differently.

    Args:
        effects: Of the groups, among the videos of one creator.
        together: Columns dish_group, together, estimate, low, high, clear; highest first.
        variants: Columns dish, n, valued, p50, all_n; of the chosen group.
        group: The chosen group.
        metric: Of effects and medians.
        creators: Who name any dish.
        groups: Columns dish_group, n, creators; the most named first.
    """
    found = (
        _prefer(effects, metric),
        _rethink(effects, metric),
        _combine(together, group),
        _variant(variants, group, metric),
        _crowded(groups, creators),
    )
    return tuple(each for each in found if each)


def _prefer(effects: Sequence[BinEffect], metric: Metric) -> Suggestion | None:
    up = [each for each in effects if each.clear and (each.estimate or 0) > 0]
    if not up:
        return None
    best = max(up, key=lambda each: each.low or 0)
    return Suggestion(
        f"Ưu tiên quay {best.bin}.",
        f"Trong cùng một TikToker, video nhắc tới {best.bin} có {metric.inside} "
        f"{effect_words(best, metric)} so với video có món khác của họ (n = {whole(best.n)}, "
        f"{whole(best.creators)} TikToker; đã hiệu chỉnh vì so {len(effects)} nhóm).",
        page(DISHES_PAGE, group=str(best.bin)),
        "Xem nhóm này",
    )


def _rethink(effects: Sequence[BinEffect], metric: Metric) -> Suggestion | None:
    down = [each for each in effects if each.clear and (each.estimate or 0) < 0]
    if not down:
        return None
    worst = min(down, key=lambda each: each.high or 0)
    return Suggestion(
        f"Đổi cách làm trước khi quay thêm {worst.bin}.",
        f"Trong cùng một TikToker, video nhắc tới {worst.bin} có {metric.inside} "
        f"{effect_words(worst, metric)} so với video có món khác của họ (n = {whole(worst.n)}, "
        f"{whole(worst.creators)} TikToker).",
        page(DISHES_PAGE, group=str(worst.bin)),
        "Xem nhóm này",
    )


def _combine(together: pd.DataFrame, group: str) -> Suggestion | None:
    fit = together[together["clear"] & (together["low"] > 1)] if len(together) else together
    if fit.empty:
        return None
    best = fit.iloc[0]
    return Suggestion(
        f"Khi quay {group}, thử đặt cạnh {best['dish_group']}.",
        f"Hai món đi cùng trong {whole(best['together'])} video, "
        f"{decimal(best['estimate'], 1)} lần so với ngẫu nhiên (khoảng tin cậy 95 %: "
        f"{decimal(best['low'], 1)} đến {decimal(best['high'], 1)}): người làm khác đã ghép như "
        "vậy; điều này chưa nói cặp ấy đạt nhiều hơn.",
        page("/videos/performance", dish=str(best["dish_group"])),
        "Xem video của món ấy",
        sure=False,
    )


def _variant(variants: pd.DataFrame, group: str, metric: Metric) -> Suggestion | None:
    fit = variants[variants["valued"] >= MIN_SAMPLE] if len(variants) else variants
    if len(fit) < 2:
        return None
    ranked = fit.sort_values(["p50", "dish"], ascending=[False, True], kind="stable")
    best, last = ranked.iloc[0], ranked.iloc[-1]
    if not last["p50"] or best["p50"] / last["p50"] < 1.1:
        return None
    return Suggestion(
        f"Trong nhóm {group}, thử {best['dish']} trước.",
        f"Trung vị {metric.inside} gấp {decimal(best['p50'] / last['p50'], 1)} lần "
        f"{last['dish']} (n = {whole(best['valued'])} và {whole(last['valued'])}), nhưng có thể do "
        "kênh lớn hay quay.",
        sure=False,
    )


def _crowded(groups: pd.DataFrame, creators: int) -> Suggestion | None:
    if groups.empty or not creators:
        return None
    fit = groups[groups["creators"] / creators >= _CROWDED]
    if fit.empty:
        return None
    names = ", ".join(fit["dish_group"].head(3))
    first = fit.iloc[0]
    return Suggestion(
        f"Với {names}: tìm góc riêng, vì đã có nhiều người làm.",
        f"{whole(first['creators'])} trong {whole(creators)} TikToker "
        f"({percent(first['creators'] / creators, 0)}) từng nhắc tới {first['dish_group']}.",
        page(OUTLIERS_PAGE, dish=str(first["dish_group"])),
        "Xem video nổi bật",
    )
