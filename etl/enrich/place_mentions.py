"""Place names found in running text, before anything is decided from them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from operator import itemgetter

from etl.enrich.gazetteer import Gazetteer
from etl.enrich.place_names import WORD
from etl.enrich.place_types import Folded, Level, Name, Trust
from etl.enrich.place_words import (
    ABBREVIATIONS,
    ADDRESS_WORDS,
    COMMON_NOUNS,
    DISH_WORDS,
    HERE_WORDS,
    ORIGIN_WORDS,
    SURNAMES,
)

_BREAK = re.compile(r"[,;:!?()\n|]|\.\s")
_HASHTAG = re.compile(r"[#@]\S+")
_NUMBER = re.compile(r"\d+[a-z]?$")

_DISH_REACH = 4


class Role(IntEnum):
    """What a name is doing where it stands."""

    DISH = 0
    """Part of a dish's name, as in "bún bò Huế"."""
    ORIGIN = 1
    """Where somebody or something comes from, as in "mận Sơn La"."""
    PLACE = 2


@dataclass(frozen=True, slots=True)
class Mention:
    """One name found in one field, and what surrounds it."""

    name: Name
    field: str
    evidence: str
    role: Role = Role.PLACE
    addressed: bool = False
    """Beside a house number or an address word."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text, and where each stands in it."""

    field: str
    text: str
    lowered: list[str]
    starts: list[int]
    unmarked: bool
    """Without any diacritics."""

    def written(self, start: int, stop: int) -> list[str]:
        """Returns some of the words as they are written."""
        spans = zip(self.starts[start:stop], self.lowered[start:stop], strict=True)
        return [self.text[at : at + len(word)] for at, word in spans]

    def slice(self, start: int, stop: int) -> str:
        """Returns some of the text as it stands."""
        return self.text[self.starts[start] : self.starts[stop - 1] + len(self.lowered[stop - 1])]

    def is_break(self, at: int) -> bool:
        """Tells whether a phrase ends between the word before and this one."""
        if not at:
            return True
        end = self.starts[at - 1] + len(self.lowered[at - 1])
        if self.lowered[at - 1] in ABBREVIATIONS:
            end += 1  # "Q. Bình Thạnh"
        return _BREAK.search(self.text, end, self.starts[at]) is not None

    def before(self, at: int) -> str:
        """Returns the word before in the same phrase, or nothing."""
        return "" if self.is_break(at) else self.lowered[at - 1]

    def capitals(self, start: int, stop: int) -> set[bool]:
        """Tells of the words that make up the name proper whether they have capitals."""
        while start < stop - 1 and self.lowered[start] in COMMON_NOUNS:
            start += 1
        return {word[0].isupper() for word in self.written(start, stop) if word[0].isalpha()}

    def is_written_as_name(self, start: int, stop: int) -> bool:
        """Tells whether all words of the name have capitals, or it is a number."""
        return False not in self.capitals(start, stop)


def mentions_in_text(gazetteer: Gazetteer, text: str, field: str) -> list[Mention]:
    """Finds the place names in running text; hashtags and @names are passed over."""
    # styled letters ("𝐇𝐚̀ 𝐍𝐨̣̂𝐢") become plain ones, NFD becomes NFC
    text = _HASHTAG.sub(" . ", unicodedata.normalize("NFKC", text))
    lowered = WORD.findall(text.lower())
    candidates = _candidates(gazetteer, lowered)
    # Most texts name no place: where the words stand is worked out only for one that does.
    return list(_read(candidates, _locate(text, lowered, field))) if candidates else []


def _candidates(gazetteer: Gazetteer, lowered: list[str]) -> list[tuple[int, Name]]:
    """Returns the names whose words stand in the text, by position, longest first."""
    by_pair, by_word = gazetteer.by_pair, gazetteer.by_word
    # two tight passes: this is where the time goes
    pairs = [at for at, pair in enumerate(pairwise(lowered)) if pair in by_pair]
    singles = [at for at, word in enumerate(lowered) if word in by_word]
    found = [
        (at, name)
        for at in pairs
        for name in by_pair[lowered[at], lowered[at + 1]]
        if tuple(lowered[at : at + len(name.words)]) == name.words
    ]
    found += [(at, by_word[lowered[at]]) for at in singles]
    # sort() is stable: at one position the longer names stay before the one-word name
    found.sort(key=itemgetter(0))
    return found


def _locate(text: str, lowered: list[str], field: str) -> _Words:
    searched = text.lower()
    if len(searched) != len(text):  # a letter such as "İ" becomes two: give up on capitals
        text = searched
    starts = []
    end = 0
    for word in lowered:
        start = searched.index(word, end)
        starts.append(start)
        end = start + len(word)
    return _Words(field, text, lowered, starts, unmarked="".join(lowered).isascii())


def _read(candidates: Iterable[tuple[int, Name]], words: _Words) -> Iterator[Mention]:
    free = 0
    for start, name in candidates:
        stop = start + len(name.words)
        if start < free or not _is_written_here(name, words, start, stop):
            continue
        # The longest name owns its words, even where it does not count as a place here.
        free = stop
        mention = _read_mention(name, words, start, stop)
        if mention is not None:
            yield mention


def _is_written_here(name: Name, words: _Words, start: int, stop: int) -> bool:
    """Tells whether these words are one phrase, and may stand without their diacritics."""
    if any(words.is_break(at) for at in range(start + 1, stop)):
        return False
    if len(words.capitals(start, stop)) > 1:
        return False  # "phía đông Hà Nội" is not in Đông Hà
    if name.folded is None or words.unmarked:
        return True
    return name.folded is Folded.WITH_CAPITALS and words.is_written_as_name(start, stop)


def _read_mention(name: Name, words: _Words, start: int, stop: int) -> Mention | None:
    before = words.before(start)
    if before in SURNAMES and name.level is not Level.LANDMARK:
        (surname,) = words.written(start - 1, start)
        if surname.istitle():
            return None  # "Nguyễn Thái Bình" is a person, or a street named after one
    addressed = before in ADDRESS_WORDS or _NUMBER.match(before) is not None
    # people who type no diacritics seldom type capitals, yet few words look like a street
    is_street = words.unmarked and name.level is Level.LANDMARK
    if not (name.trust is Trust.SURE or is_street or words.is_written_as_name(start, stop)):
        return None
    return Mention(
        name=name,
        field=words.field,
        evidence=words.slice(start, stop),
        role=_role(words, start) if _may_name_a_dish(name) else Role.PLACE,
        addressed=addressed,
    )


def _may_name_a_dish(name: Name) -> bool:
    """Streets do not: "phở Bát Đàn" is in Bát Đàn."""
    if name.level is Level.URBAN_DISTRICT:
        return name.trust is Trust.CAPITALS
    return name.level is not Level.LANDMARK


def _role(words: _Words, start: int) -> Role:
    if words.before(start) in ORIGIN_WORDS:
        return Role.ORIGIN
    for at in range(start - 1, max(start - 1 - _DISH_REACH, -1), -1):
        if words.is_break(at + 1) or words.lowered[at] in HERE_WORDS:
            break
        if words.lowered[at] in DISH_WORDS:
            return Role.DISH
    return Role.PLACE
