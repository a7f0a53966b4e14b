"""Spellings of Vietnamese place names: what one official name looks like when people type it.

Pure text in, text out. Where a name comes from and what it means is the gazetteer's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product

from etl.text import fold, to_nfc

WORD = re.compile(r"\w+")

# Words people put before a name, by the kind of district.
KIND_WORDS: dict[str, tuple[str, ...]] = {
    "quận": ("quận", "q"),
    "huyện": ("huyện", "h"),
    "thị xã": ("thị xã", "tx"),
    "thành phố": ("thành phố", "tp", "thị xã", "quận", "q"),
}
PROVINCE_WORDS = ("tỉnh", "thành phố", "tp", "t p")

# The tone mark stands on either vowel: "Hoà" and "Hòa" are one word.
_TONE_PAIRS = tuple(
    zip(
        ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"],
        ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"],
        strict=True,
    )
)
_NUMBER_WORDS: dict[int, tuple[str, ...]] = {
    1: ("nhất", "nhứt", "một"),
    2: ("hai",),
    3: ("ba",),
    4: ("tư", "bốn"),
    5: ("năm",),
    6: ("sáu",),
    7: ("bảy", "bẩy"),
    8: ("tám",),
    9: ("chín",),
    10: ("mười",),
    11: ("mười một",),
    12: ("mười hai",),
}


def words_of(text: str) -> tuple[str, ...]:
    """Returns the lower-cased words of a name, in NFC.

    >>> words_of("Bà Rịa - Vũng Tàu")
    ('bà', 'rịa', 'vũng', 'tàu')
    """
    return tuple(WORD.findall(to_nfc(text).lower()))


def folded_words_of(text: str) -> tuple[str, ...]:
    """Returns the words of a name without diacritics."""
    return tuple(WORD.findall(fold(text)))


def joined(text: str) -> str:
    """Returns a name as it stands in a hashtag: folded, with nothing between the words.

    >>> joined("Đà Lạt")
    'dalat'
    """
    return "".join(folded_words_of(text))


def _word_spellings(word: str) -> set[str]:
    spellings = {word}
    for old, new in _TONE_PAIRS:
        for one, other in ((old, new), (new, old)):
            # "quý" has its tone on the y in both traditions: its u belongs to the q
            if one in word and not word.startswith("qu"):
                spellings.add(word.replace(one, other))
    return spellings


def spellings_of(name: str) -> Iterator[tuple[str, ...]]:
    """Yields the words of a name in each accepted place of the tone marks."""
    yield from product(*(sorted(_word_spellings(word)) for word in words_of(name)))


def numbered_district_spellings(number: int) -> Iterator[str]:
    """Yields how "Quận 7" is written: Q7, Q.7, quận bảy, district 7."""
    yield f"q{number}"
    yield f"quận{number}"
    yield f"quan{number}"
    for written in (str(number), f"{number:02}"):
        yield from (f"quận {written}", f"quan {written}", f"q {written}", f"district {written}")
    # "quan nam" may be "quán năm": a number in words needs its diacritics
    for word in _NUMBER_WORDS.get(number, ()):
        yield f"quận {word}"


def with_kind(name: str, kind: str) -> Iterator[str]:
    """Yields a district's name with the words that say what it is: "quận Gò Vấp", "Q. Gò Vấp"."""
    yield from (f"{word} {name}" for word in KIND_WORDS[kind])


def is_unmarked(words: Iterable[str]) -> bool:
    """Tells whether words carry no Vietnamese letters at all."""
    return all(word.isascii() for word in words)
