"""Whether some of one's values lie above one's own middle more often than half the time."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from dash_app.statistics.sample import MIN_SAMPLE, Floats, Numbers, floats


@dataclass(frozen=True, eq=False)
class SignTest:
    """The share of values above a level that half of them would be above, a number a group.

    Attributes:
        share: NaN without any value.
        low: Lower end of its 95 % interval, likewise.
        high: Upper end, likewise.
        p: Two-sided, against one half, likewise.
        enough: Whether a conclusion may be drawn.
    """

    share: Floats
    low: Floats
    high: Floats
    p: Floats
    enough: np.ndarray


@np.errstate(all="ignore")
def sign_test(above: Numbers, below: Numbers) -> SignTest:
    """Returns the exact test of as many above as below (Conover 1999, 3.4, "The sign test").

    p = 2 × P(at most the smaller count of n | one half), at most 1; the interval is Wilson's, as in
    `share_interval`. The level is taken as given: where it is the median of all of one's values,
    those that are tested are part of it, which makes the test rather too careful.

    Args:
        above: Of each group, values above the level.
        below: Values below it; those equal to it count for neither.
    """
    from scipy.special import betainc

    higher, lower = floats(above), floats(below)
    n = higher + lower
    n = np.where((higher >= 0) & (lower >= 0) & (n > 0), n, np.nan)
    share = higher / n
    fewer = np.minimum(higher, lower)
    # The binomial distribution up to `fewer`, which scipy has for whole numbers alone.
    p = 2 * betainc(n - fewer, fewer + 1, 0.5)
    z = NormalDist().inv_cdf(0.975)
    weight = z * z / n
    middle = (share + weight / 2) / (1 + weight)
    margin = z * np.sqrt(share * (1 - share) / n + weight / (4 * n)) / (1 + weight)
    return SignTest(
        share,
        np.minimum(np.maximum(middle - margin, 0), share),
        np.maximum(np.minimum(middle + margin, 1), share),
        np.minimum(p, 1),
        n >= MIN_SAMPLE,
    )
