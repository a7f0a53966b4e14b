"""A table as CSV."""

from __future__ import annotations

from typing import Final

import pandas as pd

# Also as they are written in full width, which spreadsheets take for the same.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def to_csv(table: pd.DataFrame) -> bytes:
    """Returns a table as CSV that a spreadsheet opens with Vietnamese text and without running it.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    safe = table.copy()
    for name in safe.columns:
        if safe[name].dtype.kind not in "iufbM":
            safe[name] = safe[name].map(_defused)
    # With both signs at the end of a line, a text that holds one of them is quoted.
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _defused(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value
