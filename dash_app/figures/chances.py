"""Chances with their intervals around one half, a line each."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dash_app.figures.plain import plain
from dash_app.figures.theme import MUTED, Figure, axis, empty_figure, layout
from dash_app.words import percent

_TICKS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)


def chances(frame: pd.DataFrame, *, x_title: str, empty: str) -> Figure:
    """Creates a point with a 95 % interval for each row; clear ones in the colour of the winner.

    Args:
        frame: Columns name (unique, the top one first), estimate, low, high (0 to 1), colour, clear
            (whether it differs from one half beyond doubt), hover.
        x_title: Names the bottom axis.
        empty: What is said where there is no row.
    """
    if frame.empty:
        return empty_figure(empty)
    estimate = frame["estimate"]
    colours = [
        own if clear else MUTED for own, clear in zip(frame["colour"], frame["clear"], strict=True)
    ]
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": plain(estimate),
                "y": plain(frame["name"]),
                "text": [percent(value, 0) for value in estimate],
                "textposition": "top center",
                "cliponaxis": False,
                "error_x": {
                    "type": "data",
                    "symmetric": False,
                    "array": plain(frame["high"] - estimate),
                    "arrayminus": plain(estimate - frame["low"]),
                    "color": MUTED,
                    "thickness": 2,
                    "width": 0,
                },
                "marker": {"size": 11, "color": colours},
                "customdata": plain(frame["hover"]),
                "hovertemplate": "%{customdata}<extra></extra>",
                "showlegend": False,
            }
        ],
        "layout": layout(
            margin={"l": 8, "r": 20, "t": 20, "b": 8},
            xaxis=axis(
                x_title,
                range=[min(0.38, float(frame["low"].min()) - 0.02), 1.02],
                tickvals=list(_TICKS),
                ticktext=[percent(tick, 0) for tick in _TICKS],
            ),
            yaxis=axis(
                type="category",
                categoryorder="array",
                categoryarray=plain(frame["name"]),
                range=[len(frame) - 0.4, -0.6],
                showgrid=False,
            ),
            shapes=[
                {
                    "type": "line",
                    "x0": 0.5,
                    "x1": 0.5,
                    "yref": "paper",
                    "y0": 0,
                    "y1": 1,
                    "line": {"color": MUTED, "width": 1.5, "dash": "dot"},
                }
            ],
        ),
    }
