"""Gợi ý quay: whether a sentence says only numbers that were given, and of the same thing.

The data hold so many numbers that nearly every small one is among them: "6 giờ sáng" would be
backed by a share of 6 %. So what no share and no count is, must be there with its unit.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from dash_app.components.insight.number_check import Known

# Written in several ways, each unit once.
_UNITS: Final = {
    "h": "giờ",
    "k": "nghìn",
    "ngàn": "nghìn",
    "đ": "đồng",
    "vnd": "đồng",
    "m": "mét",
    "°": "độ",
    "ký": "kg",
}
_WITH_UNIT: Final = re.compile(
    r"(\d+(?:[.,]\d+)*)\s*(giờ|h|k|nghìn|ngàn|đồng|đ|vnd|độ|°|mét|m|cm|kg|ký|người|tuổi|suất|phần)"
    r"(?![^\W\d_])(?! trăm)",
    re.IGNORECASE,
)

# Of "18–23h" both are hours.
_HOURS: Final = re.compile(r"(\d+)–(\d+)h")


def number_check(given: str) -> Callable[[str], bool]:
    """Returns whether a sentence, or its beginning, says no number that was not given.

    Args:
        given: What was written to the model and may be repeated.
    """
    known = Known((), given, 0)
    measured = set(_measured(_HOURS.sub(r"\1h–\2h", given)))

    def is_fine(sentence: str) -> bool:
        return known.unknown_of(sentence) is None and measured.issuperset(_measured(sentence))

    return is_fine


def _measured(text: str) -> list[tuple[str, str]]:
    found = _WITH_UNIT.findall(text.lower())
    return [(number, _UNITS.get(unit, unit)) for number, unit in found]
