"""The rule of a week's dishes, worked out by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from dash_app.findings.week_names import short_week_name, week_name
from dash_app.findings.weekly_dishes import (
    STEPS,
    Step,
    WeeklyDish,
    common_dishes,
    is_common,
    weekly_dishes,
)

STRICT, MIDDLE, LOOSE = STEPS


def counts(dishes: dict[str, list[int]], first: str = "2024-01-01") -> pd.DataFrame:
    """Returns mentions by week; all lists are equally long."""
    length = len(next(iter(dishes.values())))
    weeks = pd.date_range(first, periods=length, freq="7D")
    return pd.DataFrame(dishes, index=weeks)


def late(dishes: dict[str, list[int]], first: str = "2023-01-02") -> pd.DataFrame:
    """Returns the same behind twenty weeks in which only rice was named: rice is common."""
    length = len(next(iter(dishes.values())))
    behind = {name: [0] * 20 + numbers for name, numbers in dishes.items()}
    return counts({"rice": [5] * (20 + length), **behind}, first)


Listed = list[tuple[str, int, int, Step | None]]


def listed(frame: pd.DataFrame, place: int = -1, look_back: int = 2) -> Listed:
    found = weekly_dishes(frame, frame.index[place], look_back)
    return [(dish.name, dish.n, dish.before, dish.step) for dish in found]


def five(names: str, last: int, before: int) -> dict[str, list[int]]:
    return {name: [before, last] for name in names}


def test_five_strict_ones_are_enough() -> None:
    # 3 of 5 mentions in the window are 60 %; what only passes a later step is left out.
    frame = late(five("abcde", 3, 2) | {"later": [0, 2]})
    assert listed(frame) == [(name, 3, 2, STRICT) for name in "abcde"]


def test_below_sixty_per_cent_is_not_strict() -> None:
    # 4 of 7 are 57 %: the dish waits for the second step.
    frame = late(five("abcd", 3, 2) | {"e": [3, 4], "f": [2, 2]})
    assert listed(frame) == [
        ("e", 4, 3, MIDDLE),
        *((name, 3, 2, STRICT) for name in "abcd"),
        ("f", 2, 2, MIDDLE),
    ]


def test_the_third_step_only_when_there_are_fewer_than_five() -> None:
    # One strict; one more with 2 of 4; then all with one mention and 40 %: 2 of 5 is 40 %.
    frame = late({"strict": [0, 3], "half": [2, 2], "new": [0, 1], "edge": [3, 2], "rare": [2, 1]})
    assert listed(frame) == [
        ("strict", 3, 0, STRICT),
        ("half", 2, 2, MIDDLE),
        ("edge", 2, 3, LOOSE),
        ("new", 1, 0, LOOSE),
    ]


def test_a_step_brings_all_that_pass_it() -> None:
    assert len(listed(late({f"dish{n}": [0, 2] for n in range(8)}))) == 8


def test_none_gives_the_five_most_mentioned() -> None:
    # Every dish was named far more in the two weeks before.
    frame = late({f"dish{n}": [90, n] for n in range(8)})
    assert listed(frame) == [(f"dish{n}", n, 90, None) for n in (7, 6, 5, 4, 3)]
    few = frame[["rice", "dish0", "dish1", "dish2"]]
    assert listed(few) == [("dish2", 2, 90, None), ("dish1", 1, 90, None)]


def test_the_first_week_takes_its_ten_most_mentioned() -> None:
    frame = counts({f"dish{n:02}": [n, 0, 0] for n in range(13)} | {"rice": [0, 1, 1]})
    assert listed(frame, 0) == [(f"dish{n:02}", n, 0, None) for n in range(12, 2, -1)]


def test_the_first_week_is_the_first_with_a_dish() -> None:
    frame = counts({"a": [0, 1, 0], "b": [0, 0, 5]})
    assert listed(frame, 0) == []
    assert listed(frame, 1) == [("a", 1, 0, None)]
    assert listed(frame, 2) == [("b", 5, 0, STRICT)]


def test_what_is_in_more_than_sixty_per_cent_of_all_weeks_is_set_aside() -> None:
    frame = counts(
        {
            "often": [1, 1, 1, 1, 1, 1, 1, 0, 0, 9],  # 8 of 10
            "sixty": [0, 0, 0, 0, 1, 1, 1, 1, 1, 9],  # exactly 6 of 10 stays
            "filler": [1] * 10,
        }
    )
    assert common_dishes(frame) == {"often", "filler"}
    assert [name for name, *_ in listed(frame, 9, 1)] == ["sixty"]
    assert is_common(np.array([6, 7], dtype=np.int64), 10).tolist() == [False, True]


def test_where_all_dishes_are_common_nothing_is_left() -> None:
    assert listed(counts({"a": [1, 1, 1], "b": [2, 2, 2]}), 2) == []


def test_weeks_without_videos_stand_in_the_window_and_not_among_the_weeks_of_a_dish() -> None:
    # Two empty weeks: with a look-back of two the mentions before them are out of the window.
    frame = counts({"a": [3, 0, 0, 3], "b": [9, 0, 0, 1], "c": [0, 0, 0, 3]})
    assert common_dishes(frame) == {"a", "b"}  # in both of the two weeks that name a dish
    assert listed(frame, 3) == [("c", 3, 0, STRICT)]
    assert listed(frame, 1) == []
    within = weekly_dishes(frame, frame.index[3], 2, common=(), first=frame.index[0])
    assert [(dish.name, dish.n, dish.before) for dish in within] == [
        ("a", 3, 0),
        ("c", 3, 0),
        ("b", 1, 0),
    ]
    longer = weekly_dishes(frame, frame.index[3], 3, common=(), first=frame.index[0])
    # Of a half is in the week, of b a tenth.
    assert [(dish.name, dish.before) for dish in longer] == [("c", 0), ("a", 3)]


def test_equal_mentions_go_by_share_then_by_name_however_the_columns_stand() -> None:
    frame = late({"b": [1, 3], "a": [1, 3], "d": [0, 3], "c": [2, 3], "e": [0, 4]})
    names = [name for name, *_ in listed(frame)]
    assert names == ["e", "d", "a", "b", "c"]
    assert [name for name, *_ in listed(frame[["e", "c", "d", "rice", "b", "a"]])] == names


@pytest.mark.parametrize("look_back", range(1, 9))
def test_the_look_back_says_how_many_weeks_count(look_back: int) -> None:
    frame = counts({"a": [1] * 8 + [2], "other": [0] * 8 + [1]})
    found = weekly_dishes(frame, frame.index[8], look_back, common=(), first=frame.index[0])
    before = {dish.name: dish.before for dish in found}
    # 2 of 2 + look_back: from three weeks on it is 40 %, from four on less.
    assert before.get("a") == (look_back if look_back <= 3 else None)


def test_week_53_follows_week_52_and_comes_before_week_1() -> None:
    frame = late({"a": [0, 3, 1, 0], "b": [0, 0, 3, 0]}, "2020-08-03")
    assert [week_name(week) for week in frame.index[-4:]] == [
        "Tuần 52/2020 (từ 21/12)",
        "Tuần 53/2020 (từ 28/12)",
        "Tuần 1/2021 (từ 04/01)",
        "Tuần 2/2021 (từ 11/01)",
    ]
    assert short_week_name(frame.index[-3]) == "T53/20"
    assert listed(frame, -3, 1) == [("a", 3, 0, STRICT)]
    # Week 1 of 2021 looks back on week 53 of 2020, where three of a's four mentions are.
    assert listed(frame, -2, 1) == [("b", 3, 0, STRICT)]


def test_a_week_that_is_not_there_has_no_list() -> None:
    frame = counts({"a": [1, 2]})
    assert weekly_dishes(frame, pd.Timestamp("2030-01-07"), 3) == ()


def test_the_share_is_of_the_window() -> None:
    assert WeeklyDish("a", 3, 1, STRICT).share == 0.75
