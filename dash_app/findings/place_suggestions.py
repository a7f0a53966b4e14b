"""What places suggest for the next videos."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from dash_app.findings.bins import effect_words, highest_row, value_words
from dash_app.findings.place_dishes import DishPair, begun, pair_words
from dash_app.findings.suggestion import Suggestion
from dash_app.metrics import Aggregate, Metric
from dash_app.statistics import MIN_SAMPLE, BinEffect
from dash_app.words import percent, whole

_FEW_KNOWN = 0.5
_LEAST_GAP = 1.1

PlaceLink = Callable[[str, str], str]
"""The path of a page and a place -> the address of that page narrowed to the place."""


def place_suggestions(
    frame: pd.DataFrame,
    effects: Sequence[BinEffect],
    pairs: Sequence[DishPair],
    *,
    videos: int,
    metric: Metric,
    aggregate: Aggregate,
    link: PlaceLink,
) -> tuple[Suggestion, ...]:
    """Returns what to do about where videos are made.

    Args:
        frame: Columns place, n, creators, value; most videos first.
        effects: Of places within creators.
        pairs: Dishes that stand out at a place, as `clear_pairs` orders them.
        videos: All videos in view, also those without a place.
        metric: Of the values.
        aggregate: Of the values.
        link: Makes addresses.
    """
    found = (
        _try_place(effects, metric, link)
        or _look_at_place(frame, effects, metric, aggregate, link),
        _avoid_place(effects, metric, link),
        _local_dish(pairs, link),
        _missing_dish(pairs, link),
        _say_where(frame, videos),
    )
    return tuple(each for each in found if each)


def _try_place(effects: Sequence[BinEffect], metric: Metric, link: PlaceLink) -> Suggestion | None:
    better = [each for each in effects if each.clear and (each.estimate or 0) > 0]
    if not better:
        return None
    best = max(better, key=lambda each: each.low or 0)
    return Suggestion(
        f"Quay thêm video ở {best.bin} nếu đi được.",
        f"Trong cùng một TikToker, video ở {best.bin} có {metric.inside} "
        f"{effect_words(best, metric)} so với video họ quay ở nơi khác (n = {whole(best.n)}, "
        f"{whole(best.creators)} TikToker).",
        link("/videos/outliers", str(best.bin)),
        f"Xem video nổi bật ở {best.bin}",
    )


def _avoid_place(
    effects: Sequence[BinEffect], metric: Metric, link: PlaceLink
) -> Suggestion | None:
    worse = [each for each in effects if each.clear and (each.estimate or 0) < 0]
    if not worse:
        return None
    worst = min(worse, key=lambda each: each.high or 0)
    return Suggestion(
        f"Xem lại góc quay cho video ở {worst.bin}.",
        f"Trong cùng một TikToker, video ở {worst.bin} có {metric.inside} "
        f"{effect_words(worst, metric)} so với video họ quay ở nơi khác (n = {whole(worst.n)}, "
        f"{whole(worst.creators)} TikToker).",
        link("/videos/outliers", str(worst.bin)),
        f"Xem video vẫn nổi bật ở {worst.bin}",
    )


def _look_at_place(
    frame: pd.DataFrame,
    effects: Sequence[BinEffect],
    metric: Metric,
    aggregate: Aggregate,
    link: PlaceLink,
) -> Suggestion | None:
    """Names the place with the highest metric, where no effect within creators is clear."""
    fit = frame[(frame["n"] >= MIN_SAMPLE) & frame["value"].notna()] if len(frame) else frame
    if len(fit) < 2:
        return None
    best, most = highest_row(fit, "value"), highest_row(fit, "n")
    if best["place"] == most["place"] or best["value"] < _LEAST_GAP * most["value"]:
        return None
    measure = aggregate.label.lower()
    compared = any(each.enough and each.bin == best["place"] for each in effects)
    within = "chưa thấy khác hẳn" if compared else "chưa đủ dữ liệu"
    return Suggestion(
        f"Thử một loạt video ở {best['place']} rồi so với nơi bạn hay quay.",
        f"{best['place']}: {measure} {value_words(best['value'], metric)} "
        f"(n = {whole(best['n'])}, {whole(best['creators'])} TikToker), còn {most['place']}, nơi "
        f"đông video nhất, {value_words(most['value'], metric)}. So trong cùng một TikToker thì "
        f"{within}, nên đây mới là điều đáng thử.",
        link("/videos/outliers", str(best["place"])),
        f"Xem video nổi bật ở {best['place']}",
        sure=False,
    )


def _local_dish(pairs: Sequence[DishPair], link: PlaceLink) -> Suggestion | None:
    best = next((pair for pair in pairs if pair.estimate > 1), None)
    if not best:
        return None
    return Suggestion(
        f"Đến {best.place} thì đưa {best.dish_group} vào danh sách quay.",
        f"{begun(best.dish_group)} ở {best.place} {pair_words(best)}. Đó là món người khác đang "
        "gắn với nơi này; được xem nhiều hay ít là chuyện khác.",
        link("/videos/performance", best.place),
        f"Xem hiệu suất video ở {best.place}",
        sure=best.n >= MIN_SAMPLE,
    )


def _missing_dish(pairs: Sequence[DishPair], link: PlaceLink) -> Suggestion | None:
    least = next((pair for pair in reversed(pairs) if pair.estimate < 1), None)
    if not least:
        return None
    return Suggestion(
        f"Cân nhắc {least.dish_group} ở {least.place}: nơi đông video mà ít người quay món này.",
        f"{begun(least.dish_group)} ở {least.place} {pair_words(least)}. Ít người quay có thể vì "
        "ít quán, hoặc vì còn chỗ trống.",
        link("/videos/outliers", least.place),
        f"Xem video nổi bật ở {least.place}",
        sure=False,
    )


def _say_where(frame: pd.DataFrame, videos: int) -> Suggestion | None:
    placed = int(frame["n"].sum()) if len(frame) else 0
    if not videos or placed / videos >= _FEW_KNOWN:
        return None
    return Suggestion(
        "Nói rõ tỉnh, quận và tên quán trong lời thoại, mô tả hoặc điểm gắn thẻ.",
        f"Chỉ {percent(placed / videos)} số video biết được nơi ({whole(placed)} trong "
        f"{whole(videos)}). Video không nói nơi thì người đang tìm quán ở gần khó gặp, và cũng "
        "không có trong các con số ở đây.",
        "/videos/content",
        "Xem nội dung video",
        sure=False,
    )
