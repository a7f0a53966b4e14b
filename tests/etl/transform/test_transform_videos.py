"""What is computed from the counts of videos, against hand-worked cases and numpy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ibis
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.transform.videos import (
    with_engagement,
    with_format,
    with_outlier_ratio,
    with_weekly_score,
    with_words,
)


def _videos(rows: Sequence[Mapping[str, object]]) -> ibis.Table:
    defaults = {
        "creator": "an",
        "year_week": "Y2024_W08",
        "plays": 0,
        "likes": 0,
        "comments": 0,
        "shares": 0,
        "saves": 0,
        "is_pinned": False,
    }
    filled = [{**defaults, "video_id": f"{n:03}", **row} for n, row in enumerate(rows)]
    return ibis.memtable(pd.DataFrame(filled))


def _by_id(table: ibis.Table) -> pd.DataFrame:
    frame: pd.DataFrame = table.to_pandas()
    return frame.set_index("video_id").sort_index()


def test_engagement_rate_has_two_forms_by_plays_and_is_null_without_plays() -> None:
    counts = {"plays": 200, "likes": 10, "comments": 4, "shares": 2, "saves": 4}
    videos = _by_id(with_engagement(_videos([counts, {"likes": 3}])))
    assert videos.engagement_rate["000"] == pytest.approx(20 / 200)
    assert videos.engagement_rate_public["000"] == pytest.approx(16 / 200)
    assert np.isnan(videos.engagement_rate["001"])
    assert np.isnan(videos.engagement_rate_public["001"])


def _weekly(rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    return _by_id(with_weekly_score(with_engagement(_videos(rows))))


def test_weekly_score_is_100_for_a_video_that_leads_in_everything() -> None:
    best = {"plays": 100, "likes": 50, "comments": 10, "shares": 10, "saves": 30}
    middle = {"plays": 50, "likes": 15, "comments": 2, "shares": 3, "saves": 0}
    least: dict[str, object] = {"plays": 0}
    week = _weekly([least, best, middle])
    assert week.weekly_score["001"] == pytest.approx(100)
    # 100 × (0,40·0,5 + 0,25·0,3 + 0,15·0,3 + 0,10·0,2 + 0,10·0): the rate of `middle` is the least
    # that is known, since a video without plays has none.
    assert week.weekly_score["002"] == pytest.approx(100 * (0.2 + 0.075 + 0.045 + 0.02))
    assert week.weekly_score["000"] == 0
    assert list(week.weekly_rank) == [3, 1, 2]


def test_weekly_score_scales_each_week_by_itself() -> None:
    rows: list[Mapping[str, object]] = [
        {"plays": 10, "likes": 1},
        {"plays": 20, "likes": 4},
        {"plays": 10_000, "likes": 1, "year_week": "Y2024_W09"},
        {"plays": 30_000, "likes": 90, "year_week": "Y2024_W09"},
    ]
    week = _weekly(rows)
    assert week.weekly_score["001"] == pytest.approx(week.weekly_score["003"])
    assert list(week.weekly_rank) == [2, 1, 2, 1]


def test_a_week_with_one_video_scores_zero_and_ranks_first() -> None:
    week = _weekly([{"plays": 500, "likes": 20}])
    assert week.weekly_score["000"] == 0
    assert week.weekly_rank["000"] == 1
    assert week.is_weekly_top["000"]


@pytest.mark.parametrize(
    ("videos", "top"),
    [(1, 1), (99, 99), (100, 100), (101, 100), (500, 100), (501, 101), (503, 101)],
)
def test_weekly_top_is_a_fifth_but_at_least_100_where_there_are_that_many(
    videos: int, top: int
) -> None:
    week = _weekly([{"plays": 10 + n, "likes": n % 7} for n in range(videos)])
    assert week.is_weekly_top.sum() == top
    assert week[week.is_weekly_top].weekly_rank.max() == top


def test_equal_scores_are_ranked_the_same_way_each_time() -> None:
    week = _weekly([{"plays": 5, "likes": 1}] * 4)
    assert list(week.weekly_rank) == [1, 2, 3, 4]


def _expected_ratio(plays: list[tuple[int, bool]], place: int) -> float:
    others = [p for n, (p, pinned) in enumerate(plays) if n != place and not pinned]
    if not others or np.median(others) == 0:
        return float("nan")
    return plays[place][0] / float(np.median(others))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 50), st.booleans()), min_size=1, max_size=9))
def test_outlier_ratio_is_plays_over_the_median_of_the_other_unpinned_videos(
    plays: list[tuple[int, bool]],
) -> None:
    rows = [{"plays": p, "is_pinned": pinned} for p, pinned in plays]
    ratios = _by_id(with_outlier_ratio(_videos(rows))).outlier_ratio
    expected = [_expected_ratio(plays, place) for place in range(len(plays))]
    np.testing.assert_allclose(np.array(ratios, float), expected)


def test_outlier_ratio_looks_at_one_creator_at_a_time() -> None:
    rows: list[dict[str, object]] = [
        {"creator": "an", "plays": 10},
        {"creator": "an", "plays": 40},
        {"creator": "binh", "plays": 7},
    ]
    ratios = _by_id(with_outlier_ratio(_videos(rows))).outlier_ratio
    assert ratios["000"] == pytest.approx(0.25)
    assert ratios["001"] == pytest.approx(4)
    assert np.isnan(ratios["002"])


def test_a_photo_post_has_no_duration() -> None:
    frame = pd.DataFrame(
        {
            "video_id": ["photo", "video", "silent"],
            "duration_s": [0.0, 12.0, None],
            "image_count": [3, 0, 0],
        }
    )
    videos = _by_id(with_format(ibis.memtable(frame)))
    assert list(videos.is_photo) == [True, False, False]  # an unknown duration is no photo
    assert np.isnan(videos.duration_s["photo"])
    assert np.isnan(videos.duration_s["silent"])
    assert videos.duration_s["video"] == 12


def test_speaking_rate_and_signs_of_advertising() -> None:
    videos = ibis.memtable(
        pd.DataFrame(
            {
                "video_id": ["a", "b", "c"],
                "duration_s": [10.0, None, 20.0],
                "is_ad": [False, True, False],
                "is_shop": [False, False, False],
            }
        )
    )
    texts = ibis.memtable(
        pd.DataFrame(
            {
                "video_id": ["a", "b", "c"],
                "word_count": pd.array([35, 10, None], "Int32"),
                "discloses_ad": [False, False, True],
            }
        )
    )
    told = _by_id(with_words(videos, texts))
    assert told.words_per_second["a"] == pytest.approx(3.5)
    assert np.isnan(told.words_per_second["b"])
    assert np.isnan(told.words_per_second["c"])
    assert list(told.has_ad_signs) == [False, True, True]
