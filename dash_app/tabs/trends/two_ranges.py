"""Which two ranges of days are compared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from dash_app.filters import Filters
from dash_app.findings.week_span import Span, first_weeks, last_weeks, weeks_until
from dash_app.pages import Reader
from dash_app.queries import compare_periods
from dash_app.store import Snapshot
from dash_app.view import AGGREGATE, METRIC, SCOPE, Control, View

_NEWEST, _LAST, _FIRST = 12, 5, 11
_OWN: Final = "Tự chọn ngày (kể cả hai đầu)"

PRESET: Final = Control(
    "pair",
    "So",
    (
        ("newest", f"{_NEWEST} tuần gần nhất và {_NEWEST} tuần trước đó"),
        ("last", f"{_LAST} tuần cuối của hai năm gần nhất"),
        ("first", f"{_FIRST} tuần đầu của hai năm gần nhất"),
        ("own", "Tự chọn ngày"),
    ),
    "newest",
)
DATES: Final = (
    Control("first_from", "Giai đoạn 1, từ ngày", kind="date", group=_OWN),
    Control("first_until", "đến ngày", kind="date", group=_OWN),
    Control("second_from", "Giai đoạn 2, từ ngày", kind="date", group=_OWN),
    Control("second_until", "đến ngày", kind="date", group=_OWN),
)
CONTROLS: Final = (PRESET, SCOPE, METRIC, AGGREGATE, *DATES)


@dataclass(frozen=True)
class Pair:
    """The two ranges, and what the data covers.

    Attributes:
        first: Drawn to the left.
        second: Drawn to the right.
        known: From the first day of the data to the last.
        missing: Dates that were to be chosen and are not: the newest weeks stand in for them.
    """

    first: Span
    second: Span
    known: Span
    missing: bool = False

    @property
    def spans(self) -> tuple[Span, Span]:
        """Both, the first one first."""
        return self.first, self.second

    @property
    def texts(self) -> dict[str, str]:
        """The arguments of `queries.compare_periods`."""
        return {
            "first_from": self.first.first.isoformat(),
            "first_until": self.first.last.isoformat(),
            "second_from": self.second.first.isoformat(),
            "second_until": self.second.last.isoformat(),
        }

    def is_whole(self, span: Span, monday: date) -> bool:
        """Whether a week is neither cut off by its range nor by the ends of the data."""
        return span.holds_week(monday) and self.known.holds_week(monday)


def chosen_pair(reader: Reader) -> Pair | None:
    """Returns the ranges that are asked for; None where the data has no video."""
    known = reader.snapshot.kept(_known_days)
    if known is None:
        return None
    first, second = preset(reader.view.choice("pair"), known.last)
    if reader.view.choice("pair") != "own":
        return Pair(first, second, known)
    asked = [reader.view.day(control.name) for control in DATES]
    return Pair(
        _ordered(asked[0] or first.first, asked[1] or first.last),
        _ordered(asked[2] or second.first, asked[3] or second.last),
        known,
        missing=None in asked,
    )


def preset(name: str, newest: date) -> tuple[Span, Span]:
    """Returns the ranges of a preset: only weeks that have ended by the newest video's day.

    Args:
        name: `newest`, `last` or `first`; anything else is the first of them.
        newest: The day of the newest video.
    """
    if name in ("last", "first"):
        weeks = last_weeks if name == "last" else first_weeks
        count = _LAST if name == "last" else _FIRST
        year = newest.isocalendar().year
        while weeks(year, count).last > newest:
            year -= 1
        return weeks(year - 1, count), weeks(year, count)
    second = weeks_until(newest, _NEWEST)
    return weeks_until(second.first, _NEWEST), second


def without_days(view: View) -> Filters:
    """Returns the filters of a view without their days, which the ranges stand for."""
    return replace(view.filters, period=None, start=None, end=None)


def _known_days(snapshot: Snapshot) -> Span | None:
    row = snapshot.frame(compare_periods.known_days, Filters()).iloc[0].dropna()
    return Span(row["first"].date(), row["last"].date()) if len(row) else None


def _ordered(one: date, other: date) -> Span:
    return Span(min(one, other), max(one, other))
