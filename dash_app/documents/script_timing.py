r"""When each part of a script is said: words at a speaking rate, one part after the other.

While a script is edited in a browser, its page has to count in the same way: slots are
`/\[[^\[\]]*\]/g`, words `/[\p{L}\p{N}_]+/gu` of the text in NFC.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

SILENT_S: Final = 3.0
"""Seconds that a part without words keeps, so that there is time to see it."""

# As the datasets count words: a Vietnamese word is a syllable between spaces.
_WORD: Final = re.compile(r"\w+")
_SLOT: Final = re.compile(r"\[[^\[\]]*\]")


def spoken_words(dialogue: str) -> int:
    """Returns the number of words of a dialogue; none where it is only slots to fill."""
    if not _WORD.search(_SLOT.sub(" ", dialogue)):
        return 0
    return len(_WORD.findall(dialogue))


def part_seconds(dialogue: str, silent_s: float, words_per_second: float) -> float:
    """Returns how long a part lasts: as its words do, or `silent_s` without any."""
    words = spoken_words(dialogue)
    return words / words_per_second if words else silent_s


def time_ranges(seconds: Iterable[float]) -> list[tuple[float, float]]:
    """Returns from when to when each part lasts, in tenths of a second.

    Sums are rounded, not parts: no error adds up, and each part begins where the last one ends.
    """
    ranges, end = [], 0.0
    for each in seconds:
        start, end = end, end + each
        ranges.append((round(start, 1), round(end, 1)))
    return ranges


def clock(seconds: float) -> str:
    """Returns `75.4` as `1:15`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"


def time_range(start_s: float, end_s: float) -> str:
    """Returns `0:07–0:15`."""
    return f"{clock(start_s)}–{clock(end_s)}"
