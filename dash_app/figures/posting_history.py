"""Bars of videos over time with the peak pointed out."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from dash_app.figures.axes import number_axis
from dash_app.figures.plain import plain
from dash_app.figures.theme import ACCENT, SECOND, TEXT, Figure, axis, empty_figure, layout
from dash_app.words import whole

_FEW_PERIODS: Final = 12
_LEAST_TOP: Final = 5
_BAR: Final = 0.86


def posting_history(
    frame: pd.DataFrame, *, x: str, count: str, name: str, tick_format: str, empty: str = ""
) -> Figure:
    """Creates a bar a period; the highest has the second colour and a label.

    Args:
        frame: One row a period without gaps, in order.
        x: The column with its first day.
        count: The column with the number of videos.
        name: The column that says which period it is, inside a sentence.
        tick_format: How days are written on the axis.
        empty: What to say when there is no video.
    """
    if not frame[count].sum():
        return empty_figure(empty) if empty else empty_figure()
    days, counts, names = plain(frame[x]), plain(frame[count]), list(frame[name])
    top = int(frame[count].to_numpy().argmax())
    # A label at the edge grows inwards.
    place = top / max(1, len(days) - 1) if len(days) > 1 else 0.5
    anchor = "left" if place < 0.15 else "right" if place > 0.85 else "center"
    return {
        "data": [
            {
                "type": "bar",
                "x": days,
                "y": counts,
                "width": _step(frame[x]) / pd.Timedelta(milliseconds=1) * _BAR,
                "marker": {
                    "cornerradius": 2,
                    "color": [SECOND if each == top else ACCENT for each in range(len(days))],
                },
                "customdata": [
                    f"{said[:1].upper()}{said[1:]}<br><b>{whole(n)} video</b>"
                    for said, n in zip(names, counts, strict=True)
                ],
                "hovertemplate": "%{customdata}<extra></extra>",
            }
        ],
        "layout": layout(
            margin={"l": 8, "r": 8, "t": 30, "b": 8},
            xaxis=axis(
                type="date", showgrid=False, tickformat=tick_format, nticks=9, **_range(frame[x])
            ),
            # Whole numbers on the axis also where there are few.
            yaxis=number_axis("Số video", [*counts, _LEAST_TOP]),
            annotations=[
                {
                    "x": days[top],
                    "y": counts[top],
                    "xanchor": anchor,
                    "yanchor": "bottom",
                    "showarrow": False,
                    "text": f"Cao nhất: {whole(counts[top])} video, {names[top]}",
                    "font": {"size": 12, "color": TEXT},
                }
            ],
        ),
    }


def _step(days: pd.Series) -> pd.Timedelta:
    return days.iloc[1] - days.iloc[0] if len(days) > 1 else pd.Timedelta(days=1)


def _range(days: pd.Series) -> dict[str, Any]:
    """Returns a range around a few periods, so that one bar does not fill the figure."""
    missing = _FEW_PERIODS - len(days)
    if missing <= 0:
        return {}
    margin = _step(days) * (missing + 1) / 2
    return {"range": [each.isoformat() for each in (days.iloc[0] - margin, days.iloc[-1] + margin)]}
