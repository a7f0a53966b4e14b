"""Whether a week's list of dishes says something about the week after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from dash_app.findings.dish_weeks import DishWeeks, Places, row_of
from dash_app.findings.rising_dishes import rising_dishes
from dash_app.findings.weekly_dishes import of_week
from dash_app.statistics import Interval, mean_interval, pooled_ratio_interval

BEFORE: Final = 8
"""A dish's usual number of mentions is its mean over so many weeks before the week."""

MOST_LISTED: Final = 10

RULE: Final = "rule"
RISING: Final = "rising"
MOST: Final = "most"
ANY: Final = "any"
LISTS: Final = (RULE, RISING, MOST, ANY)


@dataclass(frozen=True, eq=False)
class Track:
    """How the dishes of one kind of list did in the week after, over several weeks.

    Attributes:
        weeks: Weeks with a list.
        listed: Dishes on the lists, all weeks together.
        hits: The share of them that are named in more videos than usual; interval over weeks.
        growth: Their mentions in the week after over what is usual, as sums; interval over weeks.
        next: Mentions of a listed dish in the week after, on average; None without any.
        by_week: The share of hits of each week with a list.
    """

    weeks: int
    listed: float
    hits: Interval
    growth: Interval
    next: float | None
    by_week: pd.Series


def followed_weeks(found: DishWeeks, until: pd.Timestamp, most: int) -> list[pd.Timestamp]:
    """Returns the newest weeks that can be tested without looking beyond a week.

    Each has a week after it and eight before it, and dishes were named in it and in the next one.

    Args:
        found: All that is known.
        until: The last week that may be looked at.
        most: So many at most.
    """
    weeks, named = found.active.index, found.active.to_numpy() > 0
    rows = [
        row
        for row in range(BEFORE, len(weeks) - 1)
        if weeks[row + 1] <= until and named[row] and named[row + 1]
    ]
    return [weeks[row] for row in rows[-most:]]


def tracks(
    found: DishWeeks, kept: pd.DataFrame, weeks: Sequence[pd.Timestamp], look_back: int
) -> Mapping[str, Track]:
    """Returns how each kind of list did: all are as long as the rule's, ten at most.

    They are the rule's; the surest rises; the most mentioned; and dishes drawn by chance from those
    that are named in the week, for which the expectation is computed.

    Args:
        found: All that is known.
        kept: Mentions of the dishes that are not set aside.
        weeks: As from `followed_weeks`.
        look_back: Of the rule.
    """
    lists = {week: _lists(found, kept, week, look_back) for week in weeks}
    sizes = {week: lists[week][RULE].size for week in weeks}
    return {
        kind: track(
            found.mentions,
            {week: lists[week][kind] for week in weeks},
            sizes if kind == ANY else None,
        )
        for kind in LISTS
    }


def most_mentioned(found: DishWeeks, week: pd.Timestamp, most: int) -> Places:
    """Returns the dishes that are named in most videos of a week; equal ones by name."""
    now = found.mentions.to_numpy()[found.row(week)]
    if not most:
        return np.empty(0, dtype=np.intp)
    least = max(int(np.sort(now)[-most:][0]), 1)
    places = np.flatnonzero(now >= least)
    names = found.mentions.columns[places].to_numpy(dtype=str)
    return places[np.lexsort((names, -now[places]))][:most]


def track(
    mentions: pd.DataFrame,
    lists: Mapping[pd.Timestamp, Places],
    sizes: Mapping[pd.Timestamp, int] | None = None,
) -> Track:
    """Returns how listed dishes did in the week after.

    Args:
        mentions: One row a week without gaps, one column a dish.
        lists: The dishes by week, as places of columns; weeks as from `followed_weeks`.
        sizes: How many are drawn by chance from the list of a week: then the numbers are what is
            expected of such a draw. None where each dish of a list counts.
    """
    numbers = mentions.to_numpy()
    weeks = [week for week, dishes in lists.items() if dishes.size and (not sizes or sizes[week])]
    sums = np.zeros((len(weeks), 4))
    for place, week in enumerate(weeks):
        row, dishes = row_of(mentions, week), lists[week]
        after = numbers[row + 1, dishes]
        usual = numbers[row - BEFORE : row, dishes].mean(axis=0)
        sums[place] = after.size, (after > usual).sum(), after.sum(), usual.sum()
        if sizes:
            sums[place] *= sizes[week] / after.size
    listed, hits, after_sum, usual_sum = sums.T
    return Track(
        len(weeks),
        float(listed.sum()),
        _share(_ratio(hits, listed)),
        _ratio(after_sum, usual_sum),
        float(after_sum.sum() / listed.sum()) if weeks else None,
        pd.Series(hits / listed, index=pd.DatetimeIndex(weeks)),
    )


def hit_difference(one: Track, other: Track) -> Interval:
    """Returns how much more often the one's dishes hit, week against the same week (points, 0–1).

    Weeks are compared with themselves: one in which everything is named less is so for both.
    """
    return mean_interval((one.by_week - other.by_week).dropna())


def _lists(
    found: DishWeeks, kept: pd.DataFrame, week: pd.Timestamp, look_back: int
) -> Mapping[str, Places]:
    rule = [dish.name for dish in of_week(kept, week, look_back, is_first=False)[:MOST_LISTED]]
    rising = [dish.name for dish in rising_dishes(found, week)[: len(rule)]]
    now = found.mentions.to_numpy()[found.row(week)]
    return {
        RULE: found.places(rule),
        RISING: found.places(rising),
        MOST: most_mentioned(found, week, len(rule)),
        ANY: np.flatnonzero(now > 0),
    }


def _share(of: Interval) -> Interval:
    """Returns an interval of a share: the ratio estimator knows no upper end."""
    return of if of.high is None else replace(of, high=min(of.high, 1.0))


def _ratio(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> Interval:
    return pooled_ratio_interval(
        len(x), x.sum(), y.sum(), (x * x).sum(), (x * y).sum(), (y * y).sum()
    )
