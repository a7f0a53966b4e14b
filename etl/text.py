"""Vietnamese text brought to one form before anything is compared.

Captions mix NFC and NFD, full-width letters and styled Unicode; people type place names with and
without diacritics. Everything that compares text goes through these functions.
"""

from __future__ import annotations

import re
import unicodedata

_FOLDED_D = str.maketrans({"đ": "d", "Đ": "d"})
_HASHTAG = re.compile(r"#([^\s#]+)")
_TRAILING = re.compile(r"\W+$")


def to_nfc(text: str) -> str:
    """Returns the text in NFC, the one form that is stored."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Returns the text lower-cased, compatibility-normalised and without diacritics.

    >>> fold("Bún Đậu Hà Nội")
    'bun dau ha noi'
    """
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_FOLDED_D))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def hashtags_in(caption: str) -> list[str]:
    """Returns the `#` words of a caption in order, lower-cased, each once, in NFC.

    Trailing punctuation and emoji are removed; what has no letter is no hashtag.
    """
    tags: dict[str, None] = {}
    for match in _HASHTAG.findall(to_nfc(caption)):
        tag = _TRAILING.sub("", match.lower())
        if tag:
            tags[tag] = None
    return list(tags)
