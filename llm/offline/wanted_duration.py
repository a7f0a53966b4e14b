"""How long a video is wanted to be: "60 giây", "dưới 30s", "1 phút rưỡi", "30–45 giây".

A recipe has durations of its own ("luộc 5 phút"): the nearest word before a duration that speaks of
cooking or of a video decides which one it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from llm.offline.cues import Word, fold, words_of

SHORTEST_S: Final = 5.0
LONGEST_S: Final = 600.0

_LONGEST_UNSAID_S: Final = 180.0
"""From here on a duration is only a video's where the text says so."""

_REACH: Final = 6
_WIDEST: Final = 4
_OF_VIDEO: Final = frozenset(
    {
        *("video", "clip", "vlog", "short", "shorts", "reel", "reels", "tiktok", "kịch", "kich"),
        *("dài", "thời", "thoi", "lượng", "luong", "dưới", "duoi", "quay", "viết", "tối", "đa"),
    }
)
_OF_COOKING: Final = frozenset(
    {
        *("luộc", "hấp", "nấu", "ướp", "ủ", "ngâm", "chiên", "nướng", "kho", "hầm", "ninh", "xào"),
        *("rang", "rán", "chần", "đun", "om", "nghỉ", "chờ", "đợi", "cách", "mất", "sau", "mỗi"),
        *("cứ", "món", "bữa", "luoc", "uop", "ngam", "chien", "nuong", "ninh", "xao"),
    }
)
# One talks of cooking in seconds now and then, but of a video about cooking far more often.
_OF_COOKING_FOR_SECONDS: Final = _OF_COOKING - {"nấu", "món", "bữa", "sau"}
_DIGITS: Final = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "tu": 4,
    "nam": 5,
    "lam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
}
_SPELT: Final = "|".join(_DIGITS)
_FIGURE: Final = r"\d{1,3}(?: [.,] \d)?"
_NUMBER: Final = rf"(?:{_FIGURE}|(?:(?:{_SPELT}) )?muoi(?: (?:{_SPELT}))?|{_SPELT})"
_TO: Final = r" (?:(?:den|toi|[–—~]) )?"
_SECONDS: Final = r" ?(?:s|giay|sec|second|seconds)\b"
_MINUTES: Final = r" ?(?:p|ph|phut|min|minute|minutes)(?=\b|\d)"
_DURATION: Final = re.compile(
    rf"\b(?:(?P<half>nua){_MINUTES}"
    rf"|(?:(?P<min_low>{_FIGURE}){_TO})?(?P<min>{_NUMBER}){_MINUTES}"
    rf"(?: (?P<and_half>ruoi)\b| ?(?P<rest>{_NUMBER}){_SECONDS}| ?(?P<bare>15|20|30|40|45|50)\b)?"
    rf"|(?:(?P<low>{_FIGURE}){_TO})?(?P<sec>{_NUMBER}){_SECONDS})"
)


@dataclass(frozen=True)
class WantedDuration:
    """A duration that a text asks for.

    Attributes:
        seconds: The middle where it is a range.
        evidence: The words that say so.
    """

    seconds: float
    evidence: str


def wanted_duration(text: str) -> WantedDuration | None:
    """Returns how long the video shall be, where the text says so.

    >>> wanted_duration("review bún chả, clip 1 phút rưỡi")
    WantedDuration(seconds=90.0, evidence='1 phút rưỡi')
    """
    words = words_of(text)
    likely = None
    for match, first, last in _durations(words):
        seconds = _seconds(match)
        if not SHORTEST_S <= seconds <= LONGEST_S:
            continue
        found = WantedDuration(seconds, text[words[first].start : words[last].end])
        said = _is_of_video(words[:first], in_seconds=match["sec"] is not None)
        if said:
            return found
        if said is None and seconds <= _LONGEST_UNSAID_S:
            likely = likely or found
    return likely


def _durations(words: Sequence[Word]) -> Iterator[tuple[re.Match[str], int, int]]:
    """Yields each duration with its first and last word."""
    folded, starts = "", []
    for word in words:
        starts.append(len(folded))
        folded += f"{_folded(word.form)} "
    place = 0
    for match in _DURATION.finditer(folded):
        while place + 1 < len(starts) and starts[place + 1] <= match.start():
            place += 1
        last = place
        while last + 1 < len(starts) and starts[last + 1] < match.end():
            last += 1
        yield match, place, last


def _folded(form: str) -> str:
    folded = fold(form)
    # Paper ("giấy") and shoes ("giày") are no seconds ("giây").
    return "-" if folded == "giay" and form not in ("giây", "giay") else folded


def _is_of_video(before: Sequence[Word], in_seconds: bool) -> bool | None:
    """Returns what the nearest word tells: a video's, or not; None where none tells."""
    of_cooking = _OF_COOKING_FOR_SECONDS if in_seconds else _OF_COOKING
    for word in reversed(before[-_REACH:]):
        if word.form in _OF_VIDEO:
            return True
        if word.form in of_cooking:
            return False
        if word.form in ".!?;\n":
            break
    return None


def _seconds(match: re.Match[str]) -> float:
    if match["half"]:
        return 30.0
    if match["sec"]:
        return _middle(match["low"], match["sec"])
    minutes = _middle(match["min_low"], match["min"])
    rest = _value(match["rest"] or match["bare"] or "0") + (30 if match["and_half"] else 0)
    return 60 * minutes + rest


def _middle(low: str | None, high: str) -> float:
    top = _value(high)
    bottom = _value(low) if low else top
    # "Top 5 60 giây" is no range.
    return (bottom + top) / 2 if bottom < top <= _WIDEST * bottom else top


def _value(number: str) -> float:
    if number[0].isdecimal():
        return float(number.replace(" ", "").replace(",", "."))
    tens, ten, ones = number.partition("muoi")
    if not ten:
        return float(_DIGITS[number])
    return float(10 * _DIGITS.get(tens.strip(), 1) + _DIGITS.get(ones.strip(), 0))
