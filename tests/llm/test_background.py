"""An event loop for plain threads: it ends with its caller, and whatever runs ends with it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from threading import Event, current_thread

import pytest

from llm.background import Background
from llm.departure import Departure, Left, noticing
from llm.threads import each_of


async def nothing() -> None:
    pass


@pytest.fixture
def background() -> Iterator[Background]:
    background = Background()
    yield background
    background.close(nothing)


async def name_of_thread() -> str:
    return current_thread().name


def test_everything_runs_in_one_thread(background: Background) -> None:
    with ThreadPoolExecutor(4) as threads:
        names = [threads.submit(background.run, name_of_thread()) for _ in range(8)]
        assert {name.result() for name in names} == {"llm"}


def test_nothing_is_begun_for_who_has_left(background: Background) -> None:
    begun, departure = [], Departure()
    departure.leave()

    async def begin() -> None:
        begun.append(1)

    async def begin_items(_: Callable[[str], None]) -> None:
        begun.append(2)

    with noticing(departure):
        for _ in range(200):  # a race where the wait is only ended after it has begun
            with pytest.raises(Left):
                background.run(begin())
            with pytest.raises(Left):
                list(background.iterate(begin_items))
    assert begun == []


def test_an_error_is_the_caller_s(background: Background) -> None:
    async def fail() -> None:
        raise KeyError("một")

    async def fail_late(put: Callable[[str], None]) -> None:
        put("chữ")
        raise KeyError("hai")

    with pytest.raises(KeyError, match="một"):
        background.run(fail())
    items = background.iterate(fail_late)
    assert next(items) == "chữ"
    with pytest.raises(KeyError, match="hai"):
        next(items)


def test_closing_an_iterator_ends_its_work(background: Background) -> None:
    ended = Event()

    async def work(put: Callable[[int], None]) -> None:
        try:
            for number in range(1_000_000):
                put(number)
                await asyncio.sleep(0.001)
        finally:
            ended.set()

    items = background.iterate(work)
    assert [next(items), next(items)] == [0, 1]
    items.close()
    assert ended.wait(10)


def test_closing_ends_what_runs_and_another_work_begins_anew(background: Background) -> None:
    begun, ended, closed = Event(), Event(), Event()

    async def hang() -> None:
        begun.set()
        try:
            await asyncio.sleep(3_600)
        finally:
            ended.set()

    async def last() -> None:
        closed.set()

    with ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(background.run, hang())
        assert begun.wait(10)
        background.close(last)
        assert isinstance(waiting.exception(10), CancelledError | asyncio.CancelledError)
    assert ended.is_set() and closed.is_set()
    assert background.run(name_of_thread()) == "llm"


def test_what_fails_unheard_is_told_without_its_words(
    background: Background, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail() -> None:
        raise KeyError("lời của nhà cung cấp")

    async def forget() -> None:
        task = asyncio.ensure_future(fail())
        await asyncio.sleep(0)
        del task

    background.run(forget())
    background.close(nothing)
    told = [(record.name, vars(record)["cause"]) for record in caplog.records]
    assert told == [("llm", "KeyError")]
    assert "lời của" not in caplog.text


class Pieces:
    """A blocking iterator that another thread can end."""

    def __init__(self) -> None:
        self.hung_up = Event()
        self.number = 0

    def __iter__(self) -> Pieces:
        return self

    def __next__(self) -> int:
        self.number += 1
        if self.number > 2:
            self.hung_up.wait(30)
            raise StopIteration
        return self.number


def test_a_library_that_blocks_is_hung_up_on(background: Background) -> None:
    pieces = Pieces()

    async def work(put: Callable[[int], None]) -> None:
        async for piece in each_of(lambda: pieces, lambda _: pieces.hung_up.set()):
            put(piece)

    items = background.iterate(work)
    assert [next(items), next(items)] == [1, 2]
    items.close()
    assert pieces.hung_up.wait(10)


def test_an_error_of_a_library_that_blocks(background: Background) -> None:
    def begin() -> Iterator[int]:
        raise KeyError("một")

    async def work(put: Callable[[int], None]) -> None:
        async for piece in each_of(begin, lambda _: None):
            put(piece)

    with pytest.raises(KeyError, match="một"):
        list(background.iterate(work))


def test_a_library_that_opens_too_late_is_hung_up_on(background: Background) -> None:
    may_open, pieces = Event(), Pieces()

    def begin() -> Iterator[int]:
        may_open.wait(30)
        return pieces

    async def work() -> None:
        async with asyncio.timeout(0.05):
            async for _ in each_of(begin, lambda _: pieces.hung_up.set()):
                raise AssertionError("nobody listens")

    with pytest.raises(TimeoutError):
        background.run(work())
    may_open.set()
    assert pieces.hung_up.wait(10)


def test_nothing_is_started_or_logged_without_work(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        Background().close(nothing)
    assert caplog.records == []
