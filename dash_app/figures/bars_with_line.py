"""Bars of a metric with the number of videos as a line on a second axis."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dash_app.figures.axes import number_axis
from dash_app.figures.plain import plain
from dash_app.figures.theme import ACCENT, MUTED, SECOND, Figure, axis, empty_figure, layout
from dash_app.words import percent, short, whole


def bars_with_line(
    frame: pd.DataFrame,
    *,
    x: str,
    bars: str,
    line: str,
    bar_title: str,
    line_title: str = "Số video",
    x_title: str = "",
    rate: bool = False,
    faint_below: int = 0,
    faint_by: str = "",
    day_format: str = "",
) -> Figure:
    """Creates bars on the left axis and a line on the right one.

    Args:
        frame: One row a bar, in order.
        x: The column with the bars' names.
        bars: The column with their heights.
        line: The column with the line's heights.
        bar_title: Names the left axis and the bars.
        line_title: Names the right axis and the line.
        x_title: Names the bottom axis.
        rate: Whether the bars are shares.
        faint_below: Bars on fewer videos than this are drawn faint.
        faint_by: The column with those numbers of videos; empty where it is the line's.
        day_format: How `x` is written where it holds days; empty where it holds names.
    """
    if frame.empty or not frame[line].sum():
        return empty_figure()
    names, heights, counts = plain(frame[x]), plain(frame[bars]), plain(frame[line])
    bases = plain(frame[faint_by]) if faint_by else counts
    shown: list[str] = [percent(v) if rate else whole(v) for v in heights]
    data: list[dict[str, Any]] = [
        {
            "type": "bar",
            "x": names,
            "y": heights,
            "name": bar_title,
            "marker": {
                "color": ACCENT,
                "opacity": [0.35 if (count or 0) < faint_below else 1 for count in bases],
                "cornerradius": 3,
            },
            "customdata": shown,
            "hovertemplate": "%{x}<br>" + bar_title + ": <b>%{customdata}</b><extra></extra>",
        },
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": names,
            "y": counts,
            "name": line_title,
            "yaxis": "y2",
            "line": {"color": SECOND, "width": 2},
            "marker": {"size": 6},
            "customdata": [whole(count) for count in counts],
            "hovertemplate": "%{x}<br>" + line_title + ": <b>%{customdata}</b><extra></extra>",
        },
    ]
    return {
        "data": data,
        "layout": layout(
            xaxis=axis(x_title, type="date", tickformat=day_format, nticks=10, showgrid=False)
            if day_format
            else axis(x_title, type="category", showgrid=False),
            yaxis=number_axis(bar_title, heights, rate),
            yaxis2=number_axis(
                line_title, counts, overlaying="y", side="right", showgrid=False, color=MUTED
            ),
        ),
    }


def short_labels(values: list[float | None], rate: bool = False) -> list[str]:
    """Returns numbers as they stand on bars."""
    return [percent(value) if rate else short(value) for value in values]
