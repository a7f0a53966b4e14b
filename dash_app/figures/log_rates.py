"""A log axis of shares, which may be far below one per cent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dash_app.figures.axes import log_axis
from dash_app.words import percent


def log_rate_axis(title: str, values: Iterable[float | None]) -> dict[str, Any]:
    """Returns a log axis over the positive values, its ticks with the places that they need."""
    axis = log_axis(title, values, rate=True)
    return axis | {"ticktext": [_percent(tick) for tick in axis["tickvals"]]}


def _percent(share: float) -> str:
    """Returns `5 %`, `0,02 %`."""
    places = next((n for n in range(6) if round(100 * share, n) == round(100 * share, 9)), 6)
    return percent(share, places)
