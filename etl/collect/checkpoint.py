"""An unfinished crawl on the disk: what was fetched is never fetched again.

`<folder>/.crawl/start.json` says what is crawled and `page-00001.json`… hold what came. The folder
is hidden, so that `etl run` passes over it; the last step renames what was made of it to
`<folder>/<yyyymmddTHHMMSSZ>/`. A crash at any point leaves either the pages or the snapshot.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from etl.collect.files import sync_folder, write_json
from etl.collect.listing import StoredPage

T = TypeVar("T")

_WORK: Final = ".crawl"
_START: Final = "start.json"
_STAMP: Final = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Start:
    """What is crawled, as TikTok described it at the start.

    Attributes:
        stamp: When it began, UTC; the name of the snapshot.
        params: How the list is asked for.
        expected: How many posts TikTok counts; None where it does not say.
        is_private: Whether the posts are hidden.
        profile: The content of `user_info.json`; None for a hashtag.
    """

    stamp: str
    params: Mapping[str, str]
    expected: int | None
    is_private: bool = False
    profile: dict[str, Any] | None = None


@dataclass
class Checkpoint:
    """A crawl that is under way.

    Attributes:
        folder: Of the creator or hashtag.
        start: What is crawled.
        pages: What came until now.
    """

    folder: Path
    start: Start
    pages: list[StoredPage] = field(default_factory=list)

    @property
    def snapshot(self) -> Path:
        """Where the result is put."""
        return self.folder / self.start.stamp

    @property
    def started(self) -> datetime:
        """When it began."""
        return datetime.strptime(self.start.stamp, _STAMP).replace(tzinfo=UTC)

    @property
    def has_ended(self) -> bool:
        """Whether there is nothing more to fetch."""
        return self.snapshot.exists() or (bool(self.pages) and not self.pages[-1].has_more)

    def keep(self, page: StoredPage) -> None:
        """Adds a page; it is on the disk when this returns."""
        write_json(_page_path(self.folder, len(self.pages) + 1), asdict(page))
        self.pages.append(page)

    def finish(self, files: Mapping[str, object]) -> None:
        """Puts the snapshot in its place; `close` remains to be called."""
        if self.snapshot.exists():  # cut off after this step
            return
        made = self.folder / _WORK / "snapshot"
        shutil.rmtree(made, ignore_errors=True)
        for name, content in files.items():
            write_json(made / name, content)
        made.rename(self.snapshot)
        sync_folder(self.folder)

    def close(self) -> None:
        """Removes the pages; where that is cut off, the next crawl does it again."""
        shutil.rmtree(self.folder / _WORK)


def begin(folder: Path, start: Start) -> Checkpoint:
    """Begins a crawl in the folder of a creator or hashtag."""
    shutil.rmtree(folder / _WORK, ignore_errors=True)
    write_json(folder / _WORK / _START, asdict(start))
    return Checkpoint(folder, start)


def unfinished(folder: Path) -> Checkpoint | None:
    """Returns the crawl that was cut off in a folder; None where there is none.

    What cannot be read, as after the disk failed, is treated as not there.
    """
    start = _read(folder / _WORK / _START, Start)
    if start is None:
        return None
    checkpoint = Checkpoint(folder, start)
    while page := _read(_page_path(folder, len(checkpoint.pages) + 1), StoredPage):
        checkpoint.pages.append(page)
    return checkpoint


def waiting_pages(folder: Path) -> int | None:
    """Returns how many pages the crawl has that was cut off; None where there is none."""
    work = folder / _WORK
    return len(list(work.glob("page-*.json"))) if (work / _START).exists() else None


def free_stamp(folder: Path, now: datetime) -> str:
    """Returns the name of a new snapshot: the time, or the first second after it that is free."""
    while (folder / f"{now:{_STAMP}}").exists():
        now += timedelta(seconds=1)
    return f"{now:{_STAMP}}"


def _page_path(folder: Path, number: int) -> Path:
    return folder / _WORK / f"page-{number:05d}.json"


def _read(path: Path, kind: type[T]) -> T | None:
    """Returns what a file holds; not with msgspec's decoder, which knows no half of a pair."""
    try:
        return msgspec.convert(json.loads(path.read_bytes()), kind)
    except (FileNotFoundError, ValueError, msgspec.ValidationError):
        return None
