"""What the queries of the page of content return, against the same done by hand on the rows."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd
import pytest

from dash_app.durations import DURATION_BINS
from dash_app.filters import Filters
from dash_app.queries import content
from dash_app.statistics import (
    Scale,
    kruskal_by_group,
    kruskal_from_ranks,
    within_creator_effect,
    within_creator_slope,
)
from dash_app.store import Snapshot, Store
from dash_app.words import LABEL_FIELDS
from etl.home import Home
from etl.inputs import recognise

# Of this field a video may have several labels.
FIELD = "tone_of_voice"
SCALES: list[tuple[str, Scale]] = [("plays", "log"), ("engagement_rate", "linear")]


@pytest.fixture(scope="module")
def snapshot(sample_home: Home) -> Snapshot:
    return Store(sample_home.datasets).snapshot()


@pytest.fixture(scope="module")
def videos(sample_home: Home) -> pd.DataFrame:
    return pd.read_parquet(sample_home.datasets / "current" / "videos.parquet")


@pytest.fixture(scope="module")
def labels(sample_home: Home, videos: pd.DataFrame) -> pd.DataFrame:
    """Returns a row a label of the field, with all of its video's facts."""
    rows = pd.read_parquet(sample_home.datasets / "current" / "video_labels.parquet")
    return rows[rows["field"] == FIELD].merge(videos, on="video_id")


def _of_field(snapshot: Snapshot, query: Any, **arguments: Any) -> pd.DataFrame:
    return snapshot.frame(query, Filters(), {"field": FIELD}, **arguments)


def _outcome(rows: pd.DataFrame, metric: str) -> pd.Series:
    return np.log1p(rows[metric]) if metric == "plays" else rows[metric]


def test_the_fields_are_those_that_are_read_in() -> None:
    assert set(LABEL_FIELDS) == set(recognise.LABEL_FIELDS)


def test_the_sample_has_videos_with_several_labels(labels: pd.DataFrame) -> None:
    assert labels["video_id"].nunique() < len(labels)


def test_a_video_counts_under_each_of_its_labels_and_once_among_the_labelled(
    snapshot: Snapshot, labels: pd.DataFrame
) -> None:
    frame = _of_field(snapshot, content.profile_by_label, metric="shares", aggregate="sum")
    assert dict(zip(frame["label"], frame["n"], strict=True)) == Counter(labels["label"])
    assert frame["n"].is_monotonic_decreasing
    totals = labels.groupby("label")["shares"].sum()
    assert dict(zip(frame["label"], frame["value"], strict=True)) == dict(totals)
    unpinned = labels[~labels["is_pinned"]]
    medians = unpinned.groupby("label")[list(content.PROFILE)].median().loc[frame["label"]]
    assert frame[list(content.PROFILE)].to_numpy() == pytest.approx(medians.to_numpy())

    common = _of_field(snapshot, content.profile_of_labelled).iloc[0]
    once = labels.drop_duplicates("video_id")
    assert common["n"] == len(once)
    for name in content.PROFILE:
        assert common[name] == pytest.approx(once.loc[~once["is_pinned"], name].median())


def test_options_and_fields_are_counted_over_all_videos(
    snapshot: Snapshot, sample_home: Home, labels: pd.DataFrame
) -> None:
    options = _of_field(snapshot, content.label_options)
    assert options["label"].tolist() == [
        label
        for label, _ in sorted(Counter(labels["label"]).items(), key=lambda each: (-each[1], each))
    ]
    rows = pd.read_parquet(sample_home.datasets / "current" / "video_labels.parquet")
    used = snapshot.frame(content.fields_used, Filters())
    by_field = rows.groupby("field")["video_id"].nunique()
    assert dict(zip(used["field"], used["n"], strict=True)) == dict(by_field)
    assert snapshot.frame(content.labelled, Filters())["n"].tolist() == [rows["video_id"].nunique()]


@pytest.mark.parametrize(("metric", "scale"), SCALES)
def test_the_effect_of_a_label_is_that_of_least_squares_with_a_dummy_a_creator(
    snapshot: Snapshot, labels: pd.DataFrame, metric: str, scale: Scale
) -> None:
    rows = labels[~labels["is_pinned"] & labels[metric].notna()]
    once = rows.drop_duplicates("video_id").set_index("video_id")
    creators = pd.get_dummies(once["creator"]).to_numpy(float)
    frame = _of_field(snapshot, content.within_creator_by_label, metric=metric)
    assert len(frame) > 2
    for row in frame.to_dict("records"):
        has = once.index.isin(rows.loc[rows["label"] == row["bin"], "video_id"]).astype(float)
        design = np.column_stack([has, creators])
        expected = np.linalg.lstsq(design, _outcome(once, metric), rcond=None)[0][0]
        assert row["sum_d"] / row["sum_w"] == pytest.approx(expected)
        # Who always or never uses the label says nothing of it.
        varies = once.assign(has=has).groupby("creator")["has"].transform("nunique") > 1
        assert row["n"] == has[varies].sum()
        assert row["creators"] == once.loc[varies, "creator"].nunique()
    assert len(within_creator_effect(frame, scale)) == len(frame)


