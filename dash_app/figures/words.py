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

WIDTH: Final = 560
"""Pixels that the layout needs; where there are fewer, `assets/css/words.css` scales the figure."""

HEIGHT: Final = 440
_SMALLEST: Final = 17.0
_LARGEST: Final = 46.0
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
    shown = frame.assign(word=[_shortened(each) for each in frame[name]])
    places = place_words(plain(shown["word"]), plain(shown[count]))
    shown[["x", "y", "size"]] = [place or (None, None, None) for place in places]
    shown = shown[shown["size"].notna()]
    # Both always there, in this order: the style sheet knows them by their place.
    data = [
        _words(shown[shown[marked] == is_marked], names[is_marked], colour, hover)
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
        counts: Their numbers, not rising; the size of the letters grows with the square root.
    """
    free = np.ones((HEIGHT // _CELL, WIDTH // _CELL), dtype=bool)
    top = max(counts, default=1)
    places: list[Place | None] = []
    for name, count in zip(names, counts, strict=True):
        size = max(_SMALLEST, _LARGEST * math.sqrt(count / top))
        places.append(_place(free, _width(name) * size, _LINE * size, size))
    return places


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


def _words(rows: pd.DataFrame, name: str, colour: str, hover: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "name": name,
        "x": plain(rows["x"]),
        "y": plain(rows["y"]),
        "text": plain(rows["word"]),
        "textfont": {"size": plain(rows["size"].astype(float).round(1)), "color": colour},
        "customdata": plain(rows[hover]),
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
