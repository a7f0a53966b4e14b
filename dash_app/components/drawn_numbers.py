"""Numbers drawn by CSS alone: light enough for dozens on a page, in the colours of both themes."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dash import html

_SPARK_FLOOR = 8
"""Height of the lowest point, in per cent, so that it is seen."""
_MARK = 0.6
"""Half the width of a mark, in per cent."""
_SILENT = {"aria-hidden": "true"}


def build_stack(parts: Sequence[tuple[str, float]], words: str) -> html.Div:
    """Returns parts of a whole side by side.

    Args:
        parts: Key of the colour (the CSS variable `--part-<key>`) and length in per cent.
        words: What is seen, on hover and for a screen reader.
    """
    stops, start = [], 0.0
    for key, length in parts:
        stops.append(f"var(--part-{key}) {start:.1f}% {start + length:.1f}%")
        start += length
    stops.append(f"var(--track) {start:.1f}% 100%")
    return _image("drawn-stack", f"linear-gradient(to right, {', '.join(stops)})", words)


def build_range(
    low: float, high: float, ends: tuple[float, float], middle: float | None = None
) -> html.Div:
    """Returns a range on a log scale that others share; its numbers are written beside it.

    Args:
        low: Its lower end, above 0.
        high: Its upper end.
        ends: Lowest and highest value of the scale, above 0.
        middle: Marked by a line; None for no mark.
    """
    first, last = (math.log(each) for each in ends)

    def place(value: float) -> float:
        return min(max(100 * (math.log(value) - first) / ((last - first) or 1.0), 0), 100)

    stops = [(place(low), place(high), "--range")]
    if middle is not None:
        at = place(middle)
        stops = [
            (place(low), at - _MARK, "--range"),
            (at - _MARK, at + _MARK, "--text"),
            (at + _MARK, place(high), "--range"),
        ]
    drawn = ", ".join(f"var({colour}) {start:.1f}% {end:.1f}%" for start, end, colour in stops)
    gradient = (
        f"linear-gradient(to right, var(--track) {place(low):.1f}%, {drawn}, "
        f"var(--track) {place(high):.1f}%)"
    )
    return html.Div(className="drawn-range", style={"background": gradient}, **_SILENT)


def build_spark(values: Sequence[float], words: str) -> html.Div:
    """Returns the course of some values, the oldest at the left.

    Args:
        values: Not negative; nothing is drawn of fewer than two.
        words: What is seen, on hover and for a screen reader.
    """
    if len(values) < 2:
        return html.Div(words, className="muted")
    top = max(values) or 1.0
    step = 100 / (len(values) - 1)
    points = [
        f"{place * step:.1f}% {(100 - _SPARK_FLOOR) * (1 - value / top):.1f}%"
        for place, value in enumerate(values)
    ]
    shape = f"polygon({', '.join(points)}, 100% 100%, 0% 100%)"
    return html.Div(
        className="drawn-spark",
        style={"clipPath": shape},
        role="img",
        title=words,
    )


def _image(name: str, background: str, words: str) -> html.Div:
    return html.Div(className=name, style={"background": background}, role="img", title=words)
