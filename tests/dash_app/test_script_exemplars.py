"""The soft filter and the exemplars, against the same computed with pandas."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from homes import publish, raw_videos

from dash_app.pages import Reader
from dash_app.store import Store
from dash_app.tabs.studio.script_exemplars import Selection, select_exemplars
from dash_app.tabs.studio.script_filter import ENOUGH, duration_range, slots_of
from dash_app.tabs.studio.script_labels import FoundLabels
from dash_app.tabs.studio.script_length import ASSUMED_RATE, ASSUMED_S, target_length
from dash_app.view import View, read_view
from etl.home import Home
from etl.text import fold

Labels = Mapping[str, tuple[str, ...]]

_COOKING: Labels = {
    "categories": ("Nấu ăn",),
    "structure_style": ("Hướng dẫn",),
    "hook_type": ("Vào thẳng vấn đề",),
    "tone_of_voice": ("Thân mật", "Hào hứng"),
    "pacing": ("Nhanh",),
    "cta_type": ("Mời trải nghiệm",),
}


@pytest.fixture(scope="module")
def store(sample_home: Home) -> Store:
    return Store(sample_home.datasets)


@pytest.fixture(scope="module")
def videos(sample_home: Home) -> pd.DataFrame:
    """Returns the videos that a script can learn from, with `said`: their labels."""
    folder = sample_home.datasets / "current"
    rows = pd.read_parquet(folder / "videos.parquet")
    labels = pd.read_parquet(folder / "video_labels.parquet")
    said: dict[str, set[tuple[str, str]]] = {}
    for each in labels.to_dict("records"):
        said.setdefault(each["video_id"], set()).add((each["field"], each["label"]))
    rows = rows[~rows["is_pinned"] & rows["duration_s"].notna()]
    own: Any = [said.get(key, set()) for key in rows["video_id"]]
    return rows.assign(said=own)


def _reader(store: Store, search: str = "") -> Reader:
    return Reader(store.snapshot(), read_view((), search) if search else View())


def _select(store: Store, labels: Labels, duration_s: float | None = None) -> Selection:
    return select_exemplars(_reader(store), FoundLabels(labels, duration_s), "Nấu món ngon")


def _fitting(videos: pd.DataFrame, labels: Labels, duration_s: float | None) -> list[pd.DataFrame]:
    """Returns the videos after each step of the soft filter."""
    categories = {("categories", label) for label in labels["categories"]}
    rows = videos[[bool(said & categories) for said in videos["said"]]]
    asked: list[tuple[str, str]] = list(slots_of(labels))
    steps = []
    for dropped in range(len(asked) + (2 if duration_s else 1)):
        left = set(asked[dropped:])
        fits = [left <= said for said in rows["said"]]
        step = rows[fits]
        if duration_s and dropped <= len(asked):
            step = step[step["duration_s"].between(*duration_range(duration_s))]
        steps.append(step)
        if len(step) >= ENOUGH:
            break
    return steps


@pytest.mark.parametrize("duration_s", [None, 40.0])
@pytest.mark.parametrize(
    "labels",
    [
        _COOKING,
        {"categories": ("Review quán ăn",)},
        {"categories": ("Mukbang", "Nấu ăn"), "hook_type": ("Gây tò mò",)},
        {"categories": ("Review quán ăn",), "tone_of_voice": ("Hào hứng", "Ngạc nhiên")},
        {"categories": ("Nấu ăn",), "pacing": ("không có nhãn này",)},
    ],
)
def test_labels_are_dropped_one_by_one_until_enough_remain(
    store: Store, videos: pd.DataFrame, labels: Labels, duration_s: float | None
) -> None:
    steps = _fitting(videos, labels, duration_s)
    found = _select(store, labels, duration_s)
    assert [step.n for step in found.steps] == [len(step) for step in steps]
    assert all(first.n <= second.n for first, second in pairwise(found.steps))
    assert all(step.n < ENOUGH for step in found.steps[:-1])
    assert found.matched == len(steps[-1])


@pytest.mark.parametrize("labels", [_COOKING, {"categories": ("Review quán ăn",)}])
def test_the_exemplars_are_the_best_of_what_remains(
    store: Store, videos: pd.DataFrame, labels: Labels
) -> None:
    rows = _fitting(videos, labels, None)[-1].copy()
    until = videos["collected_at"].max().astimezone(ZoneInfo("Asia/Ho_Chi_Minh")).date()
    rows["days"] = [(until - day).days for day in rows["posted_date"]]
    rows["score"] = rows["plays"] / (rows["days"] + 1) ** 0.7
    rows = rows.sort_values(["score", "video_id"], ascending=[False, True]).head(ENOUGH)
    found = _select(store, labels)
    assert found.until == until
    assert [each.video_id for each in found.exemplars] == rows["video_id"].tolist()
    assert [each.score for each in found.exemplars] == pytest.approx(rows["score"].tolist())
    assert [each.number for each in found.exemplars] == list(range(1, len(rows) + 1))


def test_fields_are_dropped_in_their_order_and_the_category_never(store: Store) -> None:
    asked = {
        "categories": ("Mukbang",),
        "hook_type": ("Gây tranh cãi",),
        "structure_style": ("Phỏng vấn",),
        "cta_type": ("Liên hệ",),
        "tone_of_voice": ("Hào hứng", "Trung lập"),
        "pacing": ("Chậm",),
    }
    found = _select(store, asked, 15.0)
    assert [(step.field, step.label, step.whole_field) for step in found.steps[1:]] == [
        ("pacing", "Chậm", True),
        ("tone_of_voice", "Trung lập", False),
        ("tone_of_voice", "Hào hứng", True),
        ("cta_type", "Liên hệ", True),
        ("structure_style", "Phỏng vấn", True),
        ("hook_type", "Gây tranh cãi", True),
        ("duration", "11–19 giây", True),
    ]
    assert found.steps[-1].n == found.in_category < ENOUGH
    assert all("Mukbang" in each.labels["categories"] for each in found.exemplars)
    assert any("chưa đủ 20" in note for note in found.notes)


def test_a_step_says_what_was_dropped(store: Store) -> None:
    sentences = [step.sentence for step in _select(store, _COOKING).steps]
    assert sentences[0].startswith("Đủ mọi nhãn: ")
    assert sentences[1].startswith("Bỏ nhịp độ “Nhanh”: ")
    assert sentences[2].startswith("Bỏ giọng điệu “Hào hứng”, còn “Thân mật”: ")


def test_what_no_video_is_labelled_with_is_not_asked_for(store: Store) -> None:
    labels = {"categories": ("Nấu ăn",), "audience_target": ("Gia đình",), "pacing": ("Nhanh",)}
    found = _select(store, labels)
    assert all(step.field != "audience_target" for step in found.steps)
    assert any("nhãn khán giả" in note for note in found.notes)


def test_an_exemplar_says_why(store: Store) -> None:
    best = _select(store, _COOKING).exemplars[0]
    shared = [label for labels in _COOKING.values() for label in labels]
    assert best.shared == tuple(
        label for label in shared if any(label in labels for labels in best.labels.values())
    )
    assert "Nấu ăn" in best.why and "lượt xem sau" in best.why
    assert best.url.startswith("https://www.tiktok.com/@")


def test_hashtags_that_hardly_anyone_uses_are_known(store: Store, sample_home: Home) -> None:
    found = _select(store, {"categories": ("Review quán ăn",)})
    tags = pd.read_parquet(sample_home.datasets / "current" / "video_hashtags.parquet")
    videos = pd.read_parquet(sample_home.datasets / "current" / "videos.parquet")
    tags = tags.merge(videos[["video_id", "creator"]], on="video_id")
    creators = tags.groupby("hashtag_key")["creator"].nunique()
    used = {fold(tag) for each in found.exemplars for tag in each.hashtags}
    assert found.own_tags == {key for key in used if creators[key] < 3}


def test_the_filters_of_the_page_hold(store: Store, videos: pd.DataFrame) -> None:
    found = select_exemplars(_reader(store, "tier=high"), FoundLabels(_COOKING), "x")
    chosen = videos[videos["video_id"].isin([each.video_id for each in found.exemplars])]
    assert set(chosen["creator_tier"]) == {"high"}


def test_without_the_category_the_words_of_the_description_decide(
    store: Store, sample_home: Home, videos: pd.DataFrame
) -> None:
    dish = _dish(sample_home, videos)
    found = select_exemplars(
        _reader(store), FoundLabels({"categories": ("Khác",)}), f"Mình muốn ăn {dish} hôm nay"
    )
    assert (found.way, found.steps) == ("words", ())
    assert dish in found.dishes
    assert any(dish in note for note in found.notes)
    nothing = select_exemplars(_reader(store), FoundLabels({"categories": ("Khác",)}), "zzzz")
    assert (nothing.way, nothing.matched) == ("all", len(videos))
    assert len(nothing.exemplars) == ENOUGH


def _dish(home: Home, videos: pd.DataFrame) -> str:
    """Returns the dish of two words that most videos have."""
    rows = pd.read_parquet(home.datasets / "current" / "video_dishes.parquet")
    rows = rows[rows["video_id"].isin(videos["video_id"]) & (rows["dish"].str.count(" ") == 1)]
    return str(rows["dish"].value_counts().sort_index().idxmax())


def test_without_any_label_it_is_said(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("unlabelled")
    home = Home(folder / "home")
    publish(home, raw_videos(folder / "raw", 1, 2, 3, video={"duration": 30}))
    store = Store(home.datasets)
    found = select_exemplars(_reader(store), FoundLabels({"categories": ("Nấu ăn",)}), "bún bò huế")
    assert (found.way, found.labelled, len(found.exemplars)) == ("words", 0, 3)
    assert found.notes[0].startswith("Dữ liệu chưa có nhãn nội dung: đã chọn trong 3 video")
    length = target_length(_reader(store), FoundLabels({}), found)
    assert (length.duration_s, length.words_per_second, length.n) == (30.0, ASSUMED_RATE, 0)
    assert "giả định" in length.sentence


def test_the_length_is_that_of_the_exemplars(store: Store) -> None:
    found = _select(store, _COOKING)
    spoken = [each.words_per_second for each in found.exemplars if each.words_per_second]
    length = target_length(_reader(store), FoundLabels(_COOKING), found)
    assert length.words_per_second == pytest.approx(pd.Series(spoken).median())
    assert length.n == len(spoken)
    durations = pd.Series([each.duration_s for each in found.exemplars])
    assert length.duration_s == round(durations.median())
    assert length.words == round(length.words_per_second * length.duration_s)
    wanted = target_length(_reader(store), FoundLabels(_COOKING, 40.0), found)
    assert (wanted.duration_s, wanted.words) == (40.0, round(40 * length.words_per_second))
    assert f"{len(spoken)} trong {len(found.exemplars)} video mẫu có lời" in wanted.sentence


def test_silent_exemplars_take_the_rate_of_their_niche(store: Store, videos: pd.DataFrame) -> None:
    found = _select(store, _COOKING)
    silent = Selection(**{**vars(found), "exemplars": ()})
    length = target_length(_reader(store), FoundLabels(_COOKING), silent)
    niche = videos[[("categories", "Nấu ăn") in said for said in videos["said"]]]
    rates = niche["words_per_second"]
    rates = rates[(rates >= 0.5) & (rates < 8)]
    assert length.words_per_second == pytest.approx(rates.median())
    assert (length.n, length.duration_s) == (len(rates), ASSUMED_S)
    assert "cùng thể loại" in length.sentence
