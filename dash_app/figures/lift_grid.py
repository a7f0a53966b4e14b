"""A grid of two categories that shows what goes together more and less than on average."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

import pandas as pd

from dash_app.figures.theme import Figure, axis, empty_figure, layout
from dash_app.words import decimal

# Four times as often and a quarter as often are the ends of the colours.
_MOST_TIMES: Final = 4
_SCALE: Final = (
    (0.0, "rgba(200,80,8,0.60)"),
    (0.5, "rgba(148,163,184,0.10)"),
    (1.0, "rgba(15,118,110,0.62)"),
)


class _Cell(NamedTuple):
    estimate: float
    enough: bool
    clear: bool
    hover: str


def lift_grid(
    frame: pd.DataFrame,
    *,
    xs: Sequence[str],
    ys: Sequence[str],
    x_names: Sequence[str],
    y_names: Sequence[str],
    empty: str = "",
) -> Figure:
    """Creates the grid; cells without enough videos stay empty and say so.

    Args:
        frame: One row a cell: x, y, estimate (1 is average), enough, clear (whether it differs
            beyond doubt, then its number is bold), hover.
        xs: All values along the bottom, in order.
        ys: All values along the side, top first.
        x_names: How they are written.
        y_names: How they are written.
        empty: What to say when there is no cell.
    """
    if not xs or not ys or frame.empty or not frame["enough"].any():
        return empty_figure(empty) if empty else empty_figure()
    columns = (frame[name].tolist() for name in ("y", "x", *_Cell._fields))
    cells = {(y, x): _Cell(*rest) for y, x, *rest in zip(*columns, strict=True)}
    rows = [[cells.get((y, x)) for x in xs] for y in ys]
    reach = math.log2(_MOST_TIMES)
    return {
        "data": [
            {
                "type": "heatmap",
                "z": [[_height(cell, reach) for cell in row] for row in rows],
                "x": list(x_names),
                "y": list(y_names),
                "text": [[_text(cell) for cell in row] for row in rows],
                "texttemplate": "%{text}",
                "textfont": {"size": 11},
                "colorscale": [list(pair) for pair in _SCALE],
                "zmin": -reach,
                "zmax": reach,
                "xgap": 2,
                "ygap": 2,
                "hoverongaps": True,
                "customdata": [
                    [cell.hover if cell else "không có video chung" for cell in row] for row in rows
                ],
                "hovertemplate": "<b>%{y}</b> ở %{x}<br>%{customdata}<extra></extra>",
                # Each cell has its number.
                "showscale": False,
            }
        ],
        "layout": layout(
            margin={"l": 8, "r": 8, "t": 40, "b": 8},
            xaxis=axis(type="category", showgrid=False, side="top"),
            yaxis=axis(type="category", showgrid=False, autorange="reversed", dtick=1),
        ),
    }


def _height(cell: _Cell | None, reach: float) -> float | None:
    if cell is None or not cell.enough:
        return None
    return max(-reach, min(reach, math.log2(cell.estimate)))


def _text(cell: _Cell | None) -> str:
    if cell is None or not cell.enough:
        return ""
    times = _times(cell.estimate)
    return f"<b>{times}</b>" if cell.clear else times


def _times(value: float) -> str:
    return decimal(value, 0 if value >= 9.95 else 1)
