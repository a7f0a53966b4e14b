"""A number as one of a few colours, where a reader must find a colour again in the legend."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

import numpy as np

from dash_app.words import decimal, percent, short, whole

_MOST: Final = 6
_QUANTILES: Final = (0.2, 0.4, 0.6, 0.8)
# From light to dark; half transparent, so that they stand on white paper and on the dark page.
_FAINTEST: Final = 0.14
STRONGEST: Final = 0.95
READABLE: Final = 0.6
"""The darkest that letters may stand on, in both themes."""


@dataclass(frozen=True)
class Step:
    """One range of numbers.

    Attributes:
        start: Its least number.
        name: In the legend.
        colour: As CSS has it.
    """

    start: float
    name: str
    colour: str


def step_of(steps: Sequence[Step], value: float | None) -> int:
    """Returns the place of the step that a number is in; −1 where it is in none."""
    if value is None or not math.isfinite(value):
        return -1
    return bisect_right([each.start for each in steps], value) - 1


def count_steps(
    counts: Iterable[float], unit: str, strongest: float = STRONGEST
) -> tuple[Step, ...]:
    """Returns steps of counts from 1, each some three times the one before."""
    top = max(counts, default=0)
    starts = [step * 10**power for power in range(10) for step in (1, 3) if step * 10**power <= top]
    while len(starts) > _MOST:
        starts = [*starts[:1], *starts[2::2]]
    ends = [after - 1 for after in starts[1:]]
    names = [
        f"từ {whole(start)} {unit}"
        if end is None
        else f"{whole(start)} {unit}"
        if end == start
        else f"{whole(start)}–{whole(end)} {unit}"
        for start, end in zip_longest(starts, ends)
    ]
    return _coloured(starts, names, strongest)


def value_steps(
    values: Iterable[float], rate: bool = False, strongest: float = STRONGEST
) -> tuple[Step, ...]:
    """Returns steps of equally many values, from the lowest fifth to the highest."""
    known = [value for value in values if math.isfinite(value)]
    if not known:
        return ()
    inner = [float(bound) for bound in np.quantile(known, _QUANTILES)]
    starts = sorted({min(known), *(bound for bound in inner if bound > min(known))})
    written = [_written(start, rate) for start in starts]
    names = [
        f"từ {low}" if high is None else f"{low} – {high}"
        for low, high in zip(written, [*written[1:], None], strict=True)
    ]
    if len(names) > 1:
        names[0] = f"dưới {written[1]}"
    return _coloured(starts, names, strongest)


def _written(value: float, rate: bool) -> str:
    if rate:
        return percent(value)
    return short(value) if value >= 1000 else decimal(value, 0)


def _coloured(starts: Sequence[float], names: Sequence[str], strongest: float) -> tuple[Step, ...]:
    last = max(len(starts) - 1, 1)
    shades = [
        strongest - (strongest - _FAINTEST) * (len(starts) - 1 - place) / last
        for place in range(len(starts))
    ]
    return tuple(
        Step(start, name, f"rgba(15,118,110,{shade:.2f})")
        for start, name, shade in zip(starts, names, shades, strict=True)
    )
