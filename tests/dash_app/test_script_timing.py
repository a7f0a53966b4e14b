"""Times of a script's parts follow from its words, counted as the datasets count them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripts import make_script

from dash_app.documents.script_timing import (
    clock,
    part_seconds,
    spoken_words,
    time_range,
    time_ranges,
)
from dash_app.documents.shooting_script import TimedPart
from etl.enrich.wording import word_count


@given(st.text().filter(lambda text: "[" not in text))
def test_words_are_counted_as_the_datasets_count_them(text: str) -> None:
    assert spoken_words(text) == word_count(text)


@pytest.mark.parametrize(
    ("dialogue", "words"),
    [
        ("Bạn ăn phở chưa?", 4),
        ("", 0),
        ("…!", 0),
        ("[Khoảng 20 từ: giá từng món]", 0),
        ("[tên món] [giá]", 0),
        ("Đây là [tên món] ngon.", 5),
    ],
)
def test_slots_alone_are_no_words(dialogue: str, words: int) -> None:
    assert spoken_words(dialogue) == words


def test_a_part_lasts_as_its_words_do_or_as_it_is_silent() -> None:
    assert part_seconds("một hai ba bốn", 9.0, 2.0) == 2.0
    assert part_seconds("[chưa viết]", 9.0, 2.0) == 9.0


@given(st.lists(st.floats(0.01, 100), max_size=40))
def test_parts_follow_each_other_and_no_error_adds_up(seconds: list[float]) -> None:
    ranges = time_ranges(seconds)
    assert all(first[1] == second[0] for first, second in pairwise(ranges))
    assert all(start <= end for start, end in ranges)
    if ranges:
        assert ranges[0][0] == 0
        assert ranges[-1][1] == pytest.approx(sum(seconds), abs=0.051)


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0, "0:00"), (7.4, "0:07"), (59.6, "1:00"), (75, "1:15"), (600, "10:00")]
)
def test_times_are_written_as_on_a_player(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


def test_a_range_is_written_with_a_dash() -> None:
    assert time_range(7, 15) == "0:07–0:15"


def test_a_script_is_timed_by_its_words() -> None:
    script = make_script()
    assert [(part.start_s, part.end_s) for part in script.parts] == [
        (0.0, 1.8),
        (1.8, 6.8),
        (6.8, 8.2),
    ]
    assert (script.total_s, script.words) == (8.2, 13)
    slower = make_script(words_per_second=2.0)
    assert slower.parts[0].end_s == 3.5


def test_a_script_without_words_keeps_the_time_to_see_it() -> None:
    assert make_script(parts=(TimedPart("Cảnh"), TimedPart("Cảnh"))).total_s == 6.0
