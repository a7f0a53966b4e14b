"""A few weeks side by side, each with its lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html


@dataclass(frozen=True)
class WeekColumn:
    """One week.

    Attributes:
        name: What it is called.
        note: How it stands to the chosen one.
        link: Address of the page with this week; empty for the chosen one.
        lists: Heading and lines of each list; a line is a name and what stands behind it.
    """

    name: str
    note: str
    link: str
    lists: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def build_week_columns(weeks: Sequence[WeekColumn], empty: str) -> html.Div:
    """Returns the weeks from left to right, on a phone below each other.

    Args:
        weeks: The oldest first.
        empty: What stands in an empty list.
    """
    return html.Div([_column(week, empty) for week in weeks], className="week-columns")


def _column(week: WeekColumn, empty: str) -> html.Div:
    name = html.A(week.name, href=week.link, **{"data-nav": week.link}) if week.link else week.name
    return html.Div(
        [
            html.H4(name),
            html.P(week.note, className="muted"),
            *(part for title, lines in week.lists for part in _list(title, lines, empty)),
        ],
        className="week-column" if week.link else "week-column chosen",
    )


def _list(
    title: str, lines: Sequence[tuple[str, str]], empty: str
) -> tuple[html.H5, html.Ol | html.P]:
    if not lines:
        return html.H5(title), html.P(empty, className="muted")
    items = [html.Li([html.Span(name), html.Span(behind)]) for name, behind in lines]
    return html.H5(title), html.Ol(items)
