"""What a place is, what a name of one is, and when a name counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


@dataclass(frozen=True)
class Place:
    """A province and, where known, a district in it, by their names before July 2025."""

    province: str | None
    district: str | None


class Trust(IntEnum):
    """When a bare name counts as a place."""

    CONTEXT = 0
    """Beside an address word or a number, or where its province has other evidence."""
    CAPITALS = 1
    """Where it is written as a name, with capitals."""
    SURE = 2
    """Always."""


class Folded(IntEnum):
    """Where a name that lost its diacritics counts."""

    UNMARKED_TEXT = 0
    """In a text that has no diacritics at all."""
    WITH_CAPITALS = 1
    """In any text, if it is written as a name: no other words look like it."""


class Level(IntEnum):
    """How finely a name places something; a finer one outranks a coarser one."""

    PROVINCE = 0
    COUNTRYSIDE = 1
    TOWN = 2
    LANDMARK = 3
    URBAN_DISTRICT = 4


@dataclass(frozen=True)
class Name:
    """One spelling of a name and the places that bear it."""

    words: tuple[str, ...]
    places: tuple[Place, ...]
    level: Level
    trust: Trust
    official: str
    """The name as the tables spell it."""
    folded: Folded | None = None
    """Where these words are the name without its diacritics: when they count."""
