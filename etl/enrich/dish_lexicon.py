"""The dish lexicon: `data/reference/dishes.csv`, indexed for each way in which a text is written.

The table holds one canonical spelling a dish, its other spellings, and a rule:

* `context`: a word that names a dish only right after a word such as "ăn", "tô" or "món" ("kem");
* `ignore`: a phrase that is no dish but contains one ("kem chống nắng"); it is read over;
* `word`: no dish, but a word whose other spellings count in every name ("mỳ" for "mì").

A folded spelling that two dishes share ("bo kho") names neither.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from etl.text import fold, to_nfc

TAG_KEY: Final = 5
"""A dish inside a hashtag is looked up by this many first letters, so it has at least as many."""

_PUNCTUATION: Final = re.compile(r"[^\w\s]+")
_TONE: Final = "[\u0300\u0301\u0303\u0309\u0323]"
_NEW_TONE: Final = re.compile(rf"(?<!q)(?:(o)([ae])|(u)(y))({_TONE})(?!\w)")
_OLD_TONE: Final = re.compile(rf"(?<!q)(?:(o)({_TONE})([ae])|(u)({_TONE})(y))(?!\w)")


@dataclass(frozen=True)
class Spellings:
    """Word sequences and the dish each one names; "" is a phrase to read over.

    `beginnings` holds every proper beginning of a sequence, so that reading on stops at the first
    word that leads nowhere: most words of a text begin no dish and cost one look-up.
    """

    dishes: dict[str, str] = field(default_factory=dict)
    beginnings: set[str] = field(default_factory=set)
    first_words: set[str] = field(default_factory=set)

    def add(self, spelling: str, dish: str) -> None:
        """Adds a spelling; the first dish to claim it keeps it."""
        words = words_of(spelling)
        if words:
            self.dishes.setdefault(" ".join(words), dish)
            self.beginnings.update(" ".join(words[:size]) for size in range(1, len(words)))
            self.first_words.add(words[0])

    def scan(self, words: list[str]) -> Iterator[tuple[int, int, str]]:
        """Yields start, end and dish of each match from left to right, the longest one first."""
        dishes, beginnings, first_words = self.dishes, self.beginnings, self.first_words
        match_end = 0
        for start, sequence in enumerate(words):
            if start < match_end or sequence not in first_words:
                continue
            match = dishes.get(sequence)
            match_end = end = start + 1
            while sequence in beginnings and end < len(words):
                sequence = f"{sequence} {words[end]}"
                end += 1
                if sequence in dishes:
                    match, match_end = dishes[sequence], end
            if match is not None:
                yield start, match_end, match


@dataclass(frozen=True)
class Lexicon:
    """The dish lexicon, indexed for each way in which a text can be written."""

    marked: Spellings
    folded: Spellings
    variants: Spellings
    joined: dict[str, tuple[tuple[str, str], ...]]
    needs_context: frozenset[str]


def load_lexicon(reference_dir: Path) -> Lexicon:
    """Reads `dishes.csv` from the folder of reference tables."""
    with (reference_dir / "dishes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    words = {row["dish"]: row["aliases"].split("|") for row in rows if row["rule"] == "word"}
    marked, folded, variants = Spellings(), Spellings(), Spellings()
    bare: dict[str, set[str]] = defaultdict(set)
    for word, others in words.items():
        for other in others:
            variants.add(other, word)
    for row in rows:
        if row["rule"] == "word":
            continue
        dish = "" if row["rule"] == "ignore" else row["dish"]
        for name in (row["dish"], *filter(None, row["aliases"].split("|"))):
            for spelling in _spellings(name, words):
                marked.add(spelling, dish)
                if " " in spelling or (spelling.isascii() and row["rule"] != "context"):
                    bare[fold(spelling)].add(dish)
    for spelling, dishes in bare.items():
        folded.add(spelling, dishes.pop() if len(dishes) == 1 else "")
    needs_context = frozenset(row["dish"] for row in rows if row["rule"] == "context")
    return Lexicon(marked, folded, variants, _joined(folded, needs_context), needs_context)


def words_of(text: str) -> list[str]:
    """Splits a text into words, with a "." for any punctuation, which no dish may span.

    A hyphen between letters only joins words: "sô-cô-la", "bánh-mì".
    """
    return _PUNCTUATION.sub(" . ", text.replace(" - ", " . ").replace("-", " ")).split()


def old_tone(text: str) -> str:
    """Moves the tone mark of "hoà", "khoẻ", "thuý" to where most people type it: "hòa"."""
    return to_nfc(_NEW_TONE.sub(r"\1\3\5\2\4", unicodedata.normalize("NFD", text)))


def new_tone(text: str) -> str:
    """The opposite of `old_tone`."""
    return to_nfc(_OLD_TONE.sub(r"\1\4\3\6\2\5", unicodedata.normalize("NFD", text)))


def _joined(
    folded: Spellings, needs_context: frozenset[str]
) -> dict[str, tuple[tuple[str, str], ...]]:
    """Returns folded spellings without spaces, by their first letters, the longest one first.

    What needs context is left out, for a hashtag has none, and so are single foreign words, which
    stand in the names of creators and brands ("snack"); they count as whole hashtags.
    """
    by_key: dict[str, dict[str, str]] = defaultdict(dict)
    for spelling, dish in folded.dishes.items():
        tag = spelling.replace(" ", "")
        if len(tag) >= TAG_KEY and (" " in spelling or not dish) and dish not in needs_context:
            by_key[tag[:TAG_KEY]].setdefault(tag, dish)
    return {
        key: tuple(sorted(tags.items(), key=lambda item: (-len(item[0]), item[0])))
        for key, tags in by_key.items()
    }


def _spellings(name: str, words: dict[str, list[str]]) -> dict[str, None]:
    """Returns a name as it may be typed: both places of the tone mark, each variant of a word."""
    typed = dict.fromkeys((name, old_tone(name), new_tone(name)))
    padded = f" {name} "
    for word, others in words.items():
        if f" {word} " in padded:
            for other in others:
                typed[padded.replace(f" {word} ", f" {other} ").strip()] = None
    return typed
