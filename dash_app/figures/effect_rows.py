"""Effects with their intervals from left to right, for names too long to stand below a point."""

from __future__ import annotations

import pandas as pd

from dash_app.figures.plain import plain
from dash_app.figures.theme import ACCENT, MUTED, SECOND, Figure, axis, empty_figure, layout
from dash_app.words import decimal, whole


def effect_rows(frame: pd.DataFrame, *, unit: str, empty: str = "") -> Figure:
    """Creates a point with a 95 % interval a row, around no effect; clear ones are coloured.

    Args:
        frame: Columns name (unique, the top one first), estimate, low, high (None with few data),
            n, clear; rows without an estimate are left out.
        unit: Of the estimates.
        empty: What is said where there is no row.
    """
    known = frame[frame["estimate"].notna()] if len(frame) else frame
    if known.empty:
        return empty_figure(empty) if empty else empty_figure()
    names, estimate = plain(known["name"]), known["estimate"]
    hover = [
        f"<b>{name}: {_signed(middle)} {unit}</b><br>"
        f"Khoảng tin cậy 95 %: {_signed(low)} đến {_signed(high)}<br>Số video: {whole(n)}"
        for name, middle, low, high, n in zip(
            names, estimate, known["low"], known["high"], known["n"], strict=True
        )
    ]
    colours = [
        (ACCENT if value > 0 else SECOND) if clear else MUTED
        for value, clear in zip(estimate, known["clear"], strict=True)
    ]
    return {
        "data": [
            {
                "type": "scatter",
                "mode": "markers",
                "x": plain(estimate),
                "y": names,
                "error_x": {
                    "type": "data",
                    "symmetric": False,
                    "array": plain(known["high"] - estimate),
                    "arrayminus": plain(estimate - known["low"]),
                    "color": MUTED,
                    "thickness": 1.5,
                    "width": 0,
                },
                "marker": {"size": 10, "color": colours},
                "customdata": hover,
                "hovertemplate": "%{customdata}<extra></extra>",
                "showlegend": False,
            }
        ],
        "layout": layout(
            xaxis=axis(f"Chênh lệch ({unit})", zeroline=True, zerolinecolor=MUTED, tickformat="+,"),
            yaxis=axis(
                type="category",
                categoryorder="array",
                categoryarray=names,
                range=[max(len(names), 8) - 0.4, -0.6],
                showgrid=False,
                dtick=1,
                tickfont={"size": 12 if len(names) <= 24 else 10.5},
            ),
        ),
    }


def _signed(value: float) -> str:
    return f"{'+' if value >= 0 else '−'}{decimal(abs(value))}"
