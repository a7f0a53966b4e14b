"""What is used more than in the periods before, where many things are asked for and most are rare.

The test, its correction and the size are those of the alerts that are computed at publication.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dash_app.statistics.sample import Floats

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Rises:
    """Uses in a period against the periods before it, a number a thing.

    Attributes:
        expected: Uses that the periods before let expect; NaN where nothing can be expected.
        times: (uses + ½) / (earlier uses + ½) over the same of everyone: the ratio to what is
            expected, drawn to 1 where there are few uses, and known where there were none before.
        p: How likely so many uses or more are if nothing has changed.
        q: The share of false ones among all that are at least as sure.
    """

    expected: Floats
    times: Floats
    p: Floats
    q: Floats


def rises(recent: Counts, earlier: Counts, active: int, active_before: int, level: float) -> Rises:
    """Returns how far and how surely uses have risen.

    Of all uses, recent and earlier together, each is recent with the probability
    active / (active + active_before): the conditional test of two Poisson rates of Przyborowski &
    Wilenski (1940), one-sided and exact. It holds for uses that do not hang together: count a user
    once a period, not each of his videos.

    Args:
        recent: Uses in the period.
        earlier: Uses in the periods before it, in the order of `recent`.
        active: All who could have used something in the period.
        active_before: Likewise in the periods before, summed over them.
        level: The share of false findings that will be borne.
    """
    if active <= 0 or active_before <= 0 or not recent.size:
        unknown = np.full(recent.size, np.nan)
        return Rises(unknown, unknown, unknown, unknown)
    share = active / (active + active_before)
    p_values = _p_values(recent, earlier, share)
    return Rises(
        earlier * active / active_before,
        (recent + 0.5) / (earlier + 0.5) * active_before / active,
        p_values,
        _q_values(p_values, recent + earlier, share, level),
    )


def _p_values(recent: Counts, earlier: Counts, share: float) -> Floats:
    from scipy.special import bdtrc

    found: Floats = np.where(recent > 0, bdtrc(recent - 1, recent + earlier, share), 1.0)
    return found


def _q_values(p_values: Floats, totals: Counts, share: float, level: float) -> Floats:
    """Returns p-values adjusted for asking of many things of which most are rare.

    Three uses in all give no p-value between 1 and share³, so most questions cannot give the small
    p-values that Benjamini & Hochberg count them for. Here each counts with the chance F(t) of a
    p-value up to t that so many uses have: found is what stays below the largest t with
    Σ F(t) / (1 − F(t)) ≤ level × questions (Döhler, Durand & Roquain 2018, "New FDR bounds for
    discrete and heterogeneous tests", step-up), which bounds the share of false findings under
    independence. Everything above t has 1.
    """
    steps, places = np.unique(p_values, return_inverse=True)
    sizes, questions = np.unique(totals, return_counts=True)
    chances = np.array([_chances(int(size), share, steps) for size in sizes])
    with np.errstate(divide="ignore"):
        borne = questions @ (chances / (1 - chances)) <= level * p_values.size
    if not borne.any():
        return np.ones_like(p_values)
    last = int(np.flatnonzero(borne)[-1])
    false = questions / (1 - chances[:, last]) @ chances
    found = np.searchsorted(np.sort(p_values), steps, "right")
    shares = np.where(np.arange(steps.size) <= last, false / found, 1.0)
    adjusted: Floats = np.minimum(np.minimum.accumulate(shares[::-1])[::-1], 1)[places]
    return adjusted


def _chances(total: int, share: float, steps: Floats) -> Floats:
    """Returns F at each step: the largest p-value up to it that so many uses can give."""
    recent = np.arange(total, -1, -1)
    attainable = _p_values(recent, total - recent, share)
    reached = np.searchsorted(attainable, steps, "right")
    chances: Floats = np.where(reached > 0, attainable[reached - 1], 0.0)
    return chances
