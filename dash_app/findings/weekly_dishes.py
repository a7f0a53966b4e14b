"""The dishes of a week by rule: those whose mentions fall mostly into this very week."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from dash_app.findings.dish_weeks import row_of


@dataclass(frozen=True)
class Step:
    """One step of the rule.

    Attributes:
        least: Mentions in the week, at least.
        percent: At least so many per cent of the window's mentions fall into the week.
    """

    least: int
    percent: int


STEPS: Final = (Step(3, 60), Step(2, 50), Step(1, 40))
"""From the strictest on; each lets in more, until there are `ENOUGH`."""

ENOUGH: Final = 5
FIRST: Final = 10
"""So many of the first week, which has nothing before it to be compared with."""

COMMON: Final = 60
"""Dishes in more than so many per cent of all weeks are of no week and are set aside."""


@dataclass(frozen=True)
class WeeklyDish:
    """A dish of a week.

    Attributes:
        name: Of the dish.
        n: Mentions in the week.
        before: Mentions in the weeks of the look-back.
        step: The first step that it passes; None where it is only among the most mentioned.
    """

    name: str
    n: int
    before: int
    step: Step | None

    @property
    def share(self) -> float:
        """The week's part of the mentions in the window: the week and its look-back."""
        return self.n / (self.n + self.before)


def common_dishes(counts: pd.DataFrame) -> frozenset[str]:
    """Returns the dishes that are present in more than 60 % of all weeks.

    Args:
        counts: Mentions, one row a week, one column a dish. A week in which no dish at all was
            named does not count: it says nothing of any dish.
    """
    named = counts.to_numpy() > 0
    weeks = named.any(axis=1).sum()
    return frozenset(counts.columns[is_common(named.sum(axis=0), int(weeks))])


def is_common(weeks: npt.NDArray[np.int64], all_weeks: int) -> npt.NDArray[np.bool_]:
    """Returns whether dishes that are present in some of all weeks are to be set aside."""
    common: npt.NDArray[np.bool_] = 100 * weeks > COMMON * all_weeks
    return common


def weekly_dishes(
    counts: pd.DataFrame,
    week: pd.Timestamp,
    look_back: int,
    common: Container[str] | None = None,
    first: pd.Timestamp | None = None,
) -> tuple[WeeklyDish, ...]:
    """Returns the dishes of a week, the most mentioned first.

    The window is the week and the `look_back` calendar weeks before it, those without any video
    included. Dishes in more than 60 % of all weeks are set aside. Of the others those are found
    that have at least 3 mentions in the week and there at least 60 % of their mentions in the
    window; as long as there are fewer than five, also those with 2 and 50 %, then with 1 and 40 %.
    All that a step finds belong to the list, so that it may be longer than five. If there are none
    even so, the five most mentioned stand in; the first week takes its ten most mentioned.

    Equal mentions go by the higher share, then by name, so that the list is always the same.

    Args:
        counts: Mentions, one row a week (its Monday) without gaps, one column a dish.
        week: Monday of the week.
        look_back: Weeks before it, 1 to 8.
        common: The dishes that are set aside, where `counts` has not all weeks.
        first: Monday of the first week in which a dish was named, likewise.
    """
    if week not in counts.index:
        return ()
    aside = common_dishes(counts) if common is None else common
    kept = np.array([name not in aside for name in counts.columns], dtype=bool)
    if first is None:
        first = _first_week(counts)
    return of_week(counts.loc[:, kept], week, look_back, is_first=week == first)


def of_week(
    counts: pd.DataFrame, week: pd.Timestamp, look_back: int, *, is_first: bool
) -> tuple[WeeklyDish, ...]:
    """Returns the same where the common dishes have been set aside before.

    Args:
        counts: Mentions of the other dishes.
        week: Monday of the week; a row of `counts`.
        look_back: Weeks before it.
        is_first: Whether it is the first week in which a dish was named.
    """
    numbers, row = counts.to_numpy(), row_of(counts, week)
    now = numbers[row]
    before = numbers[max(row - look_back, 0) : row].sum(axis=0)
    passed = np.full(now.size, len(STEPS))
    for number, step in enumerate(STEPS):
        passes = (now >= step.least) & (100 * now >= step.percent * (now + before)) & (now > 0)
        passed[passes & (passed > number)] = number
        if is_first or (passed < len(STEPS)).sum() >= ENOUGH:
            break
    found = np.flatnonzero(passed < len(STEPS))
    most = 0
    if is_first or not found.size:
        found, most = np.flatnonzero(now > 0), FIRST if is_first else ENOUGH
    listed = [
        WeeklyDish(str(name), int(n), int(earlier), None if most else STEPS[number])
        for name, n, earlier, number in zip(
            counts.columns[found], now[found], before[found], passed[found], strict=True
        )
    ]
    listed.sort(key=lambda dish: (-dish.n, -dish.share, dish.name))
    return tuple(listed[:most] if most else listed)


def _first_week(counts: pd.DataFrame) -> pd.Timestamp | None:
    rows = np.flatnonzero((counts.to_numpy() > 0).any(axis=1))
    return pd.Timestamp(counts.index[rows[0]]) if rows.size else None
