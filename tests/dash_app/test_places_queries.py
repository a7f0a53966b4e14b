"""What is asked of places: by hand on a few videos, and against pandas and scipy on the sample."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from homes import publish
from raw_shapes import Item, video, write
from scipy.stats import mannwhitneyu

from dash_app.filters import Filters
from dash_app.provinces import HANOI, HCMC, members
from dash_app.queries import places
from dash_app.statistics import superiority_from_wins, superiority_interval
from dash_app.store import Snapshot, Store
from etl.home import Home


def _video(number: int, creator: str, caption: str, plays: int) -> Item:
    return video(
        number,
        author={"uniqueId": creator, "nickname": creator},
        desc=caption,
        stats={"playCount": plays, "diggCount": 10},
    )


def _videos() -> list[Item]:
    """Two of Hà Nội, three of Hồ Chí Minh, two of Vũng Tàu, one of Nha Trang, one of nowhere."""
    return [
        _video(1, "an", "Ăn bún chả ở quận Đống Đa, Hà Nội", 1000),
        _video(2, "an", "Ăn bún chả ở Hà Nội", 3000),
        _video(3, "an", "Ăn hủ tiếu ở Quận 5, Sài Gòn", 9000),
        _video(4, "binh", "Ăn hủ tiếu ở Sài Gòn", 2000),
        _video(5, "binh", "Bún chả ở Quận 5, thành phố Hồ Chí Minh", 4000),
        _video(6, "binh", "Ăn bánh canh ở Vũng Tàu", 7000),
        _video(7, "chi", "Bánh canh ở Vũng Tàu ngon nhất", 5000),
        _video(8, "chi", "Ăn nem nướng ở Nha Trang", 6000),
        _video(9, "chi", "Hôm nay ăn bún chả", 100),
    ]


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("places")
    for creator in ("an", "binh", "chi"):
        items = [each for each in _videos() if each["author"]["uniqueId"] == creator]
        write(folder / "in" / creator / "videos_info.json", items)
    home = Home(folder / "home")
    publish(home, folder / "in")
    return Store(home.datasets).snapshot()


@pytest.fixture(scope="module")
def snapshot(sample_home: Home) -> Snapshot:
    return Store(sample_home.datasets).snapshot()


@pytest.fixture(scope="module")
def placed(sample_home: Home) -> pd.DataFrame:
    """Returns the main place of each video of the sample, with the facts of the video."""
    folder: Path = sample_home.datasets / "current"
    found = pd.read_parquet(folder / "video_places.parquet")
    main = found[found["rank"] == 1].drop(columns=["source"])
    posts = pd.read_parquet(folder / "videos.parquet").drop(columns=["province", "region"])
    return main.merge(posts, on="video_id")


def _by(frame: pd.DataFrame, key: str, value: str) -> dict[str, Any]:
    return dict(zip(frame[key], frame[value], strict=True))


def test_some_videos_have_no_place(few: Snapshot) -> None:
    row = few.frame(places.coverage, Filters()).iloc[0]
    assert (row["n"], row["placed"]) == (9, 8)
    narrowed = few.frame(places.coverage, Filters(province=(HANOI,))).iloc[0]
    assert (narrowed["n"], narrowed["placed"]) == (2, 2)


def test_places_before_july_2025(few: Snapshot) -> None:
    frame = few.frame(
        places.metric_by_place, Filters(), place="province", metric="plays", aggregate="median"
    )
    assert _by(frame, "place", "n") == {
        HCMC: 3,
        "Bà Rịa - Vũng Tàu": 2,
        HANOI: 2,
        "Khánh Hòa": 1,
    }
    assert frame["place"].tolist()[0] == HCMC
    assert _by(frame, "place", "value")[HCMC] == 4000
    assert _by(frame, "place", "total")[HCMC] == 15000
    assert _by(frame, "place", "creators")[HCMC] == 2
    assert _by(frame, "place", "region")["Khánh Hòa"] == "Trung"
    assert frame["by_model"].sum() == 0


def test_vung_tau_belongs_to_ho_chi_minh_since(few: Snapshot) -> None:
    frame = few.frame(
        places.metric_by_place, Filters(), place="province_now", metric="plays", aggregate="median"
    )
    assert _by(frame, "place", "n") == {HCMC: 5, HANOI: 2, "Khánh Hòa": 1}
    # Of 2000, 4000, 5000, 7000, 9000: not the median of medians.
    assert _by(frame, "place", "value")[HCMC] == 5000


@pytest.mark.parametrize("metric", ["plays", "engagement_rate"])
def test_the_new_provinces_add_up_the_old_ones(snapshot: Snapshot, metric: str) -> None:
    old, new = (
        snapshot.frame(
            places.metric_by_place, Filters(), place=column, metric=metric, aggregate="mean"
        )
        for column in ("province", "province_now")
    )
    before = old.set_index("place")
    assert old["n"].sum() == new["n"].sum() > 0
    for row in new.to_dict("records"):
        parts = before.loc[
            [part for part in members("province_now")[row["place"]] if part in before.index]
        ]
        assert row["n"] == parts["n"].sum()
        assert row["total"] == pytest.approx(parts["total"].sum())
        assert row["value"] == pytest.approx((parts["value"] * parts["n"]).sum() / row["n"])


def test_regions_hold_what_their_places_hold(snapshot: Snapshot, placed: pd.DataFrame) -> None:
    frame = snapshot.frame(places.metric_by_region, Filters(), metric="plays", aggregate="sum")
    assert _by(frame, "region", "n") == placed["region"].value_counts().to_dict()
    assert _by(frame, "region", "total") == placed.groupby("region")["plays"].sum().to_dict()
    assert _by(frame, "region", "value") == _by(frame, "region", "total")
    rate = snapshot.frame(
        places.metric_by_region, Filters(), metric="engagement_rate", aggregate="mean"
    )
    # Rates are not summed.
    assert _by(rate, "region", "total") == _by(frame, "region", "total")


def test_districts_and_videos_without_one(few: Snapshot) -> None:
    frame = few.frame(places.metric_by_district, Filters(), metric="plays", aggregate="mean")
    found = {
        (row["province"], row["district"]): (row["n"], row["value"])
        for row in frame.to_dict("records")
    }
    assert found[HCMC, "Quận 5"] == (2, 6500)
    assert found[HCMC, ""] == (1, 2000)
    assert found[HANOI, "Đống Đa"] == (1, 1000)
    assert sum(n for n, _ in found.values()) == 8
    assert frame["n"].is_monotonic_decreasing


@pytest.mark.parametrize("metric", ["plays", "engagement_rate"])
@pytest.mark.parametrize("place", ["province", "province_now"])
def test_the_cities_are_ranked_as_scipy_ranks_them(
    snapshot: Snapshot, placed: pd.DataFrame, place: str, metric: str
) -> None:
    row = snapshot.frame(places.city_wins, Filters(), place=place, metric=metric).iloc[0]
    free = placed[~placed["is_pinned"] & placed[metric].notna()]
    groups = {
        "hanoi": free.loc[free[place] == HANOI, metric],
        "hcmc": free.loc[free[place] == HCMC, metric],
        "rest": free.loc[~free[place].isin([HANOI, HCMC]), metric],
    }
    for first, second in (("hanoi", "rest"), ("hcmc", "rest"), ("hanoi", "hcmc")):
        one, other = groups[first], groups[second]
        assert (row[first], row[second]) == (len(one), len(other))
        expected = mannwhitneyu(one, other).statistic
        # Values closer than a step count as equal.
        assert row[f"{first}_{second}"] == pytest.approx(expected, rel=0.005)
        found = superiority_from_wins(row[f"{first}_{second}"], len(one), len(other))
        exact = superiority_interval(one, other)
        assert found.estimate == pytest.approx(exact.estimate, abs=0.005)
        assert found.low == pytest.approx(exact.low, abs=0.01)
        assert found.enough == exact.enough


def test_wins_by_hand(few: Snapshot) -> None:
    row = few.frame(places.city_wins, Filters(), place="province", metric="plays").iloc[0]
    # Hà Nội 1000, 3000; Hồ Chí Minh 2000, 4000, 9000; the rest 5000, 6000, 7000.
    assert [row[name] for name in ("hanoi", "hcmc", "rest")] == [2, 3, 3]
    assert row["hanoi_rest"] == 0
    assert row["hcmc_rest"] == 3
    assert row["hanoi_hcmc"] == 1


def test_a_creator_is_compared_with_itself_at_other_places(few: Snapshot) -> None:
    frame = few.frame(places.within_creator_by_place, Filters(), place="province", metric="plays")
    rows = {row["bin"]: row for row in frame.to_dict("records")}
    # An and Bình have videos in and out of Hồ Chí Minh, Chi has none there.
    assert (rows[HCMC]["n"], rows[HCMC]["creators"]) == (3, 2)
    an = np.log([1001, 3001, 9001])
    binh = np.log([2001, 4001, 7001])
    expected = (an[2] - an.mean()) + (binh[:2] - binh.mean()).sum()
    assert rows[HCMC]["sum_d"] == pytest.approx(expected)


def test_dishes_count_once_a_video_and_place(few: Snapshot) -> None:
    frame = few.frame(places.dishes_by_place, Filters(), place="province", least=1)
    cells = {(row["dish_group"], row["place"]): row for row in frame.to_dict("records")}
    cha = cells["bún chả", HANOI]
    assert (cha["n"], cha["creators"], cha["dish_n"]) == (2, 1, 3)
    assert cells["hủ tiếu", HCMC]["creators"] == 2
    totals = few.frame(places.videos_with_dishes, Filters(), place="province")
    assert _by(totals, "place", "n")[HANOI] == 2
    assert few.frame(places.dishes_by_place, Filters(), place="province", least=4).empty


def test_dishes_of_the_new_provinces(snapshot: Snapshot) -> None:
    old, new = (
        snapshot.frame(places.dishes_by_place, Filters(), place=column, least=1)
        for column in ("province", "province_now")
    )
    assert old["n"].sum() == new["n"].sum() > 0
    assert _by(old, "dish_group", "dish_n") == _by(new, "dish_group", "dish_n")
    called = {part: name for name, parts in members("province_now").items() for part in parts}
    moved = old.assign(place=old["place"].map(called)).groupby(["place", "dish_group"])["n"].sum()
    assert moved.to_dict() == new.set_index(["place", "dish_group"])["n"].to_dict()
    totals = [
        snapshot.frame(places.videos_with_dishes, Filters(), place=column)["n"].sum()
        for column in ("province", "province_now")
    ]
    assert totals[0] == totals[1]


def test_dishes_by_place_against_pandas(sample_home: Home, snapshot: Snapshot) -> None:
    folder = sample_home.datasets / "current"
    posts = pd.read_parquet(folder / "videos.parquet")[["video_id", "creator", "province"]]
    rows = (
        pd.read_parquet(folder / "video_dishes.parquet")
        .merge(posts, on="video_id")
        .dropna(subset=["province"])
    )
    grouped = rows.groupby(["province", "dish_group"])
    frame = snapshot.frame(places.dishes_by_place, Filters(), place="province", least=1)
    found = frame.set_index(["place", "dish_group"])
    assert found["n"].to_dict() == grouped["video_id"].nunique().to_dict()
    assert found["creators"].to_dict() == grouped["creator"].nunique().to_dict()


def test_the_weekly_top_narrows_every_question(snapshot: Snapshot) -> None:
    everything, top = Filters(), Filters(weekly_top=True, tier=("high",))
    for query, arguments in (
        (places.metric_by_place, {"place": "province", "metric": "plays", "aggregate": "sum"}),
        (places.metric_by_region, {"metric": "plays", "aggregate": "sum"}),
        (places.metric_by_district, {"metric": "plays", "aggregate": "sum"}),
        (places.dishes_by_place, {"place": "province", "least": 1}),
    ):
        assert (
            snapshot.frame(query, top, **arguments)["n"].sum()
            < snapshot.frame(query, everything, **arguments)["n"].sum()
        )


def test_a_tenth_of_the_videos_can_be_looked_at(snapshot: Snapshot) -> None:
    keys = snapshot._connection.cursor()
    expected = keys.execute(
        "SELECT count(DISTINCT video_key) FROM video_dishes "
        "WHERE province IS NOT NULL AND video_key % 10 = 0"
    ).fetchall()
    frame = snapshot.frame(places.videos_with_dishes, Filters(), place="province", every=10)
    assert frame["n"].sum() == expected[0][0] > 0
    cells = snapshot.frame(places.dishes_by_place, Filters(), place="province", least=1, every=10)
    assert cells.groupby("place")["n"].max().le(frame.set_index("place")["n"]).all()
