"""Whether a measure rises or falls over equally spaced periods."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dash_app.statistics.sample import Floats, Numbers, floats, is_constant, known
from dash_app.statistics.student import student_test

MIN_PERIODS = 8
"""Below this many weeks or months a slope says nothing: each is a mean of many videos, so that the
least sample of single videos does not apply."""


@dataclass(frozen=True)
class Trend:
    """The straight line through a measure over time.

    Attributes:
        slope: Change per period, in the unit of the measure; None below three periods or where
            nothing changes.
        low: Lower end of the slope's 95 % interval.
        high: Upper end of the slope's 95 % interval.
        p: Two-sided, against a slope of 0.
        change: From the line's first period to its last, in per cent of the first; None where the
            line starts at or below 0.
        n: Periods with a number.
        enough: Whether a conclusion may be drawn.
    """

    slope: float | None
    low: float | None
    high: float | None
    p: float | None
    change: float | None
    n: int
    enough: bool


@np.errstate(all="ignore")
def linear_trend(values: Numbers) -> Trend:
    """Returns the least-squares line through the periods, the first number being the oldest.

    slope = Sxy / Sxx with standard error √(RSS / (n − 2) / Sxx) and Student's t with n − 2 degrees
    of freedom (Draper & Smith 1998, "Applied Regression Analysis", 1.4). Successive periods count
    as independent; where they hang together, the interval is too narrow.

    Args:
        values: One number a period, none left out: a missing period is None and keeps its place.
    """
    measured = floats(values)
    periods = np.flatnonzero(~np.isnan(measured))
    numbers, n = measured[periods], periods.size
    if n < 3 or is_constant(numbers):
        return Trend(None, None, None, None, None, n, False)
    x, mean = periods - periods.mean(), numbers.mean()
    spread = x @ x
    slope = x @ (numbers - mean) / spread
    residuals = numbers - mean - slope * x
    error = np.sqrt(residuals @ residuals / (n - 2) / spread)
    test = student_test(slope, error, n - 2)
    first, last = mean + slope * x[0], mean + slope * x[-1]
    change = known(100 * (last / first - 1)) if first > 0 else None
    low, high, p = known(test.low), known(test.high), known(test.p)
    enough = n >= MIN_PERIODS and p is not None
    return Trend(known(slope), low, high, p, change, n, enough)


@dataclass(frozen=True)
class TrendLine:
    """The straight line itself, a number a period; NaN throughout where there is none.

    Attributes:
        fitted: Height of the line.
        low: Lower end of the 95 % interval of that height.
        high: Upper end.
    """

    fitted: Floats
    low: Floats
    high: Floats


@np.errstate(all="ignore")
def trend_line(values: Numbers) -> TrendLine:
    """Returns the line of `linear_trend` over all periods, with the interval of its height.

    ŷ ± t s √(1/n + (x − x̄)²/Sxx), t with n − 2 degrees of freedom (Draper & Smith 1998, 3.1).

    Args:
        values: As for `linear_trend`.
    """
    measured = floats(values)
    periods = np.flatnonzero(~np.isnan(measured))
    numbers, n = measured[periods], periods.size
    if n < 3:
        nothing = np.full(measured.size, np.nan)
        return TrendLine(nothing, nothing, nothing)
    middle = periods.mean()
    spread = ((periods - middle) ** 2).sum()
    slope = (periods - middle) @ numbers / spread
    residuals = numbers - numbers.mean() - slope * (periods - middle)
    x = np.arange(measured.size) - middle
    fitted = numbers.mean() + slope * x
    error = np.sqrt(residuals @ residuals / (n - 2) * (1 / n + x * x / spread))
    test = student_test(fitted, error, n - 2)
    return TrendLine(fitted, test.low, test.high)
