"""Answers a day of each client and of all, and dollars a day."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from llm import ledger, marks
from llm.database import Database
from llm.errors import AllUsed, QuotaUsed
from llm.ledger import Ledger

TABLES = f"{marks.TABLE};{ledger.TABLES}"
ADDRESS = "203.0.113.77"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state.sqlite"


class Day:
    """A day that the test turns."""

    def __init__(self) -> None:
        self.name = "2025-03-19"

    def __call__(self) -> str:
        return self.name


@pytest.fixture
def day() -> Day:
    return Day()


@pytest.fixture
def make(path: Path, day: Day) -> Callable[..., Ledger]:
    def make(per_client: int = 0, total: int = 0, usd: float = 0.0) -> Ledger:
        return Ledger(Database(path, TABLES), per_client, total, usd, day)

    return make


def used(book: Ledger, client: str, most: int = 50) -> int:
    for number in range(most):
        try:
            book.take(client)
        except QuotaUsed:
            return number
    return most


def test_each_client_has_its_number_each_day(make: Callable[..., Ledger], day: Day) -> None:
    book = make(per_client=3)
    assert (used(book, "một"), used(book, "hai"), used(book, "một")) == (3, 3, 0)
    day.name = "2025-03-20"
    assert used(book, "một") == 3


def test_all_clients_have_a_number(make: Callable[..., Ledger]) -> None:
    book = make(per_client=3, total=5)
    assert (used(book, "một"), used(book, "hai"), used(book, "ba")) == (3, 2, 0)
    with pytest.raises(AllUsed):
        book.take("bốn")


def test_what_failed_is_given_back_to_its_day(make: Callable[..., Ledger], day: Day) -> None:
    book = make(per_client=2)
    first = book.take("một")
    book.give_back("một", first)
    assert used(book, "một") == 2
    day.name = "2025-03-20"
    book.take("một")
    book.give_back("một", first)  # of a day that is over
    assert used(book, "một") == 1


def test_a_program_of_the_house_has_no_number_but_a_budget(make: Callable[..., Ledger]) -> None:
    book = make(per_client=1, total=1, usd=0.5)
    assert used(book, "") == 50
    book.give_back("", book.take(""))
    book.spend(0.2)
    assert used(book, "một") == 1
    book.spend(0.3)
    for client in ("", "hai"):
        with pytest.raises(AllUsed):
            book.take(client)


def test_a_budget_is_of_a_day(make: Callable[..., Ledger], day: Day) -> None:
    book = make(usd=1.0)
    book.spend(1.0)
    assert used(book, "một") == 0
    day.name = "2025-03-20"
    assert used(book, "một") == 50
    book.spend(0.99)
    assert used(book, "một") == 50


def test_no_limit_is_no_limit(make: Callable[..., Ledger]) -> None:
    book = make()
    book.spend(1e6)
    assert used(book, "một") == 50


def test_the_day_is_that_of_viet_nam(path: Path) -> None:
    assert date.fromisoformat(Ledger(Database(path, TABLES), 1, 1, 1.0).take("một"))


def test_the_file_holds_no_client(make: Callable[..., Ledger], path: Path) -> None:
    used(make(per_client=3), ADDRESS)
    assert ADDRESS.encode() not in path.read_bytes()
    other = path.with_name("other.sqlite")
    used(Ledger(Database(other, TABLES), 3, 0, 0.0), ADDRESS)

    def clients(of: Path) -> set[str]:
        rows = Database(of, TABLES).run(lambda c: c.execute("SELECT client FROM asked").fetchall())
        return {row[0] for row in rows}

    assert clients(path).isdisjoint(clients(other))  # each file has its own salt


def use_often(path: Path) -> int:
    book = Ledger(Database(path, TABLES), 25, 0, 0.0)
    return used(book, "một", 20)


def test_processes_count_together(path: Path) -> None:
    with multiprocessing.get_context("spawn").Pool(3) as processes:
        assert sum(processes.map(use_often, [path] * 3, 1)) == 25
