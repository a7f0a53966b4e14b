"""Lines over a common axis, one a series."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dash_app.figures.axes import number_axis
from dash_app.figures.plain import plain
from dash_app.figures.theme import Figure, axis, colour, empty_figure, layout
from dash_app.words import percent, whole


def lines(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    series: str,
    y_title: str,
    xs: list[str] | None = None,
    count: str | None = None,
    rate: bool = False,
    x_title: str = "",
) -> Figure:
    """Creates a line a series.

    Args:
        frame: One row a point, in order of x.
        x: Column along the bottom: names, or days.
        y: Column of the heights.
        series: Column that tells lines apart.
        y_title: Names the left axis.
        xs: All names along the bottom, in order; None where `x` holds days.
        count: Column with the number of videos, for the hover text.
        rate: Whether the heights are shares.
        x_title: Names the bottom axis.
    """
    if frame.empty:
        return empty_figure()
    data: list[dict[str, Any]] = []
    for number, (name, rows) in enumerate(frame.groupby(series, sort=False)):
        shown = [percent(v, 2) if rate else whole(v) for v in plain(rows[y])]
        counts = [f"<br>Số video: {whole(n)}" for n in rows[count]] if count else [""] * len(rows)
        data.append(
            {
                "type": "scatter",
                "mode": "lines+markers" if len(rows) <= 60 else "lines",
                "name": str(name),
                "x": plain(rows[x]),
                "y": plain(rows[y]),
                "line": {"color": colour(number), "width": 2},
                "marker": {"size": 6},
                "customdata": [f"<b>{v}</b>{n}" for v, n in zip(shown, counts, strict=True)],
                "hovertemplate": "%{x}<br>" + str(name) + ": %{customdata}<extra></extra>",
                "showlegend": frame[series].nunique() > 1,
            }
        )
    bottom = (
        axis(x_title, type="category", categoryorder="array", categoryarray=xs, showgrid=False)
        if xs
        else axis(x_title, type="date", showgrid=False, tickformat="%d/%m/%Y")
    )
    return {
        "data": data,
        "layout": layout(xaxis=bottom, yaxis=number_axis(y_title, plain(frame[y]), rate)),
    }
