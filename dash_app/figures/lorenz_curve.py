"""How unevenly a total is divided: the Lorenz curve below the line of equal shares."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from dash_app.figures.theme import ACCENT, MUTED, SECOND, Figure, axis, empty_figure, layout
from dash_app.statistics import Lorenz
from dash_app.words import percent, whole

_MOST_POINTS: Final = 120
_TENTHS: Final = (0, 0.2, 0.4, 0.6, 0.8, 1)


def lorenz_curve(
    curve: Lorenz, *, unit: str, total: str, marked: int = 0, empty: str = ""
) -> Figure:
    """Creates the curve, with a point where the `marked` largest begin.

    Args:
        curve: From the smallest to the largest.
        unit: Who shares, inside a sentence.
        total: What is shared, inside a sentence.
        marked: How many of the largest are set apart; 0 for none.
        empty: What to say where there is no total.
    """
    if not curve.members.size:
        return empty_figure(empty) if empty else empty_figure()
    n = curve.members.size - 1
    kept = _kept_places(n)
    members, held = curve.members[kept], curve.held[kept]
    data: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": "chia đều",
            "x": [0, 1],
            "y": [0, 1],
            "line": {"color": MUTED, "width": 1.5, "dash": "dot"},
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "lines",
            "name": "thực tế",
            "x": members.round(5).tolist(),
            "y": held.round(5).tolist(),
            "line": {"color": ACCENT, "width": 2.5},
            "fill": "tonexty",
            "fillcolor": "rgba(15,118,110,0.12)",
            "customdata": [
                f"{percent(part)} {unit} nhỏ nhất giữ <b>{percent(share)}</b> {total}<br>"
                f"phần còn lại giữ {percent(1 - share)}"
                for part, share in zip(members.tolist(), held.tolist(), strict=True)
            ],
            "hovertemplate": "%{customdata}<extra></extra>",
        },
    ]
    if 0 < marked < n:
        data.append(_mark(curve, n - marked, marked, unit, total))
    return {
        "data": data,
        "layout": layout(
            margin={"l": 8, "r": 24, "t": 12, "b": 8},
            xaxis=_share_axis(f"Phần {unit}, từ nhỏ đến lớn"),
            yaxis=_share_axis(f"Phần {total}"),
            hovermode="closest",
        ),
    }


def _kept_places(n: int) -> npt.NDArray[np.int64]:
    """Returns which of n + 1 points are drawn: most where the curve is steep, at the largest."""
    if n <= _MOST_POINTS:
        return np.arange(n + 1)
    places = n * np.sqrt(np.linspace(0, 1, _MOST_POINTS + 1))
    return np.unique(places.round().astype(np.int64))


def _mark(curve: Lorenz, place: int, marked: int, unit: str, total: str) -> dict[str, Any]:
    share = 1 - float(curve.held[place])
    return {
        "type": "scatter",
        "mode": "markers",
        "name": f"{whole(marked)} {unit} lớn nhất: {percent(share)}",
        "x": [float(curve.members[place])],
        "y": [float(curve.held[place])],
        "marker": {"color": SECOND, "size": 10},
        "hovertemplate": f"{whole(marked)} {unit} lớn nhất giữ <b>{percent(share)}</b> {total}"
        "<extra></extra>",
    }


def _share_axis(title: str) -> dict[str, Any]:
    return axis(
        title,
        tickvals=list(_TENTHS),
        ticktext=[percent(tenth, 0) for tenth in _TENTHS],
        range=[0, 1.01],
        ticklabeloverflow="allow",
    )
