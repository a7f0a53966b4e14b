"""The days around which a holiday shapes posting, from the reference tables."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).resolve().parent.parent / "data" / "reference" / "holidays.csv"
SEASONS: Final = ("Tết Nguyên đán", "Tết Trung thu", "Giáng sinh – năm mới")
"""The holidays that shape posting most, and are marked on charts over weeks."""


@dataclass(frozen=True)
class Holiday:
    """One holiday of one year.

    Attributes:
        name: In Vietnamese.
        starts_on: First day on which posts are about it.
        ends_on: Last such day.
    """

    name: str
    starts_on: date
    ends_on: date


@cache
def holidays() -> tuple[Holiday, ...]:
    """Returns all holidays of all years, the oldest first."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = [
            Holiday(
                row["holiday"],
                date.fromisoformat(row["starts_on"]),
                date.fromisoformat(row["ends_on"]),
            )
            for row in csv.DictReader(file)
        ]
    return tuple(sorted(rows, key=lambda each: (each.starts_on, each.name)))


def seasons_between(first: date, last: date) -> tuple[Holiday, ...]:
    """Returns the holidays of `SEASONS` that touch some days."""
    return tuple(
        each
        for each in holidays()
        if each.name in SEASONS and each.starts_on <= last and each.ends_on >= first
    )
