"""How one measure rises with another when both are looked at as ratios: a line through the logs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from dash_app.statistics.correlation import Correlation, pearson
from dash_app.statistics.sample import Floats, Numbers, floats, is_constant, known
from dash_app.statistics.student import student_test


class Band(NamedTuple):
    """The line at some places, with the 95 % interval of its mean; in the unit of y."""

    y: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True)
class LogLine:
    """The least-squares line ln y = intercept + exponent · ln x.

    Attributes:
        exponent: Where x is k times as much, y is k^exponent times as much; None below four pairs
            or where x or y is constant.
        low: Lower end of the exponent's 95 % interval.
        high: Upper end, likewise.
        p: Two-sided, against an exponent of 0.
        correlation: Of the logarithms.
        n: Pairs of two positive numbers.
        enough: Whether a conclusion may be drawn.
    """

    exponent: float | None
    low: float | None
    high: float | None
    p: float | None
    correlation: Correlation
    n: int
    enough: bool
    _centre: tuple[float, float] = (0.0, 0.0)
    _spread: float = 0.0
    _error: float = 0.0

    @np.errstate(all="ignore")
    def at(self, x: Numbers) -> Band:
        """Returns the line at places of x; NaN where there is no line or x is not positive."""
        places = _logs(x)
        if self.exponent is None:
            return Band(places * np.nan, places * np.nan, places * np.nan)
        away = places - self._centre[0]
        error = self._error * np.sqrt(1 / self.n + away * away / self._spread)
        middle = self._centre[1] + self.exponent * away
        test = student_test(middle, error, self.n - 2)
        return Band(np.exp(middle), np.exp(test.low), np.exp(test.high))


@np.errstate(all="ignore")
def log_line(x: Numbers, y: Numbers) -> LogLine:
    """Returns the line through the logarithms; pairs with a number that is not positive are left.

    exponent = Sxy / Sxx of the logarithms, with standard error s / √Sxx, s² = RSS / (n − 2), and
    Student's t with n − 2 degrees of freedom; the mean at x has the standard error
    s √(1/n + (ln x − mean)² / Sxx) (Draper & Smith 1998, "Applied Regression Analysis", 1.4, 3.1).

    Raises:
        ValueError: The two sides differ in length.
    """
    left, right = _logs(x), _logs(y)
    correlation = pearson(left, right)
    both = ~np.isnan(left) & ~np.isnan(right)
    left, right = left[both], right[both]
    n = left.size
    if n < 4 or is_constant(left) or is_constant(right):
        return LogLine(None, None, None, None, correlation, n, False)
    centre = (float(left.mean()), float(right.mean()))
    away, rise = left - centre[0], right - centre[1]
    spread = float(away @ away)
    exponent = float(away @ rise / spread)
    residuals = rise - exponent * away
    error = float(np.sqrt(residuals @ residuals / (n - 2)))
    test = student_test(exponent, error / np.sqrt(spread), n - 2)
    p = known(test.p)
    return LogLine(
        exponent=exponent,
        low=known(test.low),
        high=known(test.high),
        p=p,
        correlation=correlation,
        n=n,
        enough=correlation.enough and p is not None,
        _centre=centre,
        _spread=spread,
        _error=error,
    )


@np.errstate(all="ignore")
def _logs(values: Numbers) -> Floats:
    numbers = floats(values)
    return np.log(np.where(numbers > 0, numbers, np.nan))
