"""A grid of two categories, coloured by a number."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from dash_app.figures.plain import plain
from dash_app.figures.theme import SEQUENTIAL, Figure, axis, empty_figure, layout
from dash_app.words import percent, short, whole


def heatmap(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    value: str,
    xs: list[Any],
    ys: list[Any],
    x_names: list[str],
    y_names: list[str],
    title: str,
    count: str | None = None,
    rate: bool = False,
    least: int = 0,
) -> Figure:
    """Creates a heatmap whose rows and columns are fixed, so that gaps are seen as gaps.

    Args:
        frame: One row a cell that has videos.
        x: Column of `frame` along the bottom; its values are those of `xs`.
        y: Column of `frame` along the side; its values are those of `ys`, top first.
        value: Column with the colour.
        xs: All values along the bottom.
        ys: All values along the side.
        x_names: How they are written.
        y_names: How they are written.
        title: Names the value.
        count: Column with the number of videos; for the hover text and for `least`.
        rate: Whether the value is a share.
        least: Cells on fewer videos stay empty: a median of one video says nothing.
    """
    if frame.empty:
        return empty_figure()
    grid = _grid(frame, x, y, value, xs, ys)
    counts = _grid(frame, x, y, count, xs, ys) if count else grid
    if count and least:
        grid = np.where(counts >= least, grid, np.nan)
    if not np.isfinite(grid).any():
        return empty_figure(f"Không có ô nào đủ {least} video")
    cells = [plain(row) for row in grid]
    hover = [
        ["chưa đủ video" if v is None else (percent(v) if rate else whole(v)) for v in row]
        for row in cells
    ]
    numbers = [[whole(number) for number in row] for row in np.nan_to_num(counts)]
    known = [v for row in cells for v in row if v is not None]
    low, top = min(known), max(known)
    ticks = _three(low, top)
    return {
        "data": [
            {
                "type": "heatmap",
                "z": cells,
                "x": x_names,
                "y": y_names,
                "colorscale": [list(pair) for pair in SEQUENTIAL],
                "zmin": min(low, 0) if not rate else low,
                "zmax": top,
                "xgap": 2,
                "ygap": 2,
                "hoverongaps": True,
                "customdata": [
                    [[h, n] for h, n in zip(*rows, strict=True)]
                    for rows in zip(hover, numbers, strict=True)
                ],
                "hovertemplate": "%{y}, %{x}<br>"
                + title
                + ": <b>%{customdata[0]}</b>"
                + ("<br>Số video: %{customdata[1]}" if count else "")
                + "<extra></extra>",
                "colorbar": {
                    "thickness": 10,
                    "outlinewidth": 0,
                    "tickvals": ticks,
                    "ticktext": [percent(t) if rate else short(t) for t in ticks],
                },
            }
        ],
        "layout": layout(
            xaxis=axis(type="category", showgrid=False, side="bottom"),
            yaxis=axis(type="category", showgrid=False, autorange="reversed"),
        ),
    }


def _grid(
    frame: pd.DataFrame, x: str, y: str, value: str, xs: list[Any], ys: list[Any]
) -> npt.NDArray[np.float64]:
    """Returns rows of `ys` and columns of `xs`; NaN where the frame has no row."""
    grid = np.full((len(ys), len(xs)), np.nan)
    columns, rows = (pd.Index(values) for values in (xs, ys))
    column, row = columns.get_indexer(frame[x]), rows.get_indexer(frame[y])
    inside = (column >= 0) & (row >= 0)
    grid[row[inside], column[inside]] = frame[value].to_numpy("float64", na_value=np.nan)[inside]
    return grid


def _three(low: float, top: float) -> list[float]:
    """Returns both ends and the middle, which is whole where both ends are: there is no half video.

    Fewer where they are the same.
    """
    middle = (low + top) / 2
    if float(low).is_integer() and float(top).is_integer():
        middle = float(middle // 1)
    return sorted({low, middle, top})
