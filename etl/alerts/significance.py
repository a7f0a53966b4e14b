"""The tests behind alerts: exact where counts are small, corrected where many are asked.

The dashboard judges by the same. scipy is imported inside the functions: it is slow to load.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


def rise_p_values(recent: Whole, earlier: Whole, share: float) -> Floats:
    """Returns how likely so many or more recent uses are if nothing has changed.

    Of all uses, recent and earlier together, each is recent with the probability `share`: the
    conditional test of two Poisson rates of Przyborowski & Wilenski (1940), one-sided and exact.

    Args:
        recent: Uses in the period.
        earlier: Uses in the periods before it.
        share: The period's part of all opportunities, 0 to 1.
    """
    from scipy.special import bdtrc

    p_values: Floats = np.where(recent > 0, bdtrc(recent - 1, recent + earlier, share), 1.0)
    return p_values


def rise_q_values(recent: Whole, earlier: Whole, share: float, level: float) -> Floats:
    """Returns for each rise the share of false findings among all that are at least as sure.

    Few uses can give few p-values: three uses in all give nothing between 1 and the share cubed,
    so most tests cannot reach what Benjamini and Hochberg count them for. Here each counts with
    the chance F_j(t) that it has of a p-value up to t: step-up procedure of Döhler, Durand &
    Roquain (2018), "New FDR bounds for discrete and heterogeneous tests", which keeps the share of
    false findings up to `level` under independence.

    Args:
        recent: As for `rise_p_values`.
        earlier: As for `rise_p_values`.
        share: As for `rise_p_values`.
        level: The share that will be borne; values above it only say that nothing was found.
    """
    p_values = rise_p_values(recent, earlier, share)
    if not p_values.size:
        return p_values
    steps, place = np.unique(p_values, return_inverse=True)
    totals, tests = np.unique(recent + earlier, return_counts=True)
    chances = np.array([_chances(int(total), share, steps) for total in totals])
    with np.errstate(divide="ignore"):
        reach = np.flatnonzero(tests @ (chances / (1 - chances)) <= level * p_values.size)
    if not reach.size:
        return np.ones_like(p_values)
    last = reach[-1]
    expected = tests / (1 - chances[:, last]) @ chances
    found = np.searchsorted(np.sort(p_values), steps, "right")
    shares = np.where(np.arange(steps.size) <= last, expected / found, 1.0)
    adjusted: Floats = np.minimum(np.minimum.accumulate(shares[::-1])[::-1], 1)[place]
    return adjusted


def _chances(total: int, share: float, steps: Floats) -> Floats:
    """Returns how likely a p-value up to each step is for so many uses if nothing has changed.

    It is the greatest p-value up to the step that so many uses can give.
    """
    recent = np.arange(total, -1, -1)
    attainable = rise_p_values(recent, total - recent, share)
    reached = np.searchsorted(attainable, steps, "right")
    chances: Floats = np.where(reached > 0, attainable[reached - 1], 0.0)
    return chances


def rank_sum_p_values(latest: Whole, earlier: Whole, double_ranks: Whole, ties: Whole) -> Floats:
    """Returns the two-sided p-values of Mann–Whitney tests.

    By the normal approximation with correction for ties and for continuity, as
    `scipy.stats.mannwhitneyu(method="asymptotic")`; 1 where all values are equal.

    Args:
        latest: Size of the first sample.
        earlier: Size of the second.
        double_ranks: Twice the sum of the ranks of the first sample among both.
        ties: Sum of t³ − t over groups of t equal values.
    """
    from scipy.special import ndtr

    n, m = latest.astype(float), earlier.astype(float)
    total = n + m
    above = double_ranks / 2 - n * (n + 1) / 2
    variance = n * m / 12 * (total + 1 - ties / (total * (total - 1)))
    distance = np.maximum(np.abs(above - n * m / 2) - 0.5, 0)
    z = np.divide(distance, np.sqrt(variance), out=np.zeros_like(total), where=variance > 0)
    p_values: Floats = np.minimum(2 * ndtr(-z), 1)
    return p_values


def q_values(p_values: Floats) -> Floats:
    """Returns for each p-value the share of false findings where all up to it are called found.

    The k-th smallest of m p-values times m / k, kept at or below the one behind it (Benjamini &
    Hochberg 1995, "Controlling the False Discovery Rate").
    """
    order = np.argsort(p_values, kind="stable")
    scaled = p_values[order] * p_values.size / np.arange(1, p_values.size + 1)
    adjusted = np.empty_like(p_values)
    adjusted[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1)
    return adjusted
