"""How often a value of one group is higher than a value of another."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np

from dash_app.statistics.sample import MIN_SAMPLE, Numbers, present

_HALVINGS = 60


@dataclass(frozen=True)
class Superiority:
    """The chance that a value of the first group is above one of the second.

    Attributes:
        estimate: 0 to 1; equal values count half, so that 0.5 is no difference. None where a group
            has no value.
        low: Lower end of the 95 % interval.
        high: Upper end.
        p: Two-sided, against 0.5; it is below 5 % where the interval leaves 0.5 out.
        n: Values of the first group.
        other_n: Values of the second.
        enough: Whether a conclusion may be drawn: 30 values on both sides.
    """

    estimate: float | None
    low: float | None
    high: float | None
    p: float | None
    n: int
    other_n: int
    enough: bool


def superiority_interval(values: Numbers, other: Numbers) -> Superiority:
    """Returns U / (n m) of Mann & Whitney (1947) with its interval and p-value.

    That is measure A of Vargha & Delaney (2000), "A critique and improvement of the CL common
    language effect size statistics". The interval holds the θ with |A − θ| ≤ z √V(θ), where
    V(θ) = θ(1 − θ)[1 + k(1 − θ)/(2 − θ) + kθ/(1 + θ)] / (n m), k = (n + m)/2 − 1: method 5 of
    Newcombe (2006), "Confidence intervals for an effect size measure based on the Mann–Whitney
    statistic, part 2". At θ = 0.5 V is the variance of the Mann–Whitney test,
    (n + m + 1) / (12 n m), so p-value and interval agree; ties make both rather too careful.
    Values of a group count as independent.

    Args:
        values: Of the first group.
        other: Of the second.
    """
    first, second = present(values), np.sort(present(other))
    n, m = first.size, second.size
    if not n or not m:
        return Superiority(None, None, None, None, n, m, False)
    lower = np.searchsorted(second, first, "left").sum()
    not_higher = np.searchsorted(second, first, "right").sum()
    estimate = float(lower + not_higher) / 2 / (n * m)
    p = 2 * NormalDist().cdf(-abs(estimate - 0.5) / sqrt(_variance(0.5, n, m)))
    low = _bound(estimate, 0.0, n, m)
    high = _bound(estimate, 1.0, n, m)
    return Superiority(estimate, low, high, p, n, m, min(n, m) >= MIN_SAMPLE)


def _variance(chance: float, n: int, m: int) -> float:
    pairs = (n + m) / 2 - 1
    excess = (1 - chance) / (2 - chance) + chance / (1 + chance)
    return chance * (1 - chance) * (1 + pairs * excess) / (n * m)


def _bound(estimate: float, end: float, n: int, m: int) -> float:
    """Returns the chance between an estimate and 0 or 1 at which the interval ends."""
    z = NormalDist().inv_cdf(0.975)
    inside, outside = estimate, end
    for _ in range(_HALVINGS):
        middle = (inside + outside) / 2
        if abs(estimate - middle) <= z * sqrt(_variance(middle, n, m)):
            inside = middle
        else:
            outside = middle
    return inside
