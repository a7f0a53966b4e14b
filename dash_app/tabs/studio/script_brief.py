"""What the user asks of a script: checked once, then a frozen value."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from dash_app import words
from dash_app.typed_text import read_text
from etl.text import to_nfc

FIELDS: Final = (
    "categories",
    "structure_style",
    "hook_type",
    "tone_of_voice",
    "pacing",
    "cta_type",
    "content_style",
    "audience_target",
)
"""Fields of the content labels that a script is described by, the category first."""

MOST_LABELS: Final = 3
"""Of one field."""

SHORTEST_S, LONGEST_S = 5.0, 600.0
_MOST_DESCRIPTION: Final = 4_000
_MOST_FACTS: Final = 2_000
_MOST_LABEL: Final = 60
_WORD: Final = re.compile(r"\w{2,}")


@dataclass(frozen=True)
class Brief:
    """What the user asks.

    Attributes:
        description: Free text: what the video is about.
        chosen: Labels that the user chose, by field; they are taken over what is found.
        duration_s: Wanted; None leaves it to the exemplars.
        facts: Of the seller or the creator: prices, addresses, what must be said.
        model: Which one of the assistant's; empty for its default.
    """

    description: str
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    duration_s: float | None = None
    facts: str = ""
    model: str = ""


def read_brief(fields: Mapping[str, Any]) -> Brief:
    """Returns what the user asks.

    Args:
        fields: `description`; and, where given, `facts`, `duration_s` (a number or its text),
            `model`, and the labels of each of `FIELDS`: a text, or a list of texts.

    Raises:
        ValueError: Where it cannot be used; a Vietnamese sentence says what to do.
    """
    description = read_text(fields.get("description"), "Mô tả", _MOST_DESCRIPTION)
    if not _WORD.search(description):
        raise ValueError("Hãy mô tả video bạn muốn quay: món gì, ở đâu, dành cho ai.")
    chosen = {name: _labels(fields.get(name)) for name in FIELDS}
    return Brief(
        description=description,
        chosen={name: labels for name, labels in chosen.items() if labels},
        duration_s=_duration(fields.get("duration_s")),
        facts=read_text(fields.get("facts"), "Thông tin thêm", _MOST_FACTS),
        model=read_text(fields.get("model"), "Mô hình", 200),
    )


def _labels(value: Any) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    texts = (to_nfc(each).strip() for each in listed if isinstance(each, str))
    return tuple(dict.fromkeys(text for text in texts if 0 < len(text) <= _MOST_LABEL))[
        :MOST_LABELS
    ]


def _duration(value: Any) -> float | None:
    if value is None or value == "" or isinstance(value, bool):
        return None
    try:
        duration = float(str(value).strip().replace(",", "."))
    except ValueError:
        duration = math.nan
    if not SHORTEST_S <= duration <= LONGEST_S:
        raise ValueError(
            f"Thời lượng: cần từ {words.whole(SHORTEST_S)} đến {words.whole(LONGEST_S)} giây, "
            "hoặc để trống."
        )
    return duration
