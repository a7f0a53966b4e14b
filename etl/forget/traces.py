"""By what a creator is known again: handles, the account's number, the ids of the videos."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from etl.forgotten import naming_parts

MASK = "[đã xoá]"
"""What stands in the place of a handle that another creator has written."""

HANDLE_FIELDS = (
    "uniqueId",
    "author",
    "author.uniqueId",
    "user.uniqueId",
    "creator",
    "handle",
)
ID_FIELDS = (
    "id",
    "video_id",
    "video.id",
    "video.videoID",
    "author.id",
    "user.id",
    "creator_id",
    "authorId",
)
_INNER = ("author", "user", "userInfo", "video", "item")
_NAMING = frozenset({"uniqueId", "userUniqueId", "authorName", "music_author"})
_NUMBER = re.compile(rb"[0-9]{5,25}")
_LONG_NUMBER = re.compile(r"[0-9]{5,25}")


@dataclass(frozen=True)
class Traces:
    """A creator's traces.

    Attributes:
        handles: Lower-cased; more than one where the account was renamed.
        creator_ids: TikTok's numbers of the account.
        video_ids: Of all videos that are known.
    """

    handles: frozenset[str]
    creator_ids: frozenset[str] = frozenset()
    video_ids: frozenset[str] = frozenset()

    @cached_property
    def ids(self) -> frozenset[str]:
        """All numbers."""
        return self.creator_ids | self.video_ids

    @cached_property
    def _numbers(self) -> frozenset[bytes]:
        return frozenset(number.encode() for number in self.ids)

    @cached_property
    def _handle(self) -> re.Pattern[bytes]:
        named = self._named.encode()
        return re.compile(rb"(?<![\w.])(?:%s)(?![\w.]*\w)" % named, re.IGNORECASE)

    @cached_property
    def _mention(self) -> re.Pattern[str]:
        # "@name" in a caption, and "original sound - name", as TikTok calls sounds.
        return re.compile(rf"(@|[-–] )(?:{self._named})(?![\w.]*\w)", re.IGNORECASE | re.ASCII)

    @property
    def _named(self) -> str:
        return "|".join(map(re.escape, sorted(self.handles)))

    def with_more(
        self,
        handles: Iterable[str] = (),
        creator_ids: Iterable[str] = (),
        video_ids: Iterable[str] = (),
    ) -> Traces:
        """Returns these and more."""
        return Traces(
            self.handles | {handle.lower() for handle in handles},
            self.creator_ids | set(creator_ids),
            self.video_ids | set(video_ids),
        )

    def are_in(self, data: bytes) -> bool:
        """Returns whether a text names the creator or any of the videos."""
        return self.numbers_are_in(data) or self._handle.search(data) is not None

    def numbers_are_in(self, data: bytes) -> bool:
        """Returns whether a text holds an id of the account or of any of the videos."""
        return any(number in self._numbers for number in _NUMBER.findall(data))

    def are_quoted_in(self, data: bytes) -> bool:
        """Returns whether a handle stands in a text as a value, or a spreadsheet's cell, alone."""
        text = data.lower()
        forms = (form for handle in self.handles for form in (f'"{handle}"', f">{handle}<"))
        return any(form.encode() in text for form in forms)

    def name(self, path: Path) -> bool:
        """Returns whether a file, or the folder that it was crawled into, is named for them."""
        return not naming_parts(path).isdisjoint(self.handles | self.ids)

    def are_on(self, path: Path) -> bool:
        """Returns whether anything on a path is called like the creator or a video."""
        return not {part.lower() for part in path.parts}.isdisjoint(self.handles | self.ids)

    def own(self, row: dict[str, Any]) -> bool:
        """Returns whether an item of TikTok's JSON, a table's row or a record is the creator's."""
        if any(_word(row.get(field)).lower() in self.handles for field in HANDLE_FIELDS):
            return True
        if any(_word(row.get(field)) in self.ids for field in ID_FIELDS):
            return True
        return any(self.own(row[name]) for name in _INNER if isinstance(row.get(name), dict))

    def masked(self, value: Any, field: str = "") -> Any:
        """Returns a value of somebody else's without these traces.

        Items in it that are the creator's are left out, ids and the handle are emptied where they
        stand alone, and `@handle` within a text becomes `@[đã xoá]`. A hashtag that is spelt like
        the handle stays: it is anybody's word.
        """
        if isinstance(value, dict):
            kept = {k: v for k, v in value.items() if not (isinstance(v, dict) and self.own(v))}
            return {k: self.masked(v, k) for k, v in kept.items()}
        if isinstance(value, list):
            items = (one for one in value if not (isinstance(one, dict) and self.own(one)))
            return [self.masked(one, field) for one in items]
        if isinstance(value, int) and not isinstance(value, bool):
            return 0 if str(value) in self.ids else value
        if not isinstance(value, str):
            return value
        if value in self.ids or (field in _NAMING and value.lower() in self.handles):
            return ""
        text = self._mention.sub(rf"\1{MASK}", value)
        return _LONG_NUMBER.sub(lambda found: "" if found[0] in self.ids else found[0], text)


def _word(value: object) -> str:
    return str(value).removeprefix("@") if isinstance(value, str | int) else ""
