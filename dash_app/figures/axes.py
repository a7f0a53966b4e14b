"""Number axes with ticks as Vietnamese readers write them: `1,2 Tr`, not `1.2M`."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from dash_app.figures.theme import axis
from dash_app.words import percent, short

_TICKS = 5


def number_axis(
    title: str, values: Iterable[float | None], rate: bool = False, **parts: Any
) -> dict[str, Any]:
    """Returns an axis from zero over the values, with about five round ticks."""
    known = [value for value in values if value is not None and math.isfinite(value)]
    top, low = max(known, default=0.0), min(0.0, *known) if known else 0.0
    step = _round_step((top - low) / _TICKS)
    first, last = math.floor(low / step), math.ceil(top / step - 1e-9)
    ticks = [number * step for number in range(first, max(last, first + 1) + 1)]
    return axis(
        title,
        tickvals=ticks,
        ticktext=[_tick(value, step, rate) for value in ticks],
        range=[ticks[0], ticks[-1] + step * 0.15],
        **parts,
    )


def log_axis(
    title: str, values: Iterable[float | None], rate: bool = False, **parts: Any
) -> dict[str, Any]:
    """Returns a log axis over the positive values, with ticks at powers of ten and some between."""
    known = [value for value in values if value is not None and value > 0 and math.isfinite(value)]
    low, top = math.log10(min(known, default=1)), math.log10(max(known, default=10))
    steps = (1, 1.2, 1.5, 2, 3, 5, 7) if top - low < 0.8 else (1, 2, 5) if top - low < 2.2 else (1,)
    powers = range(math.floor(low), math.ceil(top) + 1)
    ticks = [step * 10.0**power for power in powers for step in steps]
    return axis(
        title,
        type="log",
        tickvals=ticks,
        ticktext=[percent(tick) if rate else short(tick) for tick in ticks],
        range=[low - 0.05, top + 0.05],
        **parts,
    )


def thinned(scale: dict[str, Any], most: int) -> dict[str, Any]:
    """Returns an axis of these two kinds with no more ticks than it has room for."""
    low, high = scale["range"]
    if scale.get("type") == "log":
        low, high = 10**low, 10**high
    ticks = zip(scale["tickvals"], scale["ticktext"], strict=True)
    inside = [tick for tick in ticks if low <= tick[0] <= high]
    kept = inside[:: max(math.ceil(len(inside) / most), 1)]
    return scale | {
        "tickvals": [value for value, _ in kept],
        "ticktext": [text for _, text in kept],
    }


def _round_step(wanted: float) -> float:
    """Returns 1, 2 or 5 times a power of ten, at least as large as wanted."""
    if wanted <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(wanted))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= wanted * (1 - 1e-9))


def _tick(value: float, step: float, rate: bool) -> str:
    if rate:
        return percent(value, max(0, -math.floor(math.log10(step * 100) + 1e-9)))
    return short(value)
