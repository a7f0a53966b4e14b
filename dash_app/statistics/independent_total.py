"""The total of several forecasts that do not hang together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np

_DRAWS: Final = 10_000
_SEED: Final = 7
_QUARTILE: Final = NormalDist().inv_cdf(0.75)


@dataclass(frozen=True)
class Total:
    """The distribution of a sum.

    Attributes:
        p25: First quartile.
        p50: Median.
        p75: Third quartile.
        chance: To exceed what was asked, 0 to 1; None where nothing was asked.
    """

    p25: float
    p50: float
    p75: float
    chance: float | None


def independent_total(
    quartiles: Sequence[tuple[float, float, float]], exceed: float | None = None
) -> Total | None:
    """Returns the distribution of a sum whose parts are independent of each other.

    Each part is taken for lognormal with its median and with σ = ln(p75 / p25) / (2 · 0.6745). The
    sum of such has no formula: it is drawn `_DRAWS` times, always with the same numbers, so that
    equal questions have equal answers.

    Args:
        quartiles: p25, p50, p75 of each part, above 0.
        exceed: Amount whose chance is asked.

    Returns:
        None without any part.
    """
    if not quartiles:
        return None
    low, middle, high = np.asarray(quartiles, np.float64).T
    sigma = np.log(high / low) / (2 * _QUARTILE)
    normal = np.random.default_rng(_SEED).standard_normal((_DRAWS, middle.size))
    drawn = (middle * np.exp(sigma * normal)).sum(axis=1)
    p25, p50, p75 = (float(each) for each in np.quantile(drawn, (0.25, 0.5, 0.75)))
    chance = None if exceed is None else float((drawn > exceed).mean())
    if middle.size == 1:  # known without drawing
        p25, p50, p75 = float(low[0]), float(middle[0]), float(high[0])
    return Total(p25, p50, p75, chance)
