"""Answers that are kept: the same question of the same model is asked once."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from llm.database import Database
from llm.prompt import Prompt

TABLES: Final = """
CREATE TABLE IF NOT EXISTS answers (
    question TEXT PRIMARY KEY, at REAL NOT NULL, bytes INTEGER NOT NULL, text TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS answers_by_age ON answers (at);
"""
# Changes with what an answer is made of besides the prompt.
_FORM: Final = "1"


def question_of(
    provider: str, base_url: str | None, model: str, prompt: Prompt, schema: dict[str, Any] | None
) -> str:
    """Returns a hash of all that an answer follows from; the prompt's files are in its text."""
    digest = hashlib.blake2b(digest_size=20)
    parts = (_FORM, provider, base_url or "", model, prompt.instructions, prompt.request)
    for part in (*parts, json.dumps(schema, sort_keys=True)):
        digest.update(f"{len(part)}:{part}\n".encode("utf-8", "replace"))
    for each in prompt.attachments:
        digest.update(f"{each.mimetype}:{len(each.data)}\n".encode() + each.data)
    return digest.hexdigest()


@dataclass(frozen=True)
class KeptAnswers:
    """Whole, valid answers, by the hash of their question.

    Attributes:
        database: Where they are.
        days: How long; 0 keeps none.
        megabytes: How much.
        now: The clock.
    """

    database: Database
    days: int
    megabytes: int
    now: Callable[[], float] = time.time

    def get(self, question: str) -> str | None:
        """Returns the answer that is kept."""
        if not self.days:
            return None
        row = self.database.run(
            lambda connection: connection.execute(
                "SELECT text FROM answers WHERE question = ? AND at > ?",
                (question, self.now() - self.days * 86_400),
            ).fetchone()
        )
        return str(row[0]) if row else None

    def put(self, question: str, text: str) -> None:
        """Keeps an answer; the oldest ones make room for it."""
        data = text.encode("utf-8", "replace")
        size, now, most = len(data), self.now(), self.megabytes * 1_000_000

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)",
                (question, now, size, data.decode()),
            )
            connection.execute("DELETE FROM answers WHERE at <= ?", (now - self.days * 86_400,))
            connection.execute(
                "DELETE FROM answers WHERE question IN (SELECT question FROM ("
                " SELECT question, sum(bytes) OVER (ORDER BY at DESC, question) AS so_far"
                " FROM answers) WHERE so_far > ?)",
                (most,),
            )

        if self.days and size <= most:
            self.database.run(work)
