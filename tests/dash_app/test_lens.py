"""Each filter against the same selection made with pandas on the published files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pandas as pd
import pytest
from homes import copied

from dash_app.durations import DURATION_BINS
from dash_app.filters import LISTS, Filters, from_url
from dash_app.lens import lens
from dash_app.queries.tables import Tables, argument
from dash_app.store import Snapshot, Store
from etl.home import Home
from etl.schema import dataset, datasets

_OF_VIDEOS = [each.name for each in datasets() if each.columns[0].name == "video_id"]
_OF_CREATORS = ["creators", "creator_history", "alerts"]


@pytest.fixture(scope="module")
def snapshot(sample_home: Home) -> Snapshot:
    return Store(sample_home.datasets).snapshot()


@pytest.fixture(scope="module")
def files(snapshot: Snapshot) -> dict[str, pd.DataFrame]:
    """The published datasets."""
    folder = snapshot.version.folder
    return {each.name: pd.read_parquet(folder / f"{each.name}.parquet") for each in datasets()}


@cache
def _keys(name: str) -> Callable[[Tables], ibis.Table]:
    """Returns a query for the keys of a table's rows."""

    def keys(t: Tables) -> ibis.Table:
        return getattr(t, name).select(*dataset(name).key)

    return keys


def _found(snapshot: Snapshot, name: str, filters: Filters) -> list[tuple[Any, ...]]:
    frame = snapshot.frame(_keys(name), filters)
    return sorted(frame.itertuples(index=False, name=None))


def _expected(files: dict[str, pd.DataFrame], name: str, filters: Filters) -> list[tuple[Any, ...]]:
    rows = files[name]
    if name in _OF_CREATORS:
        creators = files["creators"]
        chosen = creators[
            _among(creators["creator"], filters.creator) & _among(creators["tier"], filters.tier)
        ]
        if filters.creator or filters.tier:  # else what is of no creator is kept too
            rows = rows[rows["creator"].isin(chosen["creator"])]
    else:
        rows = rows[rows["video_id"].isin(_videos(files, filters))]
    keys = rows[list(dataset(name).key)]
    if "collected_at" in keys:
        # Tables are read without the zone that files carry.
        keys = keys.assign(collected_at=keys["collected_at"].dt.tz_convert("UTC"))
    return sorted(keys.itertuples(index=False, name=None))


def _videos(files: dict[str, pd.DataFrame], asked: Filters) -> set[str]:
    """The videos that filters leave, by the words of their documentation."""
    videos = files["videos"]
    keep = (
        _among(videos["creator"], asked.creator)
        & _among(videos["creator_tier"], asked.tier)
        & _among(videos["region"], asked.region)
        & _among(videos["province"], asked.province)
    )
    start, end = asked.start, asked.end
    if asked.period:
        end = videos["posted_date"].max()
        start = {
            "4w": end - timedelta(days=27),
            "12w": end - timedelta(days=83),
            "year": date(end.year, 1, 1),
        }[asked.period]
    if start:
        keep &= videos["posted_date"] >= start
    if end:
        keep &= videos["posted_date"] <= end
    if asked.duration:
        keep &= videos["duration_s"].map(_duration_key).isin(asked.duration)
    for values, name, column in (
        (asked.hashtag, "video_hashtags", "hashtag_key"),
        (asked.dish, "video_dishes", "dish_group"),
        (asked.category, "video_labels", "label"),
    ):
        if values:
            rows = files[name]
            if name == "video_labels":
                rows = rows[rows["field"] == "categories"]
            keep &= videos["video_id"].isin(rows[rows[column].isin(values)]["video_id"])
    if asked.weekly_top:
        keep &= videos["is_weekly_top"]
    return set(videos[keep]["video_id"])


def _among(column: pd.Series, values: tuple[str, ...]) -> pd.Series:
    return column.isin(values) if values else pd.Series(True, column.index)


def _duration_key(seconds: float) -> str | None:
    return next(
        (
            each.key
            for each in DURATION_BINS
            if seconds >= each.start and (each.end is None or seconds < each.end)
        ),
        None,
    )


