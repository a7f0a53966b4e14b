"""The correlations of several measures, each with each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from dash_app.statistics.correlation import (
    Correlation,
    correlation_of_ranks,
    pearson,
    ranks,
    spearman,
)
from dash_app.statistics.multiple import holm
from dash_app.statistics.sample import Numbers, floats, known

CLEAR = 0.05
"""The least probability of chance at which a correlation does not count as clear."""


@dataclass(frozen=True)
class CorrelatedPair:
    """Two measures and how they go together.

    Attributes:
        a: Name of the one that stands first.
        b: Name of the other.
        correlation: Of creators that have both.
        p_adjusted: Its p after Holm's correction for all pairs; None where it has none.
    """

    a: str
    b: str
    correlation: Correlation
    p_adjusted: float | None

    @property
    def clear(self) -> bool:
        """Whether it differs from 0 by more than chance."""
        p = self.p_adjusted
        return self.correlation.enough and p is not None and p < CLEAR


def correlate_all(columns: Mapping[str, Numbers], *, by_rank: bool) -> tuple[CorrelatedPair, ...]:
    """Returns the correlation of each pair, over those who have both numbers.

    Args:
        columns: The measures by name, in one order of those who are measured.
        by_rank: Whether by Spearman's rank correlation; else by Pearson's.
    """
    numbers = {name: floats(column) for name, column in columns.items()}
    # Where nobody lacks a number, everybody's rank is the same in all pairs.
    ranked = {
        name: ranks(column)
        for name, column in numbers.items()
        if by_rank and not np.isnan(column).any()
    }
    pairs = list(combinations(numbers, 2))
    found = [
        correlation_of_ranks(ranked[a], ranked[b])
        if a in ranked and b in ranked
        else (spearman if by_rank else pearson)(numbers[a], numbers[b])
        for a, b in pairs
    ]
    adjusted = holm([each.p for each in found])
    return tuple(
        CorrelatedPair(a, b, correlation, known(p))
        for (a, b), correlation, p in zip(pairs, found, adjusted, strict=True)
    )
