"""Bars from left to right that are made of parts."""

from __future__ import annotations

from collections.abc import Sequence

from dash_app.figures.axes import number_axis
from dash_app.figures.theme import Figure, axis, empty_figure, layout


def stacked_bars(
    names: Sequence[str],
    parts: Sequence[tuple[str, str, Sequence[float], Sequence[str]]],
    *,
    title: str,
    empty: str,
) -> Figure:
    """Creates one bar a name, with its parts one after the other.

    Args:
        names: From top to bottom.
        parts: Of each part its name, its colour, its length and its hover text by name.
        title: Names the lengths.
        empty: What to say when there is no bar.
    """
    if not names:
        return empty_figure(empty)
    ends = [sum(lengths) for lengths in zip(*(part[2] for part in parts), strict=True)]
    # In the order of the parts, which plotly turns round for bars that lie.
    legend = layout()["legend"] | {"traceorder": "normal"}
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "name": name,
                "x": list(lengths),
                "y": list(names),
                "marker": {"color": colour},
                "customdata": list(hover),
                "hovertemplate": "%{customdata}<extra></extra>",
            }
            for name, colour, lengths, hover in parts
        ],
        "layout": layout(
            barmode="stack",
            legend=legend,
            xaxis=number_axis(title, ends),
            yaxis=axis(type="category", autorange="reversed", showgrid=False),
        ),
    }
