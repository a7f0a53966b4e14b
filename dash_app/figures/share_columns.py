"""What a whole is made of, period by period: columns of shares on top of each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from dash_app.figures.axes import number_axis
from dash_app.figures.plain import plain
from dash_app.figures.theme import Figure, axis, empty_figure, layout
from dash_app.words import percent, whole

_FAINT: Final = 0.35
_MOST_NAMES: Final = 8


def share_columns(
    frame: pd.DataFrame,
    *,
    name: str,
    whole_of: str,
    parts: Mapping[str, str],
    colours: Sequence[str],
    y_title: str,
    all_of_it: bool = True,
    faint_below: int = 0,
    empty: str = "",
) -> Figure:
    """Creates a column a period; periods without anything are gaps.

    Args:
        frame: One row a period, in order, without gaps.
        name: The column with the periods' names.
        whole_of: The column with what the shares are of.
        parts: Columns with the parts, the lowest first, and what they are called.
        colours: Of the parts.
        y_title: Names the heights.
        all_of_it: Whether the parts make up the whole, so that the axis ends at it.
        faint_below: Columns of fewer than this are drawn faint.
        empty: What to say when there is nothing.
    """
    if frame.empty or not frame[whole_of].sum():
        return empty_figure(empty) if empty else empty_figure()
    names, wholes = plain(frame[name]), plain(frame[whole_of])
    opacity = [_FAINT if total < faint_below else 1 for total in wholes]
    tops = [0.0] * len(frame)
    data = []
    for (column, title), colour in zip(parts.items(), colours, strict=True):
        counts = plain(frame[column])
        # Rounded beyond what is seen: the figure is sent as text.
        shares = [
            round(n / total, 4) if total else None for n, total in zip(counts, wholes, strict=True)
        ]
        tops = [top + (share or 0) for top, share in zip(tops, shares, strict=True)]
        data.append(
            {
                "type": "bar",
                "name": title,
                "x": names,
                "y": shares,
                "marker": {"color": colour, "opacity": opacity},
                "customdata": [
                    f"{percent(share)} ({whole(n)} trong {whole(total)})"
                    for share, n, total in zip(shares, counts, wholes, strict=True)
                ],
                "hovertemplate": "%{x}<br>" + title + ": <b>%{customdata}</b><extra></extra>",
                "showlegend": True,
            }
        )
    step = -(-len(names) // _MOST_NAMES)
    return {
        "data": data,
        "layout": layout(
            barmode="stack",
            bargap=0.12,
            legend=layout()["legend"] | {"traceorder": "normal"},
            xaxis=axis(type="category", showgrid=False, tickvals=names[::step]),
            yaxis=_full_axis(y_title) if all_of_it else number_axis(y_title, tops, rate=True),
        ),
    }


def _full_axis(title: str) -> dict[str, object]:
    ticks = [0, 0.25, 0.5, 0.75, 1]
    return axis(
        title, tickvals=ticks, ticktext=[percent(tick, 0) for tick in ticks], range=[0, 1.001]
    )
