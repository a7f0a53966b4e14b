"""Tiles as large as their counts, coloured by how far a ratio lies from one."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import pandas as pd

from dash_app.figures.plain import plain
from dash_app.figures.theme import Figure, empty_figure, layout
from dash_app.words import decimal

# Dark enough for white letters in both themes.
_SCALE: Final = ((0.0, "#b4480f"), (0.5, "#64748b"), (1.0, "#0f766e"))
_UNKNOWN: Final = "#7d8798"
# Half and twice the usual are the ends of the scale.
_TIMES: Final = 2.0


def treemap(
    frame: pd.DataFrame, *, name: str, count: str, ratio: str, hover: str, empty: str = ""
) -> Figure:
    """Creates a tile a row, the largest at the top left.

    Args:
        frame: One row a tile; names are unique.
        name: The column with what stands on it.
        count: The column that its area follows.
        ratio: The column that its colour follows; 1 is usual, a missing one is grey.
        hover: The column with what is said of it.
        empty: What to say when there is no tile.
    """
    if frame.empty:
        return empty_figure(empty) if empty else empty_figure()
    ratios = plain(frame[ratio])
    return {
        "data": [
            {
                "type": "treemap",
                "labels": list(frame[name]),
                "parents": [""] * len(frame),
                "values": plain(frame[count]),
                "text": [
                    f"{n} video" + (f"<br>{decimal(times)} lần" if times is not None else "")
                    for n, times in zip(plain(frame[count]), ratios, strict=True)
                ],
                "textinfo": "label+text",
                "textfont": {"color": "#ffffff", "size": 13},
                "marker": {
                    "colors": [_colour(times) for times in ratios],
                    "line": {"width": 1},
                    "cornerradius": 3,
                    "pad": {"t": 0, "l": 0, "r": 0, "b": 0},
                },
                "tiling": {"pad": 2, "packing": "squarify"},
                "pathbar": {"visible": False},
                "customdata": list(frame[hover]),
                "hovertemplate": "%{customdata}<extra></extra>",
            }
        ],
        "layout": layout(margin={"l": 0, "r": 0, "t": 6, "b": 0}),
    }


def _colour(times: float | None) -> str:
    if times is None:
        return _UNKNOWN
    size = math.log(max(times, 1e-9)) / math.log(_TIMES)
    place = (float(np.clip(size, -1, 1)) + 1) / 2
    (low, first), (high, second) = _SCALE[:2] if place < 0.5 else _SCALE[1:]
    part = (place - low) / (high - low)
    mixed = (
        round(a + (b - a) * part) for a, b in zip(_channels(first), _channels(second), strict=True)
    )
    return "#" + "".join(f"{each:02x}" for each in mixed)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))
