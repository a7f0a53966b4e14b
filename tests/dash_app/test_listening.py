"""An iterator that is worked off while somebody listens, or no longer does."""

from __future__ import annotations

from collections.abc import Generator
from queue import SimpleQueue
from threading import Event

from dash_app.http.listening import Listening


class Source:
    """Yields what it is given; notes when it was closed."""

    def __init__(self) -> None:
        self.given: SimpleQueue[int | None] = SimpleQueue()
        self.closed = Event()
        self.taken = 0

    def parts(self) -> Generator[int]:
        try:
            while (part := self.given.get()) is not None:
                self.taken += 1
                yield part
        finally:
            self.closed.set()


class Ends:
    """What the listening said of its end."""

    def __init__(self) -> None:
        self.left = Event()
        self.said: SimpleQueue[bool] = SimpleQueue()


def listening(source: Source, ends: Ends, seconds: float = 30) -> Listening[int]:
    return Listening(source.parts(), seconds, ends.left.set, ends.said.put)


def test_parts_come_as_they_are_made() -> None:
    source, ends = Source(), Ends()
    heard = listening(source, ends)
    for number in range(3):
        source.given.put(number)
        assert next(heard) == number
    source.given.put(None)
    assert list(heard) == []
    assert ends.said.get(timeout=10) is False


def test_silence_has_a_beat() -> None:
    source, ends = Source(), Ends()
    heard = listening(source, ends, 0.01)
    assert [next(heard), next(heard)] == [None, None]
    source.given.put(7)
    assert 7 in (next(heard) for _ in range(1_000))
    source.given.put(None)
    source.closed.wait(10)


def test_who_leaves_ends_the_wait_and_the_iterator() -> None:
    source, ends = Source(), Ends()
    heard = listening(source, ends)
    source.given.put(1)
    assert next(heard) == 1
    heard.close()
    assert ends.left.is_set()
    source.given.put(2)  # what a wait that was ended comes to
    assert source.closed.wait(10)
    assert ends.said.get(timeout=10) is True
    source.given.put(3)
    assert source.taken == 2


def test_who_leaves_before_the_first_part_ends_it_too() -> None:
    source, ends = Source(), Ends()
    listening(source, ends).close()
    source.given.put(1)
    assert source.closed.wait(10)
    assert ends.said.get(timeout=10) is True


def test_leaving_after_the_end_is_no_leaving() -> None:
    source, ends = Source(), Ends()
    heard = listening(source, ends)
    source.given.put(None)
    assert list(heard) == []
    heard.close()
    assert ends.said.get(timeout=10) is False
