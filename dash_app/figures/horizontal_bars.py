"""Bars from left to right, for names that are too long to stand below a bar."""

from __future__ import annotations

from textwrap import wrap

import pandas as pd

from dash_app.figures.axes import number_axis
from dash_app.figures.bars_with_line import short_labels
from dash_app.figures.plain import plain
from dash_app.figures.theme import ACCENT, Figure, axis, empty_figure, layout
from dash_app.words import percent, whole

_NAME_WIDTH = 18
# For the length that is written at the end of the longest bar.
_ROOM = 1.1


def horizontal_bars(
    frame: pd.DataFrame,
    *,
    name: str,
    value: str,
    count: str,
    title: str,
    rate: bool = False,
    faint_below: int = 0,
    empty: str = "",
) -> Figure:
    """Creates a bar a row, each with its number of videos under its name.

    Args:
        frame: One row a bar, the top one first.
        name: The column with the bars' names.
        value: The column with their lengths.
        count: The column with the number of videos.
        title: Names the lengths.
        rate: Whether the lengths are shares.
        faint_below: Bars on fewer videos than this are drawn faint.
        empty: What to say when there is no bar.
    """
    known = frame[frame[value].notna()]
    if known.empty:
        return empty_figure(empty) if empty else empty_figure()
    lengths, counts = plain(known[value]), plain(known[count])
    names = [
        f"{'<br>'.join(wrap(each, _NAME_WIDTH))}<br>n = {whole(n)}"
        for each, n in zip(known[name], counts, strict=True)
    ]
    hover = [
        f"<b>{each}</b><br>{title}: <b>{percent(length, 2) if rate else whole(length)}</b>"
        f"<br>Số video: {whole(n)}"
        for each, length, n in zip(known[name], lengths, counts, strict=True)
    ]
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "x": lengths,
                "y": names,
                "text": short_labels(lengths, rate),
                "textposition": "outside",
                "cliponaxis": False,
                "marker": {
                    "color": ACCENT,
                    "opacity": [0.35 if n < faint_below else 1 for n in counts],
                    "cornerradius": 3,
                },
                "customdata": hover,
                "hovertemplate": "%{customdata}<extra></extra>",
            }
        ],
        "layout": layout(
            xaxis=number_axis(title, [*lengths, max(lengths) * _ROOM], rate),
            yaxis=axis(type="category", autorange="reversed", showgrid=False),
        ),
    }
