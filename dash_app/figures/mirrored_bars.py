"""Two series back to back: one to the left, the other to the right, a row a step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dash_app.figures.axes import number_axis
from dash_app.figures.theme import ACCENT, MUTED, SECOND, Figure, axis, empty_figure, layout

_FAINT: Final = 0.35
_MOST_TEXTS: Final = 26
# For the texts at the bars' ends.
_ROOM: Final = 1.2
_MOST_TICKS: Final = 3


@dataclass(frozen=True)
class Side:
    """One of the two series, from the top.

    Attributes:
        name: In the legend.
        values: One a row; None where there is nothing to draw.
        hovers: What is said of each.
        faint: Which bars are drawn faint.
        mean: Where a dotted line stands; None for none.
    """

    name: str
    values: Sequence[float | None]
    hovers: Sequence[str]
    faint: Sequence[bool]
    mean: float | None


def mirrored_bars(
    left: Side,
    right: Side,
    *,
    rows: Sequence[str],
    title: str,
    write: Callable[[float], str],
    rate: bool = False,
    empty: str = "",
) -> Figure:
    """Creates the figure.

    Args:
        left: The series to the left; it may have fewer values than there are rows.
        right: The series to the right, likewise.
        rows: The names of the rows, the top one first.
        title: Names the lengths.
        write: Writes a length as it stands at the end of a bar.
        rate: Whether the lengths are shares.
        empty: What to say when there is nothing to draw.
    """
    known = [abs(value) for side in (left, right) for value in side.values if value is not None]
    if not any(known):
        return empty_figure(empty) if empty else empty_figure()
    scale = number_axis(title, [max(known) * _ROOM], rate)
    step = -(-len(scale["tickvals"]) // _MOST_TICKS)
    ticks = list(zip(scale["tickvals"][step::step], scale["ticktext"][step::step], strict=True))
    end = scale["range"][1]
    sides = ((left, -1, SECOND), (right, 1, ACCENT))
    return {
        "data": [_bars(side, sign, colour, rows, write) for side, sign, colour in sides],
        "layout": layout(
            barmode="overlay",
            bargap=0.2,
            xaxis=axis(
                title,
                range=[-end, end],
                tickvals=[*(-value for value, _ in reversed(ticks)), 0, *(v for v, _ in ticks)],
                ticktext=[*(text for _, text in reversed(ticks)), "0", *(t for _, t in ticks)],
                zeroline=True,
                zerolinecolor=MUTED,
            ),
            yaxis=axis(
                type="category",
                categoryorder="array",
                categoryarray=list(rows),
                range=[max(len(rows), 4) - 0.5, -0.5],
                showgrid=False,
                dtick=1 if len(rows) <= _MOST_TEXTS else None,
            ),
            shapes=[
                _mean(sign * side.mean, colour)
                for side, sign, colour in sides
                if side.mean is not None
            ],
        ),
    }


def _bars(
    side: Side, sign: int, colour: str, rows: Sequence[str], write: Callable[[float], str]
) -> dict[str, Any]:
    texts = ["" if value is None else write(value) for value in side.values]
    return {
        "type": "bar",
        "orientation": "h",
        "name": side.name,
        "x": [None if value is None else sign * value for value in side.values],
        "y": list(rows[: len(side.values)]),
        "text": texts if len(rows) <= _MOST_TEXTS else None,
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {
            "color": colour,
            "opacity": [_FAINT if each else 1 for each in side.faint],
            "cornerradius": 3,
        },
        "customdata": list(side.hovers),
        "hovertemplate": "%{customdata}<extra></extra>",
        "showlegend": True,
    }


def _mean(at: float, colour: str) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": at,
        "x1": at,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "layer": "below",
        "line": {"color": colour, "width": 1.5, "dash": "dot"},
    }
