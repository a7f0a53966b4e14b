"""Dishes and places that a model found in a video."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from etl.sample.dice import Dice
from etl.sample.places import NOT_A_CITY
from etl.sample.posts import Post

_DISTRICT_SPELLINGS: Final = {"Quận 1": ("Quận Nhất", "quận 1", "Q1"), "Quận 3": ("quận 3", "Q.3")}


def foods_and_places(dice: Dice, post: Post) -> dict[str, Any]:
    """Returns the dishes and the place as a model spells them."""
    subject = post.subject
    foods = [subject.dish, *subject.others] if subject.about_food else []
    if foods and dice.chance(0.08):
        foods[0] = foods[0].capitalize()
    return {"foods": foods, "city": _city(dice, post), "district": _district(dice, post)}


def python_like(values: dict[str, Any]) -> str:
    """Returns the answer of a model that wrote `None` for `null`."""
    foods = msgspec.json.encode(values["foods"]).decode()
    city, district = (
        "None" if values[name] is None else msgspec.json.encode(values[name]).decode()
        for name in ("city", "district")
    )
    return f'{{\n    "foods": {foods},\n    "city": {city},\n    "district": {district}\n}}'


def _city(dice: Dice, post: Post) -> str | None:
    city = post.subject.city
    if city is None:
        return dice.pick(NOT_A_CITY) if dice.chance(0.02) else None
    return city.spellings[int(len(city.spellings) * dice.uniform() ** 2)]


def _district(dice: Dice, post: Post) -> str | None:
    district = post.subject.district
    if district is None:
        return "quận không xác định" if post.subject.city and dice.chance(0.03) else None
    if district in _DISTRICT_SPELLINGS and dice.chance(0.3):
        return dice.pick(_DISTRICT_SPELLINGS[district])
    return district
