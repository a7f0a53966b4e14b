"""The industries of `data/reference/industries.csv`: a niche is a matter of a file."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from etl.errors import BadName
from etl.text import fold

_FOLDER: Final = Path(__file__).resolve().parent.parent.parent / "data" / "reference"


@dataclass(frozen=True)
class Industry:
    """One of TikTok Creative Center's industries.

    Attributes:
        key: As it is typed.
        name: In Vietnamese.
        hashtags: To begin the search with, without #.
        words: Words and phrases of its captions, folded.
    """

    key: str
    name: str
    hashtags: tuple[str, ...]
    words: frozenset[str]


def read_industries(folder: Path = _FOLDER) -> list[Industry]:
    """Returns all industries."""
    return [
        Industry(
            row["industry"],
            row["name"],
            tuple(row["hashtags"].split()),
            frozenset(fold(word) for word in row["words"].split("|") if word),
        )
        for row in _rows(folder / "industries.csv")
    ]


def find_industry(key: str) -> Industry:
    """Returns an industry.

    Raises:
        BadName: Where there is none of that key, with those there are.
    """
    by_key = {one.key: one for one in read_industries()}
    if key not in by_key:
        close = get_close_matches(key, by_key, 1)
        hint = f" Ý bạn là {close[0]!r}?" if close else ""
        raise BadName(f"Không có ngành {key!r}.{hint} Hiện có: {', '.join(by_key)}.")
    return by_key[key]


def general_hashtags(folder: Path = _FOLDER) -> frozenset[str]:
    """Returns hashtags that stand under posts of all kinds, folded."""
    return frozenset(fold(row["hashtag"]) for row in _rows(folder / "general_hashtags.csv"))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
