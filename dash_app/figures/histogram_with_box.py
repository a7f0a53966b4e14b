"""How a measure is spread: columns, the box of its quantiles above, its median and its mean."""

from __future__ import annotations

import math
from typing import Any, Final

from dash_app.figures.axes import log_axis, number_axis
from dash_app.figures.theme import ACCENT, SECOND, SERIES, Figure, empty_figure, layout
from dash_app.statistics import Distribution
from dash_app.words import percent, whole

# Of the height: columns below, the box above them.
_COLUMNS: Final = (0.0, 0.8)
_BOX: Final = (0.86, 1.0)
_FILLED: Final = 0.94
_MIDDLE: Final = SERIES[2]


def histogram_with_box(
    spread: Distribution,
    *,
    title: str,
    count_title: str,
    unit: str,
    rate: bool = False,
    empty: str = "",
) -> Figure:
    """Creates columns with a box above: its ends are quartiles, its whiskers 5 and 95 per cent.

    Args:
        spread: What is drawn.
        title: Names the measure, below the columns.
        count_title: Names the heights.
        unit: What is counted, inside a sentence.
        rate: Whether the values are shares.
        empty: What to say where there is nothing to draw.
    """
    if not spread.counts:
        return empty_figure(empty) if empty else empty_figure()
    top = max(spread.counts)
    edges = spread.edges.tolist()
    # A box cannot begin where its scale does not.
    least = edges[0] if spread.log else -math.inf
    make_axis = log_axis if spread.log else number_axis
    return {
        "data": [
            _columns(spread, edges, unit, rate),
            _mark("Trung vị", spread.median, top, _MIDDLE, "solid", least, rate),
            _mark("Trung bình", spread.mean, top, SECOND, "dash", least, rate),
            *_box(spread, least, unit, rate),
        ],
        "layout": layout(
            xaxis=make_axis(title, edges, rate, showgrid=False, anchor="y"),
            yaxis=number_axis(count_title, [top * 1.02], domain=list(_COLUMNS)),
            yaxis2={"visible": False, "fixedrange": True, "domain": list(_BOX), "range": [-1, 1]},
            barmode="overlay",
            hovermode="closest",
        ),
    }


def _columns(spread: Distribution, edges: list[float], unit: str, rate: bool) -> dict[str, Any]:
    total = sum(spread.counts)
    sides = [
        _narrowed(low, high, spread.log) for low, high in zip(edges[:-1], edges[1:], strict=True)
    ]
    return {
        "type": "bar",
        # Also on a log axis a column reaches from middle − width / 2 to middle + width / 2.
        "x": [(low + high) / 2 for low, high in sides],
        "width": [high - low for low, high in sides],
        "y": list(spread.counts),
        "marker": {"color": ACCENT, "opacity": 0.7},
        "customdata": [
            f"{words}<br><b>{whole(count)} {unit}</b> ({percent(count / total)})"
            for words, count in zip(_ranges(edges, rate), spread.counts, strict=True)
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
        "showlegend": False,
    }


def _narrowed(low: float, high: float, log: bool) -> tuple[float, float]:
    """Returns the sides of a column, a little inside its edges."""
    part = (1 - _FILLED) / 2
    if log:
        step = (high / low) ** part
        return low * step, high / step
    return low + (high - low) * part, high - (high - low) * part


def _ranges(edges: list[float], rate: bool) -> list[str]:
    """Returns `từ 10.000 đến dưới 20.000` for each column; the last one has its upper edge."""
    if len(edges) == 2:
        return ["một giá trị duy nhất"] if not rate else ["mọi giá trị như nhau"]
    words = [_words(edge, rate) for edge in edges]
    last = len(edges) - 2
    return [
        f"từ {low} đến {'' if place == last else 'dưới '}{high}"
        for place, (low, high) in enumerate(zip(words[:-1], words[1:], strict=True))
    ]


def _mark(
    name: str, value: float, top: int, colour: str, dash: str, least: float, rate: bool
) -> dict[str, Any]:
    """Returns an upright line, named with its value in the legend."""
    place = max(value, least)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": f"{name} {_words(value, rate)}",
        "x": [place, place],
        "y": [0, top],
        "line": {"color": colour, "width": 2, "dash": dash},
        "hoverinfo": "skip",
    }


def _box(spread: Distribution, least: float, unit: str, rate: bool) -> list[dict[str, Any]]:
    drawn = [max(value, least) for value in spread.quantiles.tolist()]
    names = ("lowerfence", "q1", "median", "q3", "upperfence")
    low, lower, middle, upper, high = (_words(value, rate) for value in spread.quantiles.tolist())
    return [
        {
            "type": "box",
            "orientation": "h",
            "y": [0],
            "yaxis": "y2",
            **{name: [value] for name, value in zip(names, drawn, strict=True)},
            "line": {"color": ACCENT, "width": 1.5},
            "fillcolor": "rgba(15,118,110,0.25)",
            "width": 1.3,
            "whiskerwidth": 0.5,
            "hoverinfo": "skip",
            "showlegend": False,
        },
        # The words of a box's own hover text are plotly's, so the text hangs on unseen points.
        {
            "type": "scatter",
            "mode": "markers",
            "x": drawn,
            "y": [0] * len(drawn),
            "yaxis": "y2",
            "marker": {"size": 22, "opacity": 0, "color": ACCENT},
            "hovertemplate": f"Trung vị: <b>{middle}</b><br>Nửa giữa: {lower} đến {upper}<br>"
            f"Chín phần mười: {low} đến {high}<br>n = {whole(spread.n)} {unit}<extra></extra>",
            "showlegend": False,
        },
    ]


def _words(value: float, rate: bool) -> str:
    return percent(value, 2) if rate else whole(value)
