"""What the choice of KOLs reads, against the same counted with pandas from the published files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dash_app.filters import Filters
from dash_app.queries import kol
from dash_app.store import Snapshot, Store
from etl.home import Home


@pytest.fixture(scope="module")
def snapshot(sample_home: Home) -> Snapshot:
    return Store(sample_home.datasets).snapshot()


@pytest.fixture(scope="module")
def version(sample_home: Home) -> Path:
    return sample_home.datasets / "current"


@pytest.fixture(scope="module")
def videos(version: Path) -> pd.DataFrame:
    rows = pd.read_parquet(version / "videos.parquet")
    seconds = (rows["collected_at"] - rows["posted_at"]).dt.total_seconds()
    return rows.assign(age=(seconds.clip(lower=0) // 86_400).astype(int))


@pytest.fixture(scope="module")
def channels(snapshot: Snapshot) -> pd.DataFrame:
    return snapshot.frame(kol.kol_channels, Filters()).set_index("creator")


def test_every_creator_has_a_row(channels: pd.DataFrame, version: Path) -> None:
    published = pd.read_parquet(version / "creators.parquet")
    assert list(channels.index) == sorted(published["creator"])
    empty = set(published.loc[published["videos_collected"] == 0, "creator"])
    assert empty
    assert not channels.loc[list(empty), ["videos", "lasting", "mature", "newer"]].to_numpy().any()


def test_counts_and_quartiles_are_those_of_the_videos(
    channels: pd.DataFrame, videos: pd.DataFrame
) -> None:
    for creator, own in videos.groupby("creator"):
        row = channels.loc[creator]
        lasting = own[~own["is_pinned"]]
        mature = lasting[lasting["age"] >= kol.MATURE_DAYS]
        recent = lasting[lasting["age"] < 7 * kol.WEEKS]
        assert row["videos"] == len(own)
        assert row["placed"] == own["region"].notna().sum()
        assert row["south"] == (own["region"] == "Nam").sum()
        assert row["photos"] == own["is_photo"].sum()
        assert row["long_videos"] == (own["duration_s"] >= 60).sum()
        assert row["ads"] == own["has_ad_signs"].sum()
        assert row["newest_age"] == own["age"].min()
        assert row["lasting"] == len(lasting)
        assert row["total_plays"] == lasting["plays"].sum()
        assert row["best_plays"] == lasting["plays"].max()
        assert row["weeks_active"] == (recent["age"] // 7).nunique()
        assert row["weeks_seen"] == min(lasting["age"].max() // 7 + 1, kol.WEEKS)
        assert row["mature"] == len(mature)
        if len(mature):
            assert row["p25_plays"] == pytest.approx(mature["plays"].quantile(0.25))
            assert row["p75_plays"] == pytest.approx(mature["plays"].quantile(0.75))
        heard = mature[mature["plays"] >= kol.HEARD_PLAYS]
        assert (row["heard"], row["silent"]) == (len(heard), (heard["comments"] == 0).sum())


def test_the_newer_half_is_compared_with_the_older(
    channels: pd.DataFrame, videos: pd.DataFrame
) -> None:
    for creator, own in videos.groupby("creator"):
        mature = own[~own["is_pinned"] & (own["age"] >= kol.MATURE_DAYS)]
        newest = mature.sort_values(["posted_at", "video_id"], ascending=[False, True])
        half = min(len(newest), kol.COMPARED) // 2
        row = channels.loc[creator]
        assert (row["newer"], row["older"]) == (half, half)
        if half:
            assert row["newer_plays"] == newest["plays"].iloc[:half].median()
            assert row["older_plays"] == newest["plays"].iloc[half : 2 * half].median()


def test_hits_are_videos_and_not_labels(snapshot: Snapshot, version: Path) -> None:
    labels = pd.read_parquet(version / "video_labels.parquet").merge(
        pd.read_parquet(version / "videos.parquet", columns=["video_id", "creator"])
    )
    categories = labels[labels["field"] == "categories"]
    niche = categories["label"].mode().iloc[0]
    found = snapshot.frame(kol.kol_in_category, Filters(), {"niche": niche})
    asked = categories[categories["label"] == niche].groupby("creator")["video_id"].nunique()
    assert found.set_index("creator")["hits"].to_dict() == asked.to_dict()
    labelled = snapshot.frame(kol.kol_labelled, Filters()).set_index("creator")["labelled"]
    assert labelled.to_dict() == categories.groupby("creator")["video_id"].nunique().to_dict()
    dishes = pd.read_parquet(version / "video_dishes.parquet")
    coverage = snapshot.frame(kol.kol_dish_coverage, Filters()).iloc[0]
    assert coverage["with_dish"] == dishes["video_id"].nunique()
    food = dishes["dish_group"].mode().iloc[0]
    with_dish = snapshot.frame(kol.kol_with_dish, Filters(), {"food": food})
    assert with_dish["hits"].sum() == dishes.loc[dishes["dish_group"] == food, "video_id"].nunique()


def test_the_history_of_followers_has_two_counts_at_least(
    snapshot: Snapshot, version: Path
) -> None:
    history = pd.read_parquet(version / "creator_history.parquet").sort_values("collected_at")
    found = snapshot.frame(kol.kol_follower_history, Filters()).set_index("creator")
    counts = history.groupby("creator").size()
    assert set(found.index) == set(counts.index[counts >= 2])
    for creator, row in found.iterrows():
        followers = history.loc[history["creator"] == creator, "followers"].to_numpy(float)
        assert (row["first_followers"], row["last_followers"]) == (followers[0], followers[-1])
        assert row["worst_change"] == pytest.approx((followers[1:] / followers[:-1] - 1).min())
        assert row["days"] > 0


def test_recent_plays_come_in_the_order_of_posting(
    snapshot: Snapshot, videos: pd.DataFrame
) -> None:
    creator = videos["creator"].mode().iloc[0]
    found = snapshot.frame(kol.kol_recent_plays, Filters(creator=(creator,)))
    own = videos[(videos["creator"] == creator) & ~videos["is_pinned"]]
    expected = own.sort_values("posted_at")["plays"].tail(kol.RECENT)
    assert found["plays"].to_numpy().tolist() == expected.to_list()
    assert (np.diff(found["posted_date"].astype("int64")) >= 0).all()
