"""Nghiên cứu chủ đề: how a phrase is looked for in running text, as a regular expression.

A phrase is found as whole words, in any case and however its words are set apart. Of two syllables
or more it is found with its diacritics, without, and with others: "bun bo hue" is "bún bò Huế".
Bare, a single syllable is too many words at once, so one that is typed with its marks is found as
typed or without any ("phở", "pho"), and not as another word ("phố").

A single word directly behind `#` is a hashtag, which is looked for by its key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from etl.text import fold

_LETTERS: Final = {
    "a": "aàáảãạăằắẳẵặâầấẩẫậ",
    "d": "dđ",
    "e": "eèéẻẽẹêềếểễệ",
    "i": "iìíỉĩị",
    "o": "oòóỏõọôồốổỗộơờớởỡợ",
    "u": "uùúủũụưừứửữự",
    "y": "yỳýỷỹỵ",
}
_WORD: Final = re.compile(r"\w+")
_BEFORE: Final = r"(?:^|[^\p{L}\p{N}\p{M}_])"
_BEFORE_ONE: Final = r"(?:^|[^\p{L}\p{N}\p{M}_#])"
_BEHIND: Final = r"(?:$|[^\p{L}\p{N}\p{M}_])"
_BETWEEN: Final = r"(?:[\s_-]+|[.'’])"
_NOTHING: Final = r"[^\s\S]"


def words_in(text: str) -> list[str]:
    """Returns the words of a text as they are written."""
    return _WORD.findall(text)


def text_pattern(spellings: Iterable[str]) -> str:
    """Returns what finds any of some phrases in running text; each has a word at least.

    Of no phrases it finds nothing.
    """
    listed = [words_in(each) for each in spellings]
    one, several = ([each for each in listed if (len(each) > 1) == many] for many in (False, True))
    parts = [
        f"{before}(?:{_any_of(phrases)})"
        for before, phrases in ((_BEFORE_ONE, one), (_BEFORE, several))
        if phrases
    ]
    return f"(?i)(?:{'|'.join(parts)}){_BEHIND}" if parts else _NOTHING


def name_pattern(spellings: Iterable[str]) -> str:
    """Returns what finds a name that is one of some phrases, and nothing more."""
    names = _any_of(words_in(each) for each in spellings)
    return f"(?i)^(?:{names})$" if names else _NOTHING


def tag_key(phrase: str) -> str:
    """Returns the hashtag that a phrase is written as, as the data group them."""
    return "".join(words_in(fold(phrase)))


def _any_of(phrases: Iterable[list[str]]) -> str:
    return "|".join(dict.fromkeys(map(_phrase, phrases)))


def _phrase(words: list[str]) -> str:
    if len(words) == 1 and fold(words[0]) != words[0].lower():
        return f"{re.escape(words[0].lower())}|{re.escape(fold(words[0]))}"
    return _BETWEEN.join(_folded(fold(word)) for word in words)


def _folded(word: str) -> str:
    return "".join(
        f"[{_LETTERS[letter]}]" if letter in _LETTERS else re.escape(letter) for letter in word
    )
