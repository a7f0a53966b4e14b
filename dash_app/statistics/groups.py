"""Whether a measure differs between groups of videos or creators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from dash_app.statistics.sample import MIN_SAMPLE, Numbers, floats, is_constant, known, present

MIN_GROUP = 5
"""Smaller groups are left out: the chi-squared distribution of H does not hold for them."""


@dataclass(frozen=True)
class GroupDifference:
    """The Kruskal–Wallis test of several groups.

    Attributes:
        h: The statistic, corrected for ties; None below two groups or where all values are equal.
        p: By chi-squared with groups − 1 degrees of freedom.
        epsilon_squared: Share of the variance of ranks between groups, 0 to 1.
        n: Values compared.
        groups: Groups compared, each of at least five values.
        enough: Whether a conclusion may be drawn.
    """

    h: float | None
    p: float | None
    epsilon_squared: float | None
    n: int
    groups: int
    enough: bool


def kruskal_by_group(groups: Mapping[str, Numbers]) -> GroupDifference:
    """Returns whether some group tends to higher values than another.

    H = (n − 1) Σ n_g (r̄_g − r̄)² / Σ (r − r̄)² over mean ranks, which is Kruskal & Wallis (1952)
    with their correction for ties; ε² = H / (n − 1) (Tomczak & Tomczak 2014, "The need to report
    effect size estimates revisited").

    Args:
        groups: The values of each group by its name.
    """
    compared = [
        numbers for values in groups.values() if (numbers := present(values)).size >= MIN_GROUP
    ]
    pooled = np.concatenate(compared) if compared else np.empty(0)
    n, count = pooled.size, len(compared)
    if count < 2 or is_constant(pooled):
        return GroupDifference(None, None, None, n, count, False)
    ranks = pd.Series(pooled).rank().to_numpy(np.float64)
    centred = ranks - (n + 1) / 2
    parts = np.split(centred, np.cumsum([numbers.size for numbers in compared])[:-1])
    between = sum(part.sum() ** 2 / part.size for part in parts)
    return _difference(between / (centred @ centred), n, count)


def kruskal_from_ranks(frame: pd.DataFrame) -> GroupDifference:
    """Returns the same as `kruskal_by_group` from sums of ranks, so that a database ranks.

    Args:
        frame: One row a group: `n`, `rank_sum` and `rank_squares` of the mean ranks that its
            values have among those of all rows; groups below five values are not to be in it.
    """
    sizes, sums, squares = (floats(frame[name]) for name in ("n", "rank_sum", "rank_squares"))
    n = sizes.sum()
    middle = (n + 1) / 2
    spread = squares.sum() - n * middle * middle
    if sizes.size < 2 or spread <= 0:
        return GroupDifference(None, None, None, int(n), sizes.size, False)
    between = ((sums - sizes * middle) ** 2 / sizes).sum()
    return _difference(between / spread, int(n), sizes.size)


def _difference(share: float, n: int, groups: int) -> GroupDifference:
    from scipy.special import chdtrc

    h = (n - 1) * share
    p = known(chdtrc(groups - 1, h))
    return GroupDifference(known(h), p, known(share), n, groups, n >= MIN_SAMPLE)
