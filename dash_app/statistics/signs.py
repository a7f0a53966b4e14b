"""Whether some of one's values lie above one's own middle more often than half the time."""

from __future__ import annotations

from dataclasses import dataclass

from dash_app.statistics.intervals import share_interval
from dash_app.statistics.sample import MIN_SAMPLE, floats, known


@dataclass(frozen=True)
class SignTest:
    """The share of values above a level that half of them would be above.

    Attributes:
        share: None without any value.
        low: Lower end of the 95 % interval (Wilson 1927).
        high: Upper end.
        n: Values that are not equal to the level.
        p: Two-sided, against one half; None without any value.
        enough: Whether a conclusion may be drawn.
    """

    share: float | None
    low: float | None
    high: float | None
    n: int
    p: float | None
    enough: bool


def sign_test(above: float | None, below: float | None) -> SignTest:
    """Returns the exact test of as many above as below (Conover 1999, 3.4, "The sign test").

    p = 2 × P(at most the smaller count of n | one half), at most 1. The level is taken as given: it
    is the median of all of one's values, so that those that are tested are part of it, which makes
    the test rather too careful.

    Args:
        above: Values above the level.
        below: Values below it; those equal to it count for neither.
    """
    from scipy.special import bdtr

    counts = floats([above, below])
    if not (counts >= 0).all() or not counts.sum():
        return SignTest(None, None, None, 0, None, False)
    n = int(counts.sum())
    interval = share_interval(counts[0], n)
    p = known(min(1.0, 2 * float(bdtr(counts.min(), n, 0.5))))
    return SignTest(interval.estimate, interval.low, interval.high, n, p, n >= MIN_SAMPLE)
