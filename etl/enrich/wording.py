"""What words alone tell: the hook, the length, disclosed advertising, booking notes."""

from __future__ import annotations

import re

from etl.text import fold

HOOK_LIMIT = 200

_SENTENCE = re.compile(r"(.+?[.!?…])(?:\s|$)", re.DOTALL)
_HASHTAG = re.compile(r"#[^\s#]+")
_SHORTEST_OWN_NAME = 5
_WORD = re.compile(r"\w+")
# People space digits out, write keycaps, medals or words for them, or an O for the zero, so that
# machines do not find the number.
_ZERO = r"(?:0\ufe0f?\u20e3?|o|không|khong|ko)"
_DIGIT = (
    r"(?:\d\ufe0f?\u20e3?|o(?=[\W_]*\d)|🥇|🥈|🥉|không|khong|ko|một|mốt|mot|hai|ba|bốn|bon|năm|nam"
    r"|sáu|sau|bảy|bay|tám|tam|chín|chin)"
)
_PHONE = re.compile(
    rf"(?<!\d)(?:\+?84|{_ZERO})(?:[\W_]{{0,3}}{_DIGIT}){{8,10}}(?!\d)", re.IGNORECASE
)
_DISCLOSURE = re.compile(
    r"#?\b(?:quang cao|duoc tai tro|tai tro boi|hop tac cung|hop tac voi nhan hang|"
    r"paid partnership|sponsored|#ad)\b|#(?:ad|ads|quangcao|sponsored|duoctaitro)\b"
)
_REFUSES = re.compile(
    r"\b(?:khong|ko|k|hong|ngung|tam ngung|not|no)\s+(?:nhan\s+)?(?:book|booking|quang cao|qc|pr)\b"
)
_OFFERS = re.compile(
    r"\b(?:book|booking|lien he|contact|cong viec|hop tac|collab|quang cao|work)\b|📩|💌|📮|✉"
)


def hook_of(transcript: str | None) -> str | None:
    """Returns the first sentence of what is said, at most `HOOK_LIMIT` characters."""
    text = " ".join((transcript or "").split())
    if not _WORD.search(text):
        return None
    match = _SENTENCE.match(text)
    return (match[1] if match else text)[:HOOK_LIMIT]


def word_count(text: str | None) -> int:
    """Returns the number of words; Vietnamese words are syllables between spaces."""
    return len(_WORD.findall(text or ""))


def discloses_advertising(caption: str) -> bool:
    """Returns whether the caption says that it is advertising."""
    return bool(_DISCLOSURE.search(fold(caption)))


def without_own_tags(caption: str, creator: str) -> str:
    """Returns the caption without the hashtags that are the creator's own name.

    "#baobanhbao" of a creator called so says who posts, not what is eaten.
    """
    own = _letters(creator)
    if len(own) < _SHORTEST_OWN_NAME:
        return caption
    return _HASHTAG.sub(lambda tag: "" if own in _letters(tag[0]) else tag[0], caption)


def _letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalpha())


def without_phone_numbers(text: str | None) -> str | None:
    """Returns the text with every phone number masked."""
    return _PHONE.sub("•••••••", text) if text else text


def booking_note(bio: str | None) -> str | None:
    """Returns what a bio says of booking: `refuses`, `offers`, or None."""
    folded = fold(bio or "")
    if _REFUSES.search(folded):
        return "refuses"
    return "offers" if _OFFERS.search(folded) else None
