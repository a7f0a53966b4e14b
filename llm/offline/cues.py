"""Words that tell something, found in a text however it is typed.

A cue is a sequence of words. It is found whole, in any case and in any Unicode form. People leave
diacritics out, so "lam banh" is "làm bánh"; but a single folded syllable is too many words at once
("ga" is "gà" and the "ga" of a station), so a cue of one word is found only as it is written.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

# Decomposed text has its diacritics as letters of their own. A sign is a word too: "?" tells
# something, and no cue reaches over a comma or a line's end.
_WORD: Final = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*|\n|[^\s-]")
_FOLDED_D: Final = str.maketrans("đĐ", "dD")
_NOT: Final = frozenset({"không", "khong", "ko", "hông", "đừng", "chẳng", "chưa", "bớt", "tránh"})
# "Không chỉ", "không những" deny nothing.
_UNLESS: Final = frozenset({"chỉ", "chi", "những", "nhung", "ngờ", "thể"})
# What may stand between a denial and what it denies: "không cần giọng hài hước".
_BETWEEN: Final = frozenset(
    {
        *("phải", "phai", "cần", "can", "muốn", "muon", "nên", "nen", "có", "co", "thích", "được"),
        *("là", "la", "dùng", "làm", "lam", "quay", "viết", "nói", "kể", "về", "tới", "đến"),
        *("liên", "quan", "quá", "qua", "theo", "kiểu", "kieu", "dạng", "loại", "thể", "một"),
        *("cái", "video", "clip", "giọng", "giong", "tone", "phong", "cách", "cả"),
    }
)
_REACH: Final = 4


@dataclass(frozen=True)
class Word:
    """One word of a text.

    Attributes:
        form: Lower-cased and composed.
        start: Where it begins in the text.
        end: Where it ends.
    """

    form: str
    start: int
    end: int


@dataclass(frozen=True)
class Cue:
    """Words that tell a label.

    Attributes:
        words: As `words_of` returns them.
        label: What they tell; empty for words to read over.
        weight: How much, against the other cues.
    """

    words: tuple[str, ...]
    label: str
    weight: float = 1.0


@dataclass(frozen=True)
class Found:
    """A cue in a text.

    Attributes:
        cue: Itself.
        evidence: The words as they stand in the text.
    """

    cue: Cue
    evidence: str


@dataclass(frozen=True)
class CueIndex:
    """Cues by their first word, both as written and folded; the longest first."""

    by_first: Mapping[str, tuple[Cue, ...]]


def words_of(text: str) -> tuple[Word, ...]:
    """Splits a text into words and signs that know where they stand."""
    return tuple(
        Word(unicodedata.normalize("NFKC", match[0]).lower(), match.start(), match.end())
        for match in _WORD.finditer(text)
    )


def fold(word: str) -> str:
    """Returns a word without diacritics."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word.translate(_FOLDED_D))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def cue(text: str, label: str, weight: float = 1.0) -> Cue:
    """Returns the cue that is written so."""
    return Cue(tuple(word.form for word in words_of(text)), label, weight)


def index_cues(cues: Iterable[Cue]) -> CueIndex:
    """Makes cues quick to find, as they are written and, of several words, without diacritics."""
    by_first: dict[str, dict[Cue, None]] = defaultdict(dict)
    for each in (known for known in cues if known.words):
        folded = tuple(map(fold, each.words))
        for words in (each.words, folded) if len(each.words) > 1 else (each.words,):
            by_first[words[0]][replace(each, words=words)] = None
    return CueIndex(
        {first: tuple(sorted(c, key=lambda x: -len(x.words))) for first, c in by_first.items()}
    )


def find_cues(index: CueIndex, text: str, words: Sequence[Word]) -> Iterator[Found]:
    """Yields the cues of a text from left to right, the longest first, none inside another.

    What the text denies ("không phải mukbang") is not found, nor what is to be read over.

    Args:
        index: Of the cues.
        text: That was split.
        words: Of the text, or some of them in a row.
    """
    free = 0
    for start, word in enumerate(words):
        candidates = index.by_first.get(word.form)
        if start < free or not candidates:
            continue
        standing = [each for each in candidates if _stands_at(each, words, start)]
        if not standing:
            continue
        free = start + len(standing[0].words)
        if not _is_denied(words, start):
            evidence = text[word.start : words[free - 1].end]
            for each in standing:
                if each.label and len(each.words) == free - start:
                    yield Found(each, evidence)


def _stands_at(each: Cue, words: Sequence[Word], start: int) -> bool:
    here = words[start : start + len(each.words)]
    return len(here) == len(each.words) and all(
        word.form == part for word, part in zip(here, each.words, strict=True)
    )


def _is_denied(words: Sequence[Word], start: int) -> bool:
    for place in range(start - 1, max(-1, start - 2 - _REACH), -1):
        if words[place].form in _NOT:
            return words[place + 1].form not in _UNLESS
        if words[place].form not in _BETWEEN:
            return False
    return False
