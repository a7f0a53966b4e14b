"""How precisely the ratio of two sums is known."""

from __future__ import annotations

from math import sqrt

import numpy as np

from dash_app.statistics.intervals import Interval
from dash_app.statistics.sample import MIN_SAMPLE, floats, known
from dash_app.statistics.student import student_test


@np.errstate(all="ignore")
def pooled_ratio_interval(
    n: int, sum_x: float, sum_y: float, sum_xx: float, sum_xy: float, sum_yy: float
) -> Interval:
    """Returns Σx / Σy with its interval, from sums that a database makes.

    r ± t √(n / (n − 1) · Σ(x − r y)²) / Σy, the ratio estimator (Cochran 1977, "Sampling
    Techniques", 6.4), t with n − 1 degrees of freedom; no end is below 0. A few videos with most of
    the plays make it wide, as they should.

    Args:
        n: Pairs of x and y.
        sum_x: Of what is counted, such as likes.
        sum_y: Of what it is related to, such as plays.
        sum_xx: Of squares.
        sum_xy: Of products.
        sum_yy: Of squares.
    """
    x, y, xx, xy, yy = map(float, floats([sum_x, sum_y, sum_xx, sum_xy, sum_yy]))
    if n < 1 or np.isnan([x, y, xx, xy, yy]).any() or y <= 0:
        return Interval(None, None, None, max(int(n), 0), False)
    ratio = x / y
    # Rounding can leave a little below nothing where all pairs have the same ratio.
    squares = max(xx - 2 * ratio * xy + ratio * ratio * yy, 0.0)
    if n < 2 or squares <= 1e-12 * xx:
        return Interval(ratio, None, None, int(n), False)
    test = student_test(ratio, sqrt(n / (n - 1) * squares) / y, n - 1)
    low, high = known(test.low), known(test.high)
    return Interval(ratio, None if low is None else max(low, 0.0), high, int(n), n >= MIN_SAMPLE)
