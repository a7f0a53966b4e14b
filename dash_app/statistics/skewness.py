"""How far a measure leans to one side: a few very large values, or a few very small ones."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np

from dash_app.statistics.sample import MIN_SAMPLE, Numbers, is_constant, known, present


@dataclass(frozen=True)
class Skewness:
    """The sample skewness.

    Attributes:
        estimate: 0 is symmetric, above 0 a long tail of large values; None below three values or
            where all are equal.
        n: Values.
        enough: Whether a conclusion may be drawn.
    """

    estimate: float | None
    n: int
    enough: bool


@np.errstate(all="ignore")
def skewness(values: Numbers) -> Skewness:
    """Returns the skewness G1 = √(n(n − 1))/(n − 2) · m3 / m2^1.5.

    m2 and m3 are the mean square and cube of the distances from the mean (Joanes & Gill 1998,
    "Comparing measures of sample skewness and kurtosis").
    """
    numbers = present(values)
    n = numbers.size
    if n < 3 or is_constant(numbers):
        return Skewness(None, n, False)
    centred = numbers - numbers.mean()
    # As parts of the largest one, so that the cubes of very large numbers are still numbers.
    centred /= np.abs(centred).max()
    square, cube = (centred**2).mean(), (centred**3).mean()
    estimate = known(sqrt(n * (n - 1)) / (n - 2) * cube / square**1.5)
    return Skewness(estimate, n, n >= MIN_SAMPLE and estimate is not None)
