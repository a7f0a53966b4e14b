"""Whether the means of two groups differ, without assuming that they spread alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dash_app.statistics.sample import Numbers, is_constant, known, present
from dash_app.statistics.student import student_test

MIN_EACH = 5
"""Below this many values in a group its spread is hardly known; each may be a mean of many videos,
so that the least sample of single videos does not apply."""


@dataclass(frozen=True)
class MeanDifference:
    """Mean of the first group less mean of the second.

    Attributes:
        difference: In the unit of the values; None where a group has no value.
        low: Lower end of the 95 % interval.
        high: Upper end.
        t: The statistic.
        freedom: Its degrees of freedom.
        p: Two-sided, against no difference.
        g: The difference in standard deviations, with Hedges' correction for small samples.
        n: Values of the first group.
        other_n: Values of the second.
        enough: Whether a conclusion may be drawn.
    """

    difference: float | None
    low: float | None
    high: float | None
    t: float | None
    freedom: float | None
    p: float | None
    g: float | None
    n: int
    other_n: int
    enough: bool


@np.errstate(all="ignore")
def welch(values: Numbers, other: Numbers) -> MeanDifference:
    """Returns Welch's t-test of two groups, with its effect size.

    t = (x̄ − ȳ) / √(s²/n + u²/m) with (s²/n + u²/m)² / ((s²/n)²/(n − 1) + (u²/m)²/(m − 1)) degrees
    of freedom (Welch 1947). g = (x̄ − ȳ) / √((s² + u²)/2) · (1 − 3/(4(n + m) − 9)): the
    standardiser does not assume equal spread either (Delacre et al. 2021, "Why Hedges' g*s based on
    the non-pooled standard deviation should be reported with Welch's t-test").
    """
    first, second = present(values), present(other)
    n, m = first.size, second.size
    difference = known(first.mean() - second.mean()) if n and m else None
    if difference is None or n < 2 or m < 2 or (is_constant(first) and is_constant(second)):
        return MeanDifference(difference, None, None, None, None, None, None, n, m, False)
    parts = np.array([first.var(ddof=1) / n, second.var(ddof=1) / m])
    error = np.sqrt(parts.sum())
    freedom = parts.sum() ** 2 / (parts**2 / [n - 1, m - 1]).sum()
    test = student_test(difference, error, freedom)
    spread = np.sqrt((parts * [n, m]).mean())
    g = difference / spread * (1 - 3 / (4 * (n + m) - 9))
    return MeanDifference(
        difference,
        known(test.low),
        known(test.high),
        known(difference / error),
        known(freedom),
        known(test.p),
        known(g),
        n,
        m,
        min(n, m) >= MIN_EACH and known(test.p) is not None,
    )
