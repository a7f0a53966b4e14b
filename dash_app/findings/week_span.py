"""Ranges of days as ISO weeks: which they touch, which are whole, how they are written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dash_app.words import day

_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Span:
    """Some days in a row.

    Attributes:
        first: Day.
        last: Day, included.
    """

    first: date
    last: date

    @property
    def mondays(self) -> tuple[date, ...]:
        """The Mondays of the ISO weeks that it touches."""
        start = self.first - timedelta(days=self.first.weekday())
        return tuple(start + n * _WEEK for n in range((self.last - start).days // 7 + 1))

    def holds_week(self, monday: date) -> bool:
        """Whether all days of a week are in it."""
        return self.first <= monday and monday + timedelta(days=6) <= self.last

    def touches(self, other: Span) -> bool:
        """Whether both have a day in common."""
        return self.first <= other.last and other.first <= self.last

    @property
    def words(self) -> str:
        """The days: `27/11–31/12/2023`, or with both years where they differ."""
        if self.first.year == self.last.year:
            return f"{day(self.first)[:5]}–{day(self.last)}"
        return f"{day(self.first)}–{day(self.last)}"


def iso_weeks(year: int) -> int:
    """Returns how many ISO weeks a year has: 53 where it begins or ends on a Thursday."""
    return date(year, 12, 28).isocalendar().week


def weeks_of_year(year: int, first: int, last: int) -> Span:
    """Returns the days of some ISO weeks; a week belongs to the year of its Thursday."""
    return Span(date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 7))


def first_weeks(year: int, weeks: int) -> Span:
    """Returns the first ISO weeks of a year."""
    return weeks_of_year(year, 1, weeks)


def last_weeks(year: int, weeks: int) -> Span:
    """Returns the last ISO weeks of a year: up to 52 or 53."""
    last = iso_weeks(year)
    return weeks_of_year(year, last - weeks + 1, last)


def weeks_until(day_in_data: date, weeks: int) -> Span:
    """Returns the newest whole ISO weeks up to a day."""
    monday = day_in_data - timedelta(days=day_in_data.weekday())
    end = monday + timedelta(days=6)
    last = end if end == day_in_data else monday - timedelta(days=1)
    return Span(last - weeks * _WEEK + timedelta(days=1), last)


def week_words(monday: date) -> str:
    """Returns a week as `tuần 48/2023 (27/11–03/12/2023)`."""
    year, week, _ = monday.isocalendar()
    return f"tuần {week}/{year} ({Span(monday, monday + timedelta(days=6)).words})"
