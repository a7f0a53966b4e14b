"""What the queries on filming return, against the same done by hand on the rows."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from dash_app.bands import AGE_BANDS, DAY_PARTS, HASHTAG_BANDS, YOUNG, Band
from dash_app.filters import Filters
from dash_app.queries import filming
from dash_app.store import Snapshot, Store
from dash_app.tabs.studio.filming_kinds import KINDS, Kind
from etl.home import Home
from llm.offline.category_patterns import category_patterns

LEAST = 3.0


@pytest.fixture(scope="module")
def snapshot(sample_home: Home) -> Snapshot:
    return Store(sample_home.datasets).snapshot()


@pytest.fixture(scope="module")
def videos(sample_home: Home) -> pd.DataFrame:
    """Returns all videos with the kinds that their labels or captions say."""
    rows = _read(sample_home, "videos")
    # The kinds of the served file are numbered by time, then by id.
    rows = rows.sort_values(["posted_at", "video_id"], ignore_index=True)
    labels = _read(sample_home, "video_labels")
    categories = labels[labels["field"] == "categories"].groupby("video_id")["label"].agg(set)
    rows["labels"] = rows["video_id"].map(categories)
    rows["bare"] = [re.sub(r"#\S+", " ", caption).strip() for caption in rows["caption"]]
    rows["said"] = [_said(*each) for each in zip(rows["bare"], rows["caption"], strict=True)]
    return rows


def _read(home: Home, name: str) -> pd.DataFrame:
    return pd.read_parquet(home.datasets / "current" / f"{name}.parquet")


def _said(bare: str, caption: str) -> str | None:
    text = (bare if re.search(r"[^\W\d_]", bare) else caption).lower()
    has = {
        # Python's own expressions know no \p.
        name: bool(re.search(pattern.replace(r"[^\p{L}\p{N}]", r"[\W_]"), text))
        for name, pattern in category_patterns().items()
    }
    if has["mukbang"]:
        return "mukbang"
    for strength in ("strong", "weak"):
        said = [kind for kind in ("cooking", "review") if has[f"{kind}_{strength}"]]
        if said:
            return said[0] if len(said) == 1 else None
    return None


def _of_kind(videos: pd.DataFrame, kind: Kind) -> pd.Series:
    return pd.Series(
        [
            bool(labels & set(kind.labels)) if isinstance(labels, set) else said == kind.key
            for labels, said in zip(videos["labels"], videos["said"], strict=True)
        ],
        index=videos.index,
    )


def _band(number: float, bands: tuple[Band, ...]) -> int:
    return next(place for place, band in enumerate(bands) if band.end is None or number < band.end)


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_the_videos_of_a_kind_are_those_of_its_labels_else_of_their_captions(
    kind: Kind, snapshot: Snapshot, videos: pd.DataFrame
) -> None:
    texts = {**kind.texts, "least": str(LEAST)}
    frame = snapshot.frame(filming.kind_videos, Filters(), texts, every=1)
    days = (videos["collected_at"] - videos["posted_at"]).dt.days
    is_judged = ~videos["is_pinned"] & videos["outlier_ratio"].notna()
    is_judged &= days >= (AGE_BANDS[YOUNG].end or 0)
    wanted = videos[is_judged & _of_kind(videos, kind)]
    assert len(wanted) >= 5
    assert frame["video_key"].tolist() == wanted.index.tolist()
    assert frame["is_outlier"].tolist() == (wanted["outlier_ratio"] >= LEAST).tolist()
    assert frame["by_label"].tolist() == [isinstance(each, set) for each in wanted["labels"]]
    assert frame["caption_length"].tolist() == wanted["bare"].str.len().tolist()
    assert frame["weekday"].tolist() == wanted["posted_weekday"].tolist()
    for column, of, bands in (
        ("part", "posted_hour", DAY_PARTS),
        ("hashtags", "hashtag_count", HASHTAG_BANDS),
    ):
        assert frame[column].tolist() == [_band(each, bands) for each in wanted[of]]
    some = snapshot.frame(filming.kind_videos, Filters(), texts, every=10)
    assert some["video_key"].tolist() == [key for key in wanted.index if key % 10 == 0]


def test_captions_are_checked_by_the_videos_that_have_labels_too(
    snapshot: Snapshot, videos: pd.DataFrame
) -> None:
    compared = 0
    for kind in KINDS.values():
        row = snapshot.frame(filming.kind_agreement, Filters(), kind.texts).iloc[0]
        both = videos[videos["labels"].notna() & (videos["said"] == kind.key)]
        agreed = sum(bool(labels & set(kind.labels)) for labels in both["labels"])
        assert (row["n"], row["agreed"]) == (len(both), agreed)
        compared += len(both)
    assert compared


def test_details_are_the_labels_dishes_and_main_places_of_unpinned_videos(
    snapshot: Snapshot, sample_home: Home, videos: pd.DataFrame
) -> None:
    frame = snapshot.frame(filming.video_details, Filters(), every=1)
    found = {
        (field, label): sorted(keys.tolist())
        for field, label, keys in frame.itertuples(index=False, name=None)
    }
    keys = dict(zip(videos["video_id"], videos.index, strict=True))
    pinned = set(videos.loc[videos["is_pinned"], "video_id"])
    places = _read(sample_home, "video_places")
    parts = (
        _read(sample_home, "video_labels"),
        _read(sample_home, "video_dishes")
        .assign(field="dish")
        .rename(columns={"dish_group": "label"}),
        places[places["rank"] == 1].assign(field="province").rename(columns={"province": "label"}),
    )
    wanted: dict[tuple[str, str], set[int]] = {}
    for part in parts:
        for video, field, label in part[["video_id", "field", "label"]].itertuples(
            index=False, name=None
        ):
            if video not in pinned and field in (*filming.DETAIL_FIELDS, "dish", "province"):
                wanted.setdefault((field, label), set()).add(keys[video])
    assert found == {name: sorted(each) for name, each in wanted.items()}


def test_videos_are_read_by_their_keys_the_furthest_above_the_usual_first(
    snapshot: Snapshot, videos: pd.DataFrame
) -> None:
    keys = videos[~videos["is_pinned"]].nlargest(3, "outlier_ratio").index.tolist()
    frame = snapshot.frame(filming.videos_of, Filters(), {"keys": " ".join(map(str, sorted(keys)))})
    assert frame["video_key"].tolist() == keys
    assert frame["url"].tolist() == videos.loc[keys, "url"].tolist()
    assert snapshot.frame(filming.videos_of, Filters(), {"keys": ""}).empty
