"""Where one value stands among many of which only the percentiles are kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from dash_app.statistics.sample import MIN_SAMPLE, floats, known


@dataclass(frozen=True)
class Spread:
    """How values are spread.

    Attributes:
        at: The values at equally spaced percentiles from 0 to 100; empty where none is known.
        n: Values behind it.
    """

    at: tuple[float, ...]
    n: int

    @property
    def enough(self) -> bool:
        """Whether a conclusion may be drawn."""
        return self.n >= MIN_SAMPLE

    def percentile(self, percent: float) -> float | None:
        """Returns the value at a percentile (0 to 100), linearly interpolated; None without any."""
        if not self.at:
            return None
        places = np.linspace(0, 100, len(self.at))
        return float(np.interp(percent, places, self.at))

    def rank(self, value: float | None) -> float | None:
        """Returns the percentile (0 to 100) of a value: the share of values that are lower.

        Of equal ones half count as lower (the mid-rank; Hyndman & Fan 1996, "Sample Quantiles",
        for the interpolation between the kept percentiles). None where either is not known.
        """
        number = float(floats([value])[0])
        if not self.at or np.isnan(number):
            return None
        values = np.asarray(self.at)
        places = np.linspace(0, 100, values.size)
        equal = np.flatnonzero(values == number)
        if equal.size:
            return float((places[equal[0]] + places[equal[-1]]) / 2)
        return float(np.interp(number, values, places, left=0, right=100))


def spread(at: Iterable[float], n: int) -> Spread:
    """Returns a spread of the values at equally spaced percentiles, empty where one is missing."""
    values = [known(each) for each in floats(at)]
    found = tuple(each for each in values if each is not None)
    return Spread(found if len(found) == len(values) else (), int(n))