def _one_each(files: dict[str, pd.DataFrame]) -> Iterator[Filters]:
    """Yields filters of one part, with values that are in the data."""
    videos, labels = files["videos"], files["video_labels"]
    categories = labels[labels["field"] == "categories"]["label"]
    values = {
        "creator": videos["creator"],
        "hashtag": files["video_hashtags"]["hashtag_key"],
        "category": categories,
        "tier": videos["creator_tier"],
        "region": videos["region"],
        "province": videos["province"],
        "dish": files["video_dishes"]["dish_group"],
        "duration": videos["duration_s"].map(_duration_key),
    }
    assert set(values) == set(LISTS)
    for name, column in values.items():
        common = column.value_counts().index
        for chosen in (common[:1], common[:2], common[-1:]):
            yield one_part(name, *chosen)
    yield from (Filters(period=period) for period in ("4w", "12w", "year"))
    yield Filters(start=date(2024, 12, 1))
    yield Filters(end=date(2024, 6, 30))
    yield Filters(start=date(2024, 6, 1), end=date(2024, 9, 30))
    yield Filters(start=date(2000, 1, 1), end=date(2000, 1, 2))


def _combined(files: dict[str, pd.DataFrame]) -> Iterator[Filters]:
    """Yields filters of several parts that leave some videos and not all."""
    videos, tags = files["videos"], files["video_hashtags"]
    common = tuple(sorted(tags["hashtag_key"].value_counts().index[:5]))
    yield Filters(start=date(2024, 3, 1), tier=("high",), hashtag=common)
    yield Filters(period="year", region=("Nam",), duration=("10-30", "30-60"))
    yield Filters(region=("Bắc",), province=("Hà Nội", "Hồ Chí Minh"), creator=())
    dishes = tuple(sorted(files["video_dishes"]["dish_group"].value_counts().index[:3]))
    yield Filters(dish=dishes, hashtag=common, end=date(2025, 1, 1))
    creators = tuple(sorted(videos["creator"].unique()[:4]))
    yield Filters(creator=creators, tier=("low", "middle"), duration=("60-90", "90-120", "600-"))
    labels = files["video_labels"]
    found = tuple(sorted(labels[labels["field"] == "categories"]["label"].unique()[:2]))
    yield Filters(category=found, region=("Bắc", "Nam"), start=date(2024, 1, 1))
    yield Filters(weekly_top=True, tier=("high",))


def test_each_filter_selects_what_pandas_selects(
    snapshot: Snapshot, files: dict[str, pd.DataFrame]
) -> None:
    for filters in (Filters(), *_one_each(files), *_combined(files)):
        for name in (*_OF_VIDEOS, *_OF_CREATORS):
            found, expected = (
                _found(snapshot, name, filters),
                _expected(files, name, filters),
            )
            assert found == expected, (name, filters)


def test_the_filters_above_leave_some_videos_and_not_all(files: dict[str, pd.DataFrame]) -> None:
    everything = len(files["videos"])
    left = [len(_videos(files, filters)) for filters in (*_one_each(files), *_combined(files))]
    assert left.count(0) == 1  # the days before TikTok
    assert max(left) < everything
    multiples = [filters for filters in _combined(files) if len(_videos(files, filters)) > 1]
    assert len(multiples) == 7


def test_no_filter_costs_nothing() -> None:
    assert lens(Filters(), ["videos", "creators"]).sql == ""
    assert lens(from_url("creator="), ["videos"]).sql == ""


def test_the_weekly_top_is_read_from_the_table_or_through_the_video() -> None:
    sql = lens(Filters(weekly_top=True), ["videos", "video_hashtags", "transcripts"]).sql
    top = "SELECT * FROM main.videos WHERE is_weekly_top"
    assert top in sql
    assert "SELECT * FROM main.video_hashtags WHERE is_weekly_top" in sql
    assert "video_key IN (SELECT video_key FROM main.videos WHERE is_weekly_top)" in sql


def test_a_table_that_a_filter_does_not_narrow_is_left_alone() -> None:
    laid = lens(Filters(hashtag=("pho",)), ["creators"])
    assert (laid.sql, laid.values) == ("", {})


_STRANGE = (
    "o'clock",
    'quán "ngon"',
    "100% phở; DROP TABLE videos",
    "$creator_0",
    "$start ? :x",
    "{{text}}",
    "'{{text}}'",
    "bún  đậu\n mắm\ttôm",
    "🍜 phở bò",
    "\\' OR 1=1 --",
    "a,b",
    "nul\x00l",
)


