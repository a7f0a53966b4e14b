"""The shared files: whole transactions, damage that is survived, disks that cannot be used."""

from __future__ import annotations

import logging
import multiprocessing
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from llm.database import Database

TABLES = "CREATE TABLE IF NOT EXISTS counts (name TEXT PRIMARY KEY, number INTEGER NOT NULL)"


def add(connection: sqlite3.Connection) -> int:
    connection.execute(
        "INSERT INTO counts VALUES ('a', 1) ON CONFLICT DO UPDATE SET number = number + 1"
    )
    return number(connection)


def number(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT number FROM counts").fetchone()
    return row[0] if row else 0


def add_often(path: Path, times: int) -> None:
    database = Database(path, TABLES)
    for _ in range(times):
        database.run(add)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "within" / "counts.sqlite"


def test_nothing_is_written_before_it_is_needed(path: Path) -> None:
    database = Database(path, TABLES)
    assert not path.parent.exists()
    assert database.run(add) == 1
    assert path.is_file()
    assert path.parent.stat().st_mode & 0o077 == 0


def test_a_failed_transaction_leaves_nothing(path: Path) -> None:
    database = Database(path, TABLES)

    def fail(connection: sqlite3.Connection) -> None:
        add(connection)
        raise KeyError("no")

    with pytest.raises(KeyError):
        database.run(fail)
    assert database.run(number) == 0


def test_threads_and_processes_count_together(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=add_often, args=(path, 40)) for _ in range(3)]
    for worker in workers:
        worker.start()
    with ThreadPoolExecutor(4) as threads:
        for _ in range(4):
            threads.submit(add_often, path, 20)
    for worker in workers:
        worker.join()
        assert worker.exitcode == 0
    assert Database(path, TABLES).run(number) == 3 * 40 + 4 * 20


@pytest.mark.parametrize("damage", ["noise", "head", "middle"])
def test_a_damaged_file_is_set_aside_and_made_anew(
    path: Path, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    database = Database(path, TABLES)
    add_often(path, 3)
    data = bytearray(path.read_bytes())
    spoiled = {
        "noise": b"not a database at all" * 400,
        "head": b"\0" * 50 + bytes(data[50:]),
        "middle": bytes(data[:4096]) + b"\xff" * (len(data) - 4096),
    }[damage]
    path.write_bytes(spoiled)
    with caplog.at_level(logging.WARNING, "llm"):
        assert database.run(add) == 1
    assert database.run(add) == 2
    (aside,) = path.parent.glob("*.damaged-*")
    assert aside.read_bytes()[:4096] == spoiled[:4096]
    assert [record.getMessage() for record in caplog.records] == [
        "damaged file of language models set aside"
    ]


def test_an_emptied_file_is_filled_again(path: Path) -> None:
    add_often(path, 3)
    path.write_bytes(b"")
    assert Database(path, TABLES).run(add) == 1


def test_many_who_find_the_damage_set_one_file_aside(path: Path) -> None:
    add_often(path, 1)
    path.write_bytes(b"not a database at all" * 400)
    with ThreadPoolExecutor(8) as threads:
        for _ in range(8):
            threads.submit(add_often, path, 5)
    assert Database(path, TABLES).run(number) == 40
    assert len(list(path.parent.glob("*.damaged-*"))) == 1


def test_without_a_disk_a_process_counts_for_itself(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way of the folder", encoding="utf-8")
    database = Database(tmp_path / "file" / "counts.sqlite", TABLES)
    with caplog.at_level(logging.WARNING, "llm"):
        assert [database.run(add) for _ in range(3)] == [1, 2, 3]
    assert len(caplog.records) == 1
    database.close()


def test_a_file_that_stays_locked_does_not_stop_anyone(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("llm.database._PATIENCE", 0.05)
    database = Database(path, TABLES)
    database.run(add)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    assert database.run(add) == 1  # in memory
    holder.execute("ROLLBACK")
    holder.close()
    assert database.run(add) == 2
    database.close()
