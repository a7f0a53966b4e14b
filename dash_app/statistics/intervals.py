"""How precisely a median, a mean or a share is known."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np

from dash_app.statistics.sample import MIN_SAMPLE, Numbers, floats, is_constant, known, present
from dash_app.statistics.student import student_test


@dataclass(frozen=True)
class Interval:
    """An estimate with its 95 % interval, in the unit of the values.

    All observations count as independent; several videos of one creator are less than that, so
    that the interval is rather too narrow where few creators made the videos.

    Attributes:
        estimate: None without any observation.
        low: Lower end; None where the sample is too small for an interval.
        high: Upper end, likewise.
        n: Observations that are numbers.
        enough: Whether a conclusion may be drawn.
    """

    estimate: float | None
    low: float | None
    high: float | None
    n: int
    enough: bool


def median_interval(values: Numbers) -> Interval:
    """Returns the median between two order statistics, whatever the distribution.

    The number of values below the median is binomial (n, 1/2), hence the interval from the r-th
    smallest to the r-th largest, with the largest r that keeps 95 % (Conover 1999, "Practical
    Nonparametric Statistics", 3.2). Six values are the least for an interval.
    """
    from scipy.special import bdtr, bdtrik

    numbers = present(values)
    n = numbers.size
    if n == 0:
        return Interval(None, None, None, 0, False)
    median = known(np.median(numbers))
    if bdtr(0, n, 0.5) > 0.025:
        return Interval(median, None, None, n, False)
    rank = int(bdtrik(0.025, n, 0.5))
    numbers.partition((rank, n - 1 - rank))
    low, high = known(numbers[rank]), known(numbers[n - 1 - rank])
    return Interval(median, low, high, n, n >= MIN_SAMPLE and not is_constant(numbers))


def median_interval_from_quartiles(
    p25: float, median: float, p75: float, n: int, *, log: bool
) -> Interval:
    """Returns the median with an interval from the quartiles, where only these are at hand.

    median ± z · 0.929 · (p75 − p25) / √n: the standard error of a median is 1.2533 σ / √n and σ of
    a normal distribution its interquartile range / 1.349 (McGill, Tukey & Larsen 1978, "Variations
    of Box Plots").

    Args:
        p25: First quartile.
        median: Of the same values.
        p75: Third quartile.
        n: Values.
        log: Whether the logarithm of 1 + value is nearer to normal, as for counts.
    """
    values = floats([p25, median, p75])
    if n < 1 or np.isnan(values).any():
        return Interval(known(values[1]), None, None, max(n, 0), False)
    lower, middle, upper = np.log1p(values) if log else values
    margin = NormalDist().inv_cdf(0.975) * 1.2533 / 1.349 * (upper - lower) / sqrt(n)
    if margin == 0:
        return Interval(known(values[1]), None, None, n, False)
    low, high = middle - margin, middle + margin
    if log:
        low, high = np.expm1(low), np.expm1(high)
    return Interval(known(values[1]), known(low), known(high), n, n >= MIN_SAMPLE)


@np.errstate(all="ignore")
def mean_interval(values: Numbers) -> Interval:
    """Returns the mean with its interval by Student's t (n − 1 degrees of freedom).

    Counts as skewed as plays need far more than the least sample for it: prefer the median.
    """
    numbers = present(values)
    n = numbers.size
    if n == 0:
        return Interval(None, None, None, 0, False)
    mean = numbers.mean()
    if is_constant(numbers):
        return Interval(known(mean), None, None, n, False)
    test = student_test(mean, numbers.std(ddof=1) / sqrt(n), n - 1)
    low, high = known(test.low), known(test.high)
    return Interval(known(mean), low, high, n, n >= MIN_SAMPLE and low is not None)


def share_interval(successes: float | None, n: float | None) -> Interval:
    """Returns a share (0 to 1) with its score interval (Wilson 1927).

    (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n); it holds for shares of 0 and 1 too.

    Args:
        successes: How many have the property; None or more than `n` gives no estimate.
        n: How many there are.
    """
    hits, trials = map(float, floats([successes, n]))
    if not (trials >= 1 and 0 <= hits <= trials):
        return Interval(None, None, None, 0, False)
    z = NormalDist().inv_cdf(0.975)
    share, weight = hits / trials, z * z / trials
    middle = (share + weight / 2) / (1 + weight)
    margin = z * sqrt(share * (1 - share) / trials + weight / (4 * trials)) / (1 + weight)
    low, high = max(middle - margin, 0.0), min(middle + margin, 1.0)
    return Interval(share, min(low, share), max(high, share), int(trials), trials >= MIN_SAMPLE)
