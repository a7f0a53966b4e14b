"""Whether two hashtags are used together more often than chance has it."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from dash_app.statistics.sample import MIN_SAMPLE, Floats, Numbers, floats

MIN_TOGETHER = 5
"""Below this many common videos ln(lift) is too far from normal for the interval."""


@dataclass(frozen=True, eq=False)
class Lift:
    """How many times more often than by chance, a number a pair.

    Attributes:
        estimate: 1 is chance, 2 twice as often; NaN where the counts are missing or impossible.
        low: Lower end of the 95 % interval; NaN where the two never occur together.
        high: Upper end, likewise.
        enough: Whether a conclusion may be drawn: both in at least 30 videos, together in 5.
    """

    estimate: Floats
    low: Floats
    high: Floats
    enough: npt.NDArray[np.bool_]


@np.errstate(all="ignore")
def lift(together: Numbers, a: Numbers, b: Numbers, total: float | None) -> Lift:
    """Returns the lift of pairs, (together × total) / (a × b), with its interval.

    The interval is exp(ln lift ± z s) by the delta method on the four cells of the 2 × 2 table,
    taken as multinomial: s² = 1/together − 1/a − 1/b − 1/total + 2·together/(a·b) (Agresti 2013,
    "Categorical Data Analysis", 16.1, applied to ln p_ab − ln p_a − ln p_b). Videos count as
    independent; a creator who always sets the same two tags makes the interval too narrow.

    Args:
        together: Videos with both, a number a pair.
        a: Videos with the one, in the order of `together`.
        b: Videos with the other, likewise.
        total: All videos.
    """
    both, one, other = floats(together), floats(a), floats(b)
    n = floats([total])[0]
    possible = (both >= 0) & (both <= np.minimum(one, other)) & (one + other - both <= n)
    both = np.where(possible & (np.minimum(one, other) > 0), both, np.nan)
    estimate = both / one * (n / other)
    variance = np.maximum(1 / both - 1 / one - 1 / other - 1 / n + 2 * both / one / other, 0)
    margin = np.where(both > 0, NormalDist().inv_cdf(0.975) * np.sqrt(variance), np.nan)
    varies = variance * both > 1e-12  # not where every video has the tag
    enough = (both >= MIN_TOGETHER) & (np.minimum(one, other) >= MIN_SAMPLE) & varies
    return Lift(estimate, estimate * np.exp(-margin), estimate * np.exp(margin), enough)
