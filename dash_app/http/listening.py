"""An iterator that is worked off by a thread of its own, while its listener hears a steady beat.

A server learns that a browser has left only when it writes to it. So it must write now and then,
also while the iterator waits for something.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class Listening(Generic[T]):
    """Yields the parts as they come, and None after each time of silence.

    Once it is closed, no other part is asked for and the iterator is closed in its own thread.
    """

    def __init__(
        self,
        parts: Generator[T],
        silence_seconds: float,
        left: Callable[[], None],
        ended: Callable[[bool], None],
    ) -> None:
        """Begins to work it off.

        Args:
            parts: Must not raise.
            silence_seconds: After so long without a part there is a beat.
            left: Called once the listener has left, to end what `parts` waits for.
            ended: Called once, when `parts` is closed: whether the listener had left.
        """
        self._parts = parts
        self._seconds = silence_seconds
        self._end_waits = left
        self._ended = ended
        self._heard: SimpleQueue[tuple[T] | None] = SimpleQueue()
        self._left = Event()
        Thread(target=self._work, name="stream", daemon=True).start()

    def __iter__(self) -> Listening[T]:
        """Returns itself."""
        return self

    def __next__(self) -> T | None:
        """Returns the next part, or None for a beat."""
        try:
            heard = self._heard.get(timeout=self._seconds)
        except Empty:
            return None
        if heard is None:
            raise StopIteration
        return heard[0]

    def close(self) -> None:
        """Says that nobody listens any more; at the end it says nothing."""
        self._left.set()
        self._end_waits()

    def _work(self) -> None:
        try:
            for part in self._parts:
                if self._left.is_set():
                    break
                self._heard.put((part,))
        finally:
            try:
                self._parts.close()
            finally:
                self._ended(self._left.is_set())
                self._heard.put(None)
