"""The p-value of a ratio of which the interval is known."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from dash_app.statistics.sample import Floats


@np.errstate(all="ignore")
def p_of_ratios(estimate: Floats, low: Floats, high: Floats) -> Floats:
    """Returns two-sided p-values against a ratio of 1; NaN where there is no interval.

    z = ln estimate / s with s = ln(high / low) / (2 · 1.96): a 95 % interval that is normal on the
    logarithm holds its own standard error (Altman & Bland 2011, "How to obtain the P value from a
    confidence interval").
    """
    from scipy.special import ndtr

    error = np.log(high / low) / (2 * NormalDist().inv_cdf(0.975))
    result: Floats = 2 * ndtr(-np.abs(np.log(estimate)) / error)
    return result
