"""Dishes and hashtags that a description names, among those of the data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from dash_app.filters import Filters
from dash_app.queries import exemplars
from dash_app.store import Snapshot
from etl.text import fold, hashtags_in

_MOST_WORDS: Final = 6
"""Of a dish's name."""

_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True)
class Dishes:
    """Names of dishes, ready to be found in a text.

    Attributes:
        names: All of them.
        written: Name by its lower-cased words.
        folded: Name by its words without diacritics; of several the most used.
    """

    names: frozenset[str]
    written: Mapping[str, str]
    folded: Mapping[str, str]


def known_dishes(snapshot: Snapshot) -> Dishes:
    """Returns the dishes of all videos; ask for them by `snapshot.kept`."""
    return prepared(snapshot.frame(exemplars.dish_names, Filters())["dish"])


def prepared(names: Iterable[str]) -> Dishes:
    """Returns names of dishes, the most used first, ready to be found."""
    used = list(names)
    return Dishes(
        frozenset(used),
        {_spelled(name.lower()): name for name in reversed(used)},
        {_spelled(fold(name)): name for name in reversed(used)},
    )


def dishes_in(text: str, dishes: Dishes) -> tuple[str, ...]:
    """Returns the dishes that a text names, in its order, each once.

    The longest name counts: "bún bò huế" is not also "bún bò". Diacritics count too, for "bò" is
    not "bơ", unless the text has none at all.
    """
    bare = fold(text) == text.lower()
    names = dishes.folded if bare else dishes.written
    words = _WORD.findall(fold(text) if bare else text.lower())
    found: dict[str, None] = {}
    at = 0
    while at < len(words):
        for length in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            name = names.get(" ".join(words[at : at + length]))
            if name is not None:
                found[name] = None
                at += length - 1
                break
        at += 1
    return tuple(found)


def hashtag_keys(text: str, dishes: Iterable[str]) -> tuple[str, ...]:
    """Returns the hashtags that a text writes out, and those of dishes, as the data group them."""
    written = (fold(tag) for tag in hashtags_in(text))
    of_dishes = (_spelled(fold(dish)).replace(" ", "") for dish in dishes)
    return tuple(dict.fromkeys((*written, *of_dishes)))


def _spelled(name: str) -> str:
    return " ".join(_WORD.findall(name))
