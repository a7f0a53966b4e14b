"""Estimates with their intervals around no effect."""

from __future__ import annotations

import pandas as pd

from dash_app.figures.plain import plain
from dash_app.figures.theme import ACCENT, MUTED, Figure, axis, empty_figure, layout
from dash_app.words import decimal, whole


def effect_intervals(frame: pd.DataFrame, *, unit: str, x_title: str = "") -> Figure:
    """Creates a point with a 95 % interval for each bin; clear ones are dark.

    Args:
        frame: Columns name, estimate, low, high (None with few data), n, clear.
        unit: Of the estimates.
        x_title: Names the bottom axis.
    """
    known = frame[frame["estimate"].notna()]
    if known.empty:
        return empty_figure("Chưa đủ dữ liệu để so trong cùng một TikToker")
    estimate = known["estimate"]
    hover = [
        f"<b>{_signed(e)} {unit}</b> ({_signed(low)} đến {_signed(high)})<br>Số video: {whole(n)}"
        for e, low, high, n in known[["estimate", "low", "high", "n"]].itertuples(index=False)
    ]
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "markers",
                "x": plain(known["name"]),
                "y": plain(estimate),
                "error_y": {
                    "type": "data",
                    "symmetric": False,
                    "array": plain(known["high"] - estimate),
                    "arrayminus": plain(estimate - known["low"]),
                    "color": MUTED,
                    "thickness": 1.5,
                    "width": 0,
                },
                "marker": {
                    "size": 10,
                    "color": [ACCENT if clear else MUTED for clear in known["clear"]],
                },
                "customdata": hover,
                "hovertemplate": "%{x}<br>%{customdata}<extra></extra>",
                "showlegend": False,
            }
        ],
        "layout": layout(
            xaxis=axis(
                x_title,
                type="category",
                categoryorder="array",
                categoryarray=plain(frame["name"]),
                showgrid=False,
            ),
            yaxis=axis(f"Chênh lệch ({unit})", zeroline=True, zerolinecolor=MUTED, tickformat="+,"),
        ),
    }


def _signed(value: float) -> str:
    return f"{'+' if value >= 0 else '−'}{decimal(abs(value))}"
