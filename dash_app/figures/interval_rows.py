"""Shares or chances with their intervals from left to right, a line each."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from dash_app.figures.axes import number_axis
from dash_app.figures.plain import plain
from dash_app.figures.theme import ACCENT, MUTED, Figure, axis, empty_figure, layout
from dash_app.words import percent

_NEAREST: Final = 0.02


def interval_rows(
    frame: pd.DataFrame,
    *,
    x_title: str,
    around: float | None = None,
    empty: str = "",
) -> Figure:
    """Creates a point with a 95 % interval for each row.

    Args:
        frame: Columns name (unique, the top one first; may have line breaks), estimate, low, high
            (0 to 1), clear (whether it is drawn strong), hover.
        x_title: Names the bottom axis.
        around: A level that rows are compared with: the axis lies around it; without one it
            begins at 0.
        empty: What is said where there is no row.
    """
    known = frame[frame["estimate"].notna()] if len(frame) else frame
    if known.empty:
        return empty_figure(empty) if empty else empty_figure()
    estimate = known["estimate"]
    bounds = [*plain(known["low"]), *plain(known["high"]), *plain(estimate)]
    ends = [each for each in bounds if each is not None]
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": plain(estimate),
                "y": plain(known["name"]),
                "text": [percent(value) for value in estimate],
                "textposition": "top center",
                "cliponaxis": False,
                "error_x": {
                    "type": "data",
                    "symmetric": False,
                    "array": plain(known["high"] - estimate),
                    "arrayminus": plain(estimate - known["low"]),
                    "color": MUTED,
                    "thickness": 2,
                    "width": 5,
                },
                "marker": {
                    "size": 12,
                    "color": [ACCENT if clear else MUTED for clear in known["clear"]],
                },
                "customdata": plain(known["hover"]),
                "hovertemplate": "%{customdata}<extra></extra>",
                "showlegend": False,
            }
        ],
        "layout": layout(
            margin={"l": 8, "r": 16, "t": 16, "b": 8},
            xaxis=number_axis(x_title, ends, rate=True)
            if around is None
            else _axis_around(around, ends, x_title),
            yaxis=axis(
                type="category",
                categoryorder="array",
                categoryarray=plain(known["name"]),
                range=[len(known) - 0.4, -0.6],
                showgrid=False,
            ),
            shapes=[_line(around)] if around is not None else [],
        ),
    }


def _axis_around(level: float, ends: list[float], title: str) -> dict[str, Any]:
    reach = max(_NEAREST, *(abs(each - level) for each in ends)) * 1.15
    step = next(each for each in (0.01, 0.02, 0.05, 0.1, 0.2, 0.25) if reach / each <= 3.2)
    ticks = [level + step * number for number in range(-3, 4) if abs(step * number) <= reach]
    return axis(
        title,
        range=[level - reach, level + reach],
        tickvals=ticks,
        ticktext=[percent(tick, 0) for tick in ticks],
    )


def _line(at: float) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": at,
        "x1": at,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": MUTED, "width": 1.5, "dash": "dot"},
    }
