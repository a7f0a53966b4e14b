"""A calendar: weeks from left to right, weekdays from top to bottom, coloured by a count."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import numpy as np
import pandas as pd

from dash_app.figures.plain import plain
from dash_app.figures.theme import Figure, axis, empty_figure, layout
from dash_app.words import day

_SHORT_NAMES: Final = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
_NOTHING: Final = "rgba(148,163,184,0.16)"
_FEW: Final = "rgba(15,118,110,0.42)"
_MANY: Final = "rgba(11,94,87,1)"
# Months whose first weeks stand closer than this cannot both be written.
_LEAST_APART: Final = 3


def calendar(days: pd.Series, *, last: date | None, weeks: int, empty: str = "") -> Figure:
    """Creates the calendar of the weeks that end with a day; days without a video stay pale.

    Args:
        days: The posting day of each video, as pandas has dates.
        last: The last day that is shown.
        weeks: So many are shown.
        empty: What to say when no video lies in them.
    """
    posted = pd.to_datetime(days).to_numpy("datetime64[D]")
    if last is None or not posted.size:
        return empty_figure(empty) if empty else empty_figure()
    monday = last - timedelta(days=last.weekday() + 7 * (weeks - 1))
    places = (posted - np.datetime64(monday)).astype(int)
    shown = (last - monday).days + 1
    counts = np.bincount(places[(places >= 0) & (places < shown)], minlength=7 * weeks)
    if not counts.any():
        return empty_figure(empty) if empty else empty_figure()
    grid = counts.astype("float64")
    grid[shown:] = np.nan
    ticks = _months(monday, weeks)
    top = max(int(counts.max()), 2)
    weeks_of_days = grid.reshape(weeks, 7).T
    return {
        "data": [
            {
                "type": "heatmap",
                "x": list(range(weeks)),
                "y": list(_SHORT_NAMES),
                "z": [plain(row) for row in weeks_of_days],
                "zmin": 0,
                "zmax": top,
                "colorscale": _scale(top),
                "showscale": False,
                "xgap": 2,
                "ygap": 2,
                "hoverongaps": False,
                "customdata": [
                    [day(monday + timedelta(days=7 * week + weekday)) for week in range(weeks)]
                    for weekday in range(7)
                ],
                "hovertemplate": "%{y} %{customdata}<br><b>%{z} video</b><extra></extra>",
            }
        ],
        "layout": layout(
            xaxis=axis(
                showgrid=False,
                tickvals=list(ticks),
                ticktext=list(ticks.values()),
                range=[-0.5, weeks - 0.5],
                ticks="",
            ),
            yaxis=axis(type="category", showgrid=False, autorange="reversed"),
        ),
    }


def _scale(top: int) -> list[list[object]]:
    """Returns a scale that keeps nothing apart from one."""
    edge = 0.5 / top
    return [[0, _NOTHING], [edge, _NOTHING], [edge, _FEW], [1, _MANY]]


def _months(monday: date, weeks: int) -> dict[int, str]:
    """Returns the weeks in which a month begins, and how it is written there."""
    found: dict[int, str] = {}
    for week in range(weeks):
        sunday = monday + timedelta(days=7 * week + 6)
        begins = sunday.day <= 7
        if begins or week == 0:
            late = bool(found) and week - max(found) < _LEAST_APART
            if late:
                del found[max(found)]
            year = f"/{sunday.year}" if sunday.month == 1 or not found else ""
            found[week] = f"T{sunday.month}{year}"
    return found
