"""Whether a sentence says only numbers that its data hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from dash_app.components.insight.numbers import Day, Written, dates_of, numbers_of

# Parts of a picture, which a reader counts for himself: "3 nhóm đầu", "nhóm thứ 2".
_COUNTED: Final = re.compile(
    r"\s*(?:nhóm|cột|dòng|hàng|mục|thanh|đường|ô|phần|vị trí|hạng mục)\b", re.IGNORECASE
)
_RANKED: Final = re.compile(r"\b(?:thứ|top|hạng|nhóm|cột|dòng)\s*$", re.IGNORECASE)
_PART_OF_DATE: Final = re.compile(r"\b(?P<part>ngày|mùng|tháng|năm)\s*$", re.IGNORECASE)
_YEARS: Final = range(1990, 2100)
# A name or a tag that holds digits is no number: @anvat24h, #tet2025, 4K.
_NAME: Final = re.compile(r"[@#]\w[\w.]*|\b\w*(?:\d[^\W\d]|[^\W\d]\d)\w*")
# Numbers in words, which nobody could find in a table.
_IN_WORDS: Final = re.compile(
    r"\bgấp (?:đôi|rưỡi|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nhiều lần)\b"
    r"|\b(?:một|phân|gần|hơn|quá) nửa\b|\b(?:một|hai|ba|bốn) phần (?:ba|tư|năm|mười)\b"
    r"|\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|chục|vài|hàng|mấy) "
    r"(?:chục|trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ|phần trăm)\b",
    re.IGNORECASE,
)
# Sums of floating point are not exact.
_SLACK: Final = 1e-9


@dataclass(frozen=True)
class Known:
    """What may be said.

    Attributes:
        values: The numbers of the data themselves.
        text: All that was written to the model; its numbers, dates and names may be repeated.
        rows: So many parts the picture has, which may be counted.
    """

    values: tuple[float, ...]
    text: str
    rows: int

    @cached_property
    def _folded(self) -> str:
        return self.text.casefold()

    @cached_property
    def _dates(self) -> tuple[Day, ...]:
        return tuple(dates_of(self.text))

    @cached_property
    def _written(self) -> tuple[Written, ...]:
        """The numbers in the text, besides those of dates."""
        return tuple(numbers_of(_without(self.text, self._dates)))

    def unknown_of(self, sentence: str) -> str | None:
        """Returns the first number of a sentence that is not in the data; None without one."""
        for claim in _IN_WORDS.finditer(sentence):
            if claim[0].casefold() not in self._folded:
                return claim[0]
        for name in _NAME.finditer(sentence):
            if name[0].rstrip(".").casefold() in self._folded:
                sentence = _blanked(sentence, name.start(), name.end())
        known = [day for day in dates_of(sentence) if any(day.fits(each) for each in self._dates)]
        sentence = _without(sentence, known)
        for number in numbers_of(sentence):
            before, after = sentence[: number.start], sentence[number.end :]
            if not (
                self._is_known(number)
                or self._is_part_of_date(number, before)
                or self._is_count(number, before, after)
            ):
                return sentence[number.start : number.end]
        return None

    def _is_known(self, number: Written) -> bool:
        # A share is not backed by a label that happens to hold the same digits.
        written = (each for each in self._written if each.is_percent or not number.is_percent)
        return any(_fits(number, value) for value in self.values) or any(
            _is_rounded(number, each.value) for each in written
        )

    def _is_part_of_date(self, number: Written, before: str) -> bool:
        if not _is_plain(number):
            return False
        found = _PART_OF_DATE.search(before)
        part = found["part"].lower() if found else ""
        if part == "tháng":
            return number.value in {day.month for day in self._dates}
        if part in {"ngày", "mùng"}:
            return number.value in {day.day for day in self._dates}
        return number.value in _YEARS and number.value in {day.year for day in self._dates}

    def _is_count(self, number: Written, before: str, after: str) -> bool:
        if not _is_plain(number) or not 1 <= number.value <= self.rows:
            return False
        return bool(_COUNTED.match(after) or _RANKED.search(before))


def _is_plain(number: Written) -> bool:
    return number.exponent == 0 and not number.signed and not number.is_percent


def _fits(number: Written, value: float) -> bool:
    """Whether a number may have been written for a value; one of a table may be a share."""
    shown = (value, 100 * value) if number.is_percent else (value,)
    return any(_is_rounded(number, each) for each in shown)


def _is_rounded(number: Written, value: float) -> bool:
    # "giảm 5 %" may stand for −5 %; with a sign of its own a number has only that one.
    mine, other = (number.value, value) if number.signed else (abs(number.value), abs(value))
    return abs(mine - other) <= number.tolerance + _SLACK * max(1.0, abs(other))


def _without(text: str, days: Iterable[Day]) -> str:
    for day in days:
        text = _blanked(text, day.start, day.end)
    return text


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
