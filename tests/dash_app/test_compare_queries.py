"""The questions about creators that are compared, against pandas on the published files."""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import pytest
from few_creators import STEADY, publish_few_creators

from dash_app.filters import Filters
from dash_app.queries import compare as queries
from dash_app.store import Snapshot, Store
from etl.home import Home
from etl.schema import datasets


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return Store(publish_few_creators(tmp_path_factory.mktemp("few")).datasets).snapshot()


@pytest.fixture(scope="module")
def snapshot(sample_home: Home) -> Snapshot:
    return Store(sample_home.datasets).snapshot()


@pytest.fixture(scope="module")
def files(snapshot: Snapshot) -> dict[str, pd.DataFrame]:
    folder = snapshot.version.folder
    return {each.name: pd.read_parquet(folder / f"{each.name}.parquet") for each in datasets()}


@pytest.fixture(scope="module")
def three(files: dict[str, pd.DataFrame]) -> Filters:
    names = files["videos"]["creator"].value_counts().index[:3]
    return Filters(creator=tuple(sorted(names)))


def test_those_with_most_videos_in_view_come_first(
    snapshot: Snapshot, files: dict[str, pd.DataFrame]
) -> None:
    counts = files["videos"].groupby("creator").size()
    expected = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:4]
    found = snapshot.frame(queries.most_collected, Filters(), most=4)
    assert list(found.itertuples(index=False, name=None)) == expected


def test_videos_come_by_creator_and_only_of_those_compared(
    snapshot: Snapshot, files: dict[str, pd.DataFrame], three: Filters
) -> None:
    found = snapshot.frame(queries.compared_videos, three)
    own = files["videos"][files["videos"]["creator"].isin(three.creator)]
    assert found["creator"].is_monotonic_increasing
    assert sorted(found["plays"]) == sorted(own["plays"])
    for _, rows in found.groupby("creator"):
        assert rows["video_key"].is_monotonic_increasing
    age = own["collected_at"] - own["posted_at"]
    assert found["is_young"].sum() == (age < pd.Timedelta(days=3)).sum()


def test_a_sound_is_the_creator_s_own_also_by_its_author(
    snapshot: Snapshot, files: dict[str, pd.DataFrame], three: Filters
) -> None:
    names = files["creators"].set_index("creator")["nickname"]
    own = files["videos"][files["videos"]["creator"].isin(three.creator)]
    by_author = own["music_author"] == own["creator"].map(names)
    expected = (own["music_is_original"].fillna(False).astype(bool) | by_author).sum()
    found = snapshot.frame(queries.compared_videos, three)
    assert found["own_sound"].sum() == expected
    assert found["sound_known"].all()


def test_followers_are_compared_from_the_first_collection_to_the_last(few: Snapshot) -> None:
    (row,) = few.frame(queries.follower_growth, Filters()).itertuples(index=False)
    assert tuple(row) == (STEADY, 4000, 5000, pytest.approx(10))


def test_a_mix_counts_videos_of_the_commonest_labels_of_anyone(
    snapshot: Snapshot, files: dict[str, pd.DataFrame], three: Filters
) -> None:
    found = snapshot.frame(queries.content_mix, three, most=2)
    owner = files["videos"].set_index("video_id")["creator"]
    dishes = files["video_dishes"].assign(creator=files["video_dishes"]["video_id"].map(owner))
    dishes = dishes[dishes["creator"].isin(three.creator)]
    counts = dishes.groupby(["creator", "dish_group"])["video_id"].nunique()
    shown = found[found["field"] == "dish"]
    top = {
        label
        for _, rows in counts.groupby("creator")
        for label in rows.sort_values(ascending=False).index.get_level_values(1)[:1]
        if (rows == rows.max()).sum() == 1
    }
    assert top <= set(shown["label"])
    expected = counts.to_dict()
    of_field = dishes.groupby("creator")["video_id"].nunique().to_dict()
    columns = ["creator", "label", "n", "of_field"]
    for creator, label, n, total in shown[columns].itertuples(index=False, name=None):
        assert (n, total) == (expected[creator, label], of_field[creator])
    assert set(found["field"]) >= {"dish", "province", "categories"}
    per_field = found.groupby("field")["label"].nunique()
    assert (per_field <= 2 * len(three.creator)).all()


def test_hashtags_count_videos_once_and_from_so_many_on(
    snapshot: Snapshot, files: dict[str, pd.DataFrame], three: Filters
) -> None:
    found = snapshot.frame(queries.hashtags_used, three, least=2)
    owner = files["videos"].set_index("video_id")["creator"]
    tags = files["video_hashtags"].assign(creator=files["video_hashtags"]["video_id"].map(owner))
    counts = tags.groupby(["creator", "hashtag_key"])["video_id"].nunique()
    counted = counts.reset_index(name="n")
    kept = counted[counted["creator"].isin(three.creator) & (counted["n"] >= 2)]
    expected = {(creator, key): n for creator, key, n in kept.itertuples(index=False, name=None)}
    rows = found.itertuples(index=False, name=None)
    assert {(creator, key): n for creator, key, n in rows} == expected
    for _, own in found.groupby("creator"):
        assert own["n"].is_monotonic_decreasing


def test_the_videos_that_hashtags_are_counted_in_are_those_in_view(
    snapshot: Snapshot, three: Filters
) -> None:
    a, b = (
        snapshot.frame(queries.hashtags_used, each, least=1)["n"].sum()
        for each in (three, Filters(creator=three.creator, duration=("0-10", "10-30")))
    )
    assert 0 < b < a
    for first, second in combinations(three.creator, 2):
        pair = snapshot.frame(queries.channels, Filters(creator=(first, second)))
        assert list(pair["creator"]) == [first, second]
