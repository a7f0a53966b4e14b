"""Whom a creator is compared with: its tier within the niche, or the tier where these are few."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from dash_app.findings.kol_score import Flags, Floats, rank_among
from dash_app.statistics import MIN_SAMPLE
from dash_app.words import TIERS, whole

LEAST_VIDEOS: Final = 5
"""Videos from which on a creator's rates are steady enough for others to be compared with them."""


@dataclass(frozen=True)
class PeerGroup:
    """Some creators and those whom they are compared with.

    Attributes:
        rows: Numbers of the creators.
        reference: Numbers of those whom they are compared with; empty where these are too few.
        words: Who these are, inside a sentence.
    """

    rows: npt.NDArray[np.intp]
    reference: npt.NDArray[np.intp]
    words: str


@dataclass(frozen=True)
class Peers:
    """The groups; each creator is among the rows of one."""

    groups: tuple[PeerGroup, ...]

    def of(self, row: int) -> PeerGroup:
        """Returns the group of a creator."""
        return next(group for group in self.groups if row in group.rows)

    def ranks(self, values: Any) -> Floats:
        """Returns the percentile (0 to 100) of each creator's value among its peers."""
        return self._by_group(values, rank_among)

    def robust_z(self, values: Any) -> Floats:
        """Returns how far each value lies from its peers, on the log scale.

        0.6745 · (ln x − median) / MAD (the modified z-score of Iglewicz & Hoaglin 1993, "How to
        Detect and Handle Outliers"). Missing where a value is not positive or peers do not differ.
        """
        found = np.asarray(values, np.float64)
        return self._by_group(np.log(np.where(found > 0, found, np.nan)), _modified_z)

    def medians(self, values: Any) -> Floats:
        """Returns the median of each creator's peers; missing without any."""
        return self._by_group(values, lambda _, reference: _median(reference))

    def _by_group(self, values: Any, measure: Any) -> Floats:
        found = np.asarray(values, np.float64)
        result = np.full(found.shape, np.nan)
        for group in self.groups:
            result[group.rows] = measure(found[group.rows], found[group.reference])
        return result


def find_peers(channels: pd.DataFrame, in_niche: Flags | None) -> Peers:
    """Returns whom the creators are compared with.

    The first of these with `MIN_SAMPLE` creators of at least `LEAST_VIDEOS` videos: the tier within
    the niche, the tier, everyone.

    Args:
        channels: Columns tier and lasting.
        in_niche: Who has a video about what the brief asks for; None where it asks for nothing.
    """
    tiers = channels["tier"].fillna("").to_numpy(object)
    judged = channels["lasting"].to_numpy() >= LEAST_VIDEOS
    return Peers(tuple(_groups(tiers, judged, in_niche)))


def _groups(tiers: Any, judged: Flags, in_niche: Flags | None) -> Iterator[PeerGroup]:
    for tier in dict.fromkeys(tiers.tolist()):
        same = tiers == tier
        tried: list[tuple[Flags, str]] = [(judged, "TikToker trong dữ liệu")]
        if tier:
            name = TIERS[tier].lower()
            tried.insert(0, (judged & same, f"TikToker {name}"))
            if in_niche is not None:
                tried.insert(0, (judged & same & in_niche, f"TikToker {name} cùng ngách"))
        members, words = next(
            ((np.flatnonzero(mask), said) for mask, said in tried if mask.sum() >= MIN_SAMPLE),
            (np.zeros(0, np.intp), "TikToker"),
        )
        yield PeerGroup(np.flatnonzero(same), members, f"{whole(members.size)} {words}")


def _median(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(np.median(known)) if known.size else float("nan")


def _modified_z(values: Floats, reference: Floats) -> Floats:
    middle = _median(reference)
    spread = _median(np.abs(reference - middle))
    if not spread > 0:
        return np.full(values.shape, np.nan)
    return np.asarray(0.6745 * (values - middle) / spread)
