"""How unevenly a total is divided among those who share it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dash_app.statistics.sample import MIN_SAMPLE, Floats, Numbers, known, present


@dataclass(frozen=True, eq=False)
class Lorenz:
    """The curve of what the smallest part of all holds of the total.

    Attributes:
        members: Share of those counted, the smallest first, from 0 to 1.
        held: What these hold of the total, from 0 to 1; both empty where there is no total.
    """

    members: Floats
    held: Floats


@dataclass(frozen=True)
class Gini:
    """The Gini coefficient.

    Attributes:
        estimate: 0 where all hold the same, (n − 1)/n where one holds all; None without a total.
        n: Members counted.
        enough: Whether a conclusion may be drawn.
    """

    estimate: float | None
    n: int
    enough: bool


def lorenz(values: Numbers) -> Lorenz:
    """Returns the Lorenz curve (Lorenz 1905): one point a member, and the origin.

    Zeros are members that hold nothing; what is missing or below 0 is left out.
    """
    held = _ascending(values)
    total = held.sum()
    if not total > 0:
        return Lorenz(np.empty(0), np.empty(0))
    members = np.arange(held.size + 1) / held.size
    return Lorenz(members, np.concatenate(([0.0], np.cumsum(held) / total)))


def gini(values: Numbers) -> Gini:
    """Returns Σ (2i − n − 1) x_i / (n Σ x) over the values in ascending order.

    It is twice the area between the Lorenz curve and the line of equal shares, of just these
    members, without a correction for a sample (Sen 1973, "On Economic Inequality", 2.8). Zeros
    count; what is missing or below 0 is left out.
    """
    held = _ascending(values)
    n, total = held.size, held.sum()
    if not total > 0:
        return Gini(None, n, False)
    weights = 2 * np.arange(1, n + 1) - n - 1
    return Gini(known(weights @ (held / total) / n), n, n >= MIN_SAMPLE)


def held_by_largest(values: Numbers, most: int) -> float | None:
    """Returns the share of the total, 0 to 1, that the `most` largest members hold."""
    held = _ascending(values)
    total = held.sum()
    if not total > 0:
        return None
    return known(held[max(held.size - most, 0) :].sum() / total)


def members_holding(values: Numbers, share: float) -> int | None:
    """Returns how many of the largest members it takes to hold a share of the total."""
    held = _ascending(values)[::-1]
    total = held.sum()
    if not total > 0:
        return None
    # A share that is reached but for the rounding of the sum is reached.
    return int(np.searchsorted(np.cumsum(held) / total, share - 1e-12) + 1)


def _ascending(values: Numbers) -> Floats:
    numbers = present(values)
    return np.sort(numbers[numbers >= 0])
