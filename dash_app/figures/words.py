"""Words that are larger the more often they are used, laid out without overlaps.

The layout is computed here, so that it is the same for everyone and needs no script: the largest
word first, each as near to the middle as there is room.
"""

from __future__ import annotations

import math
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from dash_app.figures.plain import plain
from dash_app.figures.theme import ACCENT, SECOND, Figure, empty_figure, layout

WIDTH: Final = 540
"""Pixels that the layout needs; where there are fewer, `assets/css/words.css` scales the figure."""

HEIGHT: Final = 440
_SMALLEST: Final = 16.0
_LARGEST: Final = tuple(range(46, 16, -2))
# Words that take more of the plan than this leave no room for the last of them.
_FULL: Final = 0.66
_LONGEST_NAME: Final = 22
# Pixels of a cell of the plan that says where there is room.
_CELL: Final = 4
# Widths in parts of the letter size: those of a wide font, so that no reader's font is wider.
_NARROW: Final = frozenset("ijlt1.·|fr ")
_WIDE: Final = frozenset("mw@#%")
_LINE: Final = 1.2


class Place(NamedTuple):
    """Where a word stands: its middle and its letters' size, in pixels."""

    x: float
    y: float
    size: float


def words(
    frame: pd.DataFrame,
    *,
    name: str,
    count: str,
    hover: str,
    marked: str,
    names: tuple[str, str],
) -> Figure:
    """Creates a cloud of words; marked ones have a second colour.

    Args:
        frame: One row a word, the most frequent first.
        name: The column with the words.
        count: The column with their numbers, which their areas follow.
        hover: The column with what is said of a word.
        marked: The column that says which words are marked.
        names: In the legend: of the plain words and of the marked ones.
    """
    if frame.empty:
        return empty_figure()
    shown = [_shortened(each) for each in frame[name]]
    places = place_words(shown, plain(frame[count]))
    placed = [
        (place, word, text, bool(is_marked))
        for place, word, text, is_marked in zip(
            places, shown, frame[hover], frame[marked], strict=True
        )
        if place
    ]
    # Both always there, in this order: the style sheet knows them by their place.
    data = [
        _words([each for each in placed if each[3] == is_marked], names[is_marked], colour)
        for is_marked, colour in ((False, ACCENT), (True, SECOND))
    ]
    hidden: dict[str, Any] = {"visible": False, "fixedrange": True}
    return {
        "data": data,
        "layout": layout(
            margin={"l": 0, "r": 0, "t": 0, "b": 0},
            xaxis=hidden | {"range": [0, WIDTH]},
            yaxis=hidden | {"range": [HEIGHT, 0]},
            hovermode="closest",
            hoverdistance=40,
            showlegend=False,
        ),
    }


def place_words(names: list[str], counts: list[float]) -> list[Place | None]:
    """Returns where words stand, largest first; None for one that finds no room.

    Args:
        names: The words.
        counts: Their numbers, not rising; letters grow with the square root, from the smallest
            that can be read to the largest that leaves room.
    """
    free = np.ones((HEIGHT // _CELL, WIDTH // _CELL), dtype=bool)
    widths = [_width(name) for name in names]
    return [
        _place(free, width * size, _LINE * size, size)
        for width, size in zip(widths, _sizes(widths, counts), strict=True)
    ]


def _sizes(widths: list[float], counts: list[float]) -> list[float]:
    """Returns the sizes of letters whose words together leave some room."""
    roots = [math.sqrt(count) for count in counts]
    low, top = min(roots, default=0), max(roots, default=0)
    grown = [(root - low) / (top - low) if top > low else 0.0 for root in roots]
    sizes: list[float] = []
    for largest in _LARGEST:
        sizes = [_SMALLEST + (largest - _SMALLEST) * part for part in grown]
        area = sum(width * size * size * _LINE for width, size in zip(widths, sizes, strict=True))
        if area <= _FULL * WIDTH * HEIGHT:
            break
    return sizes


def _place(free: npt.NDArray[np.bool_], width: float, height: float, size: float) -> Place | None:
    """Takes the free rectangle that is nearest to the middle."""
    wide, high = math.ceil(width / _CELL) + 1, math.ceil(height / _CELL)
    rows, columns = free.shape[0] - high + 1, free.shape[1] - wide + 1
    if rows < 1 or columns < 1:
        return None
    taken = np.zeros((free.shape[0] + 1, free.shape[1] + 1), dtype=np.int32)
    taken[1:, 1:] = (~free).cumsum(0, dtype=np.int32).cumsum(1, dtype=np.int32)
    inside = (
        taken[high:, wide:] - taken[:-high, wide:] - taken[high:, :-wide] + taken[:-high, :-wide]
    )
    down, across = np.ogrid[:rows, :columns]
    # Farther up or down counts as much farther as the plan is wider than high.
    away = (across - (columns - 1) / 2) ** 2 + ((down - (rows - 1) / 2) * WIDTH / HEIGHT) ** 2
    nearest = int(np.where(inside == 0, away, np.inf).argmin())
    row, column = divmod(nearest, columns)
    if inside[row, column]:
        return None
    free[row : row + high, column : column + wide] = False
    return Place((column + wide / 2) * _CELL, (row + high / 2) * _CELL, size)


def _width(name: str) -> float:
    """Returns the width of a word in parts of its letters' size."""
    return sum(0.36 if each in _NARROW else 0.95 if each in _WIDE else 0.62 for each in name)


def _words(placed: list[tuple[Place, str, str, bool]], name: str, colour: str) -> dict[str, Any]:
    places = [place for place, *_ in placed]
    return {
        "type": "scatter",
        "mode": "text",
        "name": name,
        "x": [place.x for place in places],
        "y": [place.y for place in places],
        "text": [word for _, word, *_ in placed],
        "textfont": {"size": [round(place.size, 1) for place in places], "color": colour},
        "customdata": [text for _, _, text, _ in placed],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
