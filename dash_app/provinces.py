"""The provinces before and since 1 July 2025, with their outlines, from the reference tables."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final, Literal

_FOLDER: Final = Path(__file__).resolve().parent.parent / "data" / "reference"

HANOI: Final = "Hà Nội"
HCMC: Final = "Hồ Chí Minh"
"""The two large cities have the same name before and since."""

PlaceColumn = Literal["province", "province_now"]
"""The column of `video_places` with the provinces before July 2025, or with those since."""

Point = tuple[int, int]
Ring = list[Point]


@dataclass(frozen=True)
class Province:
    """One of the 63 provinces before July 2025.

    Attributes:
        name: Its name.
        now: The province that it has belonged to since.
        region: Bắc, Trung or Nam.
    """

    name: str
    now: str
    region: str

    def called(self, column: PlaceColumn) -> str:
        """Returns its name before or since."""
        return self.now if column == "province_now" else self.name


@dataclass(frozen=True)
class Outline:
    """The shape of a province in flat coordinates, upwards is north.

    Attributes:
        x: Of its corners; None between two parts.
        y: Likewise.
    """

    x: tuple[int | None, ...]
    y: tuple[int | None, ...]


@dataclass(frozen=True)
class FoodStreet:
    """A street or market that is known for its food.

    Attributes:
        name: Its name.
        province: Before July 2025.
        district: Before July 2025.
        known_for: What is eaten there.
    """

    name: str
    province: str
    district: str
    known_for: str


@dataclass(frozen=True)
class PlaceAlias:
    """Another name of a province or of a place in it.

    Attributes:
        name: As people write it.
        province: Before July 2025.
        district: Before July 2025; empty where it is the whole province.
    """

    name: str
    province: str
    district: str


@cache
def provinces() -> tuple[Province, ...]:
    """Returns the 63 provinces."""
    return tuple(
        Province(row["province"], row["province_now"], row["region"])
        for row in _rows("provinces.csv")
    )


@cache
def place_names(column: PlaceColumn) -> tuple[str, ...]:
    """Returns the names of all provinces, before or since: 63 or 34."""
    return tuple(dict.fromkeys(each.called(column) for each in provinces()))


@cache
def members(column: PlaceColumn) -> Mapping[str, tuple[str, ...]]:
    """Returns of each province, before or since, those before that it is made of."""
    found: dict[str, tuple[str, ...]] = {}
    for each in provinces():
        name = each.called(column)
        found[name] = (*found.get(name, ()), each.name)
    return found


@cache
def food_streets() -> tuple[FoodStreet, ...]:
    """Returns the known food streets and markets."""
    return tuple(
        FoodStreet(row["name"], row["province"], row["district"], row["known_for"])
        for row in _rows("food_streets.csv")
    )


@cache
def place_aliases() -> tuple[PlaceAlias, ...]:
    """Returns the other names of places; one that several places have stands there for each."""
    return tuple(
        PlaceAlias(row["alias"], row["province"], row["district"])
        for row in _rows("place_aliases.csv")
    )


@cache
def outlines(column: PlaceColumn) -> Mapping[str, Outline]:
    """Returns the shape of each province, before or since.

    Corners are rounded to the unit, well below a pixel as it is drawn, which halves what is sent.
    """
    drawn = json.loads((_FOLDER / "provinces_map.json").read_text(encoding="utf-8"))
    rings = {name: [_rounded(ring) for ring in of_province] for name, of_province in drawn.items()}
    return {
        name: _outline(_merged(ring for part in parts for ring in rings[part]))
        for name, parts in members(column).items()
    }


def _rows(name: str) -> list[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _rounded(ring: Iterable[Iterable[float]]) -> Ring:
    points = [(round(x), round(y)) for x, y in ring]
    return [points[0], *(point for before, point in pairwise(points) if point != before)]


def _merged(rings: Iterable[Ring]) -> list[Ring]:
    """Returns the outer lines of neighbours: an edge that two of them share lies inside."""
    edges = Counter(frozenset(edge) for ring in rings for edge in pairwise(ring))
    ends: dict[Point, set[Point]] = defaultdict(set)
    for edge, times in edges.items():
        if times == 1:
            one, other = edge
            ends[one].add(other)
            ends[other].add(one)
    found: list[Ring] = []
    while ends:
        ring = [next(iter(ends))]
        while here := ends.get(ring[-1]):
            after = here.pop()
            ends[after].discard(ring[-1])
            if not here:
                del ends[ring[-1]]
            ring.append(after)
            if not ends[after]:
                del ends[after]
        found.append(ring)
    return found


def _outline(rings: Iterable[Ring]) -> Outline:
    points: list[tuple[int | None, int | None]] = []
    for ring in rings:
        if points:
            points.append((None, None))
        points += ring
    return Outline(tuple(x for x, _ in points), tuple(y for _, y in points))
