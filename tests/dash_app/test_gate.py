"""Who may stream, and who waits."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_app.http.gate import Gate, Turn


@dataclass
class Clock:
    """A clock that a test sets."""

    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def gate(clock: Clock) -> Gate:
    return Gate(2, clock)


def fill(gate: Gate) -> None:
    assert [gate.enter(), gate.enter()] == [Turn(0), Turn(0)]


def test_so_many_are_let_in_and_the_next_is_told_its_place(gate: Gate) -> None:
    fill(gate)
    third, fourth = gate.enter(), gate.enter()
    assert (third.position, fourth.position) == (1, 2)
    assert third.ticket != fourth.ticket


def test_who_came_first_is_let_in_first(gate: Gate, clock: Clock) -> None:
    fill(gate)
    first = gate.enter()
    clock.wait(0.5)
    second = gate.enter()
    gate.leave()
    assert gate.enter(second.ticket).position == 1
    assert gate.enter().position == 2
    assert gate.enter(first.ticket) == Turn(0)
    gate.leave()
    assert gate.enter(second.ticket) == Turn(0)


def test_who_asks_again_keeps_the_place(gate: Gate, clock: Clock) -> None:
    fill(gate)
    mine = gate.enter()
    for _ in range(20):
        clock.wait(1)
        mine = gate.enter(mine.ticket)
        assert mine.position == 1


def test_two_free_places_are_given_to_the_first_two(gate: Gate) -> None:
    fill(gate)
    waiting = [gate.enter() for _ in range(3)]
    gate.leave()
    gate.leave()
    answers = [gate.enter(turn.ticket).position for turn in waiting]
    assert answers == [0, 0, 1]


def test_who_has_stopped_asking_keeps_nobody_waiting(gate: Gate, clock: Clock) -> None:
    fill(gate)
    gone, patient = gate.enter(), gate.enter()
    for _ in range(4):
        clock.wait(1)
        patient = gate.enter(patient.ticket)
    gate.leave()
    assert gate.enter(patient.ticket) == Turn(0)
    clock.wait(1)
    # Who comes back late, as a hidden page does, still came first.
    newcomer = gate.enter()
    assert gate.enter(gone.ticket).position == 1
    assert gate.enter(newcomer.ticket).position == 2


@pytest.mark.parametrize("ticket", ["", "1", "x.y", "0.0:abc.c2ln", "é" * 50, "a" * 10_000])
def test_a_ticket_that_is_made_up_is_worth_nothing(gate: Gate, ticket: str) -> None:
    fill(gate)
    first = gate.enter()
    assert gate.enter(ticket).position == 2
    assert gate.enter(first.ticket).position == 1


def test_a_ticket_of_another_process_is_worth_nothing(gate: Gate, clock: Clock) -> None:
    other = Gate(0, clock)
    early = other.enter()
    clock.wait(1)
    fill(gate)
    first = gate.enter()
    assert gate.enter(early.ticket).position == 2
    assert gate.enter(first.ticket).position == 1


def test_an_old_ticket_is_worth_nothing(gate: Gate, clock: Clock) -> None:
    fill(gate)
    old = gate.enter()
    clock.wait(601)
    first = gate.enter()
    assert gate.enter(old.ticket).position == 2
    assert gate.enter(first.ticket).position == 1


def test_many_at_once_are_never_more_than_there_are_places() -> None:
    gate = Gate(2)
    with ThreadPoolExecutor(16) as pool:
        turns = list(pool.map(lambda _: gate.enter(), range(200)))
    assert sum(turn.position == 0 for turn in turns) == 2


@given(st.lists(st.sampled_from(["come", "leave", "ask"]), max_size=60))
def test_all_who_keep_asking_are_let_in_in_their_order(steps: list[str]) -> None:
    clock = Clock()
    gate, inside, came, waiting, served = Gate(2, clock), 0, 0, {}, []
    for step in steps:
        clock.wait(0.01)
        if step == "leave" and inside:
            gate.leave()
            inside -= 1
        elif step == "come":
            came += 1
            turn = gate.enter()
            if turn.position == 0:
                inside += 1
                served.append(came)
            else:
                waiting[came] = turn.ticket
        for number, ticket in list(waiting.items()):
            turn = gate.enter(ticket)
            if turn.position == 0:
                inside += 1
                served.append(number)
                del waiting[number]
            else:
                assert turn.position == list(waiting).index(number) + 1
        assert inside <= 2
    assert served == sorted(served)
