"""Dishes and hashtags that a description names; what a brief is made of."""

from __future__ import annotations

from typing import Any

import pytest

from dash_app.tabs.studio.script_brief import MOST_LABELS, Brief, read_brief
from dash_app.tabs.studio.script_words import dishes_in, hashtag_keys, prepared

_DISHES = prepared(("bún bò", "bún bò huế", "bò", "bơ", "phở", "cơm tấm"))


@pytest.mark.parametrize(
    ("text", "dishes"),
    [
        ("Nấu Bún Bò Huế và cơm tấm", ("bún bò huế", "cơm tấm")),
        ("phở, rồi lại PHỞ", ("phở",)),
        ("bánh mì bơ", ("bơ",)),
        ("nau bun bo hue", ("bún bò huế",)),
        ("không có món nào", ()),
        ("", ()),
    ],
)
def test_the_longest_dish_counts(text: str, dishes: tuple[str, ...]) -> None:
    assert dishes_in(text, _DISHES) == dishes


def test_hashtags_are_as_the_data_group_them() -> None:
    assert hashtag_keys("Ăn ở #HàNội nhé #phở", ("bún bò",)) == ("hanoi", "pho", "bunbo")


def test_a_brief_is_what_was_typed_and_chosen() -> None:
    fields = {
        "description": "  Nấu phở  ",
        "facts": "Giá 50.000 đ",
        "duration_s": "45",
        "model": "mau-1",
        "categories": "Nấu ăn",
        "tone_of_voice": ["Thân mật", "Thân mật", "", 5],
        "pacing": "",
        "khác": "bỏ qua",
    }
    assert read_brief(fields) == Brief(
        "Nấu phở",
        {"categories": ("Nấu ăn",), "tone_of_voice": ("Thân mật",)},
        45.0,
        "Giá 50.000 đ",
        "mau-1",
    )
    many = read_brief({"description": "phở", "tone_of_voice": list("abcdef")})
    assert len(many.chosen["tone_of_voice"]) == MOST_LABELS


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Hãy mô tả video"),
        ({"description": " ! "}, "Hãy mô tả video"),
        ({"description": ["phở"]}, "Mô tả: cần là chữ"),
        ({"description": "phở " * 2000}, "Mô tả dài 7.999 ký tự, nhiều nhất 4.000"),
        ({"description": "phở", "facts": "a" * 2001}, "Thông tin thêm dài 2.001 ký tự"),
        ({"description": "phở", "duration_s": "một"}, "Thời lượng: cần từ 5 đến 600 giây"),
        ({"description": "phở", "duration_s": 0}, "Thời lượng: cần từ 5 đến 600 giây"),
        ({"description": "phở", "duration_s": float("inf")}, "Thời lượng"),
    ],
)
def test_a_brief_that_cannot_be_used_is_refused(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said) as caught:
        read_brief(fields)
    assert type(caught.value) is ValueError
