"""A hashtag: the posts under it, as far as TikTok lists them."""

from __future__ import annotations

from datetime import timedelta

from etl.collect.answers import hashtag_of
from etl.collect.checkpoint import Start
from etl.collect.client import TAG, TAGGED, Client
from etl.collect.listing import Limits
from etl.collect.names import HASHTAGS
from etl.collect.records import Kind
from etl.collect.subject import Subject
from etl.home import Home


def hashtag(home: Home, tag: str, limits: Limits, resume_hours: float) -> Subject:
    """Returns what is crawled of a hashtag: `HOME/raw/_hashtags/<tag>/<stamp>/`.

    Args:
        home: Where it is written.
        tag: As `names.tag_of` gives it.
        limits: How much is wanted.
        resume_hours: How old an unfinished crawl may be to be taken up again.
    """

    async def describe(client: Client, stamp: str) -> Start:
        found = await client.ask(TAG, {"challengeName": tag}, hashtag_of)
        return Start(stamp, {"challengeID": found.number}, found.videos)

    return Subject(
        kind=Kind.HASHTAG,
        name=tag,
        folder=home.raw / HASHTAGS / tag,
        path=TAGGED,
        describe=describe,
        limits=limits,
        resume_within=timedelta(hours=resume_hours),
    )
