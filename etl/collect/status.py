"""What is known of each creator and hashtag, and how old it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from etl.collect.checkpoint import waiting_pages
from etl.collect.names import HASHTAGS
from etl.collect.records import Crawl, Kind, read_crawls
from etl.home import Home


@dataclass(frozen=True)
class Known:
    """A creator or hashtag that was crawled at least once, or whose crawl is under way.

    Attributes:
        kind: Which of the two.
        name: The handle without @, or the hashtag without #.
        last: The last record; None where the first crawl is not finished.
        success: The last record with a snapshot; None without any.
        age_days: How long ago that ended; None without any.
        waiting_pages: How many pages of an unfinished crawl wait to be taken up.
    """

    kind: Kind
    name: str
    last: Crawl | None
    success: Crawl | None
    age_days: float | None
    waiting_pages: int


def known(home: Home, now: datetime) -> list[Known]:
    """Returns all that is known, the oldest success first and what has none before that."""
    last: dict[tuple[Kind, str], Crawl] = {}
    success: dict[tuple[Kind, str], Crawl] = {}
    for record in read_crawls(home):
        last[record.kind, record.name] = record
        if record.snapshot is not None:
            success[record.kind, record.name] = record
    waiting = _waiting(home)
    found = [
        Known(
            kind=kind,
            name=name,
            last=last.get((kind, name)),
            success=success.get((kind, name)),
            age_days=_age(success.get((kind, name)), now),
            waiting_pages=waiting.get((kind, name), 0),
        )
        for kind, name in {**last, **waiting}
    ]
    return sorted(found, key=lambda one: (one.kind is Kind.HASHTAG, -_or_forever(one.age_days)))


def _age(record: Crawl | None, now: datetime) -> float | None:
    if record is None:
        return None
    return (now - datetime.fromisoformat(record.ended)).total_seconds() / 86_400


def _or_forever(days: float | None) -> float:
    return float("inf") if days is None else days


def _waiting(home: Home) -> dict[tuple[Kind, str], int]:
    """Returns how many pages each unfinished crawl has."""
    folders: list[tuple[Kind, Path]] = [
        *((Kind.USER, path.parent) for path in home.raw.glob("*/.crawl")),
        *((Kind.HASHTAG, path.parent) for path in (home.raw / HASHTAGS).glob("*/.crawl")),
    ]
    counted = ((kind, folder, waiting_pages(folder)) for kind, folder in sorted(folders))
    return {(kind, folder.name): pages for kind, folder, pages in counted if pages is not None}
