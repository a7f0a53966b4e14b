"""Text of other people made fit for a file: nothing in it that breaks XML or turns a line."""

from __future__ import annotations

import re
from typing import Final

from etl.text import to_nfc

# What XML 1.0 has no place for, lone halves of characters among it.
_ILLEGAL: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# Marks that turn the direction of what follows: a nickname could turn the sentence around it.
_TURNING: Final = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
# A number and what it counts stay on one line.
_UNIT: Final = re.compile(r"(?<=\d) (?=(?:%|đ|đồng|N|Tr|Tỷ|nghìn|triệu|tỷ|video|điểm)(?:\W|$))")
_LINK: Final = re.compile(r"https://[^\s\"<>]+")
_LONGEST_LINK: Final = 2000
_JOINERS: Final = "\u200d\ufe0f"


def plain(text: str, most: int = 2000) -> str:
    """Returns a text on one line, in NFC, without what a file cannot hold.

    Args:
        text: As it was collected.
        most: Characters, the `…` of a cut included.
    """
    visible = _TURNING.sub("", _ILLEGAL.sub(" ", text))
    return shortened(" ".join(to_nfc(visible).split()), most)


def glued(text: str) -> str:
    """Returns a text whose numbers are not parted from their units at the end of a line."""
    return _UNIT.sub("\u00a0", text)


def shortened(text: str, most: int) -> str:
    """Returns a text of at most `most` characters; a cut is marked with `…`."""
    return text if len(text) <= most else f"{cut(text, most - 1)}…"


def cut(text: str, length: int) -> str:
    """Returns the beginning of a text, not ending in a blank or within a joined emoji."""
    return text[: max(length, 0)].rstrip(_JOINERS).rstrip(" ,;:·–—")


def safe_link(url: str) -> str:
    """Returns an address that a document may link to; empty for any other."""
    return url if len(url) <= _LONGEST_LINK and _LINK.fullmatch(url) else ""


def plain_lines(text: str, most: int = 4000) -> str:
    """Returns a text like `plain` does, on the lines that it has."""
    lines = (plain(line, most) for line in text.splitlines())
    return shortened("\n".join(line for line in lines if line), most)
