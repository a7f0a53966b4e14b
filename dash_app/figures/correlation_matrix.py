"""How measures go together, each with each: a triangle of coloured coefficients."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from dash_app.figures.line_breaks import broken
from dash_app.figures.plain import plain
from dash_app.figures.theme import Figure, axis, empty_figure, layout

_NAME_WIDTH: Final = 18
# Through transparent at 0, and never so dark that the number on it cannot be read in either theme.
_SCALE: Final = (
    (0.0, "rgba(232,89,12,0.62)"),
    (0.5, "rgba(148,163,184,0.06)"),
    (1.0, "rgba(15,118,110,0.62)"),
)


def correlation_matrix(cells: pd.DataFrame, *, names: list[str], empty: str = "") -> Figure:
    """Creates a cell for each pair, with its coefficient written on it.

    Args:
        cells: Columns x and y (names), r (missing where it has none), text, hover; a row a pair, x
            being the name that stands first in `names`.
        names: All measures, in order.
        empty: What to say when no pair has a coefficient.
    """
    if cells["r"].isna().all():
        return empty_figure(empty) if empty else empty_figure()
    xs, ys = names[:-1], names[1:]
    grids: dict[str, list[list[Any]]] = {
        key: [[blank] * len(xs) for _ in ys]
        for key, blank in (("r", None), ("text", ""), ("hover", ""))
    }
    for column, grid in grids.items():
        for x, y, value in zip(cells["x"], cells["y"], plain(cells[column]), strict=True):
            grid[ys.index(y)][xs.index(x)] = value
    return {
        "data": [
            {
                "type": "heatmap",
                "z": grids["r"],
                "x": [broken(name, _NAME_WIDTH) for name in xs],
                "y": [broken(name, _NAME_WIDTH) for name in ys],
                "text": grids["text"],
                "texttemplate": "%{text}",
                "textfont": {"size": 15},
                "customdata": grids["hover"],
                "hovertemplate": "%{customdata}<extra></extra>",
                "hoverongaps": False,
                "colorscale": [list(pair) for pair in _SCALE],
                "zmin": -1,
                "zmax": 1,
                "xgap": 3,
                "ygap": 3,
                "showscale": False,
            }
        ],
        "layout": layout(
            xaxis=axis(type="category", showgrid=False, tickfont={"size": 11}),
            yaxis=axis(
                type="category", showgrid=False, autorange="reversed", tickfont={"size": 11}
            ),
        ),
    }
