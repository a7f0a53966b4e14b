"""Small SQLite files that all processes of a machine share, and that no question depends on.

A damaged file is set aside and made anew; where the file cannot be used at all, as on a full or
read-only disk, each process counts for itself in memory.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import Final, TypeVar

from filelock import FileLock

T = TypeVar("T")

_LOG: Final = logging.getLogger("llm")
_PATIENCE: Final = 5.0


class Database:
    """Runs short transactions; safe to be used by threads, processes, and after a fork."""

    def __init__(self, path: Path, tables: str) -> None:
        """Opens nothing yet.

        Args:
            path: Of the file; made with its folder when it is first needed.
            tables: Statements that make what is not there, each ended by a semicolon.
        """
        self._path = path
        self._tables = tables
        self._lock = Lock()
        self._memory: sqlite3.Connection | None = None

    def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Returns what `work` returns; all that it does is done, or nothing."""
        try:
            return self._in_file(work)
        except sqlite3.OperationalError as error:  # locked, full, read-only, not to be opened
            return self._in_memory(work, error)
        except OSError as error:
            return self._in_memory(work, error)
        except sqlite3.DatabaseError:
            self._set_aside()
        try:
            return self._in_file(work)
        except (sqlite3.DatabaseError, OSError) as error:
            return self._in_memory(work, error)

    def close(self) -> None:
        """Forgets what was counted in memory."""
        with self._lock:
            memory, self._memory = self._memory, None
        if memory:
            memory.close()

    def _in_file(self, work: Callable[[sqlite3.Connection], T]) -> T:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # One connection a transaction: nothing to hand over between threads or across a fork.
        with closing(sqlite3.connect(self._path, _PATIENCE, isolation_level=None)) as connection:
            # A power cut may cost the counts of a day, waiting for the disk would cost each answer.
            connection.execute("PRAGMA synchronous = OFF")
            return _transact(connection, self._tables, work)

    def _in_memory(self, work: Callable[[sqlite3.Connection], T], error: Exception) -> T:
        with self._lock:
            if self._memory is None:
                _LOG.warning(
                    "file of language models cannot be used; this process counts for itself",
                    extra={"file": self._path.name, "cause": str(error)},
                )
                self._memory = sqlite3.connect(
                    ":memory:", isolation_level=None, check_same_thread=False
                )
            return _transact(self._memory, self._tables, work)

    def _set_aside(self) -> None:
        """Renames the damaged file, unless another process has just done so."""
        with FileLock(f"{self._path}.lock", timeout=_PATIENCE):
            if not self._is_damaged():
                return
            aside = self._path.with_name(f"{self._path.name}.damaged-{time.time_ns()}")
            self._path.rename(aside)
            # Else its unfinished transaction would be rolled back into the new file.
            self._path.with_name(f"{self._path.name}-journal").unlink(missing_ok=True)
        _LOG.warning(
            "damaged file of language models set aside",
            extra={"file": self._path.name, "aside": aside.name, "bytes": aside.stat().st_size},
        )

    def _is_damaged(self) -> bool:
        try:
            with closing(sqlite3.connect(self._path, _PATIENCE)) as connection:
                found: str = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as error:
            return not isinstance(error, sqlite3.OperationalError)
        return found != "ok"


def _transact(
    connection: sqlite3.Connection, tables: str, work: Callable[[sqlite3.Connection], T]
) -> T:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for table in filter(str.strip, tables.split(";")):
            connection.execute(table)
        result = work(connection)
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    return result
