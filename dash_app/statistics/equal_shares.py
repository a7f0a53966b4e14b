"""Whether counts are spread evenly over a few groups."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dash_app.statistics.sample import MIN_SAMPLE, Numbers, floats, known


@dataclass(frozen=True)
class EqualShares:
    """The chi-square test of counts against equal shares.

    Attributes:
        statistic: None below two groups or without any count.
        p: By chi-square with groups − 1 degrees of freedom.
        w: Cohen's w: 0 is even; 0.1 small, 0.3 medium, 0.5 large.
        n: All that is counted.
        groups: Groups compared, the empty ones too.
        enough: Whether a conclusion may be drawn: five are expected in each group.
    """

    statistic: float | None
    p: float | None
    w: float | None
    n: int
    groups: int
    enough: bool


def equal_shares(counts: Numbers) -> EqualShares:
    """Returns how far counts are from equal shares.

    Σ (count − n/k)² / (n/k) (Pearson 1900); w = √(statistic / n) (Cohen 1988, "Statistical Power
    Analysis for the Behavioral Sciences", 7.2). What is counted counts as independent.

    Args:
        counts: One number a group; a missing one is 0.
    """
    from scipy.special import chdtrc

    numbers = np.nan_to_num(floats(counts))
    n, groups = float(numbers.sum()), numbers.size
    if groups < 2 or n <= 0:
        return EqualShares(None, None, None, int(n), groups, False)
    expected = n / groups
    statistic = ((numbers - expected) ** 2).sum() / expected
    p = known(chdtrc(groups - 1, statistic))
    enough = n >= MIN_SAMPLE and expected >= 5
    return EqualShares(known(statistic), p, known(np.sqrt(statistic / n)), int(n), groups, enough)
