"""Correction of p-values when several questions are asked at once."""

from __future__ import annotations

import numpy as np

from dash_app.statistics.sample import Floats, Numbers, floats
from etl.alerts.significance import q_values


def holm(p_values: Numbers) -> Floats:
    """Returns p-values adjusted so that the chance of any false finding stays at its level.

    The k-th smallest of m p-values is multiplied by m − k + 1, kept at or above the one before and
    at most 1 (Holm 1979, "A simple sequentially rejective multiple test procedure").

    Args:
        p_values: Any order; a missing one stays NaN and does not count as a question.

    Returns:
        The adjusted values in the order given.
    """
    adjusted = floats(p_values)
    asked = np.flatnonzero(~np.isnan(adjusted))
    order = asked[np.argsort(adjusted[asked], kind="stable")]
    stepped = adjusted[order] * np.arange(order.size, 0, -1)
    adjusted[order] = np.minimum(np.maximum.accumulate(stepped), 1)
    return adjusted


def benjamini_hochberg(p_values: Numbers) -> Floats:
    """Returns p-values adjusted so that of what is called found a known share is false at most.

    It finds more than `holm` where many questions are asked and a few false answers are no harm
    (Benjamini & Hochberg 1995, "Controlling the False Discovery Rate").

    Args:
        p_values: Any order; a missing one stays NaN and does not count as a question.

    Returns:
        The adjusted values in the order given.
    """
    adjusted = floats(p_values)
    asked = ~np.isnan(adjusted)
    adjusted[asked] = q_values(adjusted[asked])
    return adjusted
