"""Rising dishes, and how lists are held against the week that follows, by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from bench.dish_trends import list_tracks
from dash_app.findings.dish_next_week import (
    ANY,
    MOST,
    RISING,
    RULE,
    followed_weeks,
    hit_difference,
    most_mentioned,
    track,
    tracks,
)
from dash_app.findings.dish_weeks import DishWeeks, dish_weeks
from dash_app.findings.rising_dishes import rising_dishes
from dash_app.statistics import rises


def a_table(active: list[int], **dishes: list[int]) -> DishWeeks:
    """Returns a table in which each creator names a dish in one video a week."""
    weeks = pd.date_range("2024-01-01", periods=len(active), freq="7D")
    numbers = pd.DataFrame(dishes, index=weeks)
    return DishWeeks(numbers, numbers, pd.Series(active, index=weeks))


def test_long_counts_become_weeks_without_gaps() -> None:
    counts = pd.DataFrame(
        {
            "week_start": pd.to_datetime(["2024-01-15", "2024-01-01", "2023-12-25"]),
            "name": ["phở", "phở", "bún"],
            "n": [3, 2, 7],
            "creators": [2, 1, 4],
        }
    )
    weeks = pd.date_range("2024-01-01", periods=3, freq="7D")
    found = dish_weeks(counts, pd.Series([4, 0, 5], index=weeks))
    assert found.mentions["phở"].tolist() == [2, 0, 3]
    assert found.creators["phở"].tolist() == [1, 0, 2]
    # Its week is not asked for.
    assert found.mentions["bún"].tolist() == [0, 0, 0]
    assert found.places(["bún", "phở"]).tolist() == [1, 0]
    assert found.without(frozenset({"phở"})).columns.tolist() == ["bún"]


def test_a_rise_is_judged_against_the_eight_weeks_before() -> None:
    found = a_table(
        [99, *([10] * 8), 10],
        up=[50, 0, 1, 0, 0, 0, 1, 0, 0, 6],
        new=[0] * 9 + [3],
        rare=[0] * 9 + [2],
        steady=[0, *([5] * 8), 5],
    )
    listed = rising_dishes(found, found.active.index[-1])
    assert [dish.name for dish in listed] == ["up", "new", "steady"]
    up = listed[0]
    # The first week lies before the eight: 2 uses of 80 there, so 0.25 are to be expected of 10.
    assert (up.creators, up.before, up.expected) == (6, 2, 0.25)
    asked = rises(np.array([6, 3, 5]), np.array([2, 0, 40]), 10, 80, 0.1)
    assert [dish.q for dish in listed] == pytest.approx(asked.q.tolist())
    assert up.sure
    assert not listed[-1].sure


def test_unread_weeks_before_do_not_make_a_rise() -> None:
    """Where few videos were understood, few creators count, for the dish and for all dishes."""
    unread = a_table([40, *([4] * 8), 40], dish=[10, *([1] * 8), 10], other=[0] * 9 + [1])
    (dish, *_) = rising_dishes(unread, unread.active.index[-1])
    assert dish.expected == 10
    assert not dish.sure


def test_too_few_weeks_before_give_no_list() -> None:
    found = a_table([5, 0, 5, 5, 9], dish=[0, 0, 0, 0, 9])
    assert rising_dishes(found, found.active.index[-1]) == ()
    longer = a_table([5, 5, 5, 5, 9], dish=[0, 0, 0, 0, 9])
    assert len(rising_dishes(longer, longer.active.index[-1])) == 1
    assert rising_dishes(longer, pd.Timestamp("2030-01-07")) == ()


def test_weeks_are_followed_only_where_everything_is_known() -> None:
    found = a_table([1] * 12, dish=[1] * 12)
    weeks = list(found.active.index)
    assert followed_weeks(found, weeks[-1], 99) == weeks[8:11]
    assert followed_weeks(found, weeks[-2], 99) == weeks[8:10]
    assert followed_weeks(found, weeks[-1], 2) == weeks[9:11]
    gap = a_table([1] * 9 + [0, 1, 1], dish=[1] * 12)
    assert followed_weeks(gap, weeks[-1], 99) == [weeks[10]]


def test_a_hit_is_more_than_the_mean_of_the_eight_weeks_before() -> None:
    found = a_table(
        [9] * 11,
        hit=[0, 2, 2, 2, 2, 2, 2, 2, 2, 5, 3],
        level=[0, 2, 2, 2, 2, 2, 2, 2, 2, 5, 2],
        new=[9, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1],
    )
    week = found.active.index[9]
    of_all = track(found.mentions, {week: found.places(["hit", "level", "new"])})
    assert (of_all.weeks, of_all.listed) == (1, 3)
    assert of_all.hits.estimate == pytest.approx(2 / 3)
    assert of_all.growth.estimate == 6 / 4
    assert of_all.next == 2
    # Drawn by chance, two of three.
    drawn = track(found.mentions, {week: found.places(["hit", "level", "new"])}, {week: 2})
    assert (drawn.listed, drawn.next) == (2, 2)
    assert drawn.hits.estimate == pytest.approx(2 / 3)
    assert track(found.mentions, {week: found.places([])}).next is None


def test_the_most_mentioned_and_equal_ones_by_name() -> None:
    found = a_table([9], b=[2], a=[2], c=[5], d=[0])
    week = found.active.index[0]
    names = found.mentions.columns
    assert names[most_mentioned(found, week, 2)].tolist() == ["c", "a"]
    assert names[most_mentioned(found, week, 9)].tolist() == ["c", "a", "b"]
    assert most_mentioned(found, week, 0).size == 0


def test_all_lists_are_as_long_as_the_rules() -> None:
    rng = np.random.default_rng(3)
    dishes = {f"dish{n}": rng.poisson(1 + n / 20, 30).tolist() for n in range(40)}
    found = a_table([30] * 30, **dishes)
    weeks = followed_weeks(found, found.active.index[-1], 26)
    measured = tracks(found, found.mentions, weeks, 3)
    assert set(measured) == {RULE, RISING, MOST, ANY}
    assert measured[RULE].listed == measured[MOST].listed
    assert measured[ANY].listed == pytest.approx(measured[RULE].listed)
    assert measured[RISING].listed <= measured[RULE].listed
    gap = hit_difference(measured[MOST], measured[RULE])
    by_hand = measured[MOST].by_week - measured[RULE].by_week
    assert gap.estimate == pytest.approx(by_hand.mean())


def test_where_nothing_rises_but_by_chance_no_list_says_more_than_another_draw() -> None:
    """Mentions are draws of the same rates each week: growth is 1 up to what chance leaves."""
    rng = np.random.default_rng(5)
    rates = rng.exponential(1.5, 150)
    numbers = rng.poisson(rates, (120, 150))
    found = a_table([80] * 120, **{f"dish{n}": numbers[:, n].tolist() for n in range(150)})
    measured = tracks(found, found.mentions, followed_weeks(found, found.active.index[-1], 120), 3)
    for kind in (MOST, ANY):
        growth = measured[kind].growth
        assert growth.estimate == pytest.approx(1, abs=0.05)


def test_the_benchmark_holds_equally_long_lists_against_each_other() -> None:
    rng = np.random.default_rng(8)
    numbers = rng.poisson(rng.exponential(1.0, 60), (40, 60))
    numbers[30, :3] += 12
    found = a_table([40] * 40, **{f"dish{n}": numbers[:, n].tolist() for n in range(60)})
    measured = list_tracks(found, 3)
    assert measured[RULE].weeks == 40 - 8 - 2  # the last week may be cut off
    assert measured[RULE].listed == measured[MOST].listed
    assert measured["rising, sure"].listed >= 3
    assert measured["rule, as short"].listed <= measured["rising, sure"].listed