@pytest.fixture(scope="module")
def strange(sample_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A version in which twelve videos have strange names everywhere."""
    home = copied(sample_home, tmp_path_factory.mktemp("strange") / "home")
    serving = next(home.datasets.glob("current/serving.duckdb"))
    with duckdb.connect(str(serving)) as con:
        for number, text in enumerate(_STRANGE):
            for table, column in (
                ("videos", "creator"),
                ("videos", "province"),
                ("video_hashtags", "hashtag_key"),
                ("video_dishes", "dish_group"),
            ):
                con.execute(
                    f"UPDATE {table} SET {column} = $text WHERE video_key = $key",
                    {"text": text, "key": number},
                )
            con.execute(
                "INSERT INTO video_dishes BY NAME "
                "SELECT * REPLACE ($text AS dish_group, $text AS dish, $key AS video_key) "
                "FROM video_dishes LIMIT 1",
                {"text": text, "key": number},
            )
    return Store(home.datasets).snapshot()


def _video_keys(t: Tables) -> ibis.Table:
    return t.videos.select("video_key")


def one_part(name: str, *values: str) -> Filters:
    """Returns filters of one part."""
    part: dict[str, Any] = {name: tuple(sorted(values))}
    return replace(Filters(), **part)


def _creators_named(t: Tables) -> ibis.Table:
    named = t.videos.filter(t.videos.creator == argument("start"))
    return named.group_by("creator").aggregate(n=named.count())


@pytest.mark.parametrize("name", ["creator", "province", "dish"])
def test_a_value_is_data_whatever_it_holds(strange: Snapshot, name: str) -> None:
    for number, text in enumerate(_STRANGE):
        found = strange.frame(_video_keys, one_part(name, text))
        assert found["video_key"].tolist() == [number], text
    found = strange.frame(_video_keys, one_part(name, *_STRANGE))
    assert sorted(found["video_key"]) == list(range(len(_STRANGE)))


def test_a_bound_text_is_data_too_and_stays_apart_from_the_filters(strange: Snapshot) -> None:
    for text in _STRANGE:
        frame = strange.frame(_creators_named, Filters(start=date(2000, 1, 1)), {"start": text})
        assert frame.to_dict("records") == [{"creator": text, "n": 1}]


def test_places_follow_the_main_place_of_their_video(sample_home: Home, tmp_path: Path) -> None:
    home = copied(sample_home, tmp_path / "home")
    with duckdb.connect(str(home.datasets / "current" / "serving.duckdb")) as con:
        con.execute(
            "INSERT INTO video_places BY NAME SELECT * REPLACE "
            "('Nam' AS region, 'Cà Mau' AS province, 2 AS rank) "
            "FROM video_places WHERE province = 'Hà Nội' AND rank = 1 LIMIT 1"
        )

    def places(t: Tables) -> ibis.Table:
        return t.video_places.group_by("region", "province").aggregate(n=t.video_places.count())

    snapshot = Store(home.datasets).snapshot()
    north = snapshot.frame(places, Filters(region=("Bắc",)))
    assert "Cà Mau" in set(north["province"])
    south = snapshot.frame(places, Filters(region=("Nam",)))
    assert set(south["region"]) == {"Nam"}
    assert "Cà Mau" not in set(south["province"])
    assert snapshot.frame(places, Filters(province=("Cà Mau",))).empty


def test_a_query_may_begin_with_a_with_of_its_own(
    snapshot: Snapshot, files: dict[str, pd.DataFrame]
) -> None:
    def twice(t: Tables) -> ibis.Table:
        by_creator = t.videos.group_by("creator").aggregate(n=t.videos.count())
        return by_creator.join(by_creator.view(), "creator").select("creator", "n")

    asked = Filters(region=("Bắc",))
    compiled = snapshot._compile(twice)
    assert compiled.sql.startswith("WITH ")
    frame = snapshot.frame(twice, asked)
    videos = files["videos"]
    expected = videos[videos["region"] == "Bắc"].groupby("creator").size().to_dict()
    assert dict(zip(frame["creator"], frame["n"], strict=True)) == expected


def test_the_lens_reaches_a_table_that_stands_in_a_subquery(
    snapshot: Snapshot, files: dict[str, pd.DataFrame]
) -> None:
    def with_transcript(t: Tables) -> ibis.Table:
        spoken = t.videos.filter(t.videos.video_key.isin(t.transcripts.video_key))
        return spoken.aggregate(n=spoken.count())

    asked = Filters(tier=("high",))
    ids = _videos(files, asked) & set(files["transcripts"]["video_id"])
    assert snapshot.frame(with_transcript, asked)["n"].tolist() == [len(ids)]


def test_a_home_may_lie_in_a_folder_with_a_quote(sample_home: Home, tmp_path: Path) -> None:
    home = copied(sample_home, tmp_path / "nhà của 'tôi'; --")
    assert len(_found(Store(home.datasets).snapshot(), "videos", Filters())) == 200
