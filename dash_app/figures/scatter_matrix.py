"""Several measures, each against each: a triangle of small clouds of points."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from dash_app.figures.axes import log_axis, number_axis
from dash_app.figures.line_breaks import broken
from dash_app.figures.plain import plain
from dash_app.figures.theme import ACCENT, MUTED, Figure, empty_figure, layout

_GAP: Final = 0.025
_NAME_WIDTH: Final = 16
_MOST_BELOW: Final = 2
_MOST_BESIDE: Final = 3
# A point at the edge is drawn whole.
_PADDING: Final = 0.05
_NOTE_ROOM: Final = 0.25


@dataclass(frozen=True)
class MatrixMeasure:
    """One measure of the matrix.

    Attributes:
        column: Of the frame, and its key in notes.
        title: In Vietnamese.
        rate: Whether it is a share, on a plain axis; a count stands on a log axis.
    """

    column: str
    title: str
    rate: bool


def scatter_matrix(
    frame: pd.DataFrame,
    measures: Sequence[MatrixMeasure],
    *,
    name: str,
    notes: Mapping[tuple[str, str], str],
    empty: str = "",
) -> Figure:
    """Creates a cloud for each pair: the first measures along the bottom, the later up the side.

    A point is left out of a cloud where it lacks one of the two numbers, or where a count is 0,
    which has no place on a log axis. A measure of which no point is known has no clouds.

    Args:
        frame: One row a point; the measures' columns and `name`.
        measures: At least two.
        name: The column with the points' names, for the hover text.
        notes: What stands in the corner of a cloud, by the columns of its two measures.
        empty: What to say when there is no point.
    """
    drawn = [each for each in measures if _is_drawn(frame, each).any()]
    columns, rows = drawn[:-1], drawn[1:]
    pairs = [
        (x, column, y, row)
        for y, row in enumerate(rows)
        for x, column in enumerate(columns)
        if x <= y
    ]
    data = [_cloud(frame, name, x, column, y, row) for x, column, y, row in pairs]
    if not any(trace["x"] for trace in data):
        return empty_figure(empty) if empty else empty_figure()
    parts: dict[str, Any] = {}
    for place, column in enumerate(columns):
        parts[_axis("xaxis", place)] = _make_axis(
            frame, column, place, len(columns), anchor=_axis("y", len(rows) - 1), is_below=True
        )
    for place, row in enumerate(rows):
        # The first row stands at the top.
        parts[_axis("yaxis", place)] = _make_axis(
            frame, row, len(rows) - 1 - place, len(rows), anchor="x", is_below=False
        )
    return {
        "data": data,
        "layout": layout(
            **parts,
            annotations=[
                _note(notes.get((column.column, row.column), ""), x, y)
                for x, column, y, row in pairs
            ],
            showlegend=False,
            hovermode="closest",
        ),
    }


def _cloud(
    frame: pd.DataFrame, name: str, x: int, column: MatrixMeasure, y: int, row: MatrixMeasure
) -> dict[str, Any]:
    shown = frame[_is_drawn(frame, column) & _is_drawn(frame, row)]
    return {
        "type": "scatter",
        "mode": "markers",
        "xaxis": _axis("x", x),
        "yaxis": _axis("y", y),
        "x": _numbers(shown, column),
        "y": _numbers(shown, row),
        "text": plain(shown[name]),
        "marker": {"size": 5, "color": ACCENT, "opacity": 0.45},
        "hovertemplate": f"<b>@%{{text}}</b><br>{column.title}: {_format('x', column)}"
        f"<br>{row.title}: {_format('y', row)}<extra></extra>",
    }


def _is_drawn(frame: pd.DataFrame, measure: MatrixMeasure) -> pd.Series:
    return frame[measure.column].notna() if measure.rate else frame[measure.column] > 0


def _numbers(frame: pd.DataFrame, measure: MatrixMeasure) -> list[Any]:
    """Returns the numbers as short as they are written: whole, and shares with five places."""
    column = frame[measure.column].astype("float64")
    if measure.rate:
        return plain(column.round(5))
    rounded = column.round()
    # Below ten a mean of counts has places that matter.
    return [int(a) if a >= 10 else round(b, 2) for a, b in zip(rounded, column, strict=True)]


def _format(side: str, measure: MatrixMeasure) -> str:
    return f"%{{{side}:.2%}}" if measure.rate else f"%{{{side}:,}}"


def _make_axis(
    frame: pd.DataFrame,
    measure: MatrixMeasure,
    place: int,
    count: int,
    *,
    anchor: str,
    is_below: bool,
) -> dict[str, Any]:
    width = (1 - _GAP * (count - 1)) / count
    low = place * (width + _GAP)
    values = plain(frame[measure.column])
    title = broken(measure.title, _NAME_WIDTH)
    made = (number_axis if measure.rate else log_axis)(title, values, measure.rate)
    made["range"] = _widened(*made["range"], above=_PADDING if is_below else _NOTE_ROOM)
    made["title"] |= {"font": {"size": 11}}
    _thin_ticks(made, _MOST_BELOW if is_below else _MOST_BESIDE)
    return made | {
        "domain": [low, min(low + width, 1)],
        "anchor": anchor,
        "tickfont": {"size": 10},
        "showline": True,
        "mirror": "all",
        "linecolor": MUTED,
    }


def _widened(low: float, high: float, *, above: float) -> list[float]:
    span = high - low
    return [low - span * _PADDING, high + span * above]


def _thin_ticks(made: dict[str, Any], most: int) -> None:
    """Leaves a few ticks in the middle: there is no room for many, nor for one at the edge."""
    low, high = made["range"]
    places = [
        (math.log10(tick) if made.get("type") == "log" else tick) for tick in made["tickvals"]
    ]
    inside = [
        number
        for number, place in enumerate(places)
        if 0.08 <= (place - low) / (high - low) <= 0.92
    ]
    kept = inside[:: max(1, math.ceil(len(inside) / most))]
    made["tickvals"] = [made["tickvals"][number] for number in kept]
    made["ticktext"] = [made["ticktext"][number] for number in kept]


def _note(text: str, x: int, y: int) -> dict[str, Any]:
    return {
        "text": text,
        "xref": f"{_axis('x', x)} domain",
        "yref": f"{_axis('y', y)} domain",
        "x": 0.03,
        "y": 0.98,
        "xanchor": "left",
        "yanchor": "top",
        "showarrow": False,
        "font": {"size": 11},
    }


def _axis(name: str, place: int) -> str:
    return name if place == 0 else f"{name}{place + 1}"
