"""What is asked of dishes, against pandas on the sample, and the turn of a year by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from homes import publish
from raw_shapes import Item, video, write

from dash_app.components.options import WEEK, find_options
from dash_app.filters import Filters
from dash_app.queries import dish_weeks, dishes
from dash_app.queries.options import dish_options
from dash_app.statistics import within_creator_effect
from dash_app.store import Snapshot, Store
from etl.home import Home

EVERYTHING = Filters()
ALL = 10**6


def _at(day: str) -> int:
    return int(pd.Timestamp(f"{day} 12:00", tz="Asia/Ho_Chi_Minh").timestamp())


def _video(number: int, creator: str, caption: str, day: str, plays: int = 1000) -> Item:
    return video(
        number,
        author={"uniqueId": creator},
        desc=caption,
        createTime=_at(day),
        stats={"playCount": plays, "diggCount": 10},
    )


def _videos() -> list[Item]:
    """Nine videos around week 53 of 2020, none in the week after it."""
    return [
        _video(1, "an", "Ăn phở bò rồi uống trà sữa", "2020-12-21", 100),
        _video(2, "an", "Ăn phở gà, ăn thêm phở bò", "2020-12-31", 200),
        _video(3, "an", "Ăn phở bò", "2021-01-03", 300),
        _video(4, "bao", "Ăn phở bò", "2021-01-02", 400),
        _video(5, "bao", "Hôm nay đi chơi", "2021-01-01", 500),
        _video(6, "bao", "Uống trà sữa", "2021-01-11", 600),
        _video(7, "bao", "Uống trà sữa", "2021-01-12", 700),
        _video(8, "chi", "Uống trà sữa", "2021-01-17", 800),
        _video(9, "chi", "Ăn phở bò", "2021-01-18", 900),
    ]


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("few")
    for creator in ("an", "bao", "chi"):
        items = [each for each in _videos() if each["author"]["uniqueId"] == creator]
        write(folder / "in" / creator / "videos_info.json", items)
    home = Home(folder / "home")
    publish(home, folder / "in")
    return Store(home.datasets).snapshot()


@pytest.fixture(scope="module")
def snapshot(sample_home: Home) -> Snapshot:
    return Store(sample_home.datasets).snapshot()


@pytest.fixture(scope="module")
def named(sample_home: Home) -> pd.DataFrame:
    """Returns a row a video and dish, with the facts of the video."""
    folder: Path = sample_home.datasets / "current"
    videos = pd.read_parquet(folder / "videos.parquet")
    return pd.read_parquet(folder / "video_dishes.parquet").merge(videos, on="video_id")


def _pairs(frame: pd.DataFrame, key: str, value: str) -> dict[Any, Any]:
    return dict(zip(frame[key], frame[value], strict=True))


def _first_group(named: pd.DataFrame) -> str:
    counted = named.drop_duplicates(["video_id", "dish_group"])["dish_group"].value_counts()
    return str(sorted(counted[counted == counted.max()].index)[0])


def test_weeks_of_the_turn_of_the_year(few: Snapshot) -> None:
    frame = few.frame(dish_weeks.videos_by_week, EVERYTHING)
    assert [f"{week:%Y-%m-%d}" for week in frame["week_start"]] == [
        "2020-12-21",
        "2020-12-28",
        "2021-01-11",
        "2021-01-18",
    ]
    assert frame[["n", "named", "creators"]].to_numpy().tolist() == [
        [1, 1, 1],
        [4, 3, 2],
        [3, 3, 2],
        [1, 1, 1],
    ]


def test_a_mention_is_a_video_and_a_creator_counts_once_a_week(few: Snapshot) -> None:
    days = {"since": "2020-12-28", "until": "2021-01-11"}
    frame = few.frame(dish_weeks.mentions_by_week, EVERYTHING, days, level="dish", most=ALL)
    rows = frame.sort_values(["week_start", "name"])[["week_start", "name", "n", "creators"]]
    assert [(f"{week:%d/%m}", *rest) for week, *rest in rows.itertuples(index=False)] == [
        ("28/12", "phở bò", 3, 2),
        ("28/12", "phở gà", 1, 1),
        ("11/01", "trà sữa", 3, 2),
    ]


def test_mentions_of_groups_against_pandas(snapshot: Snapshot, named: pd.DataFrame) -> None:
    days = {"since": "2000-01-01", "until": "2100-01-01"}
    frame = snapshot.frame(
        dish_weeks.mentions_by_week, EVERYTHING, days, level="dish_group", most=ALL
    )
    by_pandas = named.groupby(["dish_group", "week_start"]).agg(
        n=("video_id", "nunique"), creators=("creator", "nunique")
    )
    assert len(frame) == len(by_pandas)
    for name, week, n, creators in frame.itertuples(index=False):
        row = by_pandas.loc[(name, week.date())]
        assert (n, creators) == (row["n"], row["creators"])


def test_only_the_most_named_dishes_are_read(few: Snapshot) -> None:
    days = {"since": "2020-12-21", "until": "2021-01-18"}
    frame = few.frame(dish_weeks.mentions_by_week, EVERYTHING, days, level="dish", most=1)
    # Three videos of one week name each of the two: the first by name stays.
    assert set(frame["name"]) == {"phở bò"}


def test_weeks_present_are_counted_over_all_weeks(few: Snapshot) -> None:
    frame = few.frame(dish_weeks.weeks_present, EVERYTHING, level="dish", most=9)
    assert _pairs(frame, "name", "weeks")["phở bò"] == 3
    assert _pairs(frame, "name", "n")["trà sữa"] == 4
    assert frame["name"].iloc[0] == "phở bò"


def test_weeks_are_found_by_number_and_by_day(few: Snapshot) -> None:
    every = find_options(few, WEEK, None)
    assert [each["label"] for each in every] == [
        "Tuần 3/2021 (từ 18/01) · 1",
        "Tuần 2/2021 (từ 11/01) · 3",
        "Tuần 53/2020 (từ 28/12) · 4",
        "Tuần 52/2020 (từ 21/12) · 1",
    ]
    for typed in ("53/2020", "tuan 53", "28/12", "28/12/2020", "TUẦN 53"):
        assert [each["value"] for each in find_options(few, WEEK, typed)] == ["2020-12-28"], typed
    assert find_options(few, WEEK, "54") == []
    assert find_options(few, WEEK, "3/2020") == []
    assert [each["value"] for each in find_options(few, WEEK, "2/2021")] == ["2021-01-11"]


def test_a_chosen_week_stays_among_the_options(few: Snapshot) -> None:
    found = find_options(few, WEEK, "53", ["2021-01-18", "2019-01-07", "abc"])
    assert [each["value"] for each in found] == [
        "2021-01-18",
        "2019-01-07",
        "abc",
        "2020-12-28",
    ]
    assert [each["label"] for each in found][1:3] == ["Tuần 2/2019 (từ 07/01)", "abc"]


def test_options_of_dishes_count_videos(snapshot: Snapshot, named: pd.DataFrame) -> None:
    frame = snapshot.frame(dish_options, EVERYTHING, {"text": ""}, most=ALL)
    counts = named.groupby("dish_group")["video_id"].nunique()
    assert _pairs(frame, "value", "n") == counts.to_dict()


def test_coverage_against_pandas(snapshot: Snapshot, named: pd.DataFrame) -> None:
    row = snapshot.frame(dishes.coverage, EVERYTHING).iloc[0]
    assert row["n"] == 200
    for column, name in (
        ("named", "video_id"),
        ("groups", "dish_group"),
        ("dishes", "dish"),
        ("creators", "creator"),
    ):
        assert row[column] == named[name].nunique()


@pytest.mark.parametrize("metric", ["plays", "engagement_rate"])
def test_groups_against_pandas(snapshot: Snapshot, named: pd.DataFrame, metric: str) -> None:
    frame = snapshot.frame(
        dishes.metric_by_group, EVERYTHING, metric=metric, aggregate="mean", most=ALL
    ).set_index("dish_group")
    once = named.drop_duplicates(["video_id", "dish_group"])
    lasting = once[~once["is_pinned"]].groupby("dish_group")[metric]
    assert frame["n"].to_dict() == once["dish_group"].value_counts().to_dict()
    assert frame["value"].to_dict() == pytest.approx(
        once.groupby("dish_group")[metric].mean().to_dict()
    )
    for column, share in (("p25", 0.25), ("p50", 0.5), ("p75", 0.75)):
        known = frame[column].dropna()
        assert known.to_dict() == pytest.approx(lasting.quantile(share).to_dict()), column
    assert frame["valued"].sum() == lasting.count().sum()


def test_variants_against_pandas(snapshot: Snapshot, named: pd.DataFrame) -> None:
    group = _first_group(named)
    own = named[named["dish_group"] == group]
    frame = snapshot.frame(dishes.variants, EVERYTHING, {"group": group}, metric="plays", most=ALL)
    assert _pairs(frame, "dish", "n") == own["dish"].value_counts().to_dict()
    first = frame.iloc[0]
    assert (first["all_n"], first["all_variants"], first["all_mentions"]) == (
        own["video_id"].nunique(),
        own["dish"].nunique(),
        len(own),
    )


def test_periods_against_pandas(snapshot: Snapshot, named: pd.DataFrame) -> None:
    group = _first_group(named)
    own = named[named["dish_group"] == group].drop_duplicates("video_id")
    frame = snapshot.frame(
        dishes.group_by_period,
        EVERYTHING,
        {"group": group},
        period="month",
        metric="plays",
        aggregate="sum",
    )
    months = pd.to_datetime(own["posted_date"]).dt.to_period("M").dt.start_time
    assert _pairs(frame, "period", "n") == own.groupby(months)["video_id"].count().to_dict()
    assert _pairs(frame, "period", "value") == own.groupby(months)["plays"].sum().to_dict()
    weeks = snapshot.frame(dishes.videos_by_period, EVERYTHING, period="week")
    by_week = named.drop_duplicates("video_id").groupby("week_start")["video_id"].count()
    assert weeks["n"].sum() == 200
    assert weeks["named"].sum() == by_week.sum()


def test_what_goes_together_is_counted_among_videos_with_a_dish(few: Snapshot) -> None:
    groups = few.frame(dish_weeks.groups_of_dishes, EVERYTHING, {"names": "phở bò\ntrà sữa"})
    group = _pairs(groups, "dish", "dish_group")
    frame = few.frame(
        dishes.named_together,
        EVERYTHING,
        {"group": group["phở bò"]},
        together=1,
        least=1,
        most=9,
    ).set_index("dish_group")
    beside = frame.loc[group["trà sữa"]]
    # Video 5 names no dish and is not among the eight.
    assert (beside["together"], beside["n"], beside["group_n"], beside["total"]) == (1, 4, 5, 8)


def test_effects_within_creators_against_pandas(snapshot: Snapshot, named: pd.DataFrame) -> None:
    groups = named["dish_group"].value_counts().index[:3].tolist()
    frame = snapshot.frame(
        dishes.within_creator_by_group, EVERYTHING, {"groups": "\n".join(groups)}, metric="plays"
    )
    lasting = named[~named["is_pinned"]].assign(y=lambda each: np.log1p(each["plays"]))
    once = lasting.drop_duplicates("video_id").set_index("video_id")
    for effect in within_creator_effect(frame, "log"):
        inside = once.index.isin(lasting.loc[lasting["dish_group"] == effect.bin, "video_id"])
        d = w = 0.0
        for _, rows in once.assign(inside=inside).groupby("creator"):
            n, n_in = len(rows), int(rows["inside"].sum())
            if 0 < n_in < n:
                d += rows.loc[rows["inside"], "y"].sum() - n_in * rows["y"].mean()
                w += n_in * (1 - n_in / n)
        sums = frame[frame["bin"] == effect.bin].iloc[0]
        assert sums["sum_d"] == pytest.approx(d)
        assert sums["sum_w"] == pytest.approx(w)
    assert set(frame["bin"]) <= set(groups)


def test_the_weekly_top_narrows_dishes(snapshot: Snapshot, named: pd.DataFrame) -> None:
    top = Filters(weekly_top=True)
    row = snapshot.frame(dishes.coverage, top).iloc[0]
    assert row["named"] == named.loc[named["is_weekly_top"], "video_id"].nunique()
    weeks = snapshot.frame(dish_weeks.videos_by_week, top)
    assert weeks["named"].sum() == row["named"]
