"""What to do about how creators are spread and what goes together: computed from the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from dash_app import links
from dash_app.findings.creator_correlation import interval_words, together_words
from dash_app.findings.creator_spread import STRONG, times_words
from dash_app.findings.suggestion import Suggestion
from dash_app.metrics import Aggregate, Metric
from dash_app.statistics import (
    MIN_SAMPLE,
    CorrelatedPair,
    log_line,
    skewness,
)
from dash_app.words import decimal, percent, whole

ENOUGH_VIDEOS: Final = 10
"""A creator's usual level is not told from fewer videos."""

_NAMED: Final = 3
_MODERATE: Final = 0.5
_FAR_ABOVE: Final = 1.5
_SOME: Final = 0.05


def overview_suggestions(
    creators: pd.DataFrame,
    measure: Metric,
    aggregate: Aggregate,
    followers_and_measure: CorrelatedPair | None,
    measures: Sequence[tuple[Metric, pd.Series]],
) -> tuple[Suggestion, ...]:
    """Returns two to five things to do, the most useful first.

    Args:
        creators: Of `creator_measures`, with the chosen metric as `value`.
        measure: The chosen metric, put together over a creator's videos.
        aggregate: How.
        followers_and_measure: How far followers go together with it, by rank.
        measures: The measures of the page, each with its values.
    """
    found = (
        _above_their_size(creators, measure, aggregate),
        _what_followers_say(measure, followers_and_measure),
        _go_by_the_median(measures),
        _thin_samples(creators),
    )
    return tuple(each for each in found if each is not None)


def _above_their_size(
    creators: pd.DataFrame, measure: Metric, aggregate: Aggregate
) -> Suggestion | None:
    """Names the creators whose videos reach most for their followers."""
    if measure.is_rate or aggregate.key == "sum":
        return None
    fit = creators[(creators["videos"] >= ENOUGH_VIDEOS) & (creators["booking_note"] != "refuses")]
    line = log_line(fit["followers"], fit["value"])
    if not line.enough:
        return None
    usual = line.at(fit["followers"]).y
    times = pd.Series(fit["value"].to_numpy("float64", na_value=np.nan) / usual, fit.index)
    best = times[times >= _FAR_ABOVE].nlargest(_NAMED)
    if best.empty:
        return None
    accounts = [str(account) for account in fit.loc[best.index, "creator"]]
    named = "; ".join(
        f"@{account} gấp {decimal(ratio)} lần ({whole(videos)} video)"
        for account, ratio, videos in zip(
            accounts, best, fit.loc[best.index, "videos"], strict=True
        )
    )
    several = len(accounts) > 1
    return Suggestion(
        f"Xem trước {'những TikToker' if several else 'TikToker'} vượt mức thường của kênh cùng "
        "số người theo dõi.",
        f"{measure.label} so với mức mà đường thẳng qua {whole(line.n)} TikToker (thang log) ứng "
        f"với số người theo dõi của họ: {named}. Chỉ xét ai có từ {ENOUGH_VIDEOS} video và không "
        "ghi là không nhận booking.",
        links.compare_page(accounts) if several else links.creator_page(accounts[0]),
        "So sánh họ" if several else f"Xem @{accounts[0]}",
    )


def _what_followers_say(measure: Metric, pair: CorrelatedPair | None) -> Suggestion | None:
    if pair is None or not pair.correlation.enough:
        return None
    found = pair.correlation
    reason = (
        f"Người theo dõi và {measure.inside} {together_words(found.estimate or 0)}: hệ số thứ hạng "
        f"{interval_words(found)}."
    )
    low, high = found.low or 0.0, found.high or 0.0
    if low >= _MODERATE:
        return Suggestion(
            "Dùng số người theo dõi để lọc vòng đầu, rồi so trong cùng nhóm.",
            f"{reason} Cùng nhóm vẫn còn hơn kém nhau.",
            links.TIERS_PAGE,
            "Xem các nhóm theo người theo dõi",
        )
    if high < 0:
        return Suggestion(
            "Đừng bỏ qua kênh nhỏ.",
            f"{reason} Kênh ít người theo dõi hơn thường có con số này cao hơn.",
            links.TIERS_PAGE,
            "Xem các nhóm theo người theo dõi",
        )
    if high < _MODERATE:
        return Suggestion(
            "Đừng chọn TikToker chỉ theo số người theo dõi.",
            f"{reason} Hai kênh cùng cỡ vẫn có thể khác nhau nhiều.",
            links.KOL_PAGE,
            "Chọn theo nhiều tiêu chí",
        )
    return Suggestion(
        "Coi số người theo dõi là một manh mối, chưa phải thước đo.",
        f"{reason} Khoảng này còn quá rộng để biết là vừa hay mạnh.",
        links.TIERS_PAGE,
        "Xem các nhóm theo người theo dõi",
        sure=False,
    )


def _go_by_the_median(measures: Sequence[tuple[Metric, pd.Series]]) -> Suggestion | None:
    """Names the measure whose mean is furthest above its median."""
    numbers = [
        (values.mean() / median, median, measure, values)
        for measure, values in measures
        if (median := values.median()) > 0
    ]
    if not numbers:
        return None
    ratio, median, measure, values = max(numbers, key=lambda each: each[0])
    leaning = skewness(values)
    if not leaning.enough or (leaning.estimate or 0) <= STRONG:
        return None
    return Suggestion(
        "Đặt kỳ vọng và báo giá theo trung vị, không theo trung bình.",
        f"Lệch nhất là {measure.inside}: {times_words(ratio * median, median, measure)} "
        f"(n = {whole(leaning.n)}).",
        links.TOP_PAGE,
        "Xem ai kéo trung bình lên",
    )


def _thin_samples(creators: pd.DataFrame) -> Suggestion | None:
    """Counts those whose usual level few videos tell."""
    n = len(creators)
    none = int((creators["videos"] == 0).sum())
    few = int((creators["videos"] < ENOUGH_VIDEOS).sum()) - none
    if n < MIN_SAMPLE or none + few < _SOME * n:
        return None
    parts = [f"{whole(few)} có dưới {ENOUGH_VIDEOS} video"] * bool(few)
    parts += [f"{whole(none)} chưa có video nào"] * bool(none)
    return Suggestion(
        "Thu thập thêm video trước khi kết luận về TikToker còn ít video.",
        f"Trong {whole(n)} TikToker đang xem, {' và '.join(parts)} "
        f"({percent((none + few) / n, 0)}): thêm một video là con số của họ có thể đổi nhiều.",
        "/creators/list",
        "Mở danh sách TikToker",
    )
