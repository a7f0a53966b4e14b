"""Who named which dish in which week, as tables without gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Places = npt.NDArray[np.intp]
"""Dishes by the place of their column."""


@dataclass(frozen=True, eq=False)
class DishWeeks:
    """Dishes over weeks: one row a week from the first to the last, one column a dish.

    Attributes:
        mentions: Videos that name the dish; the index is the Monday of the week.
        creators: Creators who name it, each once a week.
        active: Creators who name any dish, by week.
    """

    mentions: pd.DataFrame
    creators: pd.DataFrame
    active: pd.Series

    def row(self, week: pd.Timestamp) -> int:
        """Returns the place of a week's row."""
        return row_of(self.mentions, week)

    def places(self, names: Sequence[str]) -> Places:
        """Returns the places of dishes' columns."""
        return self.mentions.columns.get_indexer(pd.Index(names, dtype=object))

    def without(self, names: frozenset[str]) -> pd.DataFrame:
        """Returns the mentions of all dishes but some."""
        return self.mentions.loc[:, ~self.mentions.columns.isin(list(names))]


def row_of(counts: pd.DataFrame, week: pd.Timestamp) -> int:
    """Returns the place of a week's row; the rows are in order and the week is among them."""
    return int(counts.index.searchsorted(week))


def dish_weeks(counts: pd.DataFrame, active: pd.Series) -> DishWeeks:
    """Returns the tables; a week in which nobody named a dish is a row of zeros.

    Args:
        counts: Columns week_start, name, n (videos), creators; one row a dish and week, in any
            order.
        active: Creators who named any dish; its index is the Monday of each week, without gaps.
            Counts of other weeks are left out.
    """
    codes, names = pd.factorize(counts["name"])
    weeks = pd.DatetimeIndex(active.index).get_indexer(pd.DatetimeIndex(counts["week_start"]))
    inside = weeks >= 0
    # Plain objects: looking up a few names in columns of pandas' own texts copies them each time.
    columns = pd.Index(names.to_numpy(dtype=object), dtype=object, name="name")

    def table(column: str) -> pd.DataFrame:
        numbers = np.zeros((len(active), len(names)), dtype=np.int64)
        numbers[weeks[inside], codes[inside]] = counts[column].to_numpy()[inside]
        return pd.DataFrame(numbers, index=active.index, columns=columns)

    return DishWeeks(table("n"), table("creators"), active)
