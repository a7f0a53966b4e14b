"""Runs requests on an event loop in a thread of its own, for callers that are plain threads.

The providers' libraries share connections within one event loop; one for the whole process keeps
them open between questions of different threads, and lets a request be ended from outside.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable, Coroutine, Generator
from concurrent.futures import Future
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Lock, Thread, current_thread
from typing import Any, TypeVar

from llm.departure import Left, ended_by_departure, listener_has_left

T = TypeVar("T")


@dataclass(frozen=True)
class _Running:
    process: int
    loop: asyncio.AbstractEventLoop
    thread: Thread


class _End:
    """Follows the last item of a stream."""


def _note(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Writes that something failed unheard; asyncio would write the provider's own words too."""
    cause = type(context.get("exception")).__name__
    logging.getLogger("llm").warning("request failed unheard", extra={"cause": cause})


class Background:
    """An event loop that starts when it is first needed, and anew in a forked process."""

    def __init__(self) -> None:
        """Starts nothing yet."""
        self._lock = Lock()
        self._running: _Running | None = None
        self._inherited: list[object] = []

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Returns what `work` returns; ends it where the caller is interrupted."""
        future = self._submit(work)
        try:
            with ended_by_departure(future):
                return future.result()
        finally:
            future.cancel()

    def iterate(
        self, work: Callable[[Callable[[T], None]], Coroutine[Any, Any, None]]
    ) -> Generator[T, None, None]:
        """Yields what `work` hands to its argument, at once; closing the iterator ends the work."""
        items: SimpleQueue[T | _End] = SimpleQueue()
        future = self._submit(work(items.put))
        future.add_done_callback(lambda _: items.put(_End()))
        try:
            with ended_by_departure(future):
                while not isinstance(item := items.get(), _End):
                    yield item
                future.result()
        finally:
            future.cancel()

    def close(self, last: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Ends the thread with whatever still runs in it, after `last`; if there is one."""
        with self._lock:
            running, self._running = self._running, None
        if running is None or running.process != os.getpid():
            return
        ended = asyncio.run_coroutine_threadsafe(_before_stop(last), running.loop)
        if current_thread() is not running.thread:  # as where memory is tidied up
            ended.result()
            running.thread.join()

    def _submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        if listener_has_left():
            work.close()
            raise Left
        with self._lock:
            if self._running is None or self._running.process != os.getpid():
                self._inherited.append(self._running)  # stays the parent's to close
                self._running = _start()
            return asyncio.run_coroutine_threadsafe(work, self._running.loop)


async def _before_stop(last: Callable[[], Coroutine[Any, Any, None]]) -> None:
    try:
        await last()
    finally:
        asyncio.get_running_loop().call_soon(asyncio.get_running_loop().stop)


def _start() -> _Running:
    loop = asyncio.new_event_loop()
    # A daemon: a process may end while a provider still keeps us waiting.
    thread = Thread(target=_serve, args=(loop,), name="llm", daemon=True)
    thread.start()
    return _Running(os.getpid(), loop, thread)


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    loop.set_exception_handler(_note)
    try:
        loop.run_forever()
        for task in (tasks := asyncio.all_tasks(loop)):
            task.cancel()
        loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
    finally:
        loop.close()
