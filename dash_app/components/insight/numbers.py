"""Numbers as they stand in Vietnamese text: `1.234,5`, `1,2 triệu`, `12 %`, `19/03/2025`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_SCALES: Final = {
    "trăm": 2,
    "nghìn": 3,
    "ngàn": 3,
    "n": 3,
    "k": 3,
    "triệu": 6,
    "tr": 6,
    "m": 6,
    "tỷ": 9,
    "tỉ": 9,
}
_GROUPED: Final = r"\d{1,3}(?:\.\d{3})+(?!\d)"
_SPACE: Final = r"[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}]?"
_NUMBER: Final = re.compile(
    # A sign, unless it joins two numbers, as in 10-30.
    r"(?P<sign>(?<![\w.,%)])[+\-−–])?"
    rf"(?P<whole>{_GROUPED}|\d+)"
    r"(?:(?P<mark>[.,])(?P<part>\d+))?"
    rf"(?:{_SPACE}(?P<scale>trăm|nghìn|ngàn|triệu|tr|tỷ|tỉ|n|k|m)\b)?"
    rf"(?P<percent>{_SPACE}(?:%|phần trăm\b|điểm %|điểm phần trăm\b))?",
    re.IGNORECASE,
)
_DATE: Final = re.compile(
    r"(?<![\d/])(?:(?P<day>\d{1,2})/)?(?P<month>\d{1,2})/(?P<year>\d{4})(?![\d/])"
    r"|(?<![\d/])(?P<day2>\d{1,2})/(?P<month2>\d{1,2})(?![\d/])"
    r"|(?<!\d)(?P<year3>\d{4})-(?P<month3>\d{2})-(?P<day3>\d{2})(?!\d)"
)
# Below, whoever writes 100 means 100.
_ROUNDED_DIGITS: Final = 4


@dataclass(frozen=True)
class Written:
    """A number in a text.

    Attributes:
        value: With its sign and scale.
        exponent: Of the last digit that is meant: -1 for `12,5`, 5 for `1,2 triệu`.
        signed: Whether a plus or minus stands before it.
        is_percent: Whether it is so many of a hundred.
        start: Where it begins.
        end: Where it ends, with its unit.
    """

    value: float
    exponent: int
    signed: bool = False
    is_percent: bool = False
    start: int = 0
    end: int = 0

    @property
    def tolerance(self) -> float:
        """How far what it was rounded from may lie."""
        return 0.5 * 10.0**self.exponent


@dataclass(frozen=True)
class Day:
    """A date in a text; what is not said is None."""

    day: int | None
    month: int | None
    year: int | None
    start: int = 0
    end: int = 0

    def fits(self, other: Day) -> bool:
        """Whether it says nothing else than another one."""
        pairs = ((self.day, other.day), (self.month, other.month), (self.year, other.year))
        return all(mine is None or mine == theirs for mine, theirs in pairs)


def dates_of(text: str) -> Iterator[Day]:
    """Yields the dates in a text."""
    for found in _DATE.finditer(text):
        day, month, year = (
            next((int(found[f"{name}{n}"]) for n in ("", "2", "3") if _has(found, name, n)), None)
            for name in ("day", "month", "year")
        )
        if month is not None and 1 <= month <= 12 and (day is None or 1 <= day <= 31):
            yield Day(day, month, year, found.start(), found.end())


def _has(found: re.Match[str], name: str, number: str) -> bool:
    return found.groupdict().get(f"{name}{number}") is not None


def numbers_of(text: str) -> Iterator[Written]:
    """Yields the numbers in a text; the parts of a date too."""
    for found in _NUMBER.finditer(text):
        scale = _SCALES[found["scale"].lower()] if _is_scale(found["scale"]) else 0
        end = found.end() if scale or not found["scale"] else found.start("scale")
        whole = re.sub(r"\D", "", found["whole"])
        part = found["part"] or ""
        value = float(f"{whole}.{part or 0}") * 10.0**scale
        sign = found["sign"] or ""
        yield Written(
            value=value if sign in {"", "+"} else -value,
            exponent=_exponent(whole, part, scale, bool(found["percent"])),
            signed=bool(sign),
            is_percent=bool(found["percent"]),
            start=found.start("whole") - len(sign),
            end=end,
        )


def _is_scale(word: str | None) -> bool:
    """Whether a letter stands for thousands or millions: `n = 30` and `5 m` do not say so."""
    return word is not None and (len(word) > 1 or word in "NKkM")


def _exponent(whole: str, part: str, scale: int, is_percent: bool) -> int:
    """Returns the exponent of the last digit that is meant.

    Of a large number, zeros at the end may be there for rounding; behind `triệu` they may be
    missing. Two digits are meant in any case.
    """
    last = scale - len(part)
    digits = (whole + part).lstrip("0") or "0"
    first = last + len(digits) - 1
    meant = last + len(digits) - len(digits.rstrip("0"))
    if scale:
        return min(meant, first - 1)
    if part or is_percent or len(digits) < _ROUNDED_DIGITS:
        return last
    return min(meant, first - 1)
