"""What each of a few groups holds of two totals: two bars a group, with a line for equal shares."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from dash_app.figures.axes import number_axis
from dash_app.figures.plain import plain
from dash_app.figures.theme import ACCENT, MUTED, SECOND, Figure, axis, empty_figure, layout
from dash_app.words import percent

_COLOURS: Final = (ACCENT, SECOND)


def share_pairs(
    frame: pd.DataFrame,
    *,
    name: str,
    shares: tuple[str, str],
    names: tuple[str, str],
    hover: str,
    equal: float | None = None,
    empty: str = "",
) -> Figure:
    """Creates two bars a row.

    Args:
        frame: One row a group, from left to right; column `low` and `high` are the interval of the
            first share.
        name: The column with the groups' names.
        shares: The columns with the shares, 0 to 1.
        names: What the shares are of, for the legend.
        hover: The column with what is said of a group.
        equal: The share that each would have if all had the same.
        empty: What to say when there is no row.
    """
    if frame.empty:
        return empty_figure(empty) if empty else empty_figure()
    groups = [
        "<br>".join([f"<b>{group}</b>", *(percent(share) for share in own)])
        for group, *own in zip(*(plain(frame[each]) for each in (name, *shares)), strict=True)
    ]
    data: list[dict[str, Any]] = [
        {
            "type": "bar",
            "name": title,
            "x": groups,
            "y": plain(frame[column]),
            "marker": {"color": colour, "cornerradius": 3},
            "customdata": plain(frame[hover]),
            "hovertemplate": "%{customdata}<extra></extra>",
            "showlegend": True,
        }
        for column, title, colour in zip(shares, names, _COLOURS, strict=True)
    ]
    data[0]["error_y"] = {
        "type": "data",
        "symmetric": False,
        "array": plain(frame["high"] - frame[shares[0]]),
        "arrayminus": plain(frame[shares[0]] - frame["low"]),
        "color": MUTED,
        "thickness": 2,
        "width": 6,
    }
    if equal is not None:
        data.append(_line_name(equal, groups[0]))
    heights = [*plain(frame["high"]), *plain(frame[shares[1]])]
    return {
        "data": data,
        "layout": layout(
            barmode="group",
            bargap=0.3,
            bargroupgap=0.06,
            xaxis=axis(type="category", showgrid=False),
            yaxis=number_axis("", heights, rate=True),
            shapes=[_line(equal)] if equal is not None else [],
        ),
    }


def _line(at: float) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": at,
        "y1": at,
        "line": {"color": MUTED, "width": 1.5, "dash": "dot"},
    }


def _line_name(at: float, group: str) -> dict[str, Any]:
    """Returns a trace that names the line in the legend; there is nothing of it to see."""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": f"Chia đều: {percent(at)}",
        "x": [group],
        "y": [None],
        "line": {"color": MUTED, "width": 1.5, "dash": "dot"},
        "showlegend": True,
    }
