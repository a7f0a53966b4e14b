"""The script writer without a model: labels by rules, and a skeleton of what the exemplars do."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest

from dash_app.documents.script_reading import read_script
from dash_app.documents.shooting_script import script_json
from dash_app.pages import Ask, Reader
from dash_app.store import Store
from dash_app.tabs.studio.script_brief import FIELDS, Brief
from dash_app.tabs.studio.script_exemplars import Selection, select_exemplars
from dash_app.tabs.studio.script_habits import usual_hashtags, usual_label
from dash_app.tabs.studio.script_labels import (
    NO_CATEGORY,
    REFUSAL,
    FoundLabels,
    find_labels,
    label_choices,
)
from dash_app.tabs.studio.script_length import target_length
from dash_app.tabs.studio.script_skeleton import offline_script
from dash_app.view import View
from etl.home import Home
from llm.silent import SilentAssistant
from llm.vocabulary import NOT_FOOD

_BRIEF = Brief("Review quán bún bò ở Huế, kết bằng mời bình luận", facts="Giá 50.000 đ một tô")


@pytest.fixture(scope="module")
def reader(sample_home: Home) -> Reader:
    return Reader(Store(sample_home.datasets).snapshot(), View())


@pytest.fixture(scope="module")
def ask(reader: Reader) -> Ask:
    return Ask({}, reader, SilentAssistant(), "một")


@pytest.fixture(scope="module")
def found(ask: Ask) -> FoundLabels:
    return find_labels(_BRIEF, ask)


@pytest.fixture(scope="module")
def selection(reader: Reader, found: FoundLabels) -> Selection:
    return select_exemplars(reader, found, _BRIEF.description)


def test_rules_find_labels_and_say_from_which_words(found: FoundLabels) -> None:
    assert found.labels["categories"] == ("Review quán ăn",)
    assert found.labels["cta_type"] == ("Bình luận",)
    assert (found.model, found.refusal) == ("", "")
    assert "Không dùng mô hình" in found.notes[0] and "bình luận" in found.notes[0]


@pytest.mark.parametrize(
    ("description", "refusal"),
    [
        ("Hướng dẫn lập trình Python cho người mới", REFUSAL),
        ("Ăn phở bò", NO_CATEGORY),
        ("Nấu phở bò tại nhà", ""),
    ],
)
def test_what_is_no_food_or_has_no_category_stops(ask: Ask, description: str, refusal: str) -> None:
    assert find_labels(Brief(description), ask).refusal == refusal
    chosen = find_labels(Brief(description, {"categories": ("Mukbang",)}), ask)
    assert (chosen.refusal, chosen.labels["categories"]) == ("", ("Mukbang",))


def test_who_chooses_no_food_is_told_so(ask: Ask) -> None:
    assert find_labels(Brief("Nấu phở", {"categories": (NOT_FOOD,)}), ask).refusal == REFUSAL


def test_labels_to_choose_from_have_their_counts(reader: Reader, sample_home: Home) -> None:
    choices = label_choices(reader)
    assert tuple(choices) == FIELDS
    assert all(each.label != NOT_FOOD for each in choices["categories"])
    folder = sample_home.datasets / "current"
    videos = pd.read_parquet(folder / "videos.parquet")
    videos = videos[~videos["is_pinned"] & videos["duration_s"].notna()]
    labels = pd.read_parquet(folder / "video_labels.parquet")
    labels = labels[labels["video_id"].isin(videos["video_id"]) & (labels["field"] == "pacing")]
    shown = {each.label: each.n for each in choices["pacing"] if each.n}
    assert shown == labels["label"].value_counts().to_dict()
    assert [each.n for each in choices["pacing"]] == sorted(shown.values(), reverse=True) + [0] * (
        len(choices["pacing"]) - len(shown)
    )


def test_the_skeleton_is_what_the_exemplars_do(
    reader: Reader, found: FoundLabels, selection: Selection
) -> None:
    length = target_length(reader, found, selection)
    script = offline_script(_BRIEF, found, selection, length)
    assert (script.made_with, script.model, script.labels) == ("offline", "", found.labels)
    assert script.parts[0].title == "Mở đầu" and script.parts[-1].title == "Kêu gọi hành động"
    assert "Bình luận cho mình biết" in script.parts[-1].dialogue
    assert sum(part.silent_s for part in script.parts) == pytest.approx(length.duration_s, rel=0.1)
    assert any(part.words == 0 and part.dialogue.startswith("[") for part in script.parts)
    assert [each.video_id for each in script.sources] == [
        each.video_id for each in selection.exemplars[:10]
    ]
    n = len(selection.exemplars)
    assert any(
        f"Không dùng mô hình: khung này dựng từ {n} video mẫu" in each for each in script.notes
    )
    assert "Thông tin bạn đưa, nhớ nói trong kịch bản: Giá 50.000 đ một tô" in script.notes
    assert read_script(script_json(script)) == script


def test_the_skeleton_names_the_dish(reader: Reader) -> None:
    found = FoundLabels({"categories": ("Nấu ăn",)})
    selection = select_exemplars(reader, found, "x")
    named = Selection(**{**vars(selection), "dishes": ("bún bò",)})
    length = target_length(reader, found, selection)
    script = offline_script(Brief("x"), found, named, length)
    assert "bún bò" in script.parts[0].dialogue
    assert script.hashtags[:1] == ("búnbò",) or not script.hashtags
    without = offline_script(Brief("x"), found, selection, length)
    assert "[tên món]" in without.parts[0].dialogue


def test_without_exemplars_there_is_still_a_skeleton(reader: Reader, selection: Selection) -> None:
    found = FoundLabels({"categories": ("Nấu ăn",), "hook_type": ("Đặt câu hỏi",)})
    none = Selection(**{**vars(selection), "exemplars": (), "dishes": ()})
    script = offline_script(Brief("x"), found, none, target_length(reader, found, none))
    assert [part.title for part in script.parts][:3] == ["Mở đầu", "Nguyên liệu", "Cách làm"]
    assert script.parts[0].dialogue.startswith("Bạn đã bao giờ thử [tên món]")
    assert (script.sources, script.hashtags) == ((), ())
    assert any("không tính từ dữ liệu" in note for note in script.notes)


def test_the_usual_label_is_what_most_have(selection: Selection) -> None:
    habit = usual_label(selection.exemplars, "hook_type")
    counts = Counter(
        label for each in selection.exemplars for label in each.labels.get("hook_type", ())
    )
    assert counts[habit.label] == habit.n == max(counts.values())
    assert habit.of == sum("hook_type" in each.labels for each in selection.exemplars)
    asked = usual_label(selection.exemplars, "hook_type", ("Gây tranh cãi",))
    assert asked.label == "Gây tranh cãi"


def test_hashtags_of_more_creators_come_first(selection: Selection) -> None:
    first, second, *_ = selection.exemplars
    exemplars = tuple(
        type(first)(**{**vars(first), "creator": creator, "hashtags": tags})
        for creator, tags in (
            ("mot.bep", ("mon1", "phở", "motbep")),
            ("mot.bep", ("mon1", "mon1b", "pho")),
            ("hai.bep", ("phở", "mon2")),
        )
    )
    assert usual_hashtags(exemplars, ()) == ("phở", "mon1", "mon1b")
    assert usual_hashtags(exemplars, {"mon1"}) == ("phở", "mon1b", "mon2")
    assert usual_hashtags(exemplars, (), ("phở", "búnbò"))[:2] == ("phở", "búnbò")
    assert second.number == 2
