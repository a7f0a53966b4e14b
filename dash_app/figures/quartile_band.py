"""A median over time within the middle half of its values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pandas as pd

from dash_app.figures.plain import plain
from dash_app.figures.theme import ACCENT, Figure, axis, empty_figure, layout
from dash_app.words import whole

_HOLLOW: Final = "circle-open"
_MOST_NAMES: Final = 8
_MOST_MARKED: Final = 60


def quartile_band(
    frame: pd.DataFrame,
    *,
    name: str,
    count: str,
    title: str,
    write: Callable[[float], str],
    y_axis: dict[str, Any],
    faint_below: int = 0,
    empty: str = "",
) -> Figure:
    """Creates a line of medians with the band from the first quartile to the third behind it.

    Args:
        frame: Columns p25, p50, p75 and those named below, one row a period without gaps.
        name: The column with the periods' names.
        count: The column with the number of videos.
        title: Names the values.
        write: Writes a value with its unit.
        y_axis: The left axis.
        faint_below: Points on fewer videos than this are hollow.
        empty: What to say when there is nothing.
    """
    if frame.empty or not frame[count].sum():
        return empty_figure(empty) if empty else empty_figure()
    names, counts = plain(frame[name]), plain(frame[count])
    low, middle, high = (plain(frame[column]) for column in ("p25", "p50", "p75"))
    edge = {
        "type": "scatter",
        "mode": "lines",
        "x": names,
        "line": {"width": 0},
        "hoverinfo": "skip",
    }
    marks = {
        "size": 7,
        "color": ACCENT,
        "symbol": [_HOLLOW if n < faint_below else "circle" for n in counts],
    }
    line = {
        "type": "scatter",
        "mode": "lines+markers" if len(names) <= _MOST_MARKED else "lines",
        "x": names,
        "y": middle,
        "name": "Trung vị",
        "line": {"color": ACCENT, "width": 2.5},
        "marker": marks,
        "customdata": [
            ""
            if value is None
            else f"{title}: <b>{write(value)}</b><br>nửa giữa: {write(lower)} đến {write(upper)}"
            f"<br>n = {whole(n)} video"
            for lower, value, upper, n in zip(low, middle, high, counts, strict=True)
        ],
        "hovertemplate": "%{x}<br>%{customdata}<extra></extra>",
    }
    step = -(-len(names) // _MOST_NAMES)
    return {
        "data": [
            {**edge, "y": low, "showlegend": False},
            {
                **edge,
                "y": high,
                "name": "Nửa giữa số video",
                "fill": "tonexty",
                "fillcolor": "rgba(15,118,110,0.18)",
            },
            line,
        ],
        "layout": layout(
            xaxis=axis(type="category", showgrid=False, tickvals=names[::step]), yaxis=y_axis
        ),
    }
