"""Boxes from quantiles: the data stay in the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from dash_app.figures.axes import log_axis, number_axis
from dash_app.figures.plain import plain
from dash_app.figures.theme import ACCENT, Figure, axis, empty_figure, layout
from dash_app.words import percent, whole

QUANTILES = ("p5", "p25", "p50", "p75", "p95")


def boxes(
    frame: pd.DataFrame,
    *,
    name: str,
    names: list[str],
    count: str,
    title: str,
    rate: bool = False,
    x_title: str = "",
    faint_below: int = 0,
) -> Figure:
    """Creates a box a row: its ends are the quartiles, its whiskers the 5th and 95th percentile.

    Counts stand on a log axis, where those of zero or less cannot be drawn and are moved to one.

    Args:
        frame: Columns p5, p25, p50, p75, p95 and those named below, one row a box.
        name: The column with the boxes' names.
        names: All names along the bottom, in order.
        count: The column with the number of videos.
        title: Names the values.
        rate: Whether the values are shares; these stand on a plain axis.
        x_title: Names the bottom axis.
        faint_below: Boxes on fewer videos than this are drawn faint.
    """
    if frame.empty:
        return empty_figure()
    drawn = frame if rate else frame.assign(**{q: frame[q].clip(lower=1) for q in QUANTILES})
    few = drawn[count] < faint_below
    data = [_boxes(drawn[few], name, 0.35), _boxes(drawn[~few], name, 1.0)]
    # The words of a box's own hover text are plotly's, so the text hangs on unseen points.
    data.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": plain(drawn[name]),
            "y": plain(drawn["p50"]),
            "marker": {"size": 28, "opacity": 0, "color": ACCENT},
            "customdata": [
                _hover(quantiles, n, title, rate)
                for quantiles, n in zip(
                    frame[list(QUANTILES)].to_numpy(), plain(frame[count]), strict=True
                )
            ],
            "hovertemplate": "<b>%{x}</b><br>%{customdata}<extra></extra>",
            "showlegend": False,
        }
    )
    values = [value for q in QUANTILES for value in plain(drawn[q])]
    return {
        "data": [trace for trace in data if trace["x"]],
        "layout": layout(
            xaxis=axis(
                x_title,
                type="category",
                categoryorder="array",
                categoryarray=names,
                showgrid=False,
            ),
            yaxis=number_axis(title, values, rate=True) if rate else log_axis(title, values),
            boxmode="overlay",
            hovermode="x",
            showlegend=False,
        ),
    }


def _boxes(frame: pd.DataFrame, name: str, opacity: float) -> dict[str, Any]:
    columns = {"lowerfence": "p5", "q1": "p25", "median": "p50", "q3": "p75", "upperfence": "p95"}
    return {
        "type": "box",
        "x": plain(frame[name]),
        **{key: plain(frame[column]) for key, column in columns.items()},
        "line": {"color": ACCENT, "width": 1.5},
        "fillcolor": "rgba(15,118,110,0.25)",
        "opacity": opacity,
        "whiskerwidth": 0.4,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _hover(quantiles: Iterable[float], n: int, title: str, rate: bool) -> str:
    low, lower, middle, upper, high = (
        percent(value, 2) if rate else whole(value) for value in quantiles
    )
    return (
        f"{title}<br>Trung vị: <b>{middle}</b><br>Nửa giữa: {lower} đến {upper}<br>"
        f"Chín phần mười: {low} đến {high}<br>Số video: {whole(n)}"
    )
