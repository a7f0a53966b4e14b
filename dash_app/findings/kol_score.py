"""Scores of creators for a brief: six parts from 0 to 100, weighted by the brand.

A part is where a creator stands among others (a percentile), or a share. A percentile on few videos
is drawn towards 50, so that luck with two videos wins nothing: 50 + (p − 50) · n / (n + k) with
k = `PRIOR_VIDEOS` (the weight of a prior sample; Efron & Morris 1977, "Stein's Paradox in
Statistics"). A part that the data say nothing of has no weight, and the others share its.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

PRIOR_VIDEOS: Final = 5
"""Videos that the middle of the field counts as, against a creator's own."""
LEAST_FOR_SPREAD: Final = 5
"""Mature videos from which on their spread is looked at."""
LEAST_IN_HALF: Final = 5
"""Mature videos in the newer and in the older half, from which on they are compared."""
LEAST_WITH_HISTORY: Final = 10
"""Creators with several snapshots, from which on their change of followers is ranked."""
LEAST_DAYS: Final = 7
"""Days between two counts of followers, from which on their change says something."""
FEW: Final = 10
"""Below so many videos a creator's numbers rest on very few."""
SOME: Final = 30
"""Below so many they rest on few."""


@dataclass(frozen=True)
class Part:
    """A part of the score.

    Attributes:
        key: The column of its scores.
        name: In Vietnamese.
        weight: What a brand begins with, 0 to 4.
        meaning: One sentence.
    """

    key: str
    name: str
    weight: int
    meaning: str


PARTS: Final = (
    Part("relevance", "Độ phù hợp", 4, "kênh nói nhiều tới đâu về điều đề bài hỏi"),
    Part("plays", "Lượt xem", 3, "lượt xem trung vị của một video"),
    Part("steadiness", "Độ đều", 2, "video nào cũng được xem gần như nhau, tuần nào cũng đăng"),
    Part("engagement", "Tương tác", 2, "tỷ lệ tương tác so với người cùng ngách, cùng cỡ"),
    Part("growth", "Tăng trưởng", 1, "video mới so với video cũ của chính kênh"),
    Part("safety", "An toàn", 3, "ít điều cần hỏi lại"),
)


def rank_among(values: Any, reference: Any) -> Floats:
    """Returns the percentile (0 to 100) of each value: the share of the reference that is lower.

    Of equal ones half count as lower. Missing values stay missing, and without a reference all are.
    """
    asked = np.asarray(values, np.float64)
    known = np.sort(np.asarray(reference, np.float64))
    known = known[: np.searchsorted(known, np.nan)]
    if not known.size:
        return np.full(asked.shape, np.nan)
    middle = (np.searchsorted(known, asked, "left") + np.searchsorted(known, asked, "right")) / 2
    return np.where(np.isnan(asked), np.nan, 100 * middle / known.size)


def drawn_to_middle(percentiles: Floats, videos: Any) -> Floats:
    """Returns percentiles drawn towards 50 the more, the fewer videos they rest on."""
    n = np.asarray(videos, np.float64)
    return 50 + (percentiles - 50) * n / (n + PRIOR_VIDEOS)


def mean_of_known(columns: list[Floats]) -> Floats:
    """Returns the mean of the known values of each row; missing where none is."""
    values = np.vstack(columns)
    known = ~np.isnan(values)
    count, total = known.sum(axis=0), np.where(known, values, 0).sum(axis=0)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def plays_part(channels: pd.DataFrame) -> Floats:
    """Returns the percentile of median plays among all creators, drawn to the middle."""
    plays = channels["median_plays"].to_numpy(np.float64)
    return drawn_to_middle(rank_among(plays, plays), channels["lasting"])


def log_spread(channels: pd.DataFrame) -> Floats:
    """Returns the robust standard deviation of ln plays of mature videos: IQR / 1.349.

    Missing below `LEAST_FOR_SPREAD` videos.
    """
    low, high = (channels[name].to_numpy(np.float64) for name in ("p25_plays", "p75_plays"))
    spread = (np.log1p(high) - np.log1p(low)) / 1.349
    return np.where(channels["mature"].to_numpy() >= LEAST_FOR_SPREAD, spread, np.nan)


def active_share(channels: pd.DataFrame) -> Floats:
    """Returns the share of the latest weeks in which something was posted; missing without any."""
    seen = channels["weeks_seen"].to_numpy(np.float64)
    active = channels["weeks_active"].to_numpy(np.float64)
    return np.where(seen > 0, active / np.maximum(seen, 1), np.nan)


def steadiness_part(channels: pd.DataFrame) -> Floats:
    """Returns the mean of two: how little plays vary (percentile), weeks with a post (share)."""
    spread = log_spread(channels)
    even = 100 - rank_among(spread, spread)
    both = (even + 100 * active_share(channels)) / 2
    return drawn_to_middle(both, channels["mature"])


def log_growth(channels: pd.DataFrame) -> Floats:
    """Returns ln(median plays of the newer half / of the older half) of mature videos.

    Missing below `LEAST_IN_HALF` videos in a half.
    """
    newer, older = (channels[name].to_numpy(np.float64) for name in ("newer_plays", "older_plays"))
    enough = channels["newer"].to_numpy() >= LEAST_IN_HALF
    with np.errstate(invalid="ignore"):
        return np.where(enough, np.log1p(newer) - np.log1p(older), np.nan)


def monthly_followers(channels: pd.DataFrame) -> Floats:
    """Returns the change of followers in 30 days, as a share; missing without two counts."""
    first, last, days = (
        channels[name].to_numpy(np.float64)
        for name in ("first_followers", "last_followers", "days")
    )
    far = days >= LEAST_DAYS
    return np.where(far, (last / first - 1) * 30 / np.where(far, days, 1), np.nan)


def growth_part(channels: pd.DataFrame) -> Floats:
    """Returns the percentile of the growth of plays, with that of followers where many have one."""
    growth, followers = log_growth(channels), monthly_followers(channels)
    compared = channels["newer"].to_numpy(np.float64) + channels["older"].to_numpy(np.float64)
    parts = [drawn_to_middle(rank_among(growth, growth), compared)]
    if (~np.isnan(followers)).sum() >= LEAST_WITH_HISTORY:
        parts.append(rank_among(followers, followers))
    return mean_of_known(parts)


def weighted(parts: Floats, weights: tuple[int, ...]) -> tuple[Floats, Floats]:
    """Returns the scores and the share of each part in them.

    Args:
        parts: One row a creator, one column a part, 0 to 100; missing where nothing is known.
        weights: Of the columns, from 0.

    Returns:
        The weighted mean of the known parts of each row, missing where none has a weight; and the
        shares of the weights, which add up to 1 in each such row.
    """
    known = ~np.isnan(parts)
    shares = known * np.asarray(weights, np.float64)
    total = shares.sum(axis=1, keepdims=True)
    shares = np.divide(shares, total, out=np.zeros_like(shares), where=total > 0)
    scores = (np.where(known, parts, 0) * shares).sum(axis=1)
    return np.where(total[:, 0] > 0, scores, np.nan), shares
