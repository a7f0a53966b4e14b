"""How many videos lie in each bin of a measure."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dash_app.figures.axes import number_axis
from dash_app.figures.plain import plain
from dash_app.figures.theme import ACCENT, Figure, axis, empty_figure, layout
from dash_app.words import percent, whole


def histogram(
    frame: pd.DataFrame,
    *,
    start: str,
    count: str,
    name: str,
    width: float,
    ticks: Mapping[float, str],
    x_title: str,
    centred: bool = False,
    open_end: bool = False,
    empty: str = "",
) -> Figure:
    """Creates a bar a bin, on a number axis, so that bins without videos are seen as gaps.

    Args:
        frame: One row a bin, in order.
        start: The column with the lower edges, or the middles where `centred`.
        count: The column with the number of videos.
        name: The column that says which values a bin has.
        width: Of a bin.
        ticks: Places on the axis and what is written there.
        x_title: Names the axis.
        centred: Whether a bin is one whole number, and stands over it.
        open_end: Whether the last bin has all that is larger; it is then drawn lighter.
        empty: What to say when there is no video.
    """
    total = frame[count].sum()
    if not total:
        return empty_figure(empty) if empty else empty_figure()
    # What nobody reaches need not be seen.
    reached = frame.iloc[: int(frame[count].to_numpy().nonzero()[0][-1]) + 1]
    open_end = open_end and len(reached) == len(frame)
    counts = plain(reached[count])
    middle = 0.0 if centred else width / 2
    return {
        "data": [
            {
                "type": "bar",
                "x": [edge + middle for edge in plain(reached[start])],
                "y": counts,
                "width": width * 0.92,
                "marker": {
                    "color": ACCENT,
                    "opacity": [1.0] * (len(counts) - 1) + [0.55 if open_end else 1.0],
                },
                "customdata": [
                    f"<b>{each}</b><br>{whole(n)} video ({percent(n / total)})"
                    for each, n in zip(reached[name], counts, strict=True)
                ],
                "hovertemplate": "%{customdata}<extra></extra>",
            }
        ],
        "layout": layout(
            margin={"l": 8, "r": 24, "t": 12, "b": 8},
            xaxis=axis(
                x_title,
                showgrid=False,
                # What the last bin has in it is wider than the bin.
                ticklabeloverflow="allow",
                tickvals=sorted(ticks),
                ticktext=[ticks[place] for place in sorted(ticks)],
            ),
            yaxis=number_axis("Số video", counts),
        ),
    }
