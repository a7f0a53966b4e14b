"""Cuts a JSON array, or JSON lines, into its items without decoding them.

A file may be truncated or broken in one place. Cutting first means that one bad item costs one
item, not the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

# A string that the file breaks off is taken to the end: a brace in it opens and closes nothing.
_STRUCTURE = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)
_LINE = re.compile(rb"[^\r\n]+")
_SPACE = b" \t\r\n,"

BOM = b"\xef\xbb\xbf"
JSON_ERRORS = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What msgspec raises for text that is no JSON, no UTF-8, or nested without end."""


@dataclass(frozen=True)
class RawItem:
    """One item as it stands in the file.

    Attributes:
        start: Offset of its first byte.
        data: Its bytes.
        complete: False for a tail that the file breaks off.
    """

    start: int
    data: bytes
    complete: bool = True


def array_items(data: bytes, start: int = 0, *, alone: bool = True) -> Iterator[RawItem]:
    """Yields the objects of the array that opens at or after `start`.

    A file that ends before the array does gives one more, incomplete item: what is left after the
    last complete object, which may be nothing.

    Args:
        data: The text.
        start: Where to look for the opening bracket.
        alone: Nothing belongs behind the array: what stands there is one more item.
    """
    depth = 0
    item_start = -1
    end = opening = data.index(b"[", start) + 1
    for match in _STRUCTURE.finditer(data, opening):
        symbol = data[match.start()]
        if symbol in b"{[":
            if depth == 0:
                yield from _stray(data, end, match.start())
                item_start = match.start()
            depth += 1
        elif symbol in b"}]":
            depth -= 1
            if depth < 0:
                yield from _stray(data, end, match.start())
                if alone:
                    yield from _stray(data, match.end(), len(data))
                return
            if depth == 0:
                end = match.end()
                yield RawItem(item_start, data[item_start:end])
    tail = data[end:].strip(_SPACE)
    yield RawItem(data.index(tail, end) if tail else len(data), tail, complete=False)


def _stray(data: bytes, start: int, stop: int) -> Iterator[RawItem]:
    """Yields what stands between two items, where it is more than a separator."""
    text = data[start:stop].strip(_SPACE)
    if text:
        yield RawItem(data.index(text, start), text)


def line_items(data: bytes) -> Iterator[RawItem]:
    """Yields the non-empty lines of a JSON-lines file."""
    for line in _LINE.finditer(data):
        text = line[0].strip()
        if text:
            yield RawItem(line.start(), text)
