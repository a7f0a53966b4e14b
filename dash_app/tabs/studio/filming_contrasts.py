"""Gợi ý quay: what videos far above the usual have more or less often, and how sure that is.

Two things must agree before a difference is told. The share among these videos over the share
among the others must differ from one. And among the videos of one and the same creator those with
the trait must be far above the usual more, or less, often: else a trait of the few creators whose
plays jump about would pass for a trait of success.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd

from dash_app.statistics import (
    BinEffect,
    Interval,
    holm,
    risk_ratio,
    share_interval,
    within_creator_effect,
)
from dash_app.statistics.within_creator_rows import sums_by_bin
from dash_app.tabs.studio.filming_traits import Trait

Verdict = Literal["clear", "unclear", "few"]
_CLEAR: Final = 0.05


@dataclass(frozen=True)
class Contrast:
    """One value of a trait.

    Attributes:
        group: The trait.
        name: The value.
        share: Of the outliers whose trait is known.
        other: Of the other videos.
        hits: Outliers with it.
        other_hits: Others with it.
        ratio: Of the shares; None where it cannot be computed.
        low: Lower end of its 95 % interval.
        high: Upper end.
        within: By how many percentage points more of a creator's videos with it are outliers.
        within_low: Lower end of its 95 % interval.
        within_high: Upper end.
        p: The larger one of the two tests, before the correction; None with too few videos.
        verdict: A difference beyond doubt, none, or too few videos to say.
    """

    group: str
    name: str
    share: Interval
    other: Interval
    hits: int
    other_hits: int
    ratio: float | None
    low: float | None
    high: float | None
    within: float | None
    within_low: float | None
    within_high: float | None
    p: float | None
    verdict: Verdict

    @property
    def leans(self) -> bool:
        """Whether it would pass for a difference if nothing else had been compared."""
        return self.verdict == "unclear" and self.p is not None and self.p < _CLEAR

    @property
    def strength(self) -> float:
        """How far the interval of the ratio is from one, on the log scale."""
        if not self.low or not self.high:
            return 0.0
        return float(min(abs(np.log(self.low)), abs(np.log(self.high))))


def contrasts(videos: pd.DataFrame, traits: Iterable[Trait]) -> tuple[Contrast, ...]:
    """Returns every value of every trait that any video has.

    The chance of a false difference among all that are told is 5 % at most (Holm), each by the
    larger p of its two tests.

    Args:
        videos: Columns creator and is_outlier.
        traits: Of these videos.
    """
    is_outlier = videos["is_outlier"].to_numpy(bool)
    creators, _ = pd.factorize(videos["creator"])
    found = [
        each for trait in traits for each in _of_trait(trait, is_outlier, creators.astype(np.int64))
    ]
    adjusted = holm([each.p for each in found])
    return tuple(each.judged(bool(p < _CLEAR)) for each, p in zip(found, adjusted, strict=True))


@dataclass(frozen=True)
class _Counted:
    """A value of a trait before all are judged together; `p` is NaN where there is too little."""

    group: str
    name: str
    hits: int
    n: int
    other_hits: int
    other_n: int
    ratio: tuple[float, float, float]
    within: BinEffect | None
    p: float

    def judged(self, is_clear: bool) -> Contrast:
        ratio, low, high = (value if np.isfinite(value) else None for value in self.ratio)
        return Contrast(
            self.group,
            self.name,
            share_interval(self.hits, self.n),
            share_interval(self.other_hits, self.other_n),
            self.hits,
            self.other_hits,
            ratio,
            low,
            high,
            self.within.estimate if self.within else None,
            self.within.low if self.within else None,
            self.within.high if self.within else None,
            None if np.isnan(self.p) else self.p,
            "few" if np.isnan(self.p) else "clear" if is_clear else "unclear",
        )


def _of_trait(trait: Trait, is_outlier: np.ndarray, creators: np.ndarray) -> Iterable[_Counted]:
    count = len(trait.names)
    with_it = np.bincount(trait.values, minlength=count)
    hits = np.bincount(trait.values, weights=is_outlier[trait.rows], minlength=count).astype(int)
    n = int(is_outlier[trait.known].sum())
    other_n = int(trait.known.size) - n
    other_hits = with_it - hits
    ratio = risk_ratio(hits, np.full(count, n), other_hits, np.full(count, other_n))
    within = _within(trait, is_outlier, creators)
    for value in np.flatnonzero(with_it):
        effect = within.get(int(value))
        yield _Counted(
            trait.title,
            trait.names[value],
            int(hits[value]),
            n,
            int(other_hits[value]),
            other_n,
            (ratio.estimate[value], ratio.low[value], ratio.high[value]),
            effect,
            _p(ratio.p[value], bool(ratio.enough[value]), ratio.estimate[value], effect),
        )


def _p(p: float, is_enough: bool, ratio: float, effect: BinEffect | None) -> float:
    """Returns the larger p of the two tests: what is called a difference must be one by both."""
    if not is_enough or effect is None or not effect.enough:
        return float("nan")
    agree = (ratio > 1) == ((effect.estimate or 0.0) > 0)
    return max(p, effect.p or 0.0) if agree else 1.0


def _within(trait: Trait, is_outlier: np.ndarray, creators: np.ndarray) -> dict[int, BinEffect]:
    """Returns the effect of each value among a creator's own videos.

    A value besides, which all videos have, makes those without any stand in the comparison.
    """
    count = len(trait.names)
    rows = np.concatenate([trait.rows, trait.known])
    bins = np.concatenate([trait.values, np.full(trait.known.size, count, np.int64)])
    sums = sums_by_bin(creators, is_outlier.astype("float64"), rows, bins, count + 1)
    return {int(each.bin): each for each in within_creator_effect(sums, "linear")}  # type: ignore[call-overload]
