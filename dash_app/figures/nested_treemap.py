"""Tiles inside of tiles: as large as their counts, coloured by step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from dash_app.figures.colour_steps import Step, step_of
from dash_app.figures.plain import plain
from dash_app.figures.theme import Figure, empty_figure, layout
from dash_app.words import whole

_FRAME: Final = "rgba(148,163,184,0.16)"
_FEW: Final = "rgba(148,163,184,0.30)"
_WRITTEN: Final = 0.006
_LINE: Final = "rgba(148,163,184,0.55)"


def nested_treemap(
    frame: pd.DataFrame,
    *,
    steps: Sequence[Step],
    root: str,
    measure: str,
    faint_below: int = 0,
    empty: str = "",
) -> Figure:
    """Creates the tiles; a click on one that has others inside shows it alone.

    Args:
        frame: One row a tile: id (unique), parent (an id, empty for the outermost), name, n,
            value (for the colour), written (the value), note (what else is said of it). The tiles
            inside another one add up to it.
        measure: Names the values.
        steps: Of the values.
        root: What all together are called, in the line that leads back.
        faint_below: Tiles on fewer videos than this are grey.
        empty: What to say when there is no tile.
    """
    if frame.empty:
        return empty_figure(empty) if empty else empty_figure()
    outer = set(frame["parent"]) - {""}
    notes = (plain(frame[name]) for name in ("written", "note"))
    total = int(frame["n"][frame["parent"] == ""].sum())
    colours = ["rgba(0,0,0,0)"]
    for key, n, value in zip(frame["id"], frame["n"], plain(frame["value"]), strict=True):
        step = step_of(steps, value)
        colours.append(
            _FRAME if key in outer else _FEW if step < 0 or n < faint_below else steps[step].colour
        )
    return {
        "data": [
            {
                "type": "treemap",
                "ids": [root, *plain(frame["id"])],
                "labels": [root, *plain(frame["name"])],
                "parents": ["", *(each or root for each in frame["parent"])],
                "values": [total, *plain(frame["n"])],
                "branchvalues": "total",
                "text": [whole(n) for n in (total, *frame["n"])],
                # What is too small to be read is not written; the hover text has it.
                "texttemplate": [
                    "%{label}<br>%{text}" if n >= _WRITTEN * total else ""
                    for n in (total, *frame["n"])
                ],
                "textfont": {"size": 13},
                "marker": {
                    "colors": colours,
                    "line": {"width": 1, "color": _LINE},
                    "cornerradius": 3,
                    "pad": {"t": 24, "l": 2, "r": 2, "b": 2},
                },
                "tiling": {"pad": 2, "packing": "squarify"},
                "pathbar": {"visible": True, "thickness": 22},
                "customdata": [["", ""], *map(list, zip(*notes, strict=True))],
                "hovertemplate": f"<b>%{{label}}</b><br>%{{text}} video<br>{measure}: "
                "<b>%{customdata[0]}</b>%{customdata[1]}<extra></extra>",
            }
        ],
        "layout": layout(margin={"l": 0, "r": 0, "t": 6, "b": 0}),
    }
