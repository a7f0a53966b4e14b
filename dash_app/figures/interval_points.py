"""Estimates with their intervals over a number axis, joined by a thin line."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dash_app.figures.axes import number_axis
from dash_app.figures.plain import plain
from dash_app.figures.theme import ACCENT, MUTED, Figure, axis, empty_figure, layout
from dash_app.words import percent, whole


def interval_points(
    frame: pd.DataFrame,
    *,
    x: str,
    name: str,
    ticks: Mapping[float, str],
    x_title: str,
    y_title: str,
    rate: bool = False,
    faint_below: int = 0,
    empty: str = "",
) -> Figure:
    """Creates a point with a 95 % interval for each row.

    Args:
        frame: Columns estimate, low, high (None where unknown), n and those named below.
        x: The column with the places on the bottom axis.
        name: The column that says what a point stands for.
        ticks: Places on the bottom axis and what is written there.
        x_title: Names the bottom axis.
        y_title: Names the estimates.
        rate: Whether the estimates are shares.
        faint_below: Points on fewer videos than this are grey and small, without an interval.
        empty: What to say when there is no point.
    """
    known = frame[frame["estimate"].notna()]
    if known.empty:
        return empty_figure(empty) if empty else empty_figure()
    enough = known["n"] >= faint_below
    estimate = known["estimate"]
    # The interval of a handful of videos would set the scale for all.
    low, high = known["low"].where(enough), known["high"].where(enough)
    hover = [
        f"<b>{each}</b><br>{y_title}: <b>{_written(middle, rate)}</b><br>"
        + (
            f"Khoảng tin cậy 95 %: {_written(lower, rate)} đến {_written(upper, rate)}<br>"
            if pd.notna(lower)
            else ""
        )
        + f"Số video: {whole(n)}"
        for each, middle, lower, upper, n in zip(
            known[name], estimate, low, high, known["n"], strict=True
        )
    ]
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "lines+markers",
                "x": plain(known[x]),
                "y": plain(estimate),
                "error_y": {
                    "type": "data",
                    "symmetric": False,
                    "array": plain(high - estimate),
                    "arrayminus": plain(estimate - low),
                    "color": MUTED,
                    "thickness": 1.5,
                    "width": 0,
                },
                "line": {"color": MUTED, "width": 1},
                "marker": {
                    "size": [10 if each else 6 for each in enough],
                    "color": [ACCENT if each else MUTED for each in enough],
                },
                "customdata": hover,
                "hovertemplate": "%{customdata}<extra></extra>",
                "showlegend": False,
            }
        ],
        "layout": layout(
            xaxis=axis(
                x_title, showgrid=False, tickvals=list(ticks), ticktext=list(ticks.values())
            ),
            yaxis=number_axis(y_title, [*plain(estimate), *plain(high)], rate),
        ),
    }


def _written(value: float | None, rate: bool) -> str:
    return percent(value, 2) if rate else whole(value)
