"""How a measure is spread: its columns, its quantiles and which way it leans."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np

from dash_app.statistics.sample import MIN_SAMPLE, Floats, Numbers, floats, is_constant, present
from dash_app.statistics.skewness import Skewness, skewness

FEWEST_BINS = 8
MOST_BINS = 30
"""How many columns the rule of Freedman and Diaconis may ask for."""


@dataclass(frozen=True, eq=False)
class Distribution:
    """The spread of a measure.

    Attributes:
        edges: Of the columns, one more than columns; a column has its lower edge and not its
            upper one, but for the last. Empty where nothing can be drawn.
        counts: Values in each column.
        log: Whether the columns are of equal width on the log scale.
        quantiles: At 5, 25, 50, 75 and 95 per cent, of all values; NaN without any.
        mean: NaN without any value.
        skewness: Of the values.
        log_skewness: Of the logarithms of the positive values.
        n: Values.
        undrawn: Values of 0 or less, which have no place on a log scale.
    """

    edges: Floats
    counts: tuple[int, ...]
    log: bool
    quantiles: Floats
    mean: float
    skewness: Skewness
    log_skewness: Skewness
    n: int
    undrawn: int

    @property
    def median(self) -> float:
        """The value in the middle."""
        return float(self.quantiles[2])

    @property
    def enough(self) -> bool:
        """Whether a conclusion may be drawn."""
        return self.n >= MIN_SAMPLE


def distribution(values: Numbers, bins: int | None = None, *, log: bool = False) -> Distribution:
    """Returns how values are spread.

    Without a number of columns their width is 2 (p75 − p25) / ∛n (Freedman & Diaconis 1981), on
    the scale that is drawn. Columns of whole numbers are whole numbers wide, so that none of them
    has more of these than its neighbours; there may then be fewer than asked for.

    Args:
        values: One number a creator.
        bins: How many columns; None for as many as the values ask for.
        log: Whether columns are of equal width on the log scale.
    """
    numbers = np.sort(present(values))
    positive = numbers[numbers > 0]
    drawn = positive if log else numbers
    edges = _edges(drawn, bins, log)
    counts = np.histogram(drawn, edges)[0] if edges.size else np.empty(0, dtype=np.int64)
    has_any = numbers.size > 0
    return Distribution(
        edges=edges,
        counts=tuple(int(count) for count in counts),
        log=log,
        quantiles=np.quantile(numbers, (0.05, 0.25, 0.5, 0.75, 0.95))
        if has_any
        else np.full(5, np.nan),
        mean=float(numbers.mean()) if has_any else float("nan"),
        skewness=skewness(numbers),
        log_skewness=skewness(np.log(positive)),
        n=numbers.size,
        undrawn=numbers.size - drawn.size,
    )


def _edges(numbers: Floats, bins: int | None, log: bool) -> Floats:
    if not numbers.size:
        return np.empty(0)
    if is_constant(numbers):
        return _around(float(numbers[0]), log)
    if log:
        powers = np.log10(numbers)
        edges = 10.0 ** np.linspace(powers[0], powers[-1], (bins or _wanted_bins(powers)) + 1)
        # Powers are rounded: the outermost values must not fall off.
        edges[0], edges[-1] = numbers[0], numbers[-1]
        return floats(edges)
    bins = bins or _wanted_bins(numbers)
    low, high = float(numbers[0]), float(numbers[-1])
    if not (numbers == np.floor(numbers)).all():
        return floats(np.linspace(low, high, bins + 1))
    span = high - low + 1
    width = ceil(span / bins)
    return floats(low + width * np.arange(ceil(span / width) + 1))


def _around(value: float, log: bool) -> Floats:
    """Returns one column around the only value that there is."""
    if log:
        return np.array([value * 0.9, value * 1.1])
    half = 0.5 if value == round(value) else abs(value) * 0.1
    return np.array([value - half, value + half])


def _wanted_bins(numbers: Floats) -> int:
    lower, upper = np.quantile(numbers, (0.25, 0.75))
    width = 2 * (upper - lower) / numbers.size ** (1 / 3)
    wanted = (numbers[-1] - numbers[0]) / width if width > 0 else MOST_BINS
    return int(min(max(ceil(wanted), FEWEST_BINS), MOST_BINS))
