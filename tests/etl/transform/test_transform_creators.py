"""Creators: newest state, statistics, tiers."""

from __future__ import annotations

from datetime import date, datetime

import ibis
import numpy as np
import pandas as pd
import pytest

from etl.transform.creators import newest_creators, with_statistics, with_tier
from etl.transform.snapshots import creator_history, creator_snapshots

_METRICS = ("plays", "likes")


def _snapshots(rows: list[dict[str, object]]) -> ibis.Table:
    defaults: dict[str, object] = {
        "nickname": None,
        "bio": None,
        "verified": None,
        "is_seller": None,
        "followers": None,
        "following": None,
        "hearts": None,
        "video_count": None,
        "landing": "1",
        "is_business": None,
        "from_profile": True,
    }
    frame = pd.DataFrame([{**defaults, **row} for row in rows])
    types = {
        **dict.fromkeys(("nickname", "bio", "landing"), "string"),
        **dict.fromkeys(("verified", "is_seller", "is_business"), "boolean"),
        **dict.fromkeys(("followers", "following", "hearts", "video_count"), "int64"),
    }
    table = ibis.memtable(frame.convert_dtypes())
    return table.mutate(**{name: table[name].cast(kind) for name, kind in types.items()})


def _bios() -> ibis.Table:
    return ibis.memtable(
        pd.DataFrame({"bio": ["gọi 0900"], "masked": ["gọi •"], "booking_note": ["offers"]})
    )


def test_the_newest_value_that_is_known_wins_field_by_field() -> None:
    known = [
        {"creator": "an", "collected_at": datetime(2025, 1, 1), "followers": 10, "bio": "gọi 0900"},
        {"creator": "an", "collected_at": datetime(2025, 3, 1), "followers": 30, "verified": True},
        {
            "creator": "an",
            "collected_at": datetime(2025, 2, 1),
            "followers": 20,
            "from_profile": False,
        },
        {
            "creator": "binh",
            "collected_at": datetime(2025, 2, 1),
            "followers": 5,
            "from_profile": False,
        },
    ]
    creators = newest_creators(_snapshots(known), _bios()).to_pandas().set_index("creator")
    assert creators.followers["an"] == 30
    assert creators.verified["an"]
    assert creators.bio["an"] == "gọi •"
    assert creators.booking_note["an"] == "offers"
    assert creators.collected_at["an"] == pd.Timestamp(2025, 3, 1)
    assert creators.has_profile["an"]
    assert not creators.has_profile["binh"]
    assert len(creators) == 2


def _creators(*names: str) -> ibis.Table:
    return ibis.memtable(pd.DataFrame({"creator": list(names)}))


def _videos(rows: list[dict[str, object]]) -> ibis.Table:
    defaults: dict[str, object] = {
        "likes": 0,
        "is_pinned": False,
        "hashtag_count": 0,
        "duration_s": 10.0,
    }
    return ibis.memtable(pd.DataFrame([{**defaults, **row} for row in rows]))


def test_pinned_videos_count_in_means_but_not_in_medians_or_rhythm() -> None:
    videos = _videos(
        [
            {"creator": "an", "plays": 900, "posted_date": date(2020, 1, 1), "is_pinned": True},
            {"creator": "an", "plays": 10, "posted_date": date(2025, 1, 1), "hashtag_count": 2},
            {"creator": "an", "plays": 20, "posted_date": date(2025, 1, 8), "duration_s": None},
            {"creator": "an", "plays": 30, "posted_date": date(2025, 1, 14), "hashtag_count": 4},
        ]
    )
    row = with_statistics(_creators("an"), videos, _METRICS).to_pandas().iloc[0]
    assert row.videos_collected == 4
    assert row.mean_plays == pytest.approx(240)
    assert row.median_plays == pytest.approx(20)
    assert row.videos_per_week == pytest.approx(3 / 2)
    assert row.mean_hashtags == pytest.approx(1.5)
    assert row.mean_duration_s == pytest.approx(10)
    assert pd.Timestamp(row.first_posted_date) == pd.Timestamp(2025, 1, 1)
    assert pd.Timestamp(row.last_posted_date) == pd.Timestamp(2025, 1, 14)


def test_a_creator_without_videos_has_none_and_no_statistics() -> None:
    videos = _videos([{"creator": "an", "plays": 5, "posted_date": date(2025, 1, 1)}])
    frame = with_statistics(_creators("an", "binh"), videos, _METRICS).to_pandas()
    frame = frame.set_index("creator")
    assert frame.videos_collected["binh"] == 0
    assert np.isnan(frame.mean_plays["binh"])
    assert frame.videos_per_week["an"] == pytest.approx(1)


def test_tiers_split_at_the_33rd_and_66th_percentile_with_linear_interpolation() -> None:
    followers = [*range(100, 10_100, 100), None]
    names = [f"c{n}" for n in range(len(followers))]
    table = ibis.memtable(
        pd.DataFrame({"creator": names, "followers": pd.array(followers, "Int64")})
    )
    frame = with_tier(table).to_pandas().set_index("creator")
    known = np.array(followers[:-1], float)
    low_below, high_from = np.quantile(known, [0.33, 0.66])
    expected = ["low" if f < low_below else "high" if f >= high_from else "middle" for f in known]
    assert list(frame.tier[:-1]) == expected
    assert pd.isna(frame.tier[names[-1]])


def test_a_creator_exactly_at_a_threshold() -> None:
    table = ibis.memtable(pd.DataFrame({"creator": ["a", "b"], "followers": [50, 50]}))
    assert set(with_tier(table).to_pandas().tier) == {"high"}


def test_history_keeps_the_last_counts_of_each_day() -> None:
    rows = [
        {"creator": "an", "collected_at": datetime(2025, 3, 1, 8), "followers": 10},
        {
            "creator": "an",
            "collected_at": datetime(2025, 3, 1, 9),
            "followers": 11,
            "from_profile": False,
        },
        {"creator": "an", "collected_at": datetime(2025, 4, 1, 9), "followers": 15},
        {"creator": "binh", "collected_at": datetime(2025, 4, 1, 9), "followers": None},
    ]
    history = creator_history(_snapshots(rows)).to_pandas().sort_values("collected_at")
    assert list(history.followers) == [11, 15]
    assert set(history.creator) == {"an"}


def test_creators_are_known_from_their_videos_alone() -> None:
    columns = ["creator", "nickname", "bio", "landing"]
    flags = ["verified", "is_seller"]
    counts = ["followers", "following", "hearts", "video_count"]
    schema = {
        **dict.fromkeys(columns, "string"),
        **dict.fromkeys(flags, "boolean"),
        **dict.fromkeys(counts, "int64"),
        "collected_at": "timestamp(6)",
    }
    row = {**dict.fromkeys(schema), "creator": "an", "collected_at": datetime(2025, 1, 1)}
    videos = ibis.memtable([row], schema=ibis.schema(schema))
    profiles = ibis.memtable(
        [{**row, "creator": "binh", "is_business": True}],
        schema=ibis.schema({**schema, "is_business": "boolean"}),
    )
    known = creator_snapshots(profiles, videos).to_pandas().set_index("creator")
    assert not known.from_profile["an"]
    assert known.from_profile["binh"]
