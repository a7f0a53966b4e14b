"""Stand-ins for keys and clients in files: the same for the same, and leading nowhere back."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from typing import Final

TABLE: Final = "CREATE TABLE IF NOT EXISTS salt (only INTEGER PRIMARY KEY, value BLOB NOT NULL)"


def mark(connection: sqlite3.Connection, kind: str, text: str) -> str:
    """Returns what stands for a text in the file of a connection, which keeps a salt of its own."""
    connection.execute("INSERT OR IGNORE INTO salt VALUES (1, ?)", (secrets.token_bytes(32),))
    (salt,) = connection.execute("SELECT value FROM salt").fetchone()
    name = f"{kind}\n{text}".encode()
    return hashlib.blake2b(name, key=salt, digest_size=16).hexdigest()
