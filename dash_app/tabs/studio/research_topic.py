"""Nghiên cứu chủ đề: what a user asks about, taken apart into what can be looked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from math import ceil
from typing import Any, Final

from dash_app.provinces import place_aliases, provinces
from dash_app.tabs.studio.research_pattern import name_pattern, tag_key, text_pattern, words_in
from dash_app.tabs.studio.script_words import Dishes
from dash_app.typed_text import read_text
from etl.text import fold

MOST_TOPIC: Final = 300
TOPIC_NAME: Final = "Chủ đề"

_MOST_PARTS: Final = 6
_MOST_WORDS: Final = 6
"""Of a dish, and of a place."""
_MOST_IN_PHRASE: Final = 3
_TOKEN: Final = re.compile(r"#?\w+|[^\w\s]")
# Q.1, q7 and TP. HCM are Quận 1, Quận 7 and TP HCM; k-food is two words of one thing.
_DISTRICT: Final = re.compile(r"\bq\.?\s?(?=\d{1,2}\b)", re.IGNORECASE)
_CITY: Final = re.compile(r"\b(tp)\.\s*(?=\w)", re.IGNORECASE)
_INSIDE: Final = re.compile(r"(?<=\w)[.'’-](?=\w)")

# Between two things that are asked about.
_JOINING: Final = frozenset(
    {
        "ở",
        "tại",
        "của",
        "cho",
        "và",
        "với",
        "những",
        "các",
        "về",
        "có",
        "từ",
        "trong",
        "là",
        "nhất",
        "thì",
        "mà",
        "để",
        "theo",
        "tới",
        "đến",
        "như",
        "này",
        "đó",
        "hay",
        "hoặc",
        "bằng",
        "cùng",
        "khi",
        "nên",
        "được",
        "bị",
        "đang",
        "sẽ",
        "rất",
        "quá",
        "nào",
        "gì",
        "sao",
        "ra",
        "vào",
        "trên",
        "dưới",
        "and",
        "at",
        "for",
        "in",
        "near",
        "of",
        "the",
        "with",
    }
)
# How a question begins.
_FRAME: Final = frozenset(
    {
        "cách",
        "làm",
        "nấu",
        "review",
        "video",
        "clip",
        "kênh",
        "hướng",
        "dẫn",
        "chủ",
        "đề",
        "xu",
        "ý",
        "tưởng",
        "nội",
        "dung",
        "nghiên",
        "cứu",
        "best",
        "cook",
        "how",
        "make",
        "recipe",
    }
)
# What any video here is: alone it tells nothing beside a dish or a place.
_ANY: Final = _FRAME | {
    "ăn",
    "uống",
    "đi",
    "thử",
    "tiktok",
    "tiktoker",
    "quán",
    "món",
    "tiệm",
    "đồ",
    "ngon",
    "rẻ",
    "đẹp",
    "hot",
    "trend",
    "top",
    "tô",
    "dĩa",
    "ly",
    "nhà",
    "tp",
    "thành",
    "phố",
    "tỉnh",
}


@dataclass(frozen=True)
class Part:
    """One thing that a topic names.

    Attributes:
        kind: món, nơi, hashtag or từ.
        text: As it is shown.
        spellings: How it is written in running text; none of a hashtag.
        tags: Keys of the hashtags that name it.
    """

    kind: str
    text: str = field(compare=False)
    spellings: tuple[str, ...]
    tags: tuple[str, ...]

    @property
    def texts(self) -> Mapping[str, str]:
        """What `queries.topics.mentions` binds."""
        return {
            "pattern": text_pattern(self.spellings),
            "place": name_pattern(self.spellings),
            "tags": " ".join(self.tags),
        }


@dataclass(frozen=True)
class Topic:
    """What is asked about.

    Attributes:
        text: As typed.
        parts: What it names, in its order.
    """

    text: str
    parts: tuple[Part, ...]

    @property
    def narrowings(self) -> tuple[tuple[Part, ...], ...]:
        """All parts, then ever fewer of them: what the topic is least about is left out first."""
        has_thing = any(each.kind in {"món", "hashtag"} for each in self.parts)
        first_out = ("từ", "nơi") if has_thing else ("nơi", "từ")
        kept, found = list(self.parts), [self.parts]
        for kind in (*first_out, "hashtag", "món"):
            for each in reversed([part for part in self.parts if part.kind == kind]):
                if len(kept) > 1:
                    kept.remove(each)
                    found.append(tuple(kept))
        return tuple(found)


def read_topic(value: Any, known: Dishes) -> Topic:
    """Returns what is asked about.

    Args:
        value: As the browser sends it.
        known: The dishes of the data.

    Raises:
        ValueError: Where there is nothing to look for; a Vietnamese sentence.
    """
    text = " ".join(read_text(value, TOPIC_NAME, MOST_TOPIC).split())
    if not words_in(text):
        raise ValueError("Hãy nhập chủ đề muốn nghiên cứu, ví dụ: bún bò Huế ở Sài Gòn.")
    parts = list(dict.fromkeys(_parts(text, known)))
    named = [each for each in parts if not _says_nothing(each)]
    return Topic(text, tuple((named or parts)[:_MOST_PARTS]) or (_phrase(text.split()),))


def _parts(text: str, known: Dishes) -> Iterator[Part]:
    bare = fold(text) == text.lower()
    text = _INSIDE.sub(" ", _CITY.sub(r"\1 ", _DISTRICT.sub("quận ", text)))
    joining = {fold(each) for each in _JOINING} if bare else _JOINING
    tokens, at = _TOKEN.findall(text), 0
    run: list[str] = []
    while at < len(tokens):
        found, length = _named(tokens, at, known)
        word = tokens[at]
        is_end = found or word[0] == "#" or not words_in(word) or word.lower() in joining
        if is_end:
            yield from _phrases(run, known, bare)
            run = []
        if found:
            yield found
        elif word[0] == "#" and len(word) > 1:
            # "#ăn vặt" can only be #ănvặt.
            named, length = _named([word[1:], *tokens[at + 1 :]], 0, known)
            length = length if named and named.kind == "món" else 1
            tag = "".join((word, *tokens[at + 1 : at + length]))
            yield Part("hashtag", tag, (), (fold(tag[1:]),))
        elif not is_end:
            run.append(word)
        at += length
    yield from _phrases(run, known, bare)


def _named(tokens: list[str], at: int, known: Dishes) -> tuple[Part | None, int]:
    """Returns the longest dish or place that begins at a token, and of how many it is made.

    A dish of one syllable is too often a part of another word: `_phrases` knows it where it stands
    alone.
    """
    for length in range(min(_MOST_WORDS, len(tokens) - at), 0, -1):
        words = tokens[at : at + length]
        if not all(words_in(word) == [word] for word in words):
            continue
        if length > 1 and _is_whole_dish(words, known):
            return _dish(words, known), length
        if place := _places().get(fold(" ".join(words))):
            return _place(" ".join(words), place), length
    return None, 1


def _is_whole_dish(words: list[str], known: Dishes) -> bool:
    """Whether words are a dish, and not one with a word before it that any dish may have."""
    rest = fold(" ".join(words[1:]))
    return fold(" ".join(words)) in known.folded and not (
        words[0].lower() in _ANY and len(words) > 2 and rest in known.folded
    )


def _dish(words: list[str], known: Dishes) -> Part:
    typed = " ".join(words)
    dish = known.written.get(typed.lower()) or known.folded[fold(typed)]
    # Names come in small letters, and some without all of their diacritics.
    is_better = typed.lower() == dish or _marks(typed) > _marks(dish)
    return Part("món", typed if is_better else dish, (dish,), (tag_key(dish),))


def _marks(text: str) -> int:
    """Returns how many letters have diacritics."""
    return sum(one != other for one, other in zip(text.lower(), fold(text), strict=False))


def _place(text: str, names: tuple[str, ...]) -> Part:
    tags = dict.fromkeys(map(tag_key, names))
    return Part("nơi", text, tuple(dict.fromkeys((text, *names))), tuple(tags))


@cache
def _places() -> Mapping[str, tuple[str, ...]]:
    """Returns all names of a place by each of them, without diacritics."""
    times = Counter(each.name for each in place_aliases())
    groups = {(each.name, ""): [each.name] for each in provinces()}
    for alias in place_aliases():
        if times[alias.name] == 1:
            first = [alias.district] if alias.district else []
            groups.setdefault((alias.province, alias.district), first).append(alias.name)
    found: dict[str, tuple[str, ...]] = {}
    for names in groups.values():
        for name in names:
            found.setdefault(" ".join(words_in(fold(name))), tuple(names))
    return found


def _phrases(run: list[str], known: Dishes, bare: bool) -> Iterator[Part]:
    """Yields what stands between names: a few words are a phrase, many are several."""
    while len(run) > 1 and run[0].lower() in _FRAME:
        run = run[1:]
    if _is_syllable_dish(run, known, bare):
        yield _dish(run, known)
    elif run:
        # Of four words, two and two: most names have two syllables.
        length = ceil(len(run) / ceil(len(run) / _MOST_IN_PHRASE))
        for start in range(0, len(run), length):
            yield _phrase(run[start : start + length])


def _is_syllable_dish(run: list[str], known: Dishes, bare: bool) -> bool:
    if len(run) != 1 or run[0].lower() in _ANY:
        return False
    return fold(run[0]) in known.folded if bare else run[0].lower() in known.written


def _phrase(words: list[str]) -> Part:
    text = " ".join(words)
    return Part("từ", text, (text,), (tag_key(text),))


def _says_nothing(part: Part) -> bool:
    return part.kind == "từ" and all(word.lower() in _ANY for word in words_in(part.text))
