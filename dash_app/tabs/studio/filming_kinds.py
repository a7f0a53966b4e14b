"""Gợi ý quay: the kinds of video, and how a video's kind is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from llm.offline.category_patterns import category_patterns


@dataclass(frozen=True)
class Kind:
    """A kind of video.

    Attributes:
        key: As it is sent, and in `queries.filming`.
        title: In the form.
        videos: How its videos are called inside a sentence.
        labels: The category labels that say it.
    """

    key: str
    title: str
    videos: str
    labels: tuple[str, ...]

    @property
    def texts(self) -> dict[str, str]:
        """What the queries are given to find its videos."""
        return {"kind": self.key, "labels": "\n".join(self.labels), **category_patterns()}


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        kind.key: kind
        for kind in (
            Kind(
                "review",
                "Review quán, sản phẩm",
                "video review",
                ("Review quán ăn", "Review sản phẩm ăn uống"),
            ),
            Kind("cooking", "Nấu ăn", "video nấu ăn", ("Nấu ăn",)),
            Kind("mukbang", "Mukbang", "video mukbang", ("Mukbang",)),
        )
    }
)
