"""What a browser sends back is read as a script, or refused with a sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripts import make_script

from dash_app.documents.script_reading import read_script
from dash_app.documents.shooting_script import script_json

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)


def _sent(**fields: Any) -> dict[str, Any]:
    """Returns what a browser sends of a script, with some fields changed."""
    sent: dict[str, Any] = json.loads(json.dumps(script_json(make_script())))
    return sent | fields


def test_a_script_comes_back_as_it_went() -> None:
    assert read_script(_sent()) == make_script()


def test_times_are_made_anew_of_what_was_edited() -> None:
    parts = _sent()["parts"]
    parts[0] |= {"dialogue": "một hai ba bốn năm sáu bảy tám", "start_s": 50, "end_s": 3}
    script = read_script(_sent(parts=parts))
    assert (script.parts[0].start_s, script.parts[0].end_s) == (0.0, 2.0)
    assert script.parts[1].start_s == 2.0


def test_what_is_left_out_is_empty() -> None:
    script = read_script({"parts": [{"title": "Cảnh"}], "duration_s": 30, "words_per_second": 3.5})
    assert (script.made_with, script.hashtags, script.sources, script.labels) == (
        "offline",
        (),
        (),
        {},
    )
    assert script.total_s == 3.0


def test_only_fields_of_labels_are_kept() -> None:
    assert read_script(_sent(labels={"pacing": ["Nhanh"], "lạ": ["x"]})).labels == {
        "pacing": ("Nhanh",)
    }


def test_hashtags_lose_their_sign_and_doubles() -> None:
    assert read_script(_sent(hashtags=["#phở", "phở", "bún bò", ""])).hashtags == ("phở", "búnbò")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://x", "https://a b", ""])
def test_only_a_web_address_is_a_link(url: str) -> None:
    source = {"video_id": "1", "creator": "a", "url": url}
    assert read_script(_sent(sources=[source])).sources[0].url == ""


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"parts": []}, "chưa có phần nào"),
        ({"parts": "x"}, "Các phần: cần là một danh sách"),
        ({"parts": [{}] * 41}, "Các phần: có 41 mục, nhiều nhất 40"),
        ({"parts": ["x"]}, "Phần 1: không đọc được"),
        ({"parts": [{"dialogue": "a" * 4001}]}, "Phần 1, lời thoại dài 4.001 ký tự, nhiều nhất"),
        ({"parts": [{"dialogue": 5}]}, "Phần 1, lời thoại: cần là chữ"),
        ({"parts": [{"silent_s": 0}]}, "thời gian không lời: cần từ 0,5 đến 3.600"),
        ({"duration_s": None}, "Thời lượng: cần là một con số"),
        ({"duration_s": True}, "Thời lượng: cần là một con số"),
        ({"duration_s": 0}, "Thời lượng: cần từ 1 đến 3.600"),
        ({"words_per_second": float("nan")}, "Tốc độ nói: cần là một con số"),
        ({"words_per_second": 0}, "Tốc độ nói: cần từ 0,5 đến 8"),
        ({"hashtags": ["x"] * 31}, "Hashtag: có 31 mục, nhiều nhất 30"),
        ({"labels": [1]}, "Nhãn: không đọc được"),
        ({"made_with": "magic"}, "Cách viết: cần là model hoặc offline"),
    ],
)
def test_what_is_no_script_is_refused_with_a_sentence(fields: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said) as caught:
        read_script(_sent(**fields))
    # Of any other kind of ValueError the text would not be shown.
    assert type(caught.value) is ValueError


@given(st.sampled_from(sorted(script_json(make_script()))), _JSON)
def test_nothing_that_is_sent_breaks_the_reading(name: str, value: Any) -> None:
    try:
        script = read_script(_sent(**{name: value}))
    except ValueError as error:
        assert type(error) is ValueError and str(error).endswith(".")
    else:
        assert script.total_s > 0


@given(st.dictionaries(st.sampled_from(["title", "visuals", "dialogue", "silent_s"]), _JSON))
def test_nothing_in_a_part_breaks_the_reading(part: dict[str, Any]) -> None:
    try:
        assert read_script(_sent(parts=[part])).total_s > 0
    except ValueError as error:
        assert type(error) is ValueError
