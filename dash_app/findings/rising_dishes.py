"""The dishes of a week by evidence: those that more creators name than the weeks before say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from dash_app.findings.dish_weeks import DishWeeks
from dash_app.statistics import rises
from etl.alerts.kinds import (
    FALSE_SHARE,
    LEAST_USERS,
    LEAST_WEEKS,
    TRAITS,
    WEEKS_BEFORE,
    AlertKind,
)

LEAST_TIMES: Final = TRAITS[AlertKind.RISING_DISH].levels[0]


@dataclass(frozen=True)
class RisingDish:
    """A dish that more creators name than before.

    Attributes:
        name: Of the dish.
        creators: Who name it in the week.
        before: Pairs of creator and week in the eight weeks before.
        mentions: Videos that name it in the week.
        expected: Creators that the weeks before let expect.
        times: Ratio of the two, drawn to 1 where there are few, see `statistics.Rises`.
        q: The share of false ones among all dishes of the week that are at least as sure.
    """

    name: str
    creators: int
    before: int
    mentions: int
    expected: float
    times: float
    q: float

    @property
    def sure(self) -> bool:
        """Whether it would be an alert: within the bound of false ones, and large enough."""
        return self.q <= FALSE_SHARE and self.times >= LEAST_TIMES


def rising_dishes(found: DishWeeks, week: pd.Timestamp) -> tuple[RisingDish, ...]:
    """Returns the dishes that at least three creators name in a week, the surest rise first.

    A creator counts once a week: his videos are not independent of each other. What can be
    expected follows from the creators who named any dish in the week and in the eight before it,
    so that weeks in which fewer videos were understood do not make a rise of the next one. The
    test and its correction are those of `statistics.rises`; a dish below three uses in all nine
    weeks is not asked for. Equally sure ones go by their size, then by name.

    Args:
        found: At least the week and the eight before it, as far as there are any.
        week: Its Monday; with fewer than four weeks before it in which a dish was named there is
            nothing to compare with.
    """
    if week not in found.active.index:
        return ()
    row = found.row(week)
    start = max(row - WEEKS_BEFORE, 0)
    active = found.active.to_numpy()
    if (active[start:row] > 0).sum() < LEAST_WEEKS:
        return ()
    creators = found.creators.to_numpy()
    recent, earlier = creators[row], creators[start:row].sum(axis=0)
    asked = np.flatnonzero(recent + earlier >= LEAST_USERS)
    rise = rises(
        recent[asked], earlier[asked], int(active[row]), int(active[start:row].sum()), FALSE_SHARE
    )
    named = np.flatnonzero(recent[asked] >= LEAST_USERS)
    names, mentions = found.creators.columns, found.mentions.to_numpy()[row]
    listed = [
        (
            float(rise.p[place]),
            RisingDish(
                str(names[dish]),
                int(recent[dish]),
                int(earlier[dish]),
                int(mentions[dish]),
                float(rise.expected[place]),
                float(rise.times[place]),
                float(rise.q[place]),
            ),
        )
        for place, dish in zip(named, asked[named], strict=True)
    ]
    listed.sort(key=lambda each: (each[0], -each[1].times, each[1].name))
    return tuple(dish for _, dish in listed)
