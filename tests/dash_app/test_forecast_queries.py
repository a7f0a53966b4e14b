"""What the forecast is made of, against the same sums in Python."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

from dash_app.queries.forecast import SETTLED_DAYS, histories
from dash_app.store import compile_query

COLLECTED = datetime(2025, 3, 19, tzinfo=UTC)


def video(creator: str, age: float, plays: int, key: int, pinned: bool = False) -> dict[str, Any]:
    return {
        "creator": creator,
        "posted_at": COLLECTED - timedelta(days=age),
        "collected_at": COLLECTED,
        "plays": plays,
        "video_key": key,
        "is_pinned": pinned,
    }


def asked(
    videos: list[dict[str, Any]], half_life: int = 2, recent_days: int = 90, every: int = 1
) -> pd.DataFrame:
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    connection.register("videos", pd.DataFrame(videos))
    names = [*dict.fromkeys(each["creator"] for each in videos), "no_video"]
    connection.register("creators", pd.DataFrame({"creator": names, "tier": "low"}))
    arguments = {"half_life": half_life, "recent_days": recent_days, "every": every}
    frame = connection.execute(compile_query(histories, **arguments).sql).df()
    return frame.sort_values(["creator", "n"]).reset_index(drop=True)


def test_older_videos_are_weighed_by_how_many_came_since() -> None:
    plays = [100, 2_000, 30_000, 400_000]
    frame = asked([video("an", 60 - each, plays[each], each) for each in range(4)])
    newest = frame[(frame["creator"] == "an") & frame["is_newest"]].iloc[0]
    y = np.log1p(plays)
    weights = 2.0 ** (-np.array([3, 2, 1]) / 2)
    assert newest["n"] == 3
    assert newest["y"] == pytest.approx(y[3])
    assert newest["w"] == pytest.approx(weights.sum())
    assert newest["ww"] == pytest.approx((weights**2).sum())
    assert newest["wy"] == pytest.approx(weights @ y[:3])
    assert newest["wyy"] == pytest.approx(weights @ y[:3] ** 2)


def test_each_recent_video_knows_only_what_was_posted_before_it() -> None:
    frame = asked([video("an", 60 - each, 10**each, each) for each in range(4)])
    rows = frame[frame["creator"] == "an"]
    assert rows["n"].tolist() == [0, 1, 2, 3]
    assert rows["w"].iloc[0] == 0
    assert (rows["wy"] / rows["w"]).iloc[1] == pytest.approx(np.log1p(1))
    assert rows["is_newest"].tolist() == [False, False, False, True]


def test_pinned_and_unsettled_videos_are_left_out() -> None:
    frame = asked(
        [
            video("an", 40, 1_000, 1),
            video("an", 30, 9_000_000, 2, pinned=True),
            video("an", SETTLED_DAYS, 2_000, 3),
            video("an", SETTLED_DAYS - 0.1, 10, 4),
            video("bao", 2, 10, 5),
        ]
    )
    newest = frame[frame["creator"] == "an"].iloc[-1]
    assert newest["y"] == pytest.approx(np.log1p(2_000))
    assert newest["n"] == 1
    assert frame[frame["creator"] == "bao"]["y"].isna().all()


def test_a_creator_without_a_usable_video_has_one_row() -> None:
    frame = asked([video("an", 40, 1_000, 1)])
    row = frame[frame["creator"] == "no_video"]
    assert len(row) == 1
    assert row["tier"].iloc[0] == "low"
    assert row["y"].isna().all()


def test_recent_is_counted_from_the_newest_of_all_videos() -> None:
    videos = [video("an", 100, 1_000, 1), video("an", 90, 1_000, 2), video("bao", 20, 1_000, 3)]
    frame = asked(videos, recent_days=75)
    assert frame[frame["creator"] == "an"]["is_recent"].tolist() == [True]
    frame = asked(videos, recent_days=60)
    # The newest of a creator is there in any case: it is what the next one is forecast from.
    assert frame[frame["creator"] == "an"]["is_recent"].tolist() == [False]
    assert frame[frame["creator"] == "an"]["is_newest"].tolist() == [True]


def test_with_many_videos_a_part_of_the_recent_ones_is_enough() -> None:
    videos = [video("an", 60 - each, 1_000, each) for each in range(20)]
    frame = asked(videos, every=10).query("creator == 'an'")
    assert frame["n"].tolist() == [0, 10, 19]
    assert frame["is_recent"].tolist() == [True, True, False]
    assert frame["w"].iloc[1] == pytest.approx(sum(2.0 ** (-k / 2) for k in range(10, 20)))


def test_videos_that_weigh_nothing_are_still_counted() -> None:
    videos = [video("an", 300 - each, 1_000, each) for each in range(100)]
    newest = asked(videos).query("creator == 'an' and is_newest").iloc[0]
    assert newest["n"] == 99
    assert newest["w"] == pytest.approx(sum(2.0 ** (-k / 2) for k in range(1, 40)))
