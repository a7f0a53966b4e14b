"""Many bars from left to right, one line of text each, some of them marked."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dash_app.figures.axes import number_axis
from dash_app.figures.bars_with_line import short_labels
from dash_app.figures.plain import plain
from dash_app.figures.theme import ACCENT, MUTED, SECOND, Figure, axis, empty_figure, layout

_LONGEST_NAME = 24
_FEW_BARS = 32
_LEAST_ROWS = 10
_HOLLOW = "rgba(232,89,12,0.16)"


def ranked_bars(
    frame: pd.DataFrame,
    *,
    name: str,
    value: str,
    hover: str,
    title: str,
    marked: str | None = None,
    names: tuple[str, str] = ("", ""),
    texts: list[str] | None = None,
    rate: bool = False,
    line_at: float | None = None,
    empty: str = "",
) -> Figure:
    """Creates a bar a row; marked ones are hollow, in a second colour.

    Args:
        frame: One row a bar, the top one first; names are unique.
        name: The column with the bars' names.
        value: The column with their lengths.
        hover: The column with what is said of a bar.
        title: Names the lengths.
        marked: The column that says which bars are marked.
        names: In the legend: of the plain bars and of the marked ones.
        texts: What stands at the bars' ends; without it their lengths.
        rate: Whether the lengths are shares.
        line_at: Where a dotted line stands for comparison.
        empty: What to say when there is no bar.
    """
    if frame.empty:
        return empty_figure(empty) if empty else empty_figure()
    lengths = plain(frame[value])
    shown = [_shortened(each) for each in frame[name]]
    marks = frame[marked].tolist() if marked else [False] * len(frame)
    bars = list(
        zip(lengths, shown, texts or short_labels(lengths, rate), frame[hover], marks, strict=True)
    )
    size = 10 if len(bars) > _FEW_BARS else 12
    groups = [
        (is_marked, [bar for bar in bars if bar[4] == is_marked]) for is_marked in (False, True)
    ]
    return {
        "data": [
            _bars(group, names[is_marked], is_marked, size) for is_marked, group in groups if group
        ],
        "layout": layout(
            barmode="overlay",
            showlegend=any(marks),
            # Room for the texts at the bars' ends.
            xaxis=number_axis(title, [*lengths, max(lengths) * 1.18], rate),
            yaxis=axis(
                type="category",
                categoryorder="array",
                categoryarray=shown,
                # A few bars stay slim.
                range=[max(len(bars), _LEAST_ROWS) - 0.5, -0.5],
                showgrid=False,
                dtick=1,
                tickfont={"size": size},
            ),
            shapes=[_line(line_at)] if line_at is not None else [],
        ),
    }


def _bars(
    bars: list[tuple[float, str, str, str, bool]], name: str, is_marked: bool, size: int
) -> dict[str, Any]:
    marker = (
        {"color": _HOLLOW, "line": {"color": SECOND, "width": 1.5}}
        if is_marked
        else {"color": ACCENT}
    )
    lengths, shown, texts, hover, _ = (list(column) for column in zip(*bars, strict=True))
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": lengths,
        "y": shown,
        "text": texts,
        "textposition": "outside",
        "textfont": {"size": size},
        "constraintext": "none",
        "cliponaxis": False,
        "marker": marker | {"cornerradius": 3},
        "customdata": hover,
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _line(at: float) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": at,
        "x1": at,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": MUTED, "width": 1.5, "dash": "dot"},
    }


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
