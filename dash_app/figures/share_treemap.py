"""What each of a few holds of a total, against all the rest: areas."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dash_app.figures.plain import plain
from dash_app.figures.theme import Figure, empty_figure, layout
from dash_app.words import percent, whole

_REST: Final = "Phần còn lại"
_NAMED: Final = 0.03
_WRITTEN: Final = 0.008
_SEEN: Final = 0.01
# White letters stand on all of them, from the first to the last.
_GREY: Final = "#64748b"
_BORDER: Final = "rgba(255,255,255,0.5)"
_DARKEST, _LIGHTEST = (11, 94, 87), (62, 132, 125)


def share_treemap(
    frame: pd.DataFrame,
    *,
    name: str,
    value: str,
    hover: str,
    rest: float,
    rest_count: int,
    unit: str,
    empty: str = "",
) -> Figure:
    """Creates an area a row and one for the rest.

    Args:
        frame: One row an area, the largest first.
        name: The column with the areas' names.
        value: The column with what they hold.
        hover: The column with what is said of an area.
        rest: What all others hold together.
        rest_count: How many these are.
        unit: What they are.
        empty: What to say where there is no total.
    """
    sizes = plain(frame[value].astype("float64"))
    total = sum(sizes) + rest
    if not total > 0:
        return empty_figure(empty) if empty else empty_figure()
    if sum(sizes) < _SEEN * total:
        return empty_figure(
            f"{whole(len(sizes))} {unit} này giữ {percent(sum(sizes) / total, 2)} của tổng,<br>"
            "quá nhỏ để thấy trên hình."
        )
    shown = [
        (each_name, size, words, colour)
        for each_name, size, words, colour in zip(
            frame[name], sizes, frame[hover], _colours(len(sizes)), strict=True
        )
        if size > 0
    ]
    if rest > 0:
        words = (
            f"<b>{_REST}</b>: {whole(rest_count)} {unit}<br>{whole(rest)} ({percent(rest / total)})"
        )
        shown.append((f"{_REST} ({whole(rest_count)} {unit})", rest, words, _GREY))
    labels, values, hovers, colours = (list(column) for column in zip(*shown, strict=True))
    return {
        "data": [
            {
                "type": "treemap",
                "labels": labels,
                "parents": [""] * len(labels),
                "values": values,
                "text": [percent(size / total) for size in values],
                "texttemplate": [_template(size / total) for size in values],
                "textfont": {"size": 13, "color": "#ffffff"},
                "marker": {
                    "colors": colours,
                    "line": {"width": 1, "color": "rgba(255,255,255,0.5)"},
                },
                "customdata": hovers,
                "hovertemplate": "%{customdata}<extra></extra>",
                "tiling": {"pad": 2},
                "pathbar": {"visible": False},
                "sort": True,
            }
        ],
        "layout": layout(margin={"l": 0, "r": 0, "t": 4, "b": 0}),
    }


def _template(share: float) -> str:
    """Returns what is written on an area: what has no room there is said on hover."""
    if share >= _NAMED:
        return "%{label}<br>%{text}"
    return "%{text}" if share >= _WRITTEN else ""


def _colours(n: int) -> list[str]:
    """Returns n colours from dark to lighter."""
    steps = [place / max(n - 1, 1) for place in range(n)]
    return [
        "#"
        + "".join(
            f"{round(dark + (light - dark) * step):02x}"
            for dark, light in zip(_DARKEST, _LIGHTEST, strict=True)
        )
        for step in steps
    ]
