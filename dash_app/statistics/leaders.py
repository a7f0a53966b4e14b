"""Which of a few estimates leads, and which cannot be told apart from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash_app.statistics.intervals import Interval


@dataclass(frozen=True)
class Lead:
    """What a comparison of estimates says.

    Attributes:
        first: Place of the best estimate among those given; None where fewer than two may be
            compared.
        second: Place of the one that comes next; None likewise.
        level: Places of those whose interval overlaps with the interval of the first.
        compared: How many were compared.
    """

    first: int | None
    second: int | None
    level: tuple[int, ...]
    compared: int

    @property
    def is_clear(self) -> bool:
        """Whether one is ahead of all others that were compared."""
        return self.first is not None and not self.level


def lead(estimates: Sequence[Interval], *, highest: bool = True) -> Lead:
    """Returns which estimate is ahead; only those on enough observations take part.

    Two intervals of 95 % that do not touch differ at less than 1 %: a careful rule, which also
    allows for looking at several of them.

    Args:
        estimates: In any order.
        highest: Whether a high estimate is ahead, or a low one.
    """
    fit = [
        (each.estimate, each.low, each.high, place)
        for place, each in enumerate(estimates)
        if each.enough
        and each.estimate is not None
        and each.low is not None
        and each.high is not None
    ]
    if len(fit) < 2:
        return Lead(None, None, (), len(fit))
    fit.sort(key=lambda each: each[0], reverse=highest)
    _, low, high, first = fit[0]
    level = tuple(
        sorted(
            place
            for _, other_low, other_high, place in fit[1:]
            if (other_high >= low if highest else other_low <= high)
        )
    )
    return Lead(first, fit[1][3], level, len(fit))
