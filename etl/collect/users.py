"""A creator: the profile, then the posts from the newest back in time."""

from __future__ import annotations

import time
from datetime import timedelta

from etl.collect.answers import profile_of
from etl.collect.checkpoint import Start
from etl.collect.client import POSTS, PROFILE, Client
from etl.collect.listing import Limits
from etl.collect.records import Kind
from etl.collect.subject import Subject
from etl.home import Home


def creator(home: Home, handle: str, limits: Limits, resume_hours: float) -> Subject:
    """Returns what is crawled of a creator: `HOME/raw/<handle>/<stamp>/`.

    Args:
        home: Where it is written.
        handle: As `names.handle_of` gives it.
        limits: How much is wanted.
        resume_hours: How old an unfinished crawl may be to be taken up again.
    """

    async def describe(client: Client, stamp: str) -> Start:
        profile = await client.ask(PROFILE, {"uniqueId": handle, "secUid": ""}, profile_of)
        answer = profile.answer
        info = {**answer["userInfo"], "collectTime": int(time.time())} if profile.has_user else {}
        return Start(
            stamp=stamp,
            params={"secUid": profile.sec_uid},
            expected=profile.videos,
            is_private=profile.is_private,
            profile={**answer, "userInfo": info} if info else None,
        )

    return Subject(
        kind=Kind.USER,
        name=handle,
        folder=home.raw / handle,
        path=POSTS,
        describe=describe,
        limits=limits,
        resume_within=timedelta(hours=resume_hours),
    )
