"""Keys take turns, each within its rate; what is refused or resting is passed over."""

from __future__ import annotations

import multiprocessing
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from llm import keys, marks
from llm.database import Database
from llm.errors import BadKey, TooBusy
from llm.keys import KeyRing

KEYS = ("khoa-mot-9c2f", "khoa-hai-9c2f", "khoa-ba-9c2f")
TABLES = f"{marks.TABLE};{keys.TABLES}"


class Clock:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.time = 1_000_000.0

    def __call__(self) -> float:
        self.time += 0.001
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state.sqlite"


@pytest.fixture
def make(path: Path, clock: Clock) -> Callable[..., KeyRing]:
    def make(count: int = 3, per_minute: int = 0) -> KeyRing:
        return KeyRing(KEYS[:count], per_minute, Database(path, TABLES), clock)

    return make


def take(ring: KeyRing, *passed_over: str) -> str:
    return ring.take(passed_over, time.monotonic())


def test_keys_take_turns(make: Callable[..., KeyRing]) -> None:
    ring = make()
    assert [take(ring) for _ in range(7)] == [*KEYS, *KEYS, KEYS[0]]


def test_each_key_has_its_rate(make: Callable[..., KeyRing], clock: Clock) -> None:
    ring = make(2, per_minute=3)
    assert Counter(take(ring) for _ in range(6)) == {KEYS[0]: 3, KEYS[1]: 3}
    with pytest.raises(TooBusy):
        take(ring)
    clock.time += 59
    with pytest.raises(TooBusy):
        take(ring)
    clock.time += 1
    assert Counter(take(ring) for _ in range(6)) == {KEYS[0]: 3, KEYS[1]: 3}


def test_a_resting_key_is_passed_over_until_it_has_rested(
    make: Callable[..., KeyRing], clock: Clock
) -> None:
    ring = make(2)
    ring.rest(take(ring), 30)
    assert {take(ring) for _ in range(4)} == {KEYS[1]}
    ring.rest(KEYS[1], 90)
    ring.rest(KEYS[1], 5)  # does not shorten it
    with pytest.raises(TooBusy):
        take(ring)
    clock.time += 30
    assert {take(ring) for _ in range(4)} == {KEYS[0]}
    clock.time += 60
    assert {take(ring) for _ in range(4)} == {KEYS[0], KEYS[1]}


def test_a_refused_key_is_passed_over_while_there_are_others(
    make: Callable[..., KeyRing], clock: Clock
) -> None:
    ring = make()
    ring.refuse(KEYS[1])
    assert {take(ring) for _ in range(6)} == {KEYS[0], KEYS[2]}
    with pytest.raises(BadKey):
        take(ring, *KEYS)
    ring.refuse(KEYS[0])
    ring.refuse(KEYS[2])
    assert take(ring, KEYS[0], KEYS[2]) == KEYS[1]  # there may be a new try, by the next question
    clock.time += 600
    assert {take(ring) for _ in range(6)} == set(KEYS)


def test_a_key_is_waited_for(path: Path) -> None:
    ring = KeyRing(KEYS[:1], 0, Database(path, TABLES))
    ring.rest(take(ring), 0.3)
    with pytest.raises(TooBusy):
        take(ring)
    assert ring.take((), time.monotonic() + 60) == KEYS[0]


def test_a_clock_that_was_put_back_stops_nobody(make: Callable[..., KeyRing], clock: Clock) -> None:
    ring = make(1, per_minute=1)
    take(ring)
    clock.time -= 100_000
    assert take(ring) == KEYS[0]


def test_the_file_holds_no_key(make: Callable[..., KeyRing], path: Path) -> None:
    ring = make()
    for _ in range(5):
        ring.rest(take(ring), 0.0)
    ring.refuse(KEYS[2])
    data = path.read_bytes()
    assert len(data) > 4096
    assert not any(key.encode() in data for key in KEYS)


def take_often(path: Path, times: int) -> list[str]:
    ring = KeyRing(KEYS, 4, Database(path, TABLES))
    taken = []
    for _ in range(times):
        try:
            taken.append(take(ring))
        except TooBusy:
            break
    return taken


def test_threads_and_processes_share_the_rate(path: Path) -> None:
    with (
        multiprocessing.get_context("spawn").Pool(2) as processes,
        ThreadPoolExecutor(4) as threads,
    ):
        others = processes.starmap_async(take_often, [(path, 6)] * 2)
        ours = [threads.submit(take_often, path, 6) for _ in range(4)]
        taken = Counter(key for each in ours for key in each.result())
        taken += Counter(key for each in others.get(60) for key in each)
    assert taken == dict.fromkeys(KEYS, 4)
