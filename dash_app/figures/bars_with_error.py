"""A bar an estimate, with its interval."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dash_app.figures.axes import number_axis
from dash_app.figures.plain import plain
from dash_app.figures.theme import MUTED, Figure, axis, empty_figure, layout

_FAINT: Final = 0.4
_WIDTH: Final = 0.56


def bars_with_error(
    frame: pd.DataFrame, *, title: str, rate: bool = False, empty: str = ""
) -> Figure:
    """Creates a bar from zero for each row, with the interval of its height.

    Args:
        frame: Columns name (along the bottom, with the number), estimate, low, high (missing where
            unknown), colour, hover and few (whether it rests on too little to conclude from, and is
            drawn faint); a row a bar, from left to right.
        title: Names the heights.
        rate: Whether the heights are shares.
        empty: What is said where there is no bar.
    """
    known = frame[frame["estimate"].notna()]
    if known.empty:
        return empty_figure(empty)
    heights = plain(known["estimate"])
    few = known["few"].tolist()
    return {
        "data": [
            {
                "type": "bar",
                "x": list(range(len(known))),
                "y": heights,
                "width": _WIDTH,
                "marker": {
                    "color": plain(known["colour"]),
                    "opacity": [_FAINT if each else 1.0 for each in few],
                    "cornerradius": 4,
                },
                "error_y": {
                    "type": "data",
                    "symmetric": False,
                    "array": plain(known["high"] - known["estimate"]),
                    "arrayminus": plain(known["estimate"] - known["low"]),
                    "color": MUTED,
                    "thickness": 2,
                    "width": 7,
                },
                "customdata": plain(known["hover"]),
                "hovertemplate": "%{customdata}<extra></extra>",
                "showlegend": False,
            }
        ],
        "layout": layout(
            xaxis=axis(
                showgrid=False,
                tickvals=list(range(len(known))),
                ticktext=plain(known["name"]),
                range=[-0.55, len(known) - 0.45],
            ),
            yaxis=number_axis(title, [*heights, *plain(known["high"])], rate),
            showlegend=False,
        ),
    }