@pytest.mark.parametrize("metric", ["plays", "engagement_rate"])
@pytest.mark.parametrize("least", [1, 10])
def test_ranks_by_label_are_those_of_the_values(
    snapshot: Snapshot, labels: pd.DataFrame, metric: str, least: int
) -> None:
    counts = Counter(labels["label"])
    groups = {
        str(label): _outcome(rows, metric).round(3 if metric == "plays" else 5).tolist()
        for label, rows in labels.groupby("label")
        if counts[label] >= max(least, 5)
    }
    found = _of_field(snapshot, content.ranks_by_label, metric=metric, least=max(least, 5))
    assert sorted(found["label"]) == sorted(groups)
    assert dict(zip(found["label"], found["n"], strict=True)) == {
        k: len(v) for k, v in groups.items()
    }
    expected = kruskal_by_group(groups)
    assert kruskal_from_ranks(found).h == pytest.approx(expected.h)


def test_distributions_count_every_video_once_a_measure(
    snapshot: Snapshot, videos: pd.DataFrame
) -> None:
    frame = snapshot.frame(content.distributions, Filters())
    found = {
        measure: dict(zip(rows["bin"], rows["n"], strict=True))
        for measure, rows in frame.groupby("measure")
    }

    def bins(values: pd.Series, step: float, last: int) -> Counter[int]:
        return Counter(
            content.NONE if pd.isna(value) else min(int(value // step), last) for value in values
        )

    assert found["duration"] == bins(videos["duration_s"], 10, 30)
    assert found["hashtags"] == bins(videos["hashtag_count"], 1, 20)
    assert found["speech"] == bins(videos["words_per_second"], 0.25, 32)
    assert found["speech"][content.NONE] == videos["words_per_second"].isna().sum() > 0


@pytest.mark.parametrize("metric", ["plays", "engagement_rate_by_followers"])
def test_boxes_are_of_the_quantiles_of_videos_that_are_not_pinned(
    snapshot: Snapshot, videos: pd.DataFrame, metric: str
) -> None:
    frame = snapshot.frame(content.spread_by_duration, Filters(), metric=metric)
    rows = videos[~videos["is_pinned"] & videos[metric].notna()]
    for row in frame.to_dict("records"):
        chosen = DURATION_BINS[row["bin"]]
        end = chosen.end if chosen.end is not None else np.inf
        values = rows.loc[(rows["duration_s"] >= chosen.start) & (rows["duration_s"] < end), metric]
        assert row["n"] == len(values)
        expected = np.quantile(values, [0.05, 0.25, 0.5, 0.75, 0.95])
        assert [row[q] for q in ("p5", "p25", "p50", "p75", "p95")] == pytest.approx(expected)
    assert frame["n"].sum() == rows["duration_s"].notna().sum()


@pytest.mark.parametrize(("metric", "scale"), SCALES)
def test_the_slope_of_speech_has_the_sums_of_each_creator(
    snapshot: Snapshot, videos: pd.DataFrame, metric: str, scale: Scale
) -> None:
    rows = videos[
        ~videos["is_pinned"]
        & (videos["words_per_second"] < content.FASTEST)
        & videos[metric].notna()
    ]
    rows = rows.assign(x=rows["words_per_second"], y=_outcome(rows, metric))
    centred = rows[["x", "y"]] - rows.groupby("creator")[["x", "y"]].transform("mean")
    d = (centred["x"] * centred["y"]).groupby(rows["creator"]).sum()
    w = (centred["x"] ** 2).groupby(rows["creator"]).sum()
    n = rows.groupby("creator").size()[w > 0]
    d, w = d[w > 0], w[w > 0]
    frame = snapshot.frame(content.pace_slope, Filters(), metric=metric)
    (found,) = frame.to_dict("records")
    assert (found["n"], found["creators"]) == (n.sum(), len(n))
    sums = [found[f"sum_{name}"] for name in ("d", "w", "dd", "dw", "ww")]
    assert sums == pytest.approx([d.sum(), w.sum(), d @ d, d @ w, w @ w])

    # The same numbers as from a row a creator, whose x need not be centred.
    by_creator = pd.DataFrame(
        {
            "n": rows.groupby("creator").size(),
            "sum_x": rows.groupby("creator")["x"].sum(),
            "sum_y": rows.groupby("creator")["y"].sum(),
            "sum_xx": (rows["x"] ** 2).groupby(rows["creator"]).sum(),
            "sum_xy": (rows["x"] * rows["y"]).groupby(rows["creator"]).sum(),
        }
    )
    expected = within_creator_slope(by_creator, scale)
    (effect,) = within_creator_effect(frame, scale)
    assert (effect.n, effect.creators, effect.enough) == (
        expected.n,
        expected.creators,
        expected.enough,
    )


def test_pace_is_binned_by_half_a_word_a_second(snapshot: Snapshot, videos: pd.DataFrame) -> None:
    frame = snapshot.frame(content.spread_by_pace, Filters(), metric="plays")
    spoken = videos[~videos["is_pinned"] & (videos["words_per_second"] < content.FASTEST)]
    bins = (spoken["words_per_second"] // 0.5).astype(int)
    assert dict(zip(frame["bin"], frame["n"], strict=True)) == Counter(bins)
    medians = spoken.groupby(bins)["plays"].median()
    assert frame["p50"].tolist() == medians.tolist()


def test_filters_narrow_labels_and_videos_alike(snapshot: Snapshot, labels: pd.DataFrame) -> None:
    creator = str(labels["creator"].iloc[0])
    frame = snapshot.frame(
        content.profile_of_labelled, Filters(creator=(creator,)), {"field": FIELD}
    )
    expected = labels.loc[labels["creator"] == creator, "video_id"].nunique()
    assert frame["n"].tolist() == [expected]
