"""What is asked of hashtags, by hand on a few videos and against pandas on the sample."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from homes import publish
from raw_shapes import POSTED, Item, video, write

from dash_app.components.hashtag_names import HashtagNames, hashtag_names
from dash_app.filters import Filters
from dash_app.queries import hashtags, videos
from dash_app.queries.options import hashtag_options
from dash_app.statistics import Scale, within_creator_slope
from dash_app.store import Query, Snapshot, Store
from etl.home import Home

DAY = 24 * 3600
NAMES = {"bep.cua.an": "Bếp Của An", "bao": "Bảo đi chợ", "chi": "Hôm Nay"}


def _video(number: int, creator: str, tags: str, plays: int = 1000, days: int = 0) -> Item:
    return video(
        number,
        author={"uniqueId": creator, "nickname": NAMES[creator]},
        desc=f"Món ngon {tags}",
        stats={"playCount": plays, "diggCount": 10},
        createTime=POSTED + days * DAY,
    )


def _videos() -> list[Item]:
    """Four videos of An, seven of Bảo, two of Chi."""
    return [
        _video(1, "bep.cua.an", "#ănngon #anngon #bepcuaan", 100),
        _video(2, "bep.cua.an", "#ănngon #bepcuaan", 300, days=1),
        _video(3, "bep.cua.an", "#ănngon #homnay", 500, days=40),
        _video(4, "bep.cua.an", "", 700, days=41),
        *(_video(5 + n, "bao", "#riêng #anngon", 1000 + n, days=n) for n in range(5)),
        _video(10, "bao", "#homnay #bepcuaan", 10),
        _video(11, "bao", "", 20),
        _video(12, "chi", "#homnay", 30),
        _video(13, "chi", "#ănngon", 40, days=9),
    ]


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("few")
    for creator in NAMES:
        items = [each for each in _videos() if each["author"]["uniqueId"] == creator]
        write(folder / "in" / creator / "videos_info.json", items)
    home = Home(folder / "home")
    publish(home, folder / "in")
    return Store(home.datasets).snapshot()


@pytest.fixture(scope="module")
def snapshot(sample_home: Home) -> Snapshot:
    return Store(sample_home.datasets).snapshot()


@pytest.fixture(scope="module")
def folder(sample_home: Home) -> Path:
    return sample_home.datasets / "current"


@pytest.fixture(scope="module")
def posts(folder: Path) -> pd.DataFrame:
    return pd.read_parquet(folder / "videos.parquet")


@pytest.fixture(scope="module")
def uses(folder: Path, posts: pd.DataFrame) -> pd.DataFrame:
    """Returns a row a video and tag, with the facts of the video."""
    rows = pd.read_parquet(folder / "video_hashtags.parquet")
    return rows.drop_duplicates(["video_id", "hashtag_key"]).merge(posts, on="video_id")


def _ask(
    snapshot: Snapshot,
    query: Query,
    texts: Mapping[str, str] | None = None,
    filters: Filters | None = None,
    **arguments: str | int | None,
) -> pd.DataFrame:
    given = {"repeats": hashtag_names(snapshot).repeats, **(texts or {})}
    used = {
        key: text for key, text in given.items() if f"${key}" in _sql(snapshot, query, arguments)
    }
    return snapshot.frame(query, filters or Filters(), used, **arguments)


def _sql(snapshot: Snapshot, query: Query, arguments: Mapping[str, str | int | None]) -> str:
    return str(snapshot._compile(query, **arguments).sql)


def _pairs(frame: pd.DataFrame, value: str) -> dict[str, float]:
    return dict(zip(frame["hashtag_key"], frame[value], strict=True))


def test_two_spellings_in_one_caption_are_one_use(few: Snapshot) -> None:
    frame = _ask(few, hashtags.most_used, {"left_out": ""}, metric="plays", by_total=9, by_count=9)
    assert _pairs(frame, "n") == {"anngon": 9, "rieng": 5, "bepcuaan": 3, "homnay": 3}
    totals = {"anngon": 900 + 5010 + 40, "rieng": 5010, "bepcuaan": 410, "homnay": 540}
    assert _pairs(frame, "total") == totals


def test_the_largest_totals_come_with_the_most_used(few: Snapshot) -> None:
    frame = _ask(
        few, hashtags.most_used, {"left_out": "anngon"}, metric="plays", by_total=1, by_count=2
    )
    assert frame["hashtag_key"].tolist() == ["rieng", "bepcuaan"]


def test_a_tag_is_shown_as_it_is_mostly_written(few: Snapshot) -> None:
    # Five captions write it plain, four with marks.
    assert hashtag_names(few).name("anngon") == "#anngon"
    with_marks = HashtagNames({"anngon": "ănngon"}, {"anngon": "an"}, "")
    assert with_marks.name("anngon") == "#ănngon"
    assert with_marks.marked("anngon") == "#ănngon ·1 kênh"
    assert with_marks.marked("khac") == "#khac"


def test_spellings_are_those_that_differ_from_the_key(few: Snapshot) -> None:
    assert _ask(few, hashtags.spellings).to_dict("records") == [
        {"hashtag_key": "rieng", "hashtag": "riêng"}
    ]


def test_a_tag_belongs_to_who_posts_nearly_all_of_it_or_is_called_so(few: Snapshot) -> None:
    # #homnay is Chi's name, but only one of its three videos is Chi's.
    assert hashtag_names(few).owners == {"rieng": "bao", "bepcuaan": "bep.cua.an"}


def test_owners_do_not_depend_on_the_filters(few: Snapshot) -> None:
    first = hashtag_names(few)
    assert hashtag_names(few) is first
    frame = _ask(
        few,
        hashtags.most_used,
        {"left_out": " ".join(first.owners)},
        Filters(creator=("chi",)),
        metric="plays",
        by_total=9,
        by_count=9,
    )
    assert _pairs(frame, "n") == {"anngon": 1, "homnay": 1}


def test_small_tags_do_not_win_per_video(few: Snapshot) -> None:
    texts = {"left_out": ""}
    frame = _ask(
        few, hashtags.best_per_video, texts, metric="plays", aggregate="median", least=4, most=9
    )
    assert _pairs(frame, "value") == {"rieng": 1002, "anngon": 1000}
    assert _pairs(frame, "creators") == {"rieng": 1, "anngon": 3}
    none = _ask(
        few, hashtags.best_per_video, texts, metric="plays", aggregate="median", least=10, most=9
    )
    assert none.empty


def test_periods_count_from_a_day_on(few: Snapshot) -> None:
    months = _ask(few, hashtags.videos_by_period, period="month", most=9)
    assert months["n"].tolist() == [11, 2]
    newest = _ask(few, hashtags.videos_by_period, period="month", most=1)
    assert newest["n"].tolist() == [2]
    texts = {"tags": "anngon homnay", "since": "2024-04-01"}
    uses = _ask(few, hashtags.uses_by_period, texts, period="month")
    assert _pairs(uses, "n") == {"anngon": 1, "homnay": 1}


def test_one_tag_has_each_video_once(few: Snapshot) -> None:
    row = _ask(few, hashtags.key_figures, {"tag": "anngon"}, metric="plays").iloc[0]
    assert (row["n"], row["creators"], row["sum"], row["median"]) == (9, 3, 5950, 1000)
    assert row["engagements"] / row["plays"] == pytest.approx(90 / 5950)
    rows = _ask(
        few, hashtags.video_rows, {"tag": "anngon"}, order="plays", descending=1, offset=1, limit=2
    )
    assert rows["plays"].tolist() == [1003, 1002]
    assert _ask(few, hashtags.video_count, {"tag": "anngon"})["n"].tolist() == [9]
    assert _ask(few, hashtags.video_count, {"tag": "khong'co"})["n"].tolist() == [0]


def test_what_goes_together_is_counted_in_videos(few: Snapshot) -> None:
    frame = _ask(
        few,
        hashtags.used_together,
        {"tag": "anngon", "left_out": ""},
        together=1,
        least=1,
        most=9,
    ).set_index("hashtag_key")
    assert frame["together"].to_dict() == {"rieng": 5, "bepcuaan": 2, "homnay": 1}
    assert frame["n"].to_dict() == {"rieng": 5, "bepcuaan": 3, "homnay": 3}
    assert set(frame["tag_n"]) == {9}
    assert set(frame["total"]) == {13}


def test_a_creator_is_compared_with_the_own_other_videos(few: Snapshot) -> None:
    frame = _ask(
        few,
        hashtags.creators_with_and_without,
        {"tag": "anngon"},
        metric="plays",
        least=1,
        most=9,
    )
    assert frame["creator"].tolist() == ["bao", "chi", "bep.cua.an"]
    assert frame["ratio"].tolist() == pytest.approx([1002 / 15, 40 / 30, 300 / 700])
    assert set(frame["creators"]) == {3}
    assert set(frame["higher"]) == {2}
    assert frame["n_with"].tolist() == [5, 1, 3]


def test_options_count_videos(few: Snapshot) -> None:
    frame = _ask(few, hashtag_options, {"text": "ngon"}, most=9)
    assert frame.to_dict("records") == [{"value": "anngon", "label": "anngon", "n": 9}]


def test_tags_of_the_sample_are_those_of_pandas(snapshot: Snapshot, uses: pd.DataFrame) -> None:
    frame = _ask(
        snapshot, hashtags.most_used, {"left_out": ""}, metric="saves", by_total=10_000, by_count=1
    )
    by_tag = uses.groupby("hashtag_key")["saves"]
    assert _pairs(frame, "n") == by_tag.size().to_dict()
    assert _pairs(frame, "total") == by_tag.sum().to_dict()


@pytest.mark.parametrize("aggregate", ["mean", "median"])
def test_the_best_of_the_sample_are_those_of_pandas(
    snapshot: Snapshot, uses: pd.DataFrame, aggregate: str
) -> None:
    frame = _ask(
        snapshot,
        hashtags.best_per_video,
        {"left_out": ""},
        metric="engagement_rate",
        aggregate=aggregate,
        least=10,
        most=1000,
    )
    rows = uses[~uses["is_pinned"]] if aggregate == "median" else uses
    by_tag = rows.dropna(subset="engagement_rate").groupby("hashtag_key")
    wanted = by_tag["engagement_rate"].agg(aggregate)[by_tag.size() >= 10]
    assert len(frame) > 5
    assert _pairs(frame, "value") == pytest.approx(wanted.to_dict())
    assert _pairs(frame, "creators") == by_tag["creator"].nunique()[by_tag.size() >= 10].to_dict()
    assert frame["value"].is_monotonic_decreasing


def test_many_hashtags_are_one_bin(snapshot: Snapshot, posts: pd.DataFrame) -> None:
    frame = _ask(snapshot, hashtags.metric_by_hashtag_count, metric="plays", aggregate="sum")
    bins = posts["hashtag_count"].clip(upper=hashtags.MOST_COUNTED)
    assert frame.set_index("bin")["n"].to_dict() == bins.value_counts().to_dict()
    assert frame["value"].sum() == posts["plays"].sum()


@pytest.mark.parametrize(("metric", "scale"), [("plays", "log"), ("engagement_rate", "linear")])
def test_the_slope_is_that_of_least_squares_with_a_dummy_a_creator(
    snapshot: Snapshot, posts: pd.DataFrame, metric: str, scale: Scale
) -> None:
    slope = within_creator_slope(
        _ask(snapshot, hashtags.creator_sums_by_hashtag_count, metric=metric), scale
    )
    rows = posts[~posts["is_pinned"] & posts[metric].notna()]
    y = np.log1p(rows[metric]) if scale == "log" else rows[metric]
    design = np.column_stack(
        [rows["hashtag_count"], pd.get_dummies(rows["creator"]).to_numpy(float)]
    )
    beta = np.linalg.lstsq(design.astype(float), y.to_numpy(float), rcond=None)[0][0]
    assert slope.estimate == pytest.approx(100 * (np.expm1(beta) if scale == "log" else beta))
    assert slope.n == len(rows)


def test_having_a_tag_is_compared_within_those_who_use_it(
    snapshot: Snapshot, uses: pd.DataFrame, posts: pd.DataFrame
) -> None:
    tag = uses["hashtag_key"].mode()[0]
    frame = _ask(snapshot, hashtags.within_creator_by_tag, {"tag": tag}, metric="plays")
    has = posts["video_id"].isin(uses.loc[uses["hashtag_key"] == tag, "video_id"])
    rows = posts.assign(has=has.astype(float), y=np.log1p(posts["plays"]))[~posts["is_pinned"]]
    own = rows.groupby("creator")[["has", "y"]].transform("mean")
    d = (rows["has"] - own["has"]) * (rows["y"] - own["y"])
    row = frame[frame["bin"].astype(bool)].iloc[0]
    assert row["sum_d"] == pytest.approx(d.sum())


def test_filters_narrow_both_sides(few: Snapshot) -> None:
    chosen = Filters(creator=("bao",), hashtag=("anngon",))
    row = _ask(few, hashtags.key_figures, {"tag": "rieng"}, chosen, metric="plays").iloc[0]
    assert row["n"] == 5
    assert _ask(few, hashtags.video_count, {"tag": "homnay"}, chosen)["n"].tolist() == [0]
    assert few.frame(videos.video_count, chosen)["n"].tolist() == [5]
