"""The category rules as regular expressions, for engines that search very many captions.

A rule by rule reading (`labels.labels_by_rules`) takes most of a second for a thousand captions. A
database searches a hundred thousand in that time, with one expression for all cues of a strength.
What it cannot do: see that a text denies a cue, and weigh several cues against each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from llm.offline.cues import fold
from llm.offline.label_rules import read_rules

STRENGTHS: Final[Mapping[str, tuple[str, float, float]]] = {
    "mukbang": ("Mukbang", 6, 99),
    "cooking_strong": ("Nấu ăn", 6, 99),
    "cooking_weak": ("Nấu ăn", 0, 6),
    "review_strong": ("Review", 6, 99),
    "review_weak": ("Review", 0, 6),
}
"""By name: how the labels begin, from which weight on and below which one a cue belongs to it."""

_EDGE: Final = r"[^\p{L}\p{N}]"
# A sign that is part of no cue but stands for itself in an expression.
_SPECIAL: Final = frozenset(r"\.^$*+?{}[]|()")


@cache
def category_patterns() -> Mapping[str, str]:
    """Returns an expression by name of `STRENGTHS`; for a text in small letters, in NFC."""
    return {name: _pattern(*each) for name, each in STRENGTHS.items()}


def _pattern(label: str, least: float, below: float) -> str:
    written: dict[str, None] = {}
    for part, cue in read_rules("categories"):
        if part == "text" and cue.label.startswith(label) and least <= cue.weight < below:
            written[_escaped(cue.words)] = None
            # Of one syllable, what is folded is too many words at once.
            if len(cue.words) > 1:
                written[_escaped(tuple(map(fold, cue.words)))] = None
    return f"(?:^|{_EDGE})(?:{'|'.join(written)})(?:{_EDGE}|$)"


def _escaped(words: tuple[str, ...]) -> str:
    return r"\s+".join(
        "".join(f"\\{sign}" if sign in _SPECIAL else sign for sign in word) for word in words
    )
