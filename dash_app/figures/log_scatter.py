"""Points on two log axes with the line through them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from dash_app.figures.axes import log_axis
from dash_app.figures.log_rates import log_rate_axis
from dash_app.figures.plain import plain
from dash_app.figures.theme import Figure, empty_figure, layout

_BAND: Final = 0.16


def log_scatter(
    points: pd.DataFrame,
    line: pd.DataFrame,
    *,
    xs: Sequence[float],
    ys: Sequence[float],
    colour: str,
    x_title: str,
    y_title: str,
    hover: str,
    rate: bool = False,
    empty: str = "",
) -> Figure:
    """Creates a point a row, and a line with the band of its 95 % interval.

    Args:
        points: Columns x, y (both positive) and texts, the list of what is written of a point.
        line: Columns x, y, low and high in rising x; empty where there is no line.
        xs: What the bottom axis spans: the same for figures that stand side by side.
        ys: What the left axis spans, likewise.
        colour: `#rrggbb` of points, line and band.
        x_title: Names the bottom axis.
        y_title: Names the left axis.
        hover: What is said of a point, with its texts as `%{customdata[0]}` and so on.
        rate: Whether y are shares.
        empty: What is said where there is no point.
    """
    if points.empty:
        return empty_figure(empty)
    left = log_rate_axis(y_title, ys) if rate else log_axis(y_title, ys)
    return {
        "data": [*_band(line, colour), _points(points, colour, hover), *_line(line, colour)],
        "layout": layout(
            xaxis=log_axis(x_title, xs), yaxis=left, hovermode="closest", showlegend=False
        ),
    }


def _points(points: pd.DataFrame, colour: str, hover: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": plain(points["x"]),
        "y": plain(points["y"]),
        "marker": {"size": 6, "opacity": 0.5, "color": colour},
        "customdata": plain(points["texts"]),
        "hovertemplate": f"{hover}<extra></extra>",
        "showlegend": False,
    }


def _band(line: pd.DataFrame, colour: str) -> list[dict[str, Any]]:
    if line.empty:
        return []
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    x = plain(line["x"])
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [*x, *reversed(x)],
            "y": [*plain(line["high"]), *reversed(plain(line["low"]))],
            "fill": "toself",
            "fillcolor": f"rgba({red},{green},{blue},{_BAND})",
            "line": {"width": 0},
            "hoverinfo": "skip",
            "showlegend": False,
        }
    ]


def _line(line: pd.DataFrame, colour: str) -> list[dict[str, Any]]:
    if line.empty:
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": plain(line["x"]),
            "y": plain(line["y"]),
            "line": {"color": colour, "width": 2.5},
            "hoverinfo": "skip",
            "showlegend": False,
        }
    ]
