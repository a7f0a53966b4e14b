"""What the queries of the outliers return, against the same done by hand on the rows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from dash_app.bands import AGE_BANDS, DAY_PARTS, HASHTAG_BANDS, YOUNG, Band
from dash_app.durations import DURATION_BINS
from dash_app.filters import Filters
from dash_app.queries import outliers
from dash_app.store import Snapshot, Store
from etl.home import Home

LEAST = 2.0
LEVELS = {age: 1000.0 * (age + 1) for age in range(len(AGE_BANDS))}
UNKNOWN_AGE = 5


@pytest.fixture(scope="module")
def snapshot(sample_home: Home) -> Snapshot:
    return Store(sample_home.datasets).snapshot()


@pytest.fixture(scope="module")
def videos(sample_home: Home) -> pd.DataFrame:
    """Returns the unpinned videos with what the queries compute of each."""
    rows = _read(sample_home, "videos")
    days = (rows["collected_at"] - rows["posted_at"]).dt.days
    rows["age"] = [_band(day, AGE_BANDS) for day in days]
    rows["is_outlier"] = rows["outlier_ratio"] >= LEAST
    rows["is_young"] = rows["age"] == YOUNG
    return rows[~rows["is_pinned"]]


@pytest.fixture(scope="module")
def settled(videos: pd.DataFrame) -> pd.DataFrame:
    return videos[videos["outlier_ratio"].notna() & ~videos["is_young"]]


def _read(home: Home, name: str) -> pd.DataFrame:
    return pd.read_parquet(home.datasets / "current" / f"{name}.parquet")


def _band(number: float, bands: tuple[Band, ...]) -> int:
    return next(place for place, band in enumerate(bands) if band.end is None or number < band.end)


def _yardsticks(unknown: int | None = None) -> dict[str, str]:
    levels = {f"level_{age}": str(level) for age, level in LEVELS.items()}
    return {"least": str(LEAST)} | levels | ({f"level_{unknown}": "0"} if unknown else {})


def _frame(snapshot: Snapshot, query: Any, unknown: int | None = None, **arguments: Any) -> Any:
    needs_levels = query in {outliers.outlier_summary, outliers.shortlist}
    texts = _yardsticks(unknown) if needs_levels else {"least": str(LEAST)}
    return snapshot.frame(query, Filters(), texts, **arguments)


def test_the_sample_has_young_pinned_and_outstanding_videos(
    videos: pd.DataFrame, sample_home: Home
) -> None:
    assert _read(sample_home, "videos")["is_pinned"].any()
    assert videos["is_young"].any()
    assert videos["is_outlier"].sum() >= 10


def test_the_niches_level_is_the_median_of_unpinned_videos_of_an_age(
    snapshot: Snapshot, videos: pd.DataFrame
) -> None:
    frame = snapshot.frame(outliers.niche_levels, Filters(), every=1)
    by_age = videos.groupby("age")["plays"]
    assert dict(zip(frame["age"], frame["n"], strict=True)) == by_age.size().to_dict()
    assert dict(zip(frame["age"], frame["level"], strict=True)) == by_age.median().to_dict()


def test_the_niche_is_what_the_filters_leave(snapshot: Snapshot, videos: pd.DataFrame) -> None:
    creator = videos["creator"].value_counts().index[0]
    frame = snapshot.frame(outliers.niche_levels, Filters(creator=(creator,)), every=1)
    own = videos[videos["creator"] == creator].groupby("age")["plays"].median()
    assert dict(zip(frame["age"], frame["level"], strict=True)) == own.to_dict()


def test_a_video_belongs_to_the_band_of_its_whole_days(
    snapshot: Snapshot, videos: pd.DataFrame
) -> None:
    frame = _frame(snapshot, outliers.shortlist, order="outlier_ratio", most=1000)
    ages = videos.set_index("video_id")["age"]
    assert dict(zip(frame["video_id"], frame["age"], strict=True)) == {
        video: ages[video] for video in frame["video_id"]
    }


def test_the_summary_counts_young_videos_apart(snapshot: Snapshot, videos: pd.DataFrame) -> None:
    row = _frame(snapshot, outliers.outlier_summary).iloc[0]
    judged = videos[videos["outlier_ratio"].notna()]
    hits = judged[judged["is_outlier"]]
    assert row["n"] == (~judged["is_young"]).sum()
    assert row["young"] == judged["is_young"].sum()
    assert row["hits"] == (~hits["is_young"]).sum()
    assert row["outliers"] == len(hits)
    assert row["creators"] == judged["creator"].nunique()
    assert row["outlier_creators"] == hits["creator"].nunique()
    assert row["median_ratio"] == pytest.approx(hits["outlier_ratio"].median())
    assert row["plays_share"] == pytest.approx(hits["plays"].sum() / judged["plays"].sum())


def test_the_summary_compares_only_with_levels_that_are_known(
    snapshot: Snapshot, videos: pd.DataFrame
) -> None:
    hits = videos[videos["is_outlier"]]
    for unknown, compared in ((None, hits), (UNKNOWN_AGE, hits[hits["age"] != UNKNOWN_AGE])):
        row = _frame(snapshot, outliers.outlier_summary, unknown).iloc[0]
        assert row["compared"] == len(compared)
        assert row["above"] == (compared["plays"] > compared["age"].map(LEVELS)).sum()


def test_the_distribution_bins_ratios_by_tenths_of_a_decade(
    snapshot: Snapshot, settled: pd.DataFrame
) -> None:
    frame = _frame(snapshot, outliers.ratio_distribution, every=1)
    bins = np.floor(np.log10(settled["outlier_ratio"].clip(lower=0.01)) * 10).clip(upper=19)
    expected = settled.assign(bin=bins.astype(int)).groupby(["bin", "is_outlier"]).size()
    found = frame.set_index(["bin", "is_outlier"])["n"]
    assert found.to_dict() == expected.to_dict()


def test_the_traits_count_every_settled_video_once(
    snapshot: Snapshot, settled: pd.DataFrame, sample_home: Home
) -> None:
    frame = _frame(snapshot, outliers.outlier_traits, every=1)
    assert frame["n"].sum() == len(settled)
    assert frame["hits"].sum() == settled["is_outlier"].sum()
    ends = [each.end or np.inf for each in DURATION_BINS]
    expected: dict[str, Any] = {
        "duration": [
            outliers.PHOTO_BIN if photo else int(np.searchsorted(ends, length, side="right"))
            for photo, length in settled[["is_photo", "duration_s"]].itertuples(index=False)
        ],
        "hashtags": [_band(count, HASHTAG_BANDS) for count in settled["hashtag_count"]],
        "part": [_band(hour, DAY_PARTS) for hour in settled["posted_hour"]],
        "has_dish": settled["video_id"].isin(_read(sample_home, "video_dishes")["video_id"]),
        "has_place": settled["province"].notna(),
    }
    for trait, values in expected.items():
        by_hand = settled.assign(trait=values).groupby("trait")["is_outlier"].agg(["size", "sum"])
        found = frame.groupby(trait)[["n", "hits"]].sum()
        assert found["n"].to_dict() == by_hand["size"].to_dict(), trait
        assert found["hits"].to_dict() == by_hand["sum"].to_dict(), trait


def test_a_part_of_the_videos_has_the_dishes_of_the_same_part(snapshot: Snapshot) -> None:
    frame = _frame(snapshot, outliers.outlier_traits, every=2)
    every = _frame(snapshot, outliers.outlier_traits, every=1)
    share, whole = (each.groupby("has_dish")["n"].sum() for each in (frame, every))
    assert frame["n"].sum() == pytest.approx(every["n"].sum() / 2, abs=12)
    assert share[True] == pytest.approx(whole[True] / 2, abs=15)


def test_hooks_count_a_video_under_each_kind_and_once_among_the_labelled(
    snapshot: Snapshot, settled: pd.DataFrame, sample_home: Home
) -> None:
    frame = _frame(snapshot, outliers.outlier_hooks)
    labels = _read(sample_home, "video_labels")
    rows = labels[labels["field"] == "hook_type"].merge(settled, on="video_id")
    kinds = frame[frame["label"].notna()].set_index("label")
    assert kinds["n"].to_dict() == rows.groupby("label").size().to_dict()
    assert kinds["hits"].to_dict() == rows.groupby("label")["is_outlier"].sum().to_dict()
    total = frame[frame["label"].isna()].iloc[0]
    once = rows.drop_duplicates("video_id")
    assert (total["n"], total["hits"]) == (len(once), once["is_outlier"].sum())


@pytest.mark.parametrize("order", ["outlier_ratio", "niche_ratio"])
def test_the_shortlist_has_the_furthest_first(
    snapshot: Snapshot, videos: pd.DataFrame, order: str
) -> None:
    hits = videos[videos["is_outlier"]]
    hits = hits.assign(niche_ratio=hits["plays"] / hits["age"].map(LEVELS))
    best = hits.sort_values([order, "video_id"], ascending=[False, True]).head(7)
    frame = _frame(snapshot, outliers.shortlist, order=order, most=7)
    assert frame["video_id"].tolist() == best["video_id"].tolist()
    assert frame["niche_ratio"].tolist() == pytest.approx(best["niche_ratio"].tolist())


def test_what_has_no_niche_level_comes_last(snapshot: Snapshot, videos: pd.DataFrame) -> None:
    frame = _frame(snapshot, outliers.shortlist, UNKNOWN_AGE, order="niche_ratio", most=1000)
    unknown = frame["niche_ratio"].isna()
    assert unknown.sum() == (videos[videos["is_outlier"]]["age"] == UNKNOWN_AGE).sum() > 0
    assert unknown.is_monotonic_increasing


def test_the_shortlist_knows_speech_from_no_speech_from_not_known(
    snapshot: Snapshot, sample_home: Home
) -> None:
    frame = _frame(snapshot, outliers.shortlist, order="outlier_ratio", most=1000)
    spoken = _read(sample_home, "transcripts").set_index("video_id")["hook"]
    assert 0 < frame["transcribed"].sum() < len(frame)
    for row in frame.itertuples():
        assert row.transcribed == (row.video_id in spoken.index)
        hook = spoken.get(row.video_id)
        assert row.hook == hook or (pd.isna(row.hook) and pd.isna(hook))


def test_the_shortlist_says_how_many_videos_of_the_creator_there_are(
    snapshot: Snapshot, sample_home: Home
) -> None:
    frame = _frame(snapshot, outliers.shortlist, order="outlier_ratio", most=1000)
    sizes = _read(sample_home, "creators").set_index("creator")["videos_collected"]
    assert frame["videos_collected"].tolist() == [sizes[creator] for creator in frame["creator"]]
