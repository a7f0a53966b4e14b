"""Narrow columns over weeks, with gaps where a week has none."""

from __future__ import annotations

import pandas as pd

from dash_app.figures.axes import number_axis
from dash_app.figures.plain import plain
from dash_app.figures.theme import ACCENT, Figure, axis, empty_figure, layout
from dash_app.words import whole


def columns_by_week(frame: pd.DataFrame, *, x: str, y: str, title: str) -> Figure:
    """Creates a column a week.

    Args:
        frame: One row a week that has something.
        x: Column with the Monday of the week.
        y: Column with the height.
        title: Names the height.
    """
    if frame.empty:
        return empty_figure()
    heights = plain(frame[y])
    return {
        "data": [
            {
                "type": "bar",
                "x": plain(frame[x]),
                "y": heights,
                "marker": {"color": ACCENT},
                "customdata": [whole(height) for height in heights],
                "hovertemplate": "Tuần từ %{x|%d/%m/%Y}<br>"
                + title
                + ": <b>%{customdata}</b><extra></extra>",
            }
        ],
        "layout": layout(
            xaxis=axis(type="date", showgrid=False, tickformat="%m/%Y", nticks=8),
            yaxis=number_axis(title, heights),
            bargap=0.15,
        ),
    }
