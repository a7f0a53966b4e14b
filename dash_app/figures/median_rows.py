"""Medians with their intervals from left to right, a line each, around the median of all."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from dash_app.figures.axes import log_axis, number_axis
from dash_app.figures.plain import plain
from dash_app.figures.theme import ACCENT, MUTED, SECOND, Figure, axis, empty_figure, layout

_BAND: Final = "rgba(148,163,184,0.35)"


def median_rows(
    frame: pd.DataFrame,
    *,
    x_title: str,
    around: float | None,
    rate: bool = False,
    empty: str = "",
) -> Figure:
    """Creates a point a row with its interval, over a broad line that holds half of the videos.

    Counts stand on a log axis.

    Args:
        frame: Columns name (unique, the top one first), estimate, low, high (missing where there
            are few videos), p25, p75, hover.
        x_title: Names the bottom axis.
        around: The median of all, where a dotted line stands; points whose interval leaves it out
            are coloured.
        rate: Whether the values are shares.
        empty: What is said where there is no row.
    """
    known = frame[frame["estimate"].notna()] if len(frame) else frame
    if known.empty:
        return empty_figure(empty) if empty else empty_figure()
    names, estimate = plain(known["name"]), known["estimate"]
    values = [value for column in ("p25", "p75", "low", "high") for value in plain(known[column])]
    bottom = number_axis(x_title, values, rate=True) if rate else log_axis(x_title, values)
    return {
        "data": [
            _band(known),
            {
                "type": "scatter",
                "mode": "markers",
                "x": plain(estimate),
                "y": names,
                "error_x": {
                    "type": "data",
                    "symmetric": False,
                    "array": plain(known["high"] - estimate),
                    "arrayminus": plain(estimate - known["low"]),
                    "color": "#475569",
                    "thickness": 1.5,
                    "width": 4,
                },
                "marker": {
                    "size": 10,
                    "color": [
                        _colour(low, high, around)
                        for low, high in zip(known["low"], known["high"], strict=True)
                    ],
                },
                "customdata": plain(known["hover"]),
                "hovertemplate": "%{customdata}<extra></extra>",
                "showlegend": False,
            },
        ],
        "layout": layout(
            xaxis=bottom,
            yaxis=axis(
                type="category",
                categoryorder="array",
                categoryarray=names,
                range=[max(len(names), 8) - 0.4, -0.6],
                showgrid=False,
                dtick=1,
                tickfont={"size": 12 if len(names) <= 24 else 10.5},
            ),
            shapes=[_line(around)] if around is not None else [],
        ),
    }


def _band(known: pd.DataFrame) -> dict[str, Any]:
    """Returns one broken line through all quartiles: a trace a row would weigh more."""
    x: list[Any] = []
    y: list[Any] = []
    for name, low, high in zip(
        plain(known["name"]), plain(known["p25"]), plain(known["p75"]), strict=True
    ):
        x += [low, high, None]
        y += [name, name, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": _BAND, "width": 9},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _colour(low: float | None, high: float | None, around: float | None) -> str:
    if around is None or pd.isna(low) or pd.isna(high) or low <= around <= high:
        return MUTED
    return ACCENT if low > around else SECOND


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
