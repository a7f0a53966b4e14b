"""Which groups differ, once some do: every pair of groups by their mean ranks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from math import erfc, sqrt

import numpy as np
import pandas as pd

from dash_app.statistics.groups import MIN_GROUP
from dash_app.statistics.multiple import holm
from dash_app.statistics.sample import MIN_SAMPLE, Numbers, is_constant, known, present


@dataclass(frozen=True)
class PairDifference:
    """Two groups against each other, among all the groups that are compared.

    Attributes:
        first: The name of the one.
        second: The name of the other.
        z: Positive where the second tends to higher values.
        p: Two-sided.
        p_adjusted: By Holm over all pairs.
        n: Values of the two groups.
        enough: Whether a conclusion may be drawn: 30 values in all groups together.
    """

    first: str
    second: str
    z: float
    p: float
    p_adjusted: float
    n: int
    enough: bool


def dunn_by_group(groups: Mapping[str, Numbers]) -> tuple[PairDifference, ...]:
    """Returns Dunn's test of every pair of groups, in the order of the groups.

    z = (r̄_b − r̄_a) / √(s² (1/n_a + 1/n_b)) over the mean ranks among all values, where
    s² = N (N + 1) / 12 − Σ (t³ − t) / (12 (N − 1)) with t values in each tie (Dunn 1964, "Multiple
    comparisons using rank sums"); p by the normal distribution, adjusted by Holm (1979).

    Args:
        groups: The values of each group by its name; groups below five values are left out, and
            nothing is compared where all values are equal.
    """
    compared = {
        name: numbers
        for name, values in groups.items()
        if (numbers := present(values)).size >= MIN_GROUP
    }
    pooled = np.concatenate([*compared.values()]) if compared else np.empty(0)
    n = pooled.size
    if len(compared) < 2 or is_constant(pooled):
        return ()
    ranks = pd.Series(pooled).rank().to_numpy(np.float64)
    # The variance of the ranks themselves: the formula above, whatever the ties.
    variance = ranks.var(ddof=1)
    sizes = [numbers.size for numbers in compared.values()]
    means = [part.mean() for part in np.split(ranks, np.cumsum(sizes)[:-1])]
    pairs = list(combinations(range(len(sizes)), 2))
    scores = [
        (means[b] - means[a]) / sqrt(variance * (1 / sizes[a] + 1 / sizes[b])) for a, b in pairs
    ]
    p_values = [erfc(abs(z) / sqrt(2)) for z in scores]
    names = list(compared)
    return tuple(
        PairDifference(
            first=names[a],
            second=names[b],
            z=float(z),
            p=p,
            p_adjusted=known(adjusted) or 0.0,
            n=sizes[a] + sizes[b],
            enough=n >= MIN_SAMPLE,
        )
        for (a, b), z, p, adjusted in zip(pairs, scores, p_values, holm(p_values), strict=True)
    )
