"""Parts of a whole as a ring, the small ones put together."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dash_app.figures.plain import plain
from dash_app.figures.theme import MUTED, Figure, colour, empty_figure, layout
from dash_app.words import percent, whole

_LONGEST_NAME: Final = 22


def donut(
    frame: pd.DataFrame,
    *,
    name: str,
    count: str,
    unit: str,
    middle: str,
    rest: tuple[str, int] | None = None,
    empty: str = "",
) -> Figure:
    """Creates a ring.

    Args:
        frame: One row a part, the largest first.
        name: The column with the parts' names, unique.
        count: The column with their sizes.
        unit: What the sizes count.
        middle: What stands in the middle; may have line breaks.
        rest: Name and size of all that is not in the frame; drawn last, in grey.
        empty: What is said where there is no part.
    """
    if frame.empty:
        return empty_figure(empty) if empty else empty_figure()
    names, sizes = plain(frame[name]), plain(frame[count])
    colours = [colour(number) for number in range(len(names))]
    if rest and rest[1] > 0:
        names, sizes, colours = [*names, rest[0]], [*sizes, rest[1]], [*colours, MUTED]
    total = sum(sizes)
    return {
        "data": [
            {
                "type": "pie",
                "hole": 0.58,
                "labels": names,
                "values": sizes,
                "text": [
                    f"{_shortened(each)}<br>{percent(size / total, 0)}"
                    for each, size in zip(names, sizes, strict=True)
                ],
                "textinfo": "text",
                "textposition": "outside",
                "automargin": True,
                "sort": False,
                "direction": "clockwise",
                "marker": {
                    "colors": colours,
                    "line": {"color": "rgba(255,255,255,0.6)", "width": 1},
                },
                "customdata": [f"{whole(size)} {unit} ({percent(size / total)})" for size in sizes],
                "hovertemplate": "<b>%{label}</b><br>%{customdata}<extra></extra>",
                "showlegend": False,
            }
        ],
        "layout": layout(
            margin={"l": 16, "r": 16, "t": 24, "b": 24},
            annotations=[
                {
                    "text": middle,
                    "x": 0.5,
                    "y": 0.5,
                    "showarrow": False,
                    "font": {"size": 14},
                }
            ],
        ),
    }


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
