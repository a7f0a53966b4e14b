"""Several API keys in rotation, each with a rate, shared by all processes of a machine."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Final

from llm.database import Database
from llm.errors import BadKey, TooBusy
from llm.marks import mark

TABLES: Final = """
CREATE TABLE IF NOT EXISTS keys (
    mark TEXT PRIMARY KEY, used REAL NOT NULL, rests_until REAL NOT NULL, refused REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS requests (mark TEXT NOT NULL, at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS requests_by_key ON requests (mark, at);
"""
_MINUTE: Final = 60.0
_SET_ASIDE: Final = 600.0
_LONGEST_STEP: Final = 1.0


@dataclass(frozen=True)
class KeyRing:
    """Hands out keys; the file knows them by their marks alone.

    Attributes:
        keys: In rotation.
        per_minute: Requests of each key; 0 for no limit.
        database: Where their state is.
        now: The clock of all processes.
    """

    keys: tuple[str, ...] = field(repr=False)
    per_minute: int
    database: Database
    now: Callable[[], float] = time.time

    def take(self, passed_over: Collection[str], until: float) -> str:
        """Returns the key that rested longest and counts a request of it, after a wait if need be.

        A key that was refused lately is taken only where there is none but such keys.

        Args:
            passed_over: Keys that are not to be taken.
            until: When to give up, on the monotonic clock.

        Raises:
            BadKey: Where all are passed over.
            TooBusy: Where none is free in time.
        """
        left = [key for key in self.keys if key not in passed_over]
        if not left:
            raise BadKey
        while True:
            key, wait = self.database.run(lambda connection: self._choose(connection, left))
            if key is not None:
                return key
            if time.monotonic() + wait > until:
                raise TooBusy
            # In steps, and not all at once: the others wait as well.
            time.sleep(min(wait, _LONGEST_STEP) + random.uniform(0.0, 0.05))

    def rest(self, key: str, seconds: float) -> None:
        """Lets a key rest."""
        self._set(key, "rests_until = max(rests_until, ?)", self.now() + seconds)

    def refuse(self, key: str) -> None:
        """Sets a key aside that the provider does not know."""
        self._set(key, "refused = ?", self.now())

    def _choose(self, connection: sqlite3.Connection, keys: list[str]) -> tuple[str | None, float]:
        """Returns a free key; or none and how long to wait for one."""
        now = self.now()
        connection.execute(
            "DELETE FROM requests WHERE at NOT BETWEEN ? AND ?", (now - _MINUTE, now + _MINUTE)
        )
        states = [self._state(connection, key, now) for key in keys]
        trusted = [each for each in states if not each.is_refused] or states
        free = [each for each in trusted if each.wait <= 0]
        if not free:
            return None, min(each.wait for each in trusted)
        chosen = min(free, key=lambda each: each.used)
        connection.execute("INSERT INTO requests VALUES (?, ?)", (chosen.mark, now))
        connection.execute("UPDATE keys SET used = ? WHERE mark = ?", (now, chosen.mark))
        return chosen.key, 0.0

    def _state(self, connection: sqlite3.Connection, key: str, now: float) -> _State:
        name = _known(connection, key)
        used, rests_until, refused = connection.execute(
            "SELECT used, rests_until, refused FROM keys WHERE mark = ?", (name,)
        ).fetchone()
        wait = rests_until - now
        if self.per_minute:
            # The request that must be a minute old before the next one may be made.
            oldest = connection.execute(
                "SELECT at FROM requests WHERE mark = ? ORDER BY at DESC LIMIT 1 OFFSET ?",
                (name, self.per_minute - 1),
            ).fetchone()
            if oldest:
                wait = max(wait, oldest[0] + _MINUTE - now)
        return _State(key, name, used, wait, 0 <= now - refused < _SET_ASIDE)

    def _set(self, key: str, change: str, value: float) -> None:
        def work(connection: sqlite3.Connection) -> None:
            name = _known(connection, key)
            connection.execute(f"UPDATE keys SET {change} WHERE mark = ?", (value, name))

        self.database.run(work)


def _known(connection: sqlite3.Connection, key: str) -> str:
    """Returns the mark of a key, which has a row from now on."""
    name = mark(connection, "key", key)
    connection.execute("INSERT OR IGNORE INTO keys VALUES (?, 0, 0, 0)", (name,))
    return name


@dataclass(frozen=True)
class _State:
    key: str = field(repr=False)
    mark: str
    used: float
    wait: float
    is_refused: bool
