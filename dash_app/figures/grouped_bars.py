"""Bars of a few series beside each other, each in the colour that the series has elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from dash_app.figures.axes import number_axis
from dash_app.figures.plain import plain
from dash_app.figures.theme import Figure, axis, empty_figure, layout

_LINE: Final = "#64748b"
# Where the four axes stand: from the left, and from the top.
_HALVES: Final = ([0.0, 0.41], [0.59, 1.0])
_STOREYS: Final = ([0.57, 0.94], [0.0, 0.37])


def grouped_bars(
    frame: pd.DataFrame,
    *,
    xs: Sequence[str],
    colours: Mapping[str, str],
    y_title: str,
    rate: bool = False,
    empty: str = "",
) -> Figure:
    """Creates a group of bars a name.

    Args:
        frame: Columns series, x, y, hover; and where there are intervals low and high.
        xs: All names along the bottom, in order.
        colours: Series and its colour, in order.
        y_title: Names the heights.
        rate: Whether they are shares.
        empty: What to say when there is no bar.
    """
    known = _rows(frame)
    if not known:
        return empty_figure(empty) if empty else empty_figure()
    has_intervals = "low" in frame
    data: list[dict[str, Any]] = []
    for series, colour in colours.items():
        rows = [row for row in known if row["series"] == series]
        trace = {
            "type": "bar",
            "name": series,
            "x": [row["x"] for row in rows],
            "y": [row["y"] for row in rows],
            "marker": {"color": colour, "cornerradius": 3},
            "customdata": [row["hover"] for row in rows],
            "hovertemplate": f"<b>{series}</b><br>%{{x}}: %{{customdata}}<extra></extra>",
            "showlegend": True,
        }
        if has_intervals:
            trace["error_y"] = _error(rows)
        data.append(trace)
    heights = [row[name] for row in known for name in ("y", "high") if name in row]
    return {
        "data": data,
        "layout": layout(
            barmode="group",
            bargap=0.22,
            bargroupgap=0.06,
            xaxis=axis(
                type="category",
                categoryorder="array",
                categoryarray=list(xs),
                range=[-0.5, len(xs) - 0.5],
                showgrid=False,
            ),
            yaxis=number_axis(y_title, heights, rate),
        ),
    }


def facet_bars(
    frame: pd.DataFrame,
    *,
    facets: Sequence[str],
    colours: Mapping[str, str],
    mark_name: str,
    empty: str = "",
) -> Figure:
    """Creates four groups of bars, two by two, each on an axis of its own, of shares.

    Args:
        frame: Columns facet, series, y, low, high, mark (a level that the bar is compared with;
            None without one), hover.
        facets: The four names, by rows.
        colours: Series and its colour, in order.
        mark_name: What the marks are, for the legend.
        empty: What to say when there is no bar.
    """
    known = _rows(frame)
    if not known:
        return empty_figure(empty) if empty else empty_figure()
    data: list[dict[str, Any]] = [
        # What the bars of all four stand for; they are one trace an axis.
        {"type": "bar", "name": series, "x": [None], "y": [None], "marker": {"color": colour}}
        for series, colour in colours.items()
        if any(row["series"] == series for row in known)
    ]
    axes: dict[str, Any] = {}
    notes = []
    for number, facet in enumerate(facets, 1):
        end = "" if number == 1 else str(number)
        place = {"xaxis": f"x{end}", "yaxis": f"y{end}"}
        rows = [row for row in known if row["facet"] == facet]
        names = [row["series"] for row in rows]
        marks = [row["mark"] for row in rows]
        data += [
            place
            | {
                "type": "bar",
                "showlegend": False,
                "x": names,
                "y": [row["y"] for row in rows],
                "marker": {"color": [colours[name] for name in names], "cornerradius": 3},
                "error_y": _error(rows),
                "customdata": [row["hover"] for row in rows],
                "hovertemplate": f"<b>%{{x}}</b><br>{facet}: %{{customdata}}<extra></extra>",
            },
            place
            | {
                "type": "scatter",
                "mode": "markers",
                "name": mark_name,
                "showlegend": number == 1,
                "x": names,
                "y": marks,
                "marker": {
                    "symbol": "line-ew",
                    "size": 22,
                    "color": _LINE,
                    "line": {"width": 3, "color": _LINE},
                },
                "hoverinfo": "skip",
            },
        ]
        across, down = _HALVES[(number - 1) % 2], _STOREYS[(number - 1) // 2]
        axes[f"xaxis{end}"] = axis(
            type="category",
            categoryorder="array",
            categoryarray=list(colours),
            range=[-0.5, len(colours) - 0.5],
            showticklabels=False,
            showgrid=False,
            domain=across,
            anchor=f"y{end}",
        )
        heights = [row[name] for row in rows for name in ("y", "high", "mark")]
        axes[f"yaxis{end}"] = number_axis("", heights, rate=True) | {
            "domain": down,
            "anchor": f"x{end}",
        }
        notes.append(
            {
                "text": f"<b>{facet}</b>",
                "xref": "paper",
                "yref": "paper",
                "x": across[0],
                "y": down[1],
                "xanchor": "left",
                "yanchor": "bottom",
                "showarrow": False,
                "font": {"size": 12},
            }
        )
    return {
        "data": data,
        "layout": layout(barmode="overlay", bargap=0.3, annotations=notes, **axes),
    }


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Returns the rows that have a height, as plain values."""
    columns = {str(name): plain(column) for name, column in frame.items()}
    rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
    return [row for row in rows if row["y"] is not None]


def _error(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "type": "data",
        "symmetric": False,
        "color": _LINE,
        "thickness": 1.3,
        "width": 2,
        "array": [None if row["high"] is None else row["high"] - row["y"] for row in rows],
        "arrayminus": [None if row["low"] is None else row["y"] - row["low"] for row in rows],
    }
