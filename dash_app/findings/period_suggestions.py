"""What the comparison of two ranges of days suggests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

import pandas as pd

from dash_app.findings.bins import effect_words
from dash_app.findings.period_content import clear_changes
from dash_app.findings.suggestion import Suggestion
from dash_app.metrics import Metric
from dash_app.statistics import BinEffect, MeanDifference
from dash_app.words import day, decimal, percent, whole
from etl.alerts.kinds import GROWN

_MOST_CHANGES: Final = 2
_MUCH_YOUNG: Final = 0.1


def period_suggestions(
    volume: MeanDifference,
    effects: Sequence[BinEffect],
    content: pd.DataFrame,
    young: float,
    newest: date,
    *,
    metric: Metric,
    counts: bool,
    link: Callable[[str, str], str],
) -> tuple[Suggestion, ...]:
    """Returns what to do.

    Args:
        volume: The test of videos a week, the second range less the first.
        effects: Of the second range within creators.
        content: Of `period_content.compare_shares`.
        young: Share of the second range's videos that were collected too soon.
        newest: Day of the newest video.
        metric: Of the effects.
        counts: Whether the number of videos says something; under the weekly top it is a rule.
        link: The address at which videos with a category or a dish are shown.
    """
    found = (
        _collect_again(young, newest),
        _reach(effects, metric, young),
        _volume(volume) if counts else None,
        *_content(content, link),
    )
    return tuple(each for each in found if each)


def _collect_again(young: float, newest: date) -> Suggestion | None:
    if young <= _MUCH_YOUNG:
        return None
    return Suggestion(
        f"Thu thập lại sau {day(newest + timedelta(days=GROWN))} rồi so lượt xem lần nữa.",
        f"{percent(young, 0)} video của giai đoạn 2 được thu thập khi chưa đủ {GROWN} ngày tuổi: "
        "lượt xem của chúng chưa dừng lại.",
        "/about/data",
        "Xem dữ liệu",
        sure=False,
    )


def _reach(effects: Sequence[BinEffect], metric: Metric, young: float) -> Suggestion | None:
    clear = [each for each in effects if each.clear and each.estimate is not None]
    if not clear:
        return None
    (effect,) = clear
    up = (effect.estimate or 0) > 0
    return Suggestion(
        f"Giữ cách làm của giai đoạn 2: {metric.inside} của cùng những kênh ấy đã lên."
        if up
        else f"Tìm xem vì sao {metric.inside} của cùng những kênh ấy xuống.",
        f"So trong cùng một TikToker: {effect_words(effect, metric)}, n = {whole(effect.n)} video, "
        f"{whole(effect.creators)} TikToker."
        + (" Một phần có thể do video mới chưa tích đủ lượt xem." if young > _MUCH_YOUNG else ""),
        "/videos/outliers",
        "Xem video nổi bật",
        sure=young <= _MUCH_YOUNG,
    )


def _volume(volume: MeanDifference) -> Suggestion | None:
    low, high, difference = volume.low, volume.high, volume.difference
    if not volume.enough or low is None or high is None or difference is None or low <= 0 <= high:
        return None
    numbers = (
        f"Chênh {decimal(abs(difference))} video mỗi tuần, khoảng tin cậy 95 %: "
        f"{decimal(abs(low) if difference > 0 else abs(high))} đến "
        f"{decimal(abs(high) if difference > 0 else abs(low))}; {volume.other_n} và {volume.n} "
        "tuần trọn."
    )
    if difference > 0:
        return Suggestion(
            "Chọn món và góc quay khác số đông: giai đoạn 2 đông video hơn.",
            numbers,
            "/trends/weeks",
            "Xem theo tuần",
        )
    return Suggestion(
        "Tận dụng lúc ít video: giai đoạn 2 vắng hơn giai đoạn 1.",
        numbers,
        "/trends/weeks",
        "Xem theo tuần",
    )


def _content(content: pd.DataFrame, link: Callable[[str, str], str]) -> list[Suggestion]:
    if content.empty:
        return []
    changes = clear_changes(content).head(_MOST_CHANGES).to_dict("records")
    return [
        Suggestion(
            f"Xem kỹ “{row['name']}”: đang chiếm nhiều chỗ hơn."
            if row["estimate"] > 1
            else f"Cân nhắc “{row['name']}”: đang ít người làm hơn, dễ khác biệt nhưng cũng có thể "
            "đã hết mùa.",
            f"Từ {percent(row['first_share'])} lên {percent(row['second_share'])} số video"
            if row["estimate"] > 1
            else f"Từ {percent(row['first_share'])} xuống {percent(row['second_share'])} số video",
            link(str(row["kind"]), str(row["name"])),
            "Xem các video này",
            sure=True,
        )
        for row in changes
    ]
