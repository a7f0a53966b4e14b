"""Where a few series stand on several measures, as percentiles of their own groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any, Final

import pandas as pd

from dash_app.figures.plain import plain
from dash_app.figures.theme import GRID, MUTED, Figure, empty_figure, layout, translucent
from dash_app.words import whole

_NAME_WIDTH: Final = 12
_RINGS: Final = (25, 50, 75, 100)


def percentile_radar(
    frame: pd.DataFrame,
    *,
    axes: Mapping[str, str],
    colours: Mapping[str, str],
    hovers: Mapping[str, Sequence[str]],
    empty: str,
) -> Figure:
    """Creates a closed line a series over axes from 0 to 100; the dashed ring is the middle, 50.

    Args:
        frame: Percentiles, one row a series named by the index; None where unknown.
        axes: The columns, and how each axis is called.
        colours: Series and its colour, in order.
        hovers: What is said of each point of a series, in the order of the axes.
        empty: What to say when nothing is known.
    """
    ranks = frame[list(axes)].astype("float64")
    if ranks.notna().to_numpy().sum() == 0:
        return empty_figure(empty)
    around = ["<br>".join(wrap(name, _NAME_WIDTH)) for name in axes.values()]
    around.append(around[0])
    data: list[dict[str, Any]] = [
        {
            "type": "scatterpolar",
            "mode": "lines",
            "name": "Giữa nhóm (50)",
            "r": [50] * len(around),
            "theta": around,
            "line": {"color": MUTED, "width": 1.5, "dash": "dash"},
            "hoverinfo": "skip",
            "showlegend": True,
        }
    ]
    for series, colour in colours.items():
        values = plain(ranks.loc[series])
        if all(value is None for value in values):
            continue
        data.append(
            {
                "type": "scatterpolar",
                "mode": "lines+markers",
                "name": series,
                "r": [*values, values[0]],
                "theta": around,
                "line": {"color": colour, "width": 2.5},
                "marker": {"size": 7},
                "fill": "toself",
                "fillcolor": translucent(colour, 0.06),
                "customdata": [*hovers[series], hovers[series][0]],
                "hovertemplate": "%{customdata}<extra></extra>",
                "showlegend": True,
            }
        )
    return {
        "data": data,
        "layout": layout(
            margin={"l": 64, "r": 64, "t": 34, "b": 44},
            legend={
                "orientation": "h",
                "y": -0.16,
                "yanchor": "top",
                "x": 0.5,
                "xanchor": "center",
                "font": {"size": 12},
            },
            polar={
                "bgcolor": "rgba(0,0,0,0)",
                "radialaxis": {
                    "range": [0, 104],
                    "tickvals": list(_RINGS),
                    "ticktext": [whole(ring) for ring in _RINGS],
                    # Between two axes, where no name and no point is.
                    "angle": 67.5,
                    "tickangle": 67.5,
                    "gridcolor": GRID,
                    "linecolor": GRID,
                    "tickfont": {"size": 11},
                },
                "angularaxis": {
                    "direction": "clockwise",
                    "rotation": 90,
                    "gridcolor": GRID,
                    "linecolor": GRID,
                    "tickfont": {"size": 12},
                },
            },
        ),
    }
