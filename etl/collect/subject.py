"""What is to be crawled: a creator or a hashtag, as far as they differ."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from etl.collect.checkpoint import Start
from etl.collect.client import Client
from etl.collect.listing import Limits
from etl.collect.records import Kind


@dataclass(frozen=True)
class Subject:
    """What is to be crawled.

    Attributes:
        kind: A creator or a hashtag.
        name: The handle without @, or the hashtag without #.
        folder: Where its snapshots lie.
        path: Of the list of its posts, at TikTok.
        describe: Asks TikTok about it; takes the stamp of the crawl.
        limits: How much of the list is wanted.
        resume_within: How old an unfinished crawl may be to be taken up again.
    """

    kind: Kind
    name: str
    folder: Path
    path: str
    describe: Callable[[Client, str], Awaitable[Start]]
    limits: Limits
    resume_within: timedelta

    @property
    def is_creator(self) -> bool:
        """Whether the list goes back in time, and TikTok counts what is in it."""
        return self.kind is Kind.USER

    @property
    def shown(self) -> str:
        """The name as TikTok writes it."""
        return self.kind.mark + self.name
