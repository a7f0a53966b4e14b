"""The questions about one creator and about tiers, against pandas on the published files."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from few_creators import STEADY, publish_few_creators

from dash_app.components.hashtag_names import hashtag_names
from dash_app.components.tier_bands import tier_bands
from dash_app.filters import Filters
from dash_app.queries import creator as queries
from dash_app.queries.tier_bands import TIER_MEASURES
from dash_app.store import Snapshot, Store
from etl.home import Home
from etl.schema import datasets

ALL = Filters()


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return Store(publish_few_creators(tmp_path_factory.mktemp("few")).datasets).snapshot()


@pytest.fixture(scope="module")
def snapshot(sample_home: Home) -> Snapshot:
    return Store(sample_home.datasets).snapshot()


@pytest.fixture(scope="module")
def files(snapshot: Snapshot) -> dict[str, pd.DataFrame]:
    """The published datasets."""
    folder = snapshot.version.folder
    return {each.name: pd.read_parquet(folder / f"{each.name}.parquet") for each in datasets()}


@pytest.fixture(scope="module")
def account(snapshot: Snapshot) -> str:
    return str(snapshot.frame(queries.most_collected, ALL)["creator"].iloc[0])


def test_the_first_creator_has_most_videos_in_view(
    snapshot: Snapshot, files: dict[str, pd.DataFrame]
) -> None:
    videos = files["videos"]
    for filters, rows in (
        (ALL, videos),
        (Filters(tier=("low",)), videos[videos["creator_tier"] == "low"]),
    ):
        found = snapshot.frame(queries.most_collected, filters).iloc[0]
        counts = rows["creator"].value_counts()
        assert found["n"] == counts.max()
        assert found["creator"] == min(counts.index[counts == counts.max()])
    assert snapshot.frame(queries.most_collected, Filters(creator=("khong.co",))).empty


def test_a_profile_is_found_whatever_the_case(few: Snapshot) -> None:
    row = few.frame(queries.profile, ALL, {"account": STEADY}).iloc[0]
    assert row["creator"] == STEADY
    assert row["followers"] == 5000
    assert few.frame(queries.profile, ALL, {"account": "khong.co"}).empty


def test_own_videos_are_all_of_the_account_in_order_of_posting(
    snapshot: Snapshot, files: dict[str, pd.DataFrame], account: str
) -> None:
    found = snapshot.frame(queries.own_videos, ALL, {"account": account})
    expected = files["videos"].query("creator == @account").sort_values(["posted_at", "video_id"])
    assert found["plays"].tolist() == expected["plays"].tolist()
    assert found["outlier_ratio"].tolist() == pytest.approx(
        expected["outlier_ratio"].tolist(), nan_ok=True
    )
    ages = expected["collected_at"] - expected["posted_at"]
    assert found["is_young"].tolist() == (ages < pd.Timedelta(days=3)).tolist()
    narrowed = snapshot.frame(
        queries.own_videos, Filters(duration=("30-60",)), {"account": account}
    )
    assert len(narrowed) == expected["duration_s"].between(30, 60, inclusive="left").sum()


def test_hashtags_have_their_median_without_pinned_videos(
    snapshot: Snapshot, files: dict[str, pd.DataFrame], account: str
) -> None:
    texts = {"account": account, "repeats": hashtag_names(snapshot).repeats}
    found = snapshot.frame(queries.own_hashtags, ALL, texts, metric="likes", most=3)
    videos = files["videos"].query("creator == @account").set_index("video_id")
    tags = files["video_hashtags"].drop_duplicates(["video_id", "hashtag_key"])
    tags = tags[tags["video_id"].isin(videos.index)]
    for key, n, judged, value in found.itertuples(index=False, name=None):
        own = videos.loc[tags.loc[tags["hashtag_key"] == key, "video_id"]]
        lasting = own[~own["is_pinned"]]
        assert (n, judged, value) == (len(own), len(lasting), lasting["likes"].median())
    assert (
        found["n"].tolist() == sorted(tags["hashtag_key"].value_counts().tolist(), reverse=True)[:3]
    )


def test_content_counts_videos_by_label_dish_and_province(
    snapshot: Snapshot, files: dict[str, pd.DataFrame], account: str
) -> None:
    found = snapshot.frame(queries.content, ALL, {"account": account}, most=2)
    own = set(files["videos"].query("creator == @account")["video_id"])
    labels = files["video_labels"][["video_id", "field", "label"]]
    dishes = files["video_dishes"].assign(field="dish", label=files["video_dishes"]["dish_group"])
    places = files["video_places"].assign(field="province", label=files["video_places"]["province"])
    rows = pd.concat([labels, dishes, places])[["video_id", "field", "label"]].drop_duplicates()
    rows = rows[rows["video_id"].isin(own)]
    assert set(found["field"]) == set(rows["field"])
    for field, label, n, of_field in found.itertuples(index=False, name=None):
        same = rows[rows["field"] == field]
        assert of_field == same["video_id"].nunique()
        assert n == (same["label"] == label).sum()
    assert found.groupby("field").size().max() <= 2


def test_videos_are_read_by_key_with_what_was_said(
    snapshot: Snapshot, files: dict[str, pd.DataFrame], account: str
) -> None:
    keys = snapshot.frame(queries.own_videos, ALL, {"account": account})["video_key"][:5]
    listed = " ".join(map(str, keys))
    found = snapshot.frame(queries.videos_by_key, ALL, {"keys": listed})
    assert found["video_key"].tolist() == keys.tolist()
    assert set(found["creator"]) == {account}
    said = files["transcripts"].set_index("video_id")["hook"]
    ids = [url.rpartition("/")[2] for url in found["url"]]
    assert found["transcribed"].tolist() == [each in said.index for each in ids]
    assert snapshot.frame(queries.videos_by_key, ALL, {"keys": ""}).empty


def test_growth_is_from_the_first_collection_to_the_last(few: Snapshot) -> None:
    texts = {"account": STEADY}
    history = few.frame(queries.channel_history, ALL, texts)
    assert history["followers"].tolist() == [4000, 5000]
    grown = few.frame(queries.play_growth, ALL, texts, most=3)
    assert len(grown) == 3
    first = grown.iloc[0]
    assert (first["first"], first["last"]) == (10_000, 15_000)
    assert (first["videos"], first["gained"], first["days"]) == (40, 5000, 10)
    assert few.frame(queries.play_growth, ALL, {"account": "toan.anh"}, most=3).empty


def test_the_table_has_the_account_s_videos_alone(few: Snapshot) -> None:
    texts = {"account": STEADY}
    assert few.frame(queries.video_count, ALL, texts).iloc[0]["n"] == 40
    rows = few.frame(
        queries.video_rows, ALL, texts, order="plays", descending=1, offset=0, limit=100
    )
    assert set(rows["creator"]) == {STEADY}
    assert rows["plays"].is_monotonic_decreasing
    assert len(few.frame(queries.top_videos, ALL, texts, metric="plays", most=7)) == 7


def test_bands_are_the_percentiles_of_a_tier(
    snapshot: Snapshot, files: dict[str, pd.DataFrame]
) -> None:
    creators = files["creators"]
    measures = creators.assign(
        plays_per_follower=creators["median_plays"] / creators["followers"],
        **{
            f"{name}_per_play": creators[f"mean_{name}"] / creators["mean_plays"]
            for name in ("likes", "comments", "shares", "saves")
        },
    )
    bands = tier_bands(snapshot)
    for tier, rows in measures.groupby("tier"):
        for name in TIER_MEASURES:
            known = rows[name].dropna().to_numpy("float64")
            found = bands.of(str(tier), name)
            assert found.n == len(known)
            for percent in (10, 25, 50, 75, 90):
                expected = np.percentile(known, percent)
                assert found.percentile(percent) == pytest.approx(expected)


def test_bands_know_nothing_of_what_is_missing(few: Snapshot) -> None:
    bands = tier_bands(few)
    assert bands.of(None, "median_plays").n == 0
    assert bands.of("low", "no such measure").percentile(50) is None
    # Two of the five small creators have videos that count, and followers.
    assert bands.of("low", "plays_per_follower").n == 2
    assert bands is tier_bands(few)
