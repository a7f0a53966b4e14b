"""How much room a text takes, so that nothing runs out of its box.

The widths are Arial's, which every client has. Bold letters are estimated, a little wide: a line
that turns out shorter harms nobody.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from dash_app.documents.plain_text import cut, glued

LINE_HEIGHT: Final = 1.2
"""Of the size of the letters."""
_POINTS_PER_INCH: Final = 72
_BOLD: Final = 1.1
_WIDE: Final = 1.0
# Thousandths of the size; what is not named is as wide as the widest.
_WIDTHS: Final = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " \u00a0!,./:;I[]\\ft",
    333: "()-`r{}·",
    389: '"*',
    500: "Jcksvxyz^“”",
    556: "#$0123456789?L_abdeghnopqu–₫",
    584: "+<=>~×÷−≥≤",
    611: "FTZ",
    667: "&ABEKPSVXYơư",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    856: "ƠƯ",
    944: "W",
}
_WIDTH_OF: Final = {char: size / 1000 for size, chars in _WIDTHS.items() for char in chars}
_FOLDED_D: Final = {"đ": "d", "Đ": "D"}
_HORN: Final = "\u031b"


def text_width(text: str, size: float, bold: bool = False) -> float:
    """Returns the width of a text on one line, in inches.

    Args:
        text: On one line.
        size: Of the letters, in points.
        bold: Whether it is.
    """
    ems = sum(map(_char_width, text)) * (_BOLD if bold else 1)
    return ems * size / _POINTS_PER_INCH


def wrap(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """Returns the lines that a text breaks into within a width in inches."""
    lines: list[str] = []
    line = ""
    for word in glued(text).split(" "):
        longer = f"{line} {word}" if line else word
        if text_width(longer, size, bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        while text_width(word, size, bold) > width and len(word) > 1:
            head = _beginning(word, width, size, bold)
            lines.append(head)
            word = word[len(head) :]
        line = word
    return [*lines, line]


def fit(text: str, width: float, size: float, lines: int = 1, bold: bool = False) -> str:
    """Returns a text cut with `…` so that it takes no more than some lines."""
    wrapped = wrap(text, width, size, bold)
    if len(wrapped) <= lines:
        return glued(text)
    kept = " ".join(wrapped[:lines])
    while kept and len(wrap(f"{kept}…", width, size, bold)) > lines:
        kept = cut(kept, len(kept) - 1)
    return f"{kept}…"


def lines_within(height: float, size: float) -> int:
    """Returns how many lines a height in inches holds."""
    return math.floor(height * _POINTS_PER_INCH / (size * LINE_HEIGHT) + 1e-6)


def text_height(lines: int, size: float) -> float:
    """Returns the height of some lines, in inches."""
    return lines * size * LINE_HEIGHT / _POINTS_PER_INCH


def fit_list(
    items: Sequence[str],
    width: float,
    height: float,
    size: float,
    most_lines: int = 2,
    gap: float = 0.0,
) -> tuple[list[str], int]:
    """Returns the items that a box holds, each cut to some lines, and how many it does not.

    Where some are left out, one line is kept free to say so.

    Args:
        items: One paragraph each.
        width: Of the box, in inches.
        height: Of the box, in inches.
        size: Of the letters, in points.
        most_lines: An item takes at most.
        gap: Between two items, in inches.
    """
    line = text_height(1, size)
    fitted: list[str] = []
    used = 0.0
    for number, item in enumerate(items):
        text = fit(item, width, size, most_lines)
        needed = len(wrap(text, width, size)) * line + (gap if fitted else 0)
        reserve = 0.0 if number == len(items) - 1 else line + gap
        if used + needed + reserve > height + 1e-6:
            return fitted, len(items) - number
        fitted.append(text)
        used += needed
    return fitted, 0


def _beginning(word: str, width: float, size: float, bold: bool) -> str:
    """Returns as many letters of a word as a line holds, at least one."""
    length = len(word)
    while length > 1 and text_width(word[:length], size, bold) > width:
        length -= 1
    return word[:length]


@lru_cache(maxsize=4096)
def _char_width(char: str) -> float:
    if char in _WIDTH_OF:
        return _WIDTH_OF[char]
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    parts = unicodedata.normalize("NFD", _FOLDED_D.get(char, char))
    base = unicodedata.normalize("NFC", parts[0] + _HORN * (_HORN in parts))
    if base in _WIDTH_OF:
        return _WIDTH_OF[base]
    # Emoji and East Asian characters fill a square and a little more.
    return 1.4 if unicodedata.east_asian_width(char) in ("W", "F") else _WIDE
