"""Small multiples: one panel a series, below each other, over one axis.

Panels below each other read the same on a wide screen and on a phone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from dash_app.figures.axes import log_axis, number_axis, thinned
from dash_app.figures.theme import MUTED, Figure, axis, empty_figure, layout, translucent
from dash_app.words import percent, whole

_GAP: Final = 0.3
"""Of a panel's height, for the name of the next one."""
_MOST_TICKS: Final = 3
_MOST_MONTH_NAMES: Final = 7
_HOLLOW: Final = 100
"""The number that plotly gives to a circle that is not filled."""
_WEEK: Final = 7 * 24 * 3600 * 1000
"""In milliseconds, as the axis has it."""


@dataclass(frozen=True)
class Months:
    """One series by month.

    Attributes:
        months: Those with a value, ascending (datetime64[M]).
        values: One a month.
        counts: Videos, likewise.
    """

    months: npt.NDArray[np.datetime64]
    values: npt.NDArray[np.float64]
    counts: npt.NDArray[np.int64]


def month_panels(
    series: Mapping[str, Months],
    *,
    colours: Mapping[str, str],
    y_title: str,
    rate: bool = False,
    faint_below: int = 0,
) -> Figure:
    """Creates a line a series in a panel of its own, over the grey lines of the others.

    Counts stand on a log axis, the same in all panels; those of zero are gaps there, like months
    without a video.

    Args:
        series: By name, which stands over its panel; in order from the top.
        colours: Of each.
        y_title: Names the heights.
        rate: Whether they are shares; these stand on a plain axis.
        faint_below: Points on fewer videos than this are hollow.
    """
    values = [value for each in series.values() for value in each.values if rate or value > 0]
    if not values:
        return empty_figure()
    first = min(each.months[0] for each in series.values() if len(each.months))
    last = max(each.months[-1] for each in series.values() if len(each.months))
    every = np.arange(first, last + 1)
    titles = [f"{each.month:02}/{each.year}" for each in every.astype(object)]
    lines = {name: _aligned(each, every, rate) for name, each in series.items()}
    data: list[dict[str, Any]] = []
    for number, name in enumerate(series, 1):
        own = {"x0": 0, "dx": 1, "yaxis": _axis_name(number), "type": "scatter"}
        data += [
            own
            | {
                "mode": "lines",
                "y": heights,
                "line": {"color": "rgba(148,163,184,0.45)", "width": 1},
                "connectgaps": True,
                "showlegend": False,
                "hoverinfo": "skip",
            }
            for other, (heights, _) in lines.items()
            if other != name
        ]
        heights, counts = lines[name]
        data.append(
            own
            | {
                "mode": "lines+markers",
                "y": heights,
                "line": {"color": colours[name], "width": 2.5},
                "marker": {
                    "size": 7,
                    "color": colours[name],
                    "symbol": [_HOLLOW if n < faint_below else 0 for n in counts],
                },
                "customdata": [
                    f"{title}: <b>{percent(y, 2) if rate else whole(y)}</b><br>n = {whole(n)} video"
                    if y is not None
                    else ""
                    for title, y, n in zip(titles, heights, counts, strict=True)
                ],
                "hovertemplate": f"<b>{name}</b> · %{{customdata}}<extra></extra>",
                "showlegend": False,
            }
        )
    scale = number_axis("", values, rate=True) if rate else log_axis("", values)
    step = -(-len(titles) // _MOST_MONTH_NAMES)
    bottom = axis(
        "",
        showgrid=False,
        tickvals=list(range(0, len(titles), step)),
        ticktext=titles[::step],
        range=[-0.5, len(titles) - 0.5],
    )
    names = {name: f"<b>{name}</b>" for name in series}
    return {
        "data": data,
        "layout": _layout(series, names, bottom, thinned(scale, _MOST_TICKS), y_title),
    }


def _aligned(
    of: Months, every: npt.NDArray[np.datetime64], rate: bool
) -> tuple[list[float | None], list[int]]:
    """Returns the heights and counts of a series, one for every month."""
    heights: list[float | None] = [None] * len(every)
    counts = [0] * len(every)
    places = (of.months - every[0]).astype(int).tolist()
    for place, value, n in zip(places, of.values.tolist(), of.counts.tolist(), strict=True):
        if rate or value > 0:
            heights[place], counts[place] = value, n
    return heights, counts


def week_panels(
    weeks: Mapping[str, tuple[date | None, Sequence[int]]],
    *,
    colours: Mapping[str, str],
    names: Mapping[str, str],
) -> Figure:
    """Creates bars of videos a week, a panel a series, as high for the same number.

    Args:
        weeks: Of each series its first Monday, and videos of every week from there.
        colours: Series and its colour, in order from the top.
        names: What stands over each panel.
    """
    known = [n for _, counts in weeks.values() for n in counts]
    if not known:
        return empty_figure()
    data = [
        {
            "type": "bar",
            "x0": first.isoformat(),
            "dx": _WEEK,
            "y": list(counts),
            "yaxis": _axis_name(number),
            "marker": {"color": colours[series]},
            "hovertemplate": f"<b>{series}</b><br>tuần từ %{{x|%d/%m/%Y}}: "
            "<b>%{y} video</b><extra></extra>",
            "showlegend": False,
        }
        for number, (series, (first, counts)) in enumerate(weeks.items(), 1)
        if first is not None
    ]
    bottom = axis("", type="date", tickformat="%d/%m/%Y", showgrid=False, nticks=6)
    shown = _layout(colours, names, bottom, thinned(number_axis("", known), _MOST_TICKS), "")
    return {"data": data, "layout": shown | {"bargap": 0.12}}


def slot_panels(
    counts: Mapping[str, Sequence[Sequence[int]]],
    *,
    colours: Mapping[str, str],
    names: Mapping[str, str],
    xs: Sequence[str],
    ys: Sequence[str],
    x_title: str,
) -> Figure:
    """Creates a grid of cells a series, each in its colour, as dark for the same share of its own.

    Args:
        counts: Videos of each series, rows from the top.
        colours: Series and its colour, in order from the top.
        names: What stands over each panel.
        xs: Names along the bottom.
        ys: Names along the side, the top one first.
        x_title: Names the bottom axis.
    """
    totals = {series: sum(map(sum, rows)) for series, rows in counts.items()}
    top = max(
        (n / totals[series] for series, rows in counts.items() for row in rows for n in row if n),
        default=0.0,
    )
    if not top:
        return empty_figure()
    data = [
        {
            "type": "heatmap",
            "z": [list(row) for row in counts[series]],
            "x": list(xs),
            "y": list(ys),
            "yaxis": _axis_name(number),
            "colorscale": [[0, translucent(colour, 0.05)], [1, translucent(colour, 1)]],
            "zmin": 0,
            "zmax": top * max(totals[series], 1),
            "xgap": 1,
            "ygap": 1,
            "showscale": False,
            "hovertemplate": f"<b>{series}</b><br>%{{y}}, %{{x}}: <b>%{{z}} video</b> trong "
            f"{whole(totals[series])}<extra></extra>",
        }
        for number, (series, colour) in enumerate(colours.items(), 1)
    ]
    side = axis("", type="category", showgrid=False, autorange="reversed", tickfont={"size": 10})
    bottom = axis(x_title, type="category", showgrid=False, nticks=12)
    return {"data": data, "layout": _layout(colours, names, bottom, side, "")}


def _layout(
    series: Iterable[str],
    names: Mapping[str, str],
    bottom: Mapping[str, Any],
    side: Mapping[str, Any],
    y_title: str,
) -> dict[str, Any]:
    keys = list(series)
    count = len(keys)
    step = 1 / (count + (count - 1) * _GAP)
    axes: dict[str, Any] = {"xaxis": dict(bottom) | {"anchor": _axis_name(count)}}
    notes = []
    for number, each in enumerate(keys, 1):
        top = 1 - (number - 1) * step * (1 + _GAP)
        axes[f"yaxis{number if number > 1 else ''}"] = dict(side) | {
            "domain": [max(top - step, 0.0), top]
        }
        notes.append(_note(names[each], 0, top, "left", {"size": 12}))
    if y_title:
        notes.append(_note(y_title, 1, 1, "right", {"size": 11, "color": MUTED}))
    return layout(margin={"l": 8, "r": 12, "t": 28, "b": 8}, annotations=notes, **axes)


def _note(text: str, x: float, y: float, side: str, font: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "text": text,
        "xref": "paper",
        "yref": "paper",
        "x": x,
        "y": y,
        "xanchor": side,
        "yanchor": "bottom",
        "showarrow": False,
        "font": dict(font),
    }


def _axis_name(number: int) -> str:
    return "y" if number == 1 else f"y{number}"
