"""Gợi ý quay: what the user asks, checked once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from dash_app.tabs.studio.filming_kinds import KINDS, Kind
from dash_app.typed_text import read_text

MOST_DESCRIPTION: Final = 4_000
_MOST_NAME: Final = 200
_WORD: Final = re.compile(r"\w{2,}")


@dataclass(frozen=True)
class Brief:
    """What the user asks.

    Attributes:
        kind: Of the video.
        description: What is to be filmed, where, with whom.
        model: Which one of the assistant's; empty for its default.
    """

    kind: Kind
    description: str
    model: str = ""


def read_brief(fields: Mapping[str, Any]) -> Brief:
    """Returns what the user asks.

    Args:
        fields: `kind`, `description` and, where given, `model`.

    Raises:
        ValueError: Where it cannot be used; a Vietnamese sentence says what to do.
    """
    key = read_text(fields.get("kind"), "Loại video", _MOST_NAME)
    kind = KINDS.get(key)
    if kind is None:
        known = ", ".join(each.title for each in KINDS.values())
        raise ValueError(f"Loại video “{key[:40]}” không có ở đây: hãy chọn {known}.")
    description = read_text(fields.get("description"), "Mô tả", MOST_DESCRIPTION)
    if not _WORD.search(description):
        raise ValueError("Hãy mô tả video bạn định quay: món gì, ở đâu, lúc nào, có ai.")
    return Brief(kind, description, read_text(fields.get("model"), "Mô hình", _MOST_NAME))
