"""Gauges as bullets under each other: a value in the band that others of its kind lie in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from dash_app.figures.theme import ACCENT, SECOND, TEXT, Figure, empty_figure, layout

_BAND: Final = "rgba(15,118,110,0.22)"
_TRACK: Final = "rgba(148,163,184,0.16)"
# Of the height of a row: where its bar begins and ends.
_BAR: Final = (0.3, 0.58)
# The axis ends where the others have become few, or at this many times that for a value beyond.
_BEYOND: Final = 1.6


@dataclass(frozen=True)
class Bullet:
    """One gauge.

    Attributes:
        label: What is measured.
        words: The value, written out, and where it stands.
        value: None where it is not known.
        low: The band's lower end; None where there is no band.
        middle: The middle of the others.
        high: The band's upper end.
        most: What few of the others exceed.
        ends: The band's ends, written out.
    """

    label: str
    words: str
    value: float | None
    low: float | None
    middle: float | None
    high: float | None
    most: float | None
    ends: tuple[str, str]


def bullets(rows: Sequence[Bullet], *, key: str, empty: str = "") -> Figure:
    """Creates a bullet a row: a bar for the value, a band, and a line at the middle of the others.

    Args:
        rows: From top to bottom.
        key: What bar, band and line are, above them.
        empty: What to say when neither a value nor a band is known.
    """
    if all(row.value is None and row.middle is None for row in rows):
        return empty_figure(empty) if empty else empty_figure()
    height = 1 / len(rows)
    return {
        "data": [
            _indicator(row, 1 - (place + 1) * height, height) for place, row in enumerate(rows)
        ],
        "layout": layout(
            margin={"l": 4, "r": 4, "t": 48, "b": 0},
            annotations=[
                _text(key, 0, 1, size=12, yanchor="bottom", yshift=8),
                *(
                    each
                    for place, row in enumerate(rows)
                    for each in _labels(row, 1 - (place + 1) * height, height)
                ),
            ],
        ),
    }


def _end(row: Bullet) -> float:
    most = row.most or 0.0
    value = row.value or 0.0
    if not most:
        return value * 1.25 or 1.0
    return max(most, min(value, most * _BEYOND)) * 1.05


def _indicator(row: Bullet, bottom: float, height: float) -> dict[str, Any]:
    end = _end(row)
    band = row.low is not None and row.high is not None
    gauge: dict[str, Any] = {
        "shape": "bullet",
        "bgcolor": _TRACK,
        "borderwidth": 0,
        "bar": {"color": ACCENT, "thickness": 0.42},
        "axis": {
            "range": [0, end],
            "tickvals": [row.low, row.high] if band else [],
            "ticktext": list(row.ends) if band else [],
            "tickfont": {"size": 11},
            "ticklen": 3,
        },
        "steps": [{"range": [row.low, row.high], "color": _BAND, "thickness": 1}] if band else [],
    }
    if row.middle is not None:
        gauge["threshold"] = {
            "value": row.middle,
            "thickness": 1,
            "line": {"color": SECOND, "width": 3},
        }
    return {
        "type": "indicator",
        "mode": "gauge",
        # A bar of no length for what is not known.
        "value": min(row.value, end) if row.value is not None else 0,
        "gauge": gauge,
        "domain": {"x": [0, 1], "y": [bottom + _BAR[0] * height, bottom + _BAR[1] * height]},
    }


def _labels(row: Bullet, bottom: float, height: float) -> list[dict[str, Any]]:
    y = bottom + _BAR[1] * height
    return [
        _text(row.label, 0, y, yanchor="bottom", yshift=3),
        _text(row.words, 1, y, yanchor="bottom", yshift=3, xanchor="right", align="right"),
    ]


def _text(text: str, x: float, y: float, size: float = 12.5, **parts: Any) -> dict[str, Any]:
    base = {
        "text": text,
        "x": x,
        "y": y,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "align": "left",
        "showarrow": False,
        "font": {"size": size, "color": TEXT},
    }
    return base | parts
