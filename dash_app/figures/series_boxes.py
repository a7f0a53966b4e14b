"""One box a series from left to right, each in the colour that the series has elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from dash_app.figures.axes import log_axis, number_axis, thinned
from dash_app.figures.box import QUANTILES
from dash_app.figures.plain import plain
from dash_app.figures.theme import Figure, axis, empty_figure, layout, translucent
from dash_app.words import percent, whole

_MOST_TICKS: Final = 6


def series_boxes(
    frame: pd.DataFrame,
    *,
    colours: Mapping[str, str],
    title: str,
    rate: bool = False,
    faint_below: int = 0,
) -> Figure:
    """Creates a box a row: its ends are the quartiles, its whiskers the 5th and 95th percentile.

    Counts stand on a log axis, where those of zero or less are moved to one.

    Args:
        frame: Columns p5, p25, p50, p75, p95, n (videos), label (what stands at the side); the
            index names the series. Rows without a median are left out.
        colours: Series and its colour, the top one first.
        title: Names the values.
        rate: Whether they are shares; these stand on a plain axis.
        faint_below: Boxes on fewer videos than this are drawn faint.
    """
    columns = {str(name): plain(column) for name, column in frame.items()}
    rows = [
        {"series": str(series)} | dict(zip(columns, row, strict=True))
        for series, row in zip(frame.index, zip(*columns.values(), strict=True), strict=True)
    ]
    known = [row for row in rows if row["p50"] is not None]
    if not known:
        return empty_figure()
    drawn = [row if rate else row | {q: max(row[q], 1) for q in QUANTILES} for row in known]
    data: list[dict[str, Any]] = [
        {
            "type": "box",
            "orientation": "h",
            "y": [row["label"]],
            "lowerfence": [row["p5"]],
            "q1": [row["p25"]],
            "median": [row["p50"]],
            "q3": [row["p75"]],
            "upperfence": [row["p95"]],
            "line": {"color": colours[row["series"]], "width": 2},
            "fillcolor": translucent(colours[row["series"]], 0.25),
            "opacity": 0.4 if row["n"] < faint_below else 1.0,
            "whiskerwidth": 0.4,
            "hoverinfo": "skip",
            "showlegend": False,
        }
        for row in drawn
    ]
    # The words of a box's own hover text are plotly's, so the text hangs on unseen points.
    labels = [row["label"] for row in drawn]
    data.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": [row["p50"] for row in drawn],
            "y": labels,
            "marker": {
                "size": 28,
                "opacity": 0,
                "color": [colours[row["series"]] for row in drawn],
            },
            "customdata": [_hover(row, title, rate) for row in known],
            "hovertemplate": "<b>%{y}</b><br>%{customdata}<extra></extra>",
            "showlegend": False,
        }
    )
    values = [row[quantile] for row in drawn for quantile in QUANTILES]
    return {
        "data": data,
        "layout": layout(
            xaxis=thinned(
                number_axis(title, values, rate=True) if rate else log_axis(title, values),
                _MOST_TICKS,
            ),
            yaxis=axis(
                type="category",
                categoryorder="array",
                categoryarray=labels,
                autorange="reversed",
                showgrid=False,
            ),
            boxmode="overlay",
            hovermode="y",
            showlegend=False,
        ),
    }


def _hover(row: Mapping[Any, Any], title: str, rate: bool) -> str:
    low, lower, middle, upper, high = (
        percent(row[quantile], 2) if rate else whole(row[quantile]) for quantile in QUANTILES
    )
    return (
        f"{title}<br>Trung vị: <b>{middle}</b><br>Nửa giữa: {lower} đến {upper}<br>"
        f"Chín phần mười: {low} đến {high}<br>Số video: {whole(row['n'])}"
    )
