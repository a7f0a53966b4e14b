"""A library that blocks, used from an event loop: each request has a thread of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import suppress
from threading import Event, Thread
from typing import TypeVar

T = TypeVar("T")


class _End:
    """Follows the last piece."""


async def each_of(
    begin: Callable[[], Iterator[T]], hang_up: Callable[[Iterator[T]], None]
) -> AsyncGenerator[T, None]:
    """Yields what an iterator gives, as soon as it does.

    Args:
        begin: Opens the iterator; blocks.
        hang_up: Ends its reading thread's wait; called from another one.
    """
    loop = asyncio.get_running_loop()
    given: asyncio.Queue[T | Exception | _End] = asyncio.Queue()
    opened: list[Iterator[T]] = []
    is_left = Event()

    def give(piece: T | Exception | _End) -> None:
        with suppress(RuntimeError):  # nobody listens any more: the loop is closed
            loop.call_soon_threadsafe(given.put_nowait, piece)

    def read() -> None:
        try:
            opened.append(begin())
            for piece in opened[0]:
                if is_left.is_set():
                    break
                give(piece)
        except Exception as error:
            give(error)
        else:
            give(_End())
        finally:
            for iterator in opened:
                hang_up(iterator)

    # A daemon: a process may end while a provider still keeps us waiting.
    Thread(target=read, name="llm-request", daemon=True).start()
    try:
        while not isinstance(piece := await given.get(), _End):
            if isinstance(piece, Exception):
                raise piece
            yield piece
    finally:
        is_left.set()
        for iterator in opened:
            hang_up(iterator)
