"""The sums that are added up from videos equal those of the queries of other pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import pytest

from dash_app.components.chosen_creator import ACCOUNT
from dash_app.pages import Reader, open_reader
from dash_app.queries import content, dishes, hashtags, places, videos
from dash_app.statistics import BinEffect, within_creator_effect, within_creator_slope
from dash_app.statistics.within_creator_rows import sums_by_bin, sums_by_creator
from dash_app.store import Query, Snapshot, Store
from dash_app.tabs.studio.channel_families import families
from dash_app.view import METRIC, read_view
from etl.home import Home


@pytest.fixture(scope="module")
def snapshot(big_sample_home: Home) -> Snapshot:
    return Store(big_sample_home.datasets).snapshot()


def reader_of(snapshot: Snapshot, search: str) -> Reader:
    return open_reader(snapshot, read_view((ACCOUNT, METRIC), search))


def effects_of(reader: Reader, topic: str) -> dict[str, BinEffect]:
    (family,) = [each for each in families(reader) if each.topic == topic]
    return {str(each.bin): each for each in family.effects}


def queried(
    reader: Reader, query: Query, texts: Mapping[str, str] | None = None, **arguments: Any
) -> dict[str, BinEffect]:
    metric = reader.view.metric
    frame = reader.frame(query, texts, metric=metric.key, **arguments)
    return {str(each.bin): each for each in within_creator_effect(frame, metric.scale)}


def assert_same(found: Mapping[str, BinEffect], expected: Mapping[str, BinEffect]) -> None:
    assert found
    assert set(found) == set(expected)
    for key, each in found.items():
        other = expected[key]
        assert (each.n, each.creators, each.enough) == (other.n, other.creators, other.enough)
        for name in ("estimate", "low", "high", "p", "p_adjusted"):
            mine, theirs = getattr(each, name), getattr(other, name)
            assert mine == (None if theirs is None else pytest.approx(theirs, rel=1e-6)), name


@pytest.mark.parametrize(
    "search", ["", "metric=engagement_rate", "metric=saves&period=year", "tier=high&region=Nam"]
)
def test_effects_are_those_of_the_pages_that_are_linked_to(snapshot: Snapshot, search: str) -> None:
    reader = reader_of(snapshot, search)
    for topic, query, arguments in (
        ("hours", videos.within_creator_by_hour, {}),
        ("days", videos.within_creator_by_weekday, {}),
        ("duration", videos.within_creator_by_duration, {}),
        ("hashtag_count", hashtags.within_creator_by_hashtag_count, {}),
        ("province", places.within_creator_by_place, {"place": "province"}),
    ):
        expected = queried(reader, query, None, **arguments)
        assert_same(effects_of(reader, topic), expected)
    for field in ("categories", "hook_type"):
        of_field = queried(reader, content.within_creator_by_label, {"field": field})
        assert_same(effects_of(reader, field), of_field)
    found = effects_of(reader, "dish")
    groups = {"groups": "\n".join(found)}
    assert_same(found, queried(reader, dishes.within_creator_by_group, groups))


def test_hashtags_are_those_of_the_page_of_one_hashtag(snapshot: Snapshot) -> None:
    reader = reader_of(snapshot, "")
    found = effects_of(reader, "hashtags")
    assert len(found) == 40
    for tag in list(found)[:5]:
        own = queried(reader, hashtags.within_creator_by_tag, {"tag": tag})
        assert found[tag].estimate == pytest.approx(own["True"].estimate)
        assert found[tag].n == own["True"].n


def test_rows_are_added_up_as_a_database_would() -> None:
    random = np.random.default_rng(3)
    creators = random.integers(0, 12, 400)
    outcomes = random.normal(5, 1, 400) + creators
    bins = random.integers(-1, 4, 400)
    rows = np.flatnonzero(bins >= 0)
    found = sums_by_bin(creators, outcomes, rows, bins[rows], 5)
    frame = pd.DataFrame({"creator": creators, "bin": bins, "y": outcomes}).iloc[rows]
    mean = frame.groupby("creator")["y"].transform("mean")
    size = frame.groupby("creator")["y"].transform("size")
    cells = (
        frame.assign(d=frame["y"] - mean, size=size)
        .groupby(["bin", "creator"])
        .agg(n=("y", "size"), d=("d", "sum"), size=("size", "first"))
        .reset_index()
    )
    cells["w"] = cells["n"] * (1 - cells["n"] / cells["size"])
    of_bin = cells[cells["n"] < cells["size"]].groupby("bin")
    assert found["bin"].tolist() == [0, 1, 2, 3]  # an empty bin has nothing to compare
    assert found["n"].tolist() == of_bin["n"].sum().tolist()
    assert found["creators"].tolist() == of_bin.size().tolist()
    assert found["sum_d"].to_numpy() == pytest.approx(of_bin["d"].sum().to_numpy())
    assert found["sum_w"].to_numpy() == pytest.approx(of_bin["w"].sum().to_numpy())


def test_a_video_of_several_bins_counts_once_among_the_others() -> None:
    # One creator, four videos; the first is in both bins, the last in none of them.
    found = sums_by_bin(
        np.zeros(4, dtype="int64"),
        np.array([1.0, 2.0, 3.0, 100.0]),
        np.array([0, 1, 0, 2]),
        np.array([0, 0, 1, 1]),
        2,
    )
    # Against the mean of the three that stand in any bin: 2.
    assert found["sum_d"].tolist() == pytest.approx([-1.0, 0.0])
    assert found["n"].tolist() == [2, 2]


def test_nothing_is_added_up_of_nothing() -> None:
    empty, none = np.empty(0, dtype="int64"), np.empty(0)
    assert sums_by_bin(empty, none, empty, empty, 3).empty
    assert sums_by_creator(empty, none, none).empty
    assert not within_creator_slope(sums_by_creator(empty, none, none), "log").enough


def test_the_slope_is_that_of_least_squares_within_creators() -> None:
    random = np.random.default_rng(5)
    creators = np.repeat(np.arange(10), 30)
    x = random.integers(1, 8, 300).astype("float64")
    y = creators + 0.1 * x + random.normal(0, 0.2, 300)
    slope = within_creator_slope(sums_by_creator(creators, y, x), "linear")
    centred = pd.DataFrame({"c": creators, "x": x, "y": y})
    inner = centred[["x", "y"]] - centred.groupby("c")[["x", "y"]].transform("mean")
    expected = (inner["x"] * inner["y"]).sum() / (inner["x"] ** 2).sum()
    assert slope.estimate == pytest.approx(100 * expected)
    assert slope.enough
