"""How far two measures of the same videos or creators go together."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np
import pandas as pd

from dash_app.statistics.sample import MIN_SAMPLE, Floats, Numbers, floats, is_constant, known
from dash_app.statistics.student import student_test


@dataclass(frozen=True)
class Correlation:
    """A coefficient from −1 to 1 with its 95 % interval.

    Attributes:
        estimate: None below four pairs or where one side is constant.
        low: Lower end of the interval.
        high: Upper end of the interval.
        p: Two-sided, by t = r √((n − 2)/(1 − r²)) with n − 2 degrees of freedom.
        n: Pairs with both numbers.
        enough: Whether a conclusion may be drawn.
    """

    estimate: float | None
    low: float | None
    high: float | None
    p: float | None
    n: int
    enough: bool


def pearson(x: Numbers, y: Numbers) -> Correlation:
    """Returns the linear correlation; interval of atanh r ± z/√(n − 3) (Fisher 1921).

    Raises:
        ValueError: The two sides differ in length.
    """
    left, right = _pairs(x, y)
    return _correlation(left, right, by_rank=False)


def spearman(x: Numbers, y: Numbers) -> Correlation:
    """Returns the rank correlation, ties sharing their mean rank.

    The interval is atanh r ± z √((1 + r²/2)/(n − 3)) (Bonett & Wright 2000, "Sample size
    requirements for estimating Pearson, Kendall and Spearman correlations").

    Raises:
        ValueError: The two sides differ in length.
    """
    left, right = _pairs(x, y)
    return correlation_of_ranks(ranks(left), ranks(right))


def ranks(numbers: Floats) -> Floats:
    """Returns the rank of each number, 1 for the smallest; ties share their mean rank."""
    return floats(pd.Series(numbers).rank())


def correlation_of_ranks(x: Floats, y: Floats) -> Correlation:
    """Returns what `spearman` does, of ranks without gaps, so that each column is ranked once."""
    return _correlation(x, y, by_rank=True)


def _pairs(x: Numbers, y: Numbers) -> tuple[Floats, Floats]:
    left, right = floats(x), floats(y)
    if left.size != right.size:
        raise ValueError(f"{left.size} x and {right.size} y make no pairs")
    both = ~np.isnan(left) & ~np.isnan(right)
    return left[both], right[both]


@np.errstate(all="ignore")
def _correlation(x: Floats, y: Floats, *, by_rank: bool) -> Correlation:
    n = x.size
    if n < 4 or is_constant(x) or is_constant(y):
        return Correlation(None, None, None, None, n, False)
    r = float(np.clip(_unit(x) @ _unit(y), -1, 1))
    variance = (1 + r * r / 2 if by_rank else 1) / (n - 3)
    margin = NormalDist().inv_cdf(0.975) * sqrt(variance)
    low, high = np.tanh(np.arctanh(r) - margin), np.tanh(np.arctanh(r) + margin)
    p = student_test(r, np.sqrt((1 - r * r) / (n - 2)), n - 2).p
    enough = n >= MIN_SAMPLE and known(r) is not None
    return Correlation(known(r), known(low), known(high), known(p), n, enough)


def _unit(numbers: Floats) -> Floats:
    """Returns the centred numbers as a vector of length 1."""
    centred = numbers - numbers.mean()
    scaled: Floats = centred / np.abs(centred).max()
    return scaled / np.linalg.norm(scaled)
