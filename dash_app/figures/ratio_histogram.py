"""How ratios to the usual are spread: columns on a logarithmic scale."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from dash_app.figures.axes import number_axis
from dash_app.figures.plain import plain
from dash_app.figures.theme import ACCENT, MUTED, SECOND, Figure, axis, empty_figure, layout
from dash_app.words import decimal, whole

_STEPS = (1, 2, 5)


def ratio_histogram(
    frame: pd.DataFrame,
    *,
    bins_a_decade: int,
    names: tuple[str, str],
    x_title: str,
    y_title: str = "Số video",
) -> Figure:
    """Creates columns of equal width on a log scale, in two colours that stand on each other.

    Args:
        frame: Columns bin (floor of `bins_a_decade` × log10 of the ratio), is_outlier, n.
        bins_a_decade: How many bins a factor of ten has.
        names: What the two colours are: not outliers, outliers.
        x_title: Names the bottom axis.
        y_title: Names the left axis.
    """
    if frame.empty:
        return empty_figure()
    first, last = int(frame["bin"].min()), int(frame["bin"].max())
    low, high = first / bins_a_decade, (last + 1) / bins_a_decade
    powers = range(math.floor(low), math.ceil(high) + 1)
    ticks = [step * 10.0**power for power in powers for step in _STEPS]
    heights = plain(frame.groupby("bin")["n"].sum())
    return {
        "data": [
            _columns(frame[frame["is_outlier"] == flag], bins_a_decade, name, colour)
            for flag, name, colour in ((False, names[0], ACCENT), (True, names[1], SECOND))
        ],
        "layout": layout(
            # Positions are logarithms: columns of one width are simpler there than on a log axis.
            xaxis=axis(
                x_title,
                showgrid=False,
                tickvals=[math.log10(tick) for tick in ticks],
                ticktext=[_times(tick) for tick in ticks],
                range=[low, high],
            ),
            yaxis=number_axis(y_title, heights),
            barmode="stack",
            bargap=0.06,
            shapes=[
                {
                    "type": "line",
                    "x0": 0,
                    "x1": 0,
                    "yref": "paper",
                    "y0": 0,
                    "y1": 1,
                    "line": {"color": MUTED, "width": 1.5, "dash": "dot"},
                }
            ],
        ),
    }


def _columns(rows: pd.DataFrame, bins_a_decade: int, name: str, colour: str) -> dict[str, Any]:
    bins = [int(number) for number in rows["bin"]]
    edges = [
        f"{_times(10 ** (number / bins_a_decade))}–{_times(10 ** ((number + 1) / bins_a_decade))}"
        for number in bins
    ]
    return {
        "type": "bar",
        "name": name,
        "x": [(number + 0.5) / bins_a_decade for number in bins],
        "y": plain(rows["n"]),
        "width": 1 / bins_a_decade * 0.94,
        "marker": {"color": colour},
        "customdata": [
            f"{e} lần<br><b>{whole(n)}</b>" for e, n in zip(edges, rows["n"], strict=True)
        ],
        "hovertemplate": "%{customdata} video<extra>" + name + "</extra>",
        "showlegend": True,
    }


def _times(ratio: float) -> str:
    """Returns `0,05`, `0,5`, `2,5`, `30`: as many places as tell neighbours apart."""
    if ratio >= 9.95:
        return whole(ratio)
    return decimal(ratio, 1 if ratio >= 0.95 else 2).rstrip("0").rstrip(",")
