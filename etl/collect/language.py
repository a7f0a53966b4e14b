"""Whether a caption is Vietnamese: TikTok's guess where there is one, else its letters and words.

A library for all languages would need longer texts than captions and tens of megabytes; here one
language is told from all others, and it has letters that no other has.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from etl.text import fold, to_nfc

_UNKNOWN: Final = frozenset({"", "un", "und", "unknown"})
_NOT_SAID: Final = re.compile(r"[#@]\S+|https?://\S+")
_WORD: Final = re.compile(r"[^\W\d_]+")
# đ, ơ, ư, ă; and vowels with a hook, a dot below, or two marks: à, é, ô and ã are others' too.
_OWN: Final = re.compile(r"[đơưăảạẻẹẽỉịĩỏọủụũỷỵỹấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữựý]")
_USUAL: Final = frozenset(
    re.findall(
        r"\w+",
        """
        anh ban bao bep cac cach cai chi cho chua cua cung da dang day de den di dung duoc em gi
        ha hay het hom khi khong la lai lam len luon may minh moi mon mot nao nay nen nha nhe
        nhieu nhu nhung nua oi qua quan ra rat roi sao se thi thoi tren trong tu va vao ve vi voi
        vua
        """,
    )
)
_MARKED: Final = re.compile(r"[àáâãèéêìíòóôõùú]")
_VOWELS: Final = re.compile(r"[aeiouy]+")
_LEAST_WORDS: Final = 2
_LEAST_SYLLABLES: Final = 0.6
_LEAST_SHARE: Final = 0.3


def is_vietnamese(caption: str, guess: str = "") -> bool | None:
    """Returns whether a caption is Vietnamese; None where nothing tells.

    Args:
        caption: Hashtags, mentions and addresses in it say nothing.
        guess: TikTok's, such as `vi`; `un` where it could not tell.
    """
    if guess.lower() not in _UNKNOWN:
        return guess.lower().split("-")[0] == "vi"
    said = unicodedata.normalize("NFKC", to_nfc(_NOT_SAID.sub(" ", caption))).lower()
    if _OWN.search(said):
        return True
    words = [fold(word) for word in _WORD.findall(said)]
    if not words:
        return None
    # Vietnamese is written syllable by syllable; others with the same marks are not.
    syllables = sum(len(_VOWELS.findall(word)) == 1 for word in words)
    if len(words) >= _LEAST_WORDS and _MARKED.search(said):
        return syllables >= _LEAST_SYLLABLES * len(words)
    usual = sum(word in _USUAL for word in words)
    if usual >= _LEAST_WORDS and usual >= _LEAST_SHARE * len(words):
        return True
    return False if len(words) >= _LEAST_WORDS else None
