"""What the cards on dishes by week share: the week, its neighbours, what was named in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from dash_app.components.newest_week import newest_week
from dash_app.findings.dish_next_week import BEFORE
from dash_app.findings.dish_weeks import DishWeeks, dish_weeks
from dash_app.findings.rising_dishes import RisingDish, rising_dishes
from dash_app.findings.week_names import week_name
from dash_app.findings.weekly_dishes import WeeklyDish, is_common, of_week
from dash_app.links import page
from dash_app.pages import Reader
from dash_app.queries import dish_weeks as queries
from dash_app.tabs.trends.weekly import fill_weeks
from dash_app.view import Control, View

WEEK: Final = Control("week", "Tuần", search="week")
LOOK_BACK: Final = Control(
    "back", "So với", tuple((str(n), f"{n} tuần trước đó") for n in range(1, 9)), "3"
)
LEVEL: Final = Control(
    "level", "Tính theo", (("dish_group", "Nhóm món"), ("dish", "Tên món")), "dish_group"
)

TESTED: Final = 26
"""Weeks before the chosen one over which lists are held against the week that followed."""

NEIGHBOURS: Final = 2
"""Weeks on either side of the chosen one."""

_VIDEOS_PAGE: Final = "/videos/performance"

# More than any real week names: bounds what a page reads of millions of videos.
_MOST_DISHES: Final = 20_000
_MOST_COMMON: Final = 500


@dataclass(frozen=True)
class WeekFacts:
    """What is known of a week as a whole.

    Attributes:
        videos: Posted in it.
        named: Those that name a dish.
        creators: Of those.
    """

    videos: int
    named: int
    creators: int


@dataclass(frozen=True, eq=False)
class Board:
    """The weeks around a chosen one.

    Attributes:
        week: Monday of the chosen week.
        weeks: All weeks of the view without gaps: week_start, n (videos), named (those that name a
            dish), creators (theirs).
        first: Monday of the first week in which a dish was named.
        found: Who named what in the weeks around the chosen one.
        kept: Mentions in these weeks of the dishes that are not set aside.
        common: The dishes that are set aside: name, weeks, n; the most present first.
        look_back: Weeks before a week that the rule looks at.
        newest: Monday of the newest week that is known whole; None where that is not known.
    """

    week: pd.Timestamp
    weeks: pd.DataFrame
    first: pd.Timestamp
    found: DishWeeks
    kept: pd.DataFrame
    common: pd.DataFrame
    look_back: int
    newest: pd.Timestamp | None

    @property
    def name(self) -> str:
        """What the chosen week is called."""
        return week_name(self.week)

    @property
    def named_weeks(self) -> int:
        """Weeks in which any dish was named."""
        return int((self.weeks["named"] > 0).sum())

    def facts(self, week: pd.Timestamp) -> WeekFacts:
        """Returns what is known of a week of the view."""
        place = self.weeks["week_start"].searchsorted(week)
        row = self.weeks[["n", "named", "creators"]].to_numpy()[place]
        return WeekFacts(*map(int, row))

    def is_partial(self, week: pd.Timestamp) -> bool:
        """Returns whether a week is not known whole, so that its numbers will still grow."""
        return self.newest is not None and week > self.newest

    def has(self, week: pd.Timestamp) -> bool:
        """Returns whether a week lies in the view."""
        return bool((self.found.active.index == week).any())

    def by_rule(self, week: pd.Timestamp | None = None) -> tuple[WeeklyDish, ...]:
        """Returns the list of the rule of a week, of the chosen one by default."""
        asked = self.week if week is None else week
        if not self.has(asked):
            return ()
        return of_week(self.kept, asked, self.look_back, is_first=asked == self.first)

    def rising(self, week: pd.Timestamp | None = None) -> tuple[RisingDish, ...]:
        """Returns the dishes of a week by the evidence that they rise, the surest first."""
        return rising_dishes(self.found, self.week if week is None else week)


def read_board(reader: Reader) -> Board | None:
    """Returns the board of a view; None where no video of it names a dish."""
    return reader.kept(_read)


def chosen_outside(reader: Reader) -> bool:
    """Returns whether a week was chosen that the view does not have."""
    board, chosen = read_board(reader), _chosen(reader.view)
    return board is not None and chosen is not None and board.week != chosen


def dish_links(reader: Reader, names: Sequence[str], week: pd.Timestamp) -> dict[str, str]:
    """Returns by name the address of the videos of a week that name a dish, or its group.

    Filters know groups alone.
    """
    groups = {name: name for name in names}
    if reader.view.choice("level") == "dish":
        found = reader.frame(queries.groups_of_dishes, {"names": "\n".join(names)})
        groups = dict(zip(found["dish"], found["dish_group"], strict=True))
    days = {"start": f"{week:%Y-%m-%d}", "end": f"{week + pd.Timedelta(days=6):%Y-%m-%d}"}
    return {name: page(_VIDEOS_PAGE, dish=group, **days) for name, group in groups.items()}


def _read(reader: Reader) -> Board | None:
    weeks = reader.frame(queries.videos_by_week)
    if weeks.empty or not weeks["named"].sum():
        return None
    weeks = fill_weeks(weeks)
    weeks[["named", "creators"]] = weeks[["named", "creators"]].fillna(0).astype("int64")
    named = weeks.loc[weeks["named"] > 0, "week_start"]
    newest = newest_week(reader.snapshot)
    whole = pd.Timestamp(newest) if newest else None
    week = _week(reader.view, weeks, named, whole)
    since = week - pd.Timedelta(weeks=TESTED + BEFORE)
    until = week + pd.Timedelta(weeks=NEIGHBOURS)
    level = reader.view.choice("level")
    counts = reader.frame(
        queries.mentions_by_week,
        {"since": f"{since:%Y-%m-%d}", "until": f"{until:%Y-%m-%d}"},
        level=level,
        most=_MOST_DISHES,
    )
    around = weeks[weeks["week_start"].between(since, until)].set_index("week_start")
    found = dish_weeks(counts, around["creators"])
    present = reader.frame(queries.weeks_present, level=level, most=_MOST_COMMON)
    aside = is_common(present["weeks"].to_numpy("int64"), len(named))
    common = present[aside]
    return Board(
        week,
        weeks,
        named.iloc[0],
        found,
        found.without(frozenset(common["name"])),
        common,
        int(reader.view.choice("back")),
        whole,
    )


def _week(
    view: View, weeks: pd.DataFrame, named: pd.Series, newest: pd.Timestamp | None
) -> pd.Timestamp:
    """Returns the chosen week; the newest whole one with dishes where none of the view is."""
    chosen = _chosen(view)
    if chosen is not None and weeks["week_start"].iloc[0] <= chosen <= weeks["week_start"].iloc[-1]:
        return chosen
    whole = named[named <= newest] if newest is not None else named
    return pd.Timestamp((whole if len(whole) else named).iloc[-1])


def _chosen(view: View) -> pd.Timestamp | None:
    """Returns the Monday of the week of the day that is asked for; None where there is none."""
    try:
        asked = date.fromisoformat(view.choice("week"))
        return pd.Timestamp(asked) - pd.Timedelta(days=asked.weekday())
    except (ValueError, OverflowError):
        return None
