"""Several measures of a few series at once, each relative to a common level."""

from __future__ import annotations

import math
from collections.abc import Mapping
from textwrap import wrap
from typing import Any

import pandas as pd

from dash_app.figures.plain import plain
from dash_app.figures.theme import (
    GRID,
    MUTED,
    Figure,
    colour,
    empty_figure,
    layout,
    translucent,
)
from dash_app.words import decimal

_STEPS = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 25.0, 50.0, 100.0)
_RINGS = 6
_NAME_WIDTH = 10


def radar(
    frame: pd.DataFrame,
    *,
    name: str,
    axes: Mapping[str, str],
    level_name: str,
    empty: str = "",
) -> Figure:
    """Creates a closed line a series over axes of ratios; the dashed ring is a ratio of 1.

    Args:
        frame: One row a series.
        name: The column with the series' names.
        axes: The columns with the ratios, and how each axis is called.
        level_name: What a ratio of 1 is.
        empty: What to say when there is no series.
    """
    ratios = frame[list(axes)]
    if ratios.notna().to_numpy().sum() == 0:
        return empty_figure(empty) if empty else empty_figure()
    around = ["<br>".join(wrap(axis, _NAME_WIDTH)) for axis in axes.values()]
    around.append(around[0])
    top = max(1.0, float(ratios.max().max()))
    step = next((each for each in _STEPS if top / each <= _RINGS), math.ceil(top / _RINGS))
    rings = [number * step for number in range(1, math.floor(top / step + 1e-9) + 1)]
    data: list[dict[str, Any]] = [
        {
            "type": "scatterpolar",
            "mode": "lines",
            "name": f"{level_name} (1 lần)",
            "r": [1] * len(around),
            "theta": around,
            "line": {"color": MUTED, "width": 1.5, "dash": "dash"},
            "hoverinfo": "skip",
            "showlegend": True,
        }
    ]
    for number, (series, values) in enumerate(zip(frame[name], ratios.to_numpy(), strict=True)):
        closed = plain([*values, values[0]])
        data.append(
            {
                "type": "scatterpolar",
                "mode": "lines+markers",
                "name": str(series),
                "r": closed,
                "theta": around,
                "line": {"color": colour(number), "width": 2.5},
                "marker": {"size": 7},
                "fill": "toself",
                "fillcolor": translucent(colour(number), 0.07),
                "customdata": ["" if ratio is None else decimal(ratio, 2) for ratio in closed],
                "hovertemplate": f"<b>{series}</b><br>%{{theta}}: <b>%{{customdata}}</b> lần "
                + level_name[:1].lower()
                + level_name[1:]
                + "<extra></extra>",
                "showlegend": True,
            }
        )
    return {
        "data": data,
        "layout": layout(
            margin={"l": 56, "r": 56, "t": 28, "b": 28},
            legend={
                "orientation": "h",
                "y": -0.1,
                "yanchor": "top",
                "x": 0.5,
                "xanchor": "center",
                "font": {"size": 12},
            },
            polar={
                "bgcolor": "rgba(0,0,0,0)",
                "radialaxis": {
                    "range": [0, max(rings[-1], top * 1.02)],
                    "tickvals": rings,
                    "ticktext": [_short(ring) for ring in rings],
                    # Between two axes, where no name and no point is.
                    "angle": 60,
                    "tickangle": 60,
                    "gridcolor": GRID,
                    "linecolor": GRID,
                    "tickfont": {"size": 11},
                },
                "angularaxis": {
                    "direction": "clockwise",
                    "rotation": 90,
                    "gridcolor": GRID,
                    "linecolor": GRID,
                    "tickfont": {"size": 12.5},
                },
            },
        ),
    }


def _short(ring: float) -> str:
    return decimal(ring, 2).rstrip("0").rstrip(",")
