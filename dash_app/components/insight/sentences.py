"""Lets the words of a model through as they come, and takes back sentences that must not stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

_MOST_CHARACTERS: Final = 1_600
_END: Final = re.compile(r"[.!?…]+[\"”')\]]*(?=\s)|\n")
# A number whose digits or unit may still go on in what comes next.
_OPEN: Final = re.compile(r"[^\s\d]*\d\S*\s*(?:điểm\s+)?(?:phần\s+)?[^\W\d]*%?$")
# So do numbers that are written in words.
_OPEN_WORDS: Final = re.compile(
    r"\b(?:gấp|phân|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|chục|vài|hàng|mấy|gần|hơn|quá)"
    r"\s*(?:phần\s*)?[^\W\d]*$",
    re.IGNORECASE,
)
# An underscore may be part of an account's name, and a # begins a hashtag.
_DECORATION: Final = re.compile(r"[*`]+")
_ENUMERATOR: Final = re.compile(r"^\s*(?:#+|\d+[.)]|[-•–])\s+")
_MAY_ENUMERATE: Final = re.compile(r"^\s*(?:#+|\d+[.)]?|[-•–])?\s*$")


@dataclass(frozen=True)
class Piece:
    """What is to be shown.

    Attributes:
        kind: Words to be added, or all that now stands.
        text: The words.
    """

    kind: Literal["text", "replace"]
    text: str


class Sieve:
    """Passes on words as they come; counts the sentences that it took back."""

    def __init__(self, is_fine: Callable[[str], bool], most: int = _MOST_CHARACTERS) -> None:
        """Begins with nothing.

        Args:
            is_fine: Whether a sentence, or its beginning, may stand.
            most: Characters after which no more is read.
        """
        self._is_fine = is_fine
        self._most = most
        self._kept = ""
        self._open = ""
        self._shown = 0
        self._is_bad = False
        self.taken_back = 0

    @property
    def kept(self) -> str:
        """The whole sentences that stand."""
        return self._kept

    def pass_on(self, words: Iterable[str]) -> Iterator[Piece]:
        """Yields what is to be shown; stops reading what goes on for too long."""
        for each in words:
            self._open += _DECORATION.sub("", each)
            yield from self._sentences()
            if not self._is_bad:
                yield from self._beginning()
            if len(self._kept) > self._most:
                if self._shown:
                    yield Piece("replace", self._kept)
                return
        yield from self._judge(self._open)
        self._open = ""

    def _sentences(self) -> Iterator[Piece]:
        self._tidy()
        while found := _END.search(self._open):
            sentence, self._open = self._open[: found.end()], self._open[found.end() :]
            yield from self._judge(sentence)
            self._tidy()

    def _tidy(self) -> None:
        """Takes away the space at the beginning of a line, and what makes it one of a list."""
        if self._begins_line:
            self._open = _ENUMERATOR.sub("", self._open.lstrip())

    @property
    def _begins_line(self) -> bool:
        return not self._shown and (not self._kept or self._kept.endswith("\n"))

    def _judge(self, sentence: str) -> Iterator[Piece]:
        """Ends a sentence: shows the rest of it, or takes back what was shown."""
        if self._is_bad or not self._is_fine(sentence):
            if self._shown:
                yield Piece("replace", self._kept)
            self.taken_back += 1
        elif sentence:
            if len(sentence) > self._shown:
                yield Piece("text", sentence[self._shown :])
            self._kept += sentence
        self._shown, self._is_bad = 0, False

    def _beginning(self) -> Iterator[Piece]:
        """Shows an unfinished sentence up to where a number may still go on."""
        open_at = [
            found.start() for each in (_OPEN, _OPEN_WORDS) if (found := each.search(self._open))
        ]
        if self._begins_line and _MAY_ENUMERATE.match(self._open):
            open_at.append(0)
        safe = min(open_at, default=len(self._open))
        beginning = self._open[:safe]
        if not self._is_fine(beginning):
            self._is_bad = True
            if self._shown:
                yield Piece("replace", self._kept)
            self._shown = 0
        elif safe > self._shown:
            yield Piece("text", beginning[self._shown :])
            self._shown = safe
