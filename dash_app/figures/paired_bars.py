"""How many and how good, side by side: two bars a name, each on an axis of its own."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from dash_app.figures.axes import number_axis
from dash_app.figures.bars_with_line import short_labels
from dash_app.figures.plain import plain
from dash_app.figures.theme import ACCENT, SECOND, Figure, axis, empty_figure, layout

_LEFT: Final = [0.0, 0.46]
_RIGHT: Final = [0.54, 1.0]
_FAINT: Final = 0.35
# For the text at the end of the longest bar.
_ROOM: Final = 1.28


def paired_bars(
    frame: pd.DataFrame,
    *,
    name: str,
    values: tuple[str, str],
    titles: tuple[str, str],
    hover: str,
    rate: bool = False,
    faint: str | None = None,
    empty: str = "",
) -> Figure:
    """Creates a row a name: a bar of the first measure, and one of the second beside it.

    Args:
        frame: One row a name, the top one first; names are unique.
        name: The column with the names.
        values: The columns with the lengths: a count, and the metric.
        titles: Of the two axes.
        hover: The column with what is said of a row.
        rate: Whether the second measure is a share.
        faint: The column that says which bars of the second measure are drawn faint.
        empty: What to say when there is no row.
    """
    if frame.empty:
        return empty_figure(empty) if empty else empty_figure()
    names = plain(frame[name])
    counts, measures = (plain(frame[column]) for column in values)
    pale = plain(frame[faint]) if faint else [False] * len(names)
    shared = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": plain(frame[hover]),
        "hovertemplate": "%{customdata}<extra></extra>",
        "showlegend": False,
    }
    first = shared | {
        "x": counts,
        "text": short_labels(counts),
        "marker": {"color": ACCENT, "cornerradius": 3},
    }
    second = shared | {
        "x": measures,
        "xaxis": "x2",
        "text": short_labels(measures, rate),
        "marker": {
            "color": SECOND,
            "opacity": [_FAINT if each else 1 for each in pale],
            "cornerradius": 3,
        },
    }
    return {
        "data": [first, second],
        "layout": layout(
            margin={"l": 8, "r": 24, "t": 12, "b": 8},
            xaxis=_scale(titles[0], counts, False) | {"domain": _LEFT},
            xaxis2=_scale(titles[1], measures, rate) | {"domain": _RIGHT, "anchor": "y"},
            yaxis=axis(
                type="category",
                categoryorder="array",
                categoryarray=names,
                range=[max(len(names), 8) - 0.5, -0.5],
                showgrid=False,
                dtick=1,
                tickfont={"size": 12 if len(names) <= 24 else 10.5},
            ),
        ),
    }


def _scale(title: str, lengths: list[Any], rate: bool) -> dict[str, Any]:
    longest = max((each for each in lengths if each is not None), default=0)
    found = number_axis(title, lengths, rate)
    ticks = zip(found["tickvals"], found["ticktext"], strict=True)
    # More of them would run into each other on a phone.
    shown = [tick for tick in ticks if tick[0] <= longest][::2]
    return found | {
        "range": [0, longest * _ROOM or 1],
        "tickvals": [value for value, _ in shown],
        "ticktext": [text for _, text in shown],
    }
