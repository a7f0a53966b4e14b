"""Whether a channel that posts more loses more a video than it wins in all."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

from dash_app.findings.bins import effect_words
from dash_app.findings.channel_evidence import Family
from dash_app.metrics import Metric
from dash_app.statistics import BinEffect, Slope
from dash_app.words import signed_percent, whole

MORE: Final = "more"


@dataclass(frozen=True)
class WeeklyPosts:
    """What goes with the number of videos in a week.

    Attributes:
        slope: Change of the metric of each video with one video more, within creators.
        usual: Median number of videos in a creator's week with any; None without a whole week.
    """

    slope: Slope
    usual: float | None


def frequency_family(posts: WeeklyPosts, metric: Metric) -> Family:
    """Returns posting more as a thing that can be compared.

    Of a count it is the week's total that counts: from k to k + 1 videos, each of which changes by
    s, it grows by (1 + s)(k + 1)/k − 1. A rate has no total: there it is the change itself.
    """
    slope, usual = posts.slope, posts.usual
    if slope.estimate is None or slope.low is None or slope.high is None or not usual:
        return Family("frequency", (), {}, {})
    each = (
        f"So trong cùng một TikToker, tuần có thêm một video đi cùng {metric.inside} mỗi video "
        f"{effect_words(slope, metric)}"
    )
    behind = (
        f"(n = {whole(slope.n)} video của {whole(slope.creators)} TikToker; không kể tuần đầu và "
        "tuần cuối của mỗi kênh)"
    )
    if metric.is_rate:
        effect = _effect(slope, slope.estimate, slope.low, slope.high, slope.p)
        return Family("frequency", (effect,), _NAMES, _NAMES, words={MORE: f"{each} {behind}"})
    estimate, low, high = (
        100 * ((1 + change / 100) * (usual + 1) / usual - 1)
        for change in (slope.estimate, slope.low, slope.high)
    )
    effect = _effect(slope, estimate, low, high, _p_of_total(estimate, low, high))
    text = (
        f"{each}; như vậy từ {whole(usual)} lên {whole(usual + 1)} video, tổng của tuần đổi "
        f"{_interval(estimate, low, high)} {behind}"
    )
    return Family("frequency", (effect,), _NAMES, _NAMES, words={MORE: text})


_NAMES: Final = {MORE: "nhịp đăng"}


def _effect(slope: Slope, estimate: float, low: float, high: float, p: float | None) -> BinEffect:
    return BinEffect(MORE, slope.n, slope.creators, estimate, low, high, p, p, slope.enough)


def _p_of_total(estimate: float, low: float, high: float) -> float | None:
    """Returns the two-sided p-value against no change, from the interval on the logarithm."""
    if min(estimate, low) <= -100 or high <= low:
        return None
    middle, lower, upper = (math.log1p(each / 100) for each in (estimate, low, high))
    error = (upper - lower) / (2 * NormalDist().inv_cdf(0.975))
    return 2 * NormalDist().cdf(-abs(middle) / error)


def _interval(estimate: float, low: float, high: float) -> str:
    parts = [signed_percent(each / 100) for each in (estimate, low, high)]
    return f"{parts[0]} (khoảng tin cậy 95 %: {parts[1]} đến {parts[2]})"
