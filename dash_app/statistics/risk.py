"""How many times as often something happens with a trait as without it."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from dash_app.statistics.sample import MIN_SAMPLE, Floats, Numbers, floats

MIN_HITS = 5
"""Below this many events on a side the logarithm of a share is too far from normal."""


@dataclass(frozen=True, eq=False)
class RiskRatio:
    """The share with a trait over the share without it, a number a comparison.

    Attributes:
        estimate: 1 is no difference; NaN where the counts are missing, impossible, or no event
            happened without the trait.
        low: Lower end of the 95 % interval; NaN where a side has no event.
        high: Upper end, likewise.
        p: Two-sided, against 1; NaN likewise.
        enough: Whether a conclusion may be drawn: 30 observations and 5 events on both sides.
    """

    estimate: Floats
    low: Floats
    high: Floats
    p: Floats
    enough: npt.NDArray[np.bool_]


@np.errstate(all="ignore")
def risk_ratio(hits: Numbers, n: Numbers, other_hits: Numbers, other_n: Numbers) -> RiskRatio:
    """Returns the risk ratio (hits / n) / (other_hits / other_n) of comparisons.

    The interval is exp(ln ratio ± z s) with s² = 1/hits − 1/n + 1/other_hits − 1/other_n (Katz,
    Baptista, Azen & Pike 1978, "Obtaining confidence intervals for the risk ratio in cohort
    studies"). Videos count as independent; where few creators made them, it is rather too narrow.

    Args:
        hits: Events with the trait, a number a comparison.
        n: Observations with the trait.
        other_hits: Events without it.
        other_n: Observations without it.
    """
    a, m, b, k = (floats(each) for each in (hits, n, other_hits, other_n))
    possible = (a >= 0) & (b >= 0) & (a <= m) & (b <= k) & (m > 0) & (b > 0)
    estimate = np.where(possible, a / m / (b / k), np.nan)
    error = np.sqrt(1 / a - 1 / m + 1 / b - 1 / k)
    error = np.where(possible & (a > 0) & (error > 0), error, np.nan)
    normal = NormalDist()
    z = np.abs(np.log(estimate)) / error
    p = np.array([2 * normal.cdf(-each) if np.isfinite(each) else np.nan for each in z.flat])
    margin = normal.inv_cdf(0.975) * error
    enough = (np.minimum(m, k) >= MIN_SAMPLE) & (np.minimum(a, b) >= MIN_HITS) & np.isfinite(margin)
    return RiskRatio(
        estimate, estimate * np.exp(-margin), estimate * np.exp(margin), p.reshape(z.shape), enough
    )
