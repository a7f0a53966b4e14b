"""The map of Viet Nam: provinces filled by step, drawn without anything from elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from dash_app.figures.colour_steps import Step
from dash_app.figures.theme import MUTED, Figure, empty_figure, layout
from dash_app.provinces import Outline

CREDIT: Final = "Bản đồ: @svg-maps/vietnam, CC BY 4.0"
_NOTHING: Final = "rgba(148,163,184,0.10)"
_BORDER: Final = "rgba(100,116,139,0.55)"
# Too small to be seen without a mark and a name.
ISLANDS: Final = (("Quần đảo Hoàng Sa", 608, -428), ("Quần đảo Trường Sa", 745, -706))
_WEST, _EAST, _SOUTH, _NORTH = -4, 765, -872, 10


def province_map(
    frame: pd.DataFrame,
    *,
    shapes: Mapping[str, Outline],
    steps: Sequence[Step],
    title: str,
    few: str = "",
    nothing: str = "chưa có video",
) -> Figure:
    """Creates the map; every province is on it, also those that the frame does not know.

    Args:
        frame: Columns place, step (place in `steps`; −1 for none), few (whether it rests on too few
            videos, then it is hatched), hover.
        shapes: Of every province.
        steps: In the legend, from low to high.
        title: Of the legend.
        few: What hatching means; empty where nothing is hatched.
        nothing: What a province without a step is called.
    """
    if frame.empty:
        return empty_figure("Không có video nào biết nơi trong bộ lọc này")
    columns = (frame[name].tolist() for name in ("place", "step", "few", "hover"))
    rows = {place: row for place, *row in zip(*columns, strict=True)}
    groups: dict[tuple[int, bool], list[dict[str, Any]]] = {}
    for place, shape in shapes.items():
        step, is_few, hover = rows.get(place, (-1, False, f"<b>{place}</b><br>{nothing}"))
        groups.setdefault((step, is_few and step >= 0), []).append(
            {"x": shape.x, "y": shape.y, "text": hover}
        )
    data: list[dict[str, Any]] = []
    for (step, is_few), traces in sorted(groups.items()):
        filled = _filled(steps[step].colour if step >= 0 else _NOTHING, is_few)
        data += [filled | trace for trace in traces]
    data += _legend(steps, few, nothing, any(step < 0 for step, _ in groups))
    return {
        "data": [*data, _islands()],
        "layout": layout(
            margin={"l": 0, "r": 0, "t": 4, "b": 4},
            hovermode="closest",
            showlegend=True,
            legend={
                "title": {"text": f"<b>{title}</b>", "font": {"size": 12}},
                "x": 1,
                "xanchor": "right",
                "y": 0.99,
                "yanchor": "top",
                "font": {"size": 12},
                "itemclick": False,
                "itemdoubleclick": False,
                "tracegroupgap": 2,
            },
            xaxis={
                "visible": False,
                "fixedrange": True,
                "range": [_WEST, _EAST],
                "constrain": "domain",
            },
            yaxis={
                "visible": False,
                "fixedrange": True,
                "range": [_SOUTH, _NORTH],
                "scaleanchor": "x",
                "constrain": "domain",
            },
            annotations=[*(_island(*each) for each in ISLANDS), _credit()],
            template=_template(),
        ),
    }


def _template() -> dict[str, Any]:
    """Returns what all provinces share, so that it is sent once."""
    return {
        "data": {
            "scatter": [
                {
                    "mode": "lines",
                    "fill": "toself",
                    "line": {"color": _BORDER, "width": 0.8},
                    "hoveron": "fills",
                    "hoverinfo": "text",
                    "showlegend": False,
                }
            ]
        }
    }


def _filled(colour: str, is_few: bool) -> dict[str, Any]:
    base: dict[str, Any] = {"type": "scatter"}
    if is_few:
        return base | {"fillpattern": _hatched(colour)}
    return base | {"fillcolor": colour}


def _hatched(colour: str) -> dict[str, Any]:
    return {"shape": "/", "fgcolor": colour, "bgcolor": _NOTHING, "size": 5, "solidity": 0.35}


def _legend(
    steps: Sequence[Step], few: str, nothing: str, has_nothing: bool
) -> list[dict[str, Any]]:
    """Returns traces without a point that stand in the legend alone, the highest step first."""
    entries = [(each.name, _square(each.colour)) for each in reversed(steps)]
    if few and steps:
        entries.append((few, {"fillpattern": _hatched(steps[-1].colour)}))
    if has_nothing:
        entries.append((nothing, _square(_NOTHING)))
    return [
        {"type": "scatter", "x": [None], "y": [None], "name": name, "showlegend": True, **fill}
        for name, fill in entries
    ]


def _square(colour: str) -> dict[str, Any]:
    return {
        "mode": "markers",
        "fill": "none",
        "marker": {
            "symbol": "square",
            "size": 13,
            "color": colour,
            "line": {"color": _BORDER, "width": 1},
        },
    }


def _islands() -> dict[str, Any]:
    """Returns a mark on each archipelago, which is smaller than a pixel or two."""
    return {
        "type": "scatter",
        "mode": "markers",
        "fill": "none",
        "x": [x for _, x, _ in ISLANDS],
        "y": [y for _, _, y in ISLANDS],
        "marker": {"symbol": "circle", "size": 4, "color": _BORDER},
        "hoverinfo": "skip",
    }


def _island(name: str, x: float, y: float) -> dict[str, Any]:
    return {
        "text": name,
        "x": x,
        "y": y,
        "xanchor": "right",
        "yanchor": "top",
        "yshift": -3,
        "xshift": 8,
        "showarrow": False,
        "font": {"size": 11},
    }


def _credit() -> dict[str, Any]:
    return {
        "text": CREDIT,
        "xref": "paper",
        "yref": "paper",
        "x": 1,
        "y": 0,
        "xanchor": "right",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 11, "color": MUTED},
    }
