"""From an estimate and its standard error to an interval and a p-value."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dash_app.statistics.sample import Floats


class StudentTest(NamedTuple):
    """The 95 % interval of estimates and the two-sided p-values against 0."""

    low: Floats
    high: Floats
    p: Floats


@np.errstate(all="ignore")
def student_test(
    estimate: Floats | float, standard_error: Floats | float, freedom: Floats | float
) -> StudentTest:
    """Returns interval and p-value by Student's t with so many degrees of freedom.

    NaN comes back where an estimate is NaN or no degree of freedom is left.
    """
    from scipy.special import stdtr, stdtrit

    margin = stdtrit(freedom, 0.975) * standard_error
    p = 2 * stdtr(freedom, -np.abs(np.divide(estimate, standard_error)))
    return StudentTest(np.subtract(estimate, margin), np.add(estimate, margin), p)
