"""Ends what a thread waits for from a model, once whoever asked for it has left.

A thread that waits for a silent provider cannot look whether its listener is still there. So who
sees the listener leave says so here, from another thread, and the wait is over at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Any


class Left(BaseException):
    """Nobody waits for the answer any more; like `GeneratorExit` it is no failure."""


class Departure:
    """Whether somebody has left, and what is to be ended then."""

    def __init__(self) -> None:
        """Somebody is there."""
        self._lock = Lock()
        self._has_left = False
        self._waits: set[Future[Any]] = set()

    def leave(self) -> None:
        """Ends all waits, also those that are yet to begin."""
        with self._lock:
            self._has_left = True
            waits = list(self._waits)
        for each in waits:
            each.cancel()

    def begin(self, wait: Future[Any]) -> None:
        """Takes note of a wait."""
        with self._lock:
            self._waits.add(wait)
            has_left = self._has_left
        if has_left:
            wait.cancel()

    def end(self, wait: Future[Any]) -> None:
        """Forgets a wait."""
        with self._lock:
            self._waits.discard(wait)

    @property
    def has_left(self) -> bool:
        """Whether nobody is there."""
        return self._has_left


_CURRENT: ContextVar[Departure | None] = ContextVar("departure", default=None)


@contextmanager
def noticing(departure: Departure) -> Iterator[None]:
    """Lets a departure end what this thread waits for until the block ends."""
    token = _CURRENT.set(departure)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def listener_has_left() -> bool:
    """Returns whether whoever this thread asks for has left."""
    departure = _CURRENT.get()
    return departure is not None and departure.has_left


@contextmanager
def ended_by_departure(wait: Future[Any]) -> Iterator[None]:
    """Waits in the block for a future, which a departure cancels.

    Raises:
        Left: Where it has.
    """
    departure = _CURRENT.get()
    if departure is None:
        yield
        return
    departure.begin(wait)
    try:
        yield
    except Exception as error:
        if departure.has_left:
            raise Left from error
        raise
    finally:
        departure.end(wait)
