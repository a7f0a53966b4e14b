"""A box beside the points that it stands for, a group a column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from dash_app.figures.axes import log_axis, number_axis
from dash_app.figures.box import QUANTILES
from dash_app.figures.log_rates import log_rate_axis
from dash_app.figures.plain import plain
from dash_app.figures.theme import Figure, axis, empty_figure, layout

_BOX_AT: Final = -0.22
_POINTS_FROM: Final = 0.04
_POINTS_WIDE: Final = 0.4
# Multiples of the golden ratio fill an interval evenly, in whatever number.
_GOLDEN: Final = 0.618034


def boxes_with_points(
    boxes: pd.DataFrame,
    points: Sequence[pd.DataFrame],
    *,
    title: str,
    hover: str,
    rate: bool = False,
    log: bool = True,
    empty: str = "",
) -> Figure:
    """Creates a box a group, whiskers at the 5th and 95th percentile, and its points beside it.

    Args:
        boxes: Columns p5, p25, p50, p75, p95, name (along the bottom), colour and hover; a row a
            group, from left to right.
        points: Of each box in turn: columns value and texts, the list of what a point says.
        title: Names the values.
        hover: What is said of a point, with its texts as `%{customdata[0]}` and so on.
        rate: Whether the values are shares.
        log: Whether they stand on a log axis; there a count below one is moved to one, and a share
            that is not positive to the least that is.
        empty: What is said where there is no box.
    """
    if boxes.empty:
        return empty_figure(empty)
    if log:
        least = _least(points) if rate else 1.0
        boxes = boxes.assign(**{each: boxes[each].clip(lower=least) for each in QUANTILES})
        points = [each.assign(value=each["value"].clip(lower=least)) for each in points]
    columns = list(range(len(boxes)))
    colours, centres = plain(boxes["colour"]), plain(boxes["p50"])
    heights = [plain(each["value"]) for each in points]
    values = [each for part in (*heights, *(plain(boxes[q]) for q in QUANTILES)) for each in part]
    return {
        "data": [
            *(
                _box(column, row, colour)
                for column, row, colour in zip(
                    columns, boxes.to_dict("records"), colours, strict=True
                )
            ),
            *(
                _points(column, y, plain(each["texts"]), colour, hover)
                for column, y, each, colour in zip(columns, heights, points, colours, strict=True)
            ),
            # The words of a box's own hover text are plotly's, so the text hangs on unseen points.
            {
                "type": "scatter",
                "mode": "markers",
                "x": [column + _BOX_AT for column in columns],
                "y": centres,
                "marker": {"size": 34, "opacity": 0, "color": colours},
                "customdata": plain(boxes["hover"]),
                "hovertemplate": "%{customdata}<extra></extra>",
                "showlegend": False,
            },
        ],
        "layout": layout(
            xaxis=axis(
                showgrid=False,
                tickvals=columns,
                ticktext=plain(boxes["name"]),
                range=[-0.55, len(columns) - 0.45],
            ),
            yaxis=_axis(title, values, rate, log),
            hovermode="closest",
            showlegend=False,
        ),
    }


def _least(points: Sequence[pd.DataFrame]) -> float:
    positive = [value for each in points for value in plain(each["value"]) if value > 0]
    return float(min(positive, default=1.0))


def _axis(title: str, values: list[float], rate: bool, log: bool) -> dict[str, Any]:
    if not log:
        return number_axis(title, values, rate)
    return log_rate_axis(title, values) if rate else log_axis(title, values)


def _box(column: int, row: dict[Any, Any], colour: str) -> dict[str, Any]:
    ends = {"lowerfence": "p5", "q1": "p25", "median": "p50", "q3": "p75", "upperfence": "p95"}
    return {
        "type": "box",
        "x": [column + _BOX_AT],
        **{key: [row[name]] for key, name in ends.items()},
        "width": 0.3,
        "line": {"color": colour, "width": 1.8},
        "whiskerwidth": 0.4,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _points(
    column: int, heights: list[float], texts: list[list[str]], colour: str, hover: str
) -> dict[str, Any]:
    places = [
        round(column + _POINTS_FROM + _POINTS_WIDE * (number * _GOLDEN % 1), 3)
        for number in range(len(heights))
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": places,
        "y": heights,
        "marker": {"size": 6, "opacity": 0.55, "color": colour},
        "customdata": texts,
        "hovertemplate": f"{hover}<extra></extra>",
        "showlegend": False,
    }
