"""A column a week, with its moving average, the line through all weeks, and holidays behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dash_app.figures.axes import number_axis
from dash_app.figures.plain import plain
from dash_app.figures.theme import ACCENT, MUTED, SECOND, Figure, axis, empty_figure, layout
from dash_app.holidays import Holiday
from dash_app.words import decimal, percent, whole

_BANDS = {
    "Tết Nguyên đán": ("rgba(220,38,38,0.13)", "Tết"),
    "Tết Trung thu": ("rgba(217,119,6,0.15)", "Trung thu"),
    "Giáng sinh – năm mới": ("rgba(37,99,235,0.12)", "Noel"),
}


def weekly_bars(
    frame: pd.DataFrame,
    *,
    value: str,
    title: str,
    rate: bool = False,
    holidays: Sequence[Holiday] = (),
) -> Figure:
    """Creates the figure.

    Args:
        frame: One row a week: week_start, the value, average (of four weeks), fitted, low, high
            (of the line), extreme (1 a peak, −1 a trough) and n.
        value: Column of the heights.
        title: Names them.
        rate: Whether they are shares.
        holidays: Drawn as bands behind the columns.
    """
    if frame.empty:
        return empty_figure()
    weeks, heights = plain(frame["week_start"]), plain(frame[value])
    words = [percent(each, 2) if rate else whole(each) for each in heights]
    counts = [whole(n) for n in frame["n"]]
    hover = [
        f"<b>{word}</b>" + ("" if value == "n" else f"<br>Số video: {n}")
        for word, n in zip(words, counts, strict=True)
    ]
    data: list[dict[str, Any]] = [
        {
            "type": "bar",
            "x": weeks,
            "y": heights,
            "name": title,
            "marker": {"color": [_colour(each) for each in frame["extreme"]]},
            "customdata": hover,
            "hovertemplate": "Tuần từ %{x|%d/%m/%Y}<br>" + title + ": %{customdata}<extra></extra>",
            "showlegend": False,
        },
        *_interval(frame, weeks),
        _line(frame["average"], weeks, "Trung bình 4 tuần", SECOND, "solid", rate),
        _line(frame["fitted"], weeks, "Xu hướng", "#334155", "dash", rate),
    ]
    return {
        "data": data,
        "layout": layout(
            xaxis=axis(type="date", showgrid=False, tickformat="%m/%Y", nticks=10),
            yaxis=number_axis(title, heights, rate),
            bargap=0.15,
            shapes=[_band(each) for each in holidays],
            annotations=[*(_band_name(each) for each in holidays), *_marks(frame, weeks, heights)],
            # The names of the holidays stand between the columns and the legend.
            legend={"orientation": "h", "y": 1.07, "yanchor": "bottom", "x": 0},
        ),
    }


def _colour(extreme: int) -> str:
    return {1: "#0b5e57", -1: "#99c9c4"}.get(extreme, ACCENT)


def _line(
    values: pd.Series, weeks: list[Any], name: str, colour: str, dash: str, rate: bool
) -> dict[str, Any]:
    numbers = plain(values)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": weeks,
        "y": numbers,
        "name": name,
        "line": {"color": colour, "width": 2, "dash": dash},
        "customdata": [percent(each, 2) if rate else decimal(each, 1) for each in numbers],
        "hovertemplate": name + ": <b>%{customdata}</b><extra></extra>",
    }


def _interval(frame: pd.DataFrame, weeks: list[Any]) -> list[dict[str, Any]]:
    if not frame["low"].notna().any():
        return []
    edge = {"type": "scatter", "mode": "lines", "x": weeks, "line": {"width": 0}}
    return [
        {**edge, "y": plain(frame["low"]), "showlegend": False, "hoverinfo": "skip"},
        {
            **edge,
            "y": plain(frame["high"]),
            "name": "Khoảng tin cậy 95 % của xu hướng",
            "fill": "tonexty",
            "fillcolor": "rgba(148,163,184,0.25)",
            "hoverinfo": "skip",
        },
    ]


def _band(holiday: Holiday) -> dict[str, Any]:
    return {
        "type": "rect",
        "xref": "x",
        "yref": "paper",
        "x0": holiday.starts_on.isoformat(),
        "x1": holiday.ends_on.isoformat(),
        "y0": 0,
        "y1": 1,
        "fillcolor": _BANDS[holiday.name][0],
        "line": {"width": 0},
        "layer": "below",
    }


def _band_name(holiday: Holiday) -> dict[str, Any]:
    middle = holiday.starts_on + (holiday.ends_on - holiday.starts_on) / 2
    return {
        "x": middle.isoformat(),
        "xref": "x",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "text": _BANDS[holiday.name][1],
        "showarrow": False,
        "font": {"size": 10.5, "color": MUTED},
    }


def _marks(frame: pd.DataFrame, weeks: list[Any], heights: list[Any]) -> list[dict[str, Any]]:
    return [
        {
            "x": week,
            "y": height,
            "text": "▲" if extreme > 0 else "▼",
            "showarrow": False,
            "yshift": 9,
            "font": {"size": 10, "color": SECOND if extreme > 0 else MUTED},
        }
        for week, height, extreme in zip(weeks, heights, frame["extreme"], strict=True)
        if extreme and height is not None
    ]
