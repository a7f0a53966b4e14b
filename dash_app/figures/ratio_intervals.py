"""Ratios with their intervals around one, a line each, in groups."""

from __future__ import annotations

import pandas as pd

from dash_app.figures.axes import log_axis
from dash_app.figures.plain import plain
from dash_app.figures.theme import ACCENT, MUTED, SECOND, Figure, axis, empty_figure, layout


def ratio_intervals(frame: pd.DataFrame, *, x_title: str, empty: str) -> Figure:
    """Creates a point with a 95 % interval for each row, under the bold name of its group.

    Args:
        frame: Columns group, name (unique), estimate, low, high, clear (whether it differs from 1
            beyond doubt), hover; the first row stands at the top.
        x_title: Names the bottom axis.
        empty: What is said where there is no row.
    """
    if frame.empty:
        return empty_figure(empty)
    lines: list[str] = []
    for group, names in frame.groupby("group", sort=False)["name"]:
        lines += [f"<b>{group}</b>", *names]
    estimate = frame["estimate"]
    colours = [
        (ACCENT if value > 1 else SECOND) if clear else MUTED
        for value, clear in zip(estimate, frame["clear"], strict=True)
    ]
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "markers",
                "x": plain(estimate),
                "y": plain(frame["name"]),
                "error_x": {
                    "type": "data",
                    "symmetric": False,
                    "array": plain(frame["high"] - estimate),
                    "arrayminus": plain(estimate - frame["low"]),
                    "color": MUTED,
                    "thickness": 1.5,
                    "width": 0,
                },
                "marker": {"size": 10, "color": colours},
                "customdata": plain(frame["hover"]),
                "hovertemplate": "%{y}<br>%{customdata}<extra></extra>",
                "showlegend": False,
            }
        ],
        "layout": layout(
            xaxis=log_axis(x_title, [*frame["low"], *frame["high"], 1]),
            yaxis=axis(
                type="category",
                categoryorder="array",
                categoryarray=lines,
                range=[len(lines) - 0.4, -0.6],
                showgrid=False,
                tickvals=lines,
                ticktext=lines,
            ),
            shapes=[
                {
                    "type": "line",
                    "x0": 1,
                    "x1": 1,
                    "yref": "paper",
                    "y0": 0,
                    "y1": 1,
                    "line": {"color": MUTED, "width": 1.5, "dash": "dot"},
                }
            ],
        ),
    }
