"""How even values are: how far the middle half of them spreads."""

from __future__ import annotations

from math import exp, log, sqrt
from statistics import NormalDist

from dash_app.statistics.intervals import Interval
from dash_app.statistics.sample import MIN_SAMPLE, floats, known

# Of a normal distribution: standard error of the interquartile range × √n / the range itself.
_RELATIVE_ERROR = 1.1664


def quartile_ratio_interval(p25: float | None, p75: float | None, n: int) -> Interval:
    """Returns third quartile / first quartile with its interval; 1 is perfectly even.

    exp(w (1 ± z · 1.1664 / √n)), w = ln(p75 / p25): the standard error of the interquartile range
    of a normal distribution is 1.573 σ / √n (from the joint law of two order statistics, David &
    Nagaraja 2003, "Order Statistics", 10.2) and the range itself 1.349 σ. It holds for values whose
    logarithm is near to normal, as plays are.

    Args:
        p25: First quartile.
        p75: Third quartile.
        n: Values.
    """
    lower, upper = (known(each) for each in floats([p25, p75]))
    if n < 1 or lower is None or upper is None or lower <= 0 or upper < lower:
        return Interval(None, None, None, max(int(n), 0), False)
    width = log(upper / lower)
    if width == 0 or n < 2:
        return Interval(upper / lower, None, None, int(n), False)
    margin = NormalDist().inv_cdf(0.975) * _RELATIVE_ERROR / sqrt(n)
    low, high = exp(width * max(1 - margin, 0)), exp(width * (1 + margin))
    return Interval(upper / lower, low, high, int(n), n >= MIN_SAMPLE)
