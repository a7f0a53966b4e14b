"""What is known about crawls: one line of JSON each, also for those that failed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from etl.collect.outcomes import Outcome
from etl.home import Home

_NAME: Final = "crawls.jsonl"
_GOT_SOMETHING: Final = frozenset(
    {Outcome.COMPLETE, Outcome.LIMITED, Outcome.SHORT, Outcome.EMPTY, Outcome.PRIVATE}
)


class Kind(StrEnum):
    """What is crawled."""

    USER = "user"
    HASHTAG = "hashtag"

    @property
    def mark(self) -> str:
        """What stands before a name."""
        return "@" if self is Kind.USER else "#"


class Crawl(msgspec.Struct, frozen=True, kw_only=True):
    """One crawl of a creator or a hashtag.

    Attributes:
        kind: Which of the two.
        name: The handle without @, or the hashtag without #.
        started: ISO 8601, UTC; of the first part where it was resumed.
        ended: ISO 8601, UTC.
        outcome: How it ended.
        reason: Why, in Vietnamese; empty where there is nothing to say.
        pages: How many pages were fetched in all.
        resumed_pages: How many of them an earlier run had fetched.
        videos: How many distinct videos were kept.
        unusable: How many items had no id.
        expected: How many videos TikTok counts; None where it does not say.
        newest: When the newest kept video was posted (Unix seconds); None without any.
        oldest: The same of the oldest.
        snapshot: The folder of the files, below the home; None where nothing was written.
    """

    kind: Kind
    name: str
    started: str
    ended: str
    outcome: Outcome
    reason: str = ""
    pages: int = 0
    resumed_pages: int = 0
    videos: int = 0
    unusable: int = 0
    expected: int | None = None
    newest: int | None = None
    oldest: int | None = None
    snapshot: str | None = None

    @property
    def got_something(self) -> bool:
        """Whether there is a snapshot of it."""
        return self.outcome in _GOT_SOMETHING

    @property
    def failed(self) -> bool:
        """Whether someone should look at it.

        TikTok never lists all videos of a large hashtag, so that a short list is usual there.
        """
        if self.outcome is Outcome.SHORT:
            return self.kind is Kind.USER
        return self.outcome in (Outcome.BLOCKED, Outcome.INTERRUPTED)


def append_crawl(home: Home, crawl: Crawl) -> None:
    """Adds a record; it is on the disk when this returns."""
    home.collect.mkdir(parents=True, exist_ok=True)
    with _path(home).open("ab+") as file:
        size = file.seek(0, os.SEEK_END)
        torn = False
        if size:
            file.seek(size - 1)
            torn = file.read(1) != b"\n"
        file.write((b"\n" if torn else b"") + msgspec.json.encode(crawl) + b"\n")
        file.flush()
        os.fsync(file.fileno())


def read_crawls(home: Home) -> list[Crawl]:
    """Returns the records in their order; a line that was cut off is passed over."""
    return list(_lines(_path(home)))


def _path(home: Home) -> Path:
    return home.collect / _NAME


def _lines(path: Path) -> Iterator[Crawl]:
    if not path.exists():
        return
    for line in path.read_bytes().splitlines():
        try:
            yield msgspec.json.decode(line, type=Crawl)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
