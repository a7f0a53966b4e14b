"""How much was asked today, by whom, and what it cost; shared by all processes of a machine."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from llm.database import Database
from llm.errors import AllUsed, QuotaUsed
from llm.marks import mark

TABLES: Final = """
CREATE TABLE IF NOT EXISTS asked (
    day TEXT NOT NULL, client TEXT NOT NULL, answers INTEGER NOT NULL, PRIMARY KEY (day, client)
);
CREATE TABLE IF NOT EXISTS spent (day TEXT PRIMARY KEY, usd REAL NOT NULL);
"""
_ZONE: Final = ZoneInfo("Asia/Ho_Chi_Minh")


def _today() -> str:
    return datetime.now(_ZONE).date().isoformat()


@dataclass(frozen=True)
class Ledger:
    """Counts answers and dollars; the file knows clients by their marks alone.

    Attributes:
        database: Where the counts are.
        per_client: Answers a day; 0 for no limit.
        total: Answers a day of all clients that have a name; 0 for no limit.
        usd: A day, of everyone; 0 for no limit.
        today: In Viet Nam.
    """

    database: Database
    per_client: int
    total: int
    usd: float
    today: Callable[[], str] = _today

    def take(self, client: str) -> str:
        """Counts an answer and returns its day; without a client, only the budget is looked at.

        Raises:
            QuotaUsed: Where the client, or all of them, may not ask any more today.
        """
        day = self.today()

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM asked WHERE day <> ?", (day,))
            spent = connection.execute("SELECT usd FROM spent WHERE day = ?", (day,)).fetchone()
            if self.usd and spent and spent[0] >= self.usd:
                raise AllUsed
            if not client:
                return
            name = mark(connection, "client", client)
            if self.per_client and _sum(connection, "client = ?", name) >= self.per_client:
                raise QuotaUsed
            if self.total and _sum(connection, "day = ?", day) >= self.total:
                raise AllUsed
            connection.execute(
                "INSERT INTO asked VALUES (?, ?, 1)"
                " ON CONFLICT DO UPDATE SET answers = answers + 1",
                (day, name),
            )

        self.database.run(work)
        return day

    def give_back(self, client: str, day: str) -> None:
        """Takes back what was counted for an answer that did not come and cost nothing."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "UPDATE asked SET answers = answers - 1"
                " WHERE day = ? AND client = ? AND answers > 0",
                (day, mark(connection, "client", client)),
            )

        if client:
            self.database.run(work)

    def spend(self, usd: float) -> None:
        """Adds to what today cost."""
        day = self.today()

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM spent WHERE day <> ?", (day,))
            connection.execute(
                "INSERT INTO spent VALUES (?, ?)"
                " ON CONFLICT DO UPDATE SET usd = usd + excluded.usd",
                (day, usd),
            )

        self.database.run(work)


def _sum(connection: sqlite3.Connection, where: str, value: str) -> int:
    row = connection.execute(f"SELECT sum(answers) FROM asked WHERE {where}", (value,)).fetchone()
    return row[0] or 0
