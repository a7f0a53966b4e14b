"""The kinds of answers that videos are enriched with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from etl.inputs.rows import Table


class Kind(StrEnum):
    """What is asked; also the folder of the answers."""

    TRANSCRIPTS = "transcripts"
    PLACES = "places"
    LABELS = "labels"


@dataclass(frozen=True)
class KindTraits:
    """What is known of a kind.

    Attributes:
        words: In Vietnamese.
        table: Of the lake, in which answers land.
        prompt: Name of the instructions in `llm/prompts`.
    """

    words: str
    table: Table
    prompt: str


KINDS: Final[Mapping[Kind, KindTraits]] = MappingProxyType(
    {
        Kind.TRANSCRIPTS: KindTraits("lời thoại", Table.TRANSCRIPTS, "transcript"),
        Kind.PLACES: KindTraits("món ăn và địa điểm", Table.MENTIONS, "places"),
        Kind.LABELS: KindTraits("nhãn nội dung", Table.LABELS, "video_labels"),
    }
)
