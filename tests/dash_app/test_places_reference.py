"""Provinces, their outlines and food streets: the reference tables agree with each other."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

import pytest

from dash_app.provinces import (
    HANOI,
    HCMC,
    Outline,
    PlaceColumn,
    food_streets,
    members,
    outlines,
    place_names,
    provinces,
)

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
COLUMNS: tuple[PlaceColumn, ...] = ("province", "province_now")


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _rings(outline: Outline) -> list[list[tuple[int, int]]]:
    rings: list[list[tuple[int, int]]] = [[]]
    for x, y in zip(outline.x, outline.y, strict=True):
        if x is None or y is None:
            rings.append([])
        else:
            rings[-1].append((x, y))
    return rings


def _area(outline: Outline) -> float:
    return sum(
        abs(sum(a * d - b * c for (a, b), (c, d) in pairwise(ring))) / 2 for ring in _rings(outline)
    )


def test_63_provinces_became_34_and_each_of_them_lies_in_one_region() -> None:
    assert len(place_names("province")) == 63
    assert len(place_names("province_now")) == 34
    assert {HANOI, HCMC} <= set(place_names("province")) & set(place_names("province_now"))
    regions = {(each.now, each.region) for each in provinces()}
    assert len(regions) == 34
    assert members("province_now")[HCMC] == ("Bình Dương", "Bà Rịa - Vũng Tàu", "Hồ Chí Minh")
    assert members("province")[HCMC] == (HCMC,)


@pytest.mark.parametrize("column", COLUMNS)
def test_every_province_of_the_table_is_on_the_map_and_no_other(column: PlaceColumn) -> None:
    shapes = outlines(column)
    assert set(shapes) == set(place_names(column))
    for name, shape in shapes.items():
        for ring in _rings(shape):
            assert ring[0] == ring[-1] and len(ring) > 3, name


def test_a_new_province_is_as_large_as_its_parts_without_lines_between_them() -> None:
    before, since = outlines("province"), outlines("province_now")
    for name, parts in members("province_now").items():
        assert _area(since[name]) == pytest.approx(sum(_area(before[part]) for part in parts))
        inside = [
            edge
            for shape in (before[part] for part in parts)
            for ring in _rings(shape)
            for edge in map(frozenset, pairwise(ring))
        ]
        shared = {edge for edge in inside if inside.count(edge) > 1}
        drawn = {frozenset(edge) for ring in _rings(since[name]) for edge in pairwise(ring)}
        assert bool(shared) == (len(parts) > 1), name
        assert not shared & drawn, name


def test_food_streets_are_known_landmarks_of_known_districts() -> None:
    landmarks = {(row["name"], row["province"]): row["district"] for row in _rows("landmarks.csv")}
    districts = {(row["province"], row["district"]) for row in _rows("districts.csv")}
    assert len({(each.name, each.province) for each in food_streets()}) == len(food_streets())
    for each in food_streets():
        # A few landmarks of the centre have no district in their table.
        assert landmarks[each.name, each.province] in ("", each.district), each.name
        assert (each.province, each.district) in districts, each.name
        assert each.known_for
