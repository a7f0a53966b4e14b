"""Groups learned from dish names."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.enrich.dish_groups import learn_groups

CHICKEN_FEET = {
    "chân gà": 30,
    "chân gà sốt thái": 25,
    "chân gà rút xương": 12,
    "chân gà nướng": 6,
    "chân gà sốt thái cay": 2,
}
CAKES = {
    "bánh": 5,
    "bánh mì": 40,
    "bánh mì chảo": 6,
    "bánh mì thịt nướng": 4,
    "bánh tráng": 12,
    "bánh tráng trộn": 15,
    "bánh tráng nướng": 8,
    "bánh flan": 9,
    "bánh bông lan": 7,
    "bánh bông lan trứng muối": 4,
    "bánh ú bá trạng": 1,
}
PIZZA = {"pizza": 20, "pizza hải sản": 4, "pizza bò": 3, "pizza phô mai": 2}


@pytest.mark.parametrize(
    ("mentions", "dish", "group"),
    [
        ({"phở bò": 1}, "phở bò", "phở bò"),
        ({"bún bò": 5, "bún bò huế": 3, "bún chả": 4}, "bún bò huế", "bún bò"),
        ({"bún bò": 5, "bún bò huế": 3, "bún chả": 4}, "bún chả", "bún chả"),
        ({"gà": 3, "gà rán": 9, "gà rán phô mai": 2}, "gà rán phô mai", "gà rán"),
        ({"gà": 3, "gà rán": 9, "gà rán phô mai": 2}, "gà", "gà"),
        (CHICKEN_FEET, "chân gà sốt thái cay", "chân gà"),
        (CHICKEN_FEET, "chân gà", "chân gà"),
        (CAKES, "bánh mì chảo", "bánh mì"),
        (CAKES, "bánh tráng trộn", "bánh tráng"),
        (CAKES, "bánh", "bánh"),
        (CAKES, "bánh flan", "bánh flan"),
        (CAKES, "bánh bông lan trứng muối", "bánh bông lan"),
        (CAKES, "bánh ú bá trạng", "bánh ú bá trạng"),
        (PIZZA, "pizza hải sản", "pizza"),
        (PIZZA, "pizza", "pizza"),
        ({"bánh hoà lan": 1, "bánh hòa lan": 2}, "bánh hoà lan", "bánh hòa lan"),
    ],
)
def test_learn_groups(mentions: dict[str, int], dish: str, group: str) -> None:
    assert learn_groups(mentions)[dish] == group


def test_no_dishes() -> None:
    assert learn_groups({}) == {}


def test_unrelated_dishes_move_nothing() -> None:
    before = learn_groups({**CAKES, **CHICKEN_FEET})
    after = learn_groups({**CAKES, **CHICKEN_FEET, **PIZZA, "xôi xéo": 900, "chè bưởi": 1})
    assert {dish: after[dish] for dish in before} == before


_WORDS = st.sampled_from(["bánh", "gà", "mì", "tráng", "cay", "rán", "bò", "xào", "chua"])
_NAMES = st.lists(_WORDS, min_size=1, max_size=4).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(_NAMES, st.integers(0, 50), max_size=40), st.randoms())
def test_order_does_not_matter(mentions: dict[str, int], shuffle: random.Random) -> None:
    items = list(mentions.items())
    shuffle.shuffle(items)
    groups = learn_groups(mentions)
    assert list(learn_groups(dict(items)).items()) == list(groups.items())
    assert groups.keys() == mentions.keys()


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(_NAMES, st.integers(0, 50), max_size=40))
def test_a_group_is_how_the_name_begins(mentions: dict[str, int]) -> None:
    for dish, group in learn_groups(mentions).items():
        assert f"{dish} ".startswith(f"{group} ")


def test_fifteen_thousand_names_are_quick() -> None:
    heads = [f"món{i} loại{j}" for i in range(50) for j in range(30)]
    mentions = {f"{head} kiểu{k} vị{k % 3}": 1 + k for head in heads for k in range(10)}
    start = time.perf_counter()
    groups = learn_groups(mentions)
    assert time.perf_counter() - start < 3
    assert set(groups.values()) == set(heads)
