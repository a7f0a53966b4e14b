"""Asks TikTok politely, and again after a while, until an answer holds what was asked for."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final, TypeVar

from etl.collect.outcomes import Refused
from etl.collect.pace import Pace
from etl.collect.session import Session
from etl.collect.settings import CollectSettings
from etl.logs import LOG

T = TypeVar("T")

PROFILE: Final = "/api/user/detail/"
POSTS: Final = "/api/post/item_list/"
TAG: Final = "/api/challenge/detail/"
TAGGED: Final = "/api/challenge/item_list/"
_RENEWED_EVERY: Final = 2


class Client:
    """Asks through one session, which is renewed where it is lost or no longer liked."""

    def __init__(self, settings: CollectSettings, session: Session) -> None:
        """Takes a session that may be closed."""
        self._settings = settings
        self._session = session
        self._pace = Pace(settings.requests_per_minute)

    async def ask(self, path: str, params: Mapping[str, Any], read: Callable[[object], T]) -> T:
        """Returns what `read` makes of an answer.

        Args:
            path: Of the endpoint.
            params: Besides those that the library adds.
            read: Checks an answer and takes from it what is wanted; a Refused of its asks again.

        Raises:
            Refused: The last one, once all tries are used up.
            Gone: As `read` raises it.
            CollectorMissing: Where the library or the browser is not installed.
        """
        from tenacity import (
            AsyncRetrying,
            retry_if_exception_type,
            stop_after_attempt,
            wait_exponential_jitter,
        )

        first, longest = self._settings.first_wait, self._settings.longest_wait
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(Refused),
            wait=wait_exponential_jitter(first, longest, jitter=first),
            stop=stop_after_attempt(self._settings.tries),
            reraise=True,
        )
        async for attempt in retrying:
            with attempt:
                try:
                    return read(await self._get(path, params))
                except Refused as refused:
                    number = attempt.retry_state.attempt_number
                    log = logging.getLogger(LOG)
                    log.info("collect %s try %d: %s", path, number, refused.refusal.value)
                    if number % _RENEWED_EVERY == 0:
                        await self._session.close()
                    raise
        raise AssertionError("tenacity returns or raises")

    async def _get(self, path: str, params: Mapping[str, Any]) -> object:
        if not self._session.is_open:
            await self._session.open()
        await self._pace.turn()
        return await self._session.get(path, params)


@asynccontextmanager
async def opened_client(settings: CollectSettings) -> AsyncIterator[Client]:
    """Gives a client whose browser opens with the first question, and closes it in any case."""
    session = Session(settings)
    try:
        yield Client(settings, session)
    finally:
        await session.close()
