"""Days, weeks or months: the choice on a page, and a series without gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from dash_app.view import Control, View
from dash_app.words import day


@dataclass(frozen=True)
class Period:
    """A unit of time.

    Attributes:
        key: The word in the URL and the argument of queries.
        label: In Vietnamese, inside a sentence.
        frequency: As pandas calls it.
        day_format: How its first day is written on an axis.
        most: So many periods are shown, the newest ones: more would be neither seen nor sent fast.
    """

    key: str
    label: str
    frequency: str
    day_format: str
    most: int

    def name(self, first: date) -> str:
        """Returns what a period is called by its first day."""
        return f"{first.month:02}/{first.year}" if self.key == "month" else day(first)

    def said(self, name: str) -> str:
        """Returns a period inside a sentence."""
        return f"{self.label} từ {name}" if self.key == "week" else f"{self.label} {name}"


_PERIODS: Final = (
    Period("day", "ngày", "D", "%d/%m/%Y", 60),
    Period("week", "tuần", "W-MON", "%d/%m/%Y", 80),
    Period("month", "tháng", "MS", "%m/%Y", 60),
)

EVERY: Final = Control(
    "every", "Theo", tuple((each.key, each.label.capitalize()) for each in _PERIODS), "week"
)


def period(view: View) -> Period:
    """Returns the unit that a page is asked to show."""
    return next(each for each in _PERIODS if each.key == view.choice("every"))


def without_gaps(frame: pd.DataFrame, unit: Period) -> pd.DataFrame:
    """Returns a row for each period from the first to the last, with n = 0 where there was none.

    Args:
        frame: Columns period (its first day) and n, perhaps others, which stay missing.
        unit: Of the periods.
    """
    if frame.empty:
        return frame
    days = pd.to_datetime(frame["period"])
    every = pd.date_range(days.min(), days.max(), freq=unit.frequency, unit="us")
    full = frame.assign(period=days).set_index("period").reindex(every[-unit.most :])
    full["n"] = full["n"].fillna(0).astype("int64")
    return full.rename_axis("period").reset_index()
