"""How finds are put together: a model's answer wins, the rest is found offline."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.enrich.enrichment import MODEL, OFFLINE, Knowledge, VideoText, enriched, load_knowledge

REFERENCE = Path(__file__).parents[3] / "data" / "reference"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge(REFERENCE)


def _video(caption: str, **known: object) -> VideoText:
    blank: dict[str, object] = {
        "video_id": "1",
        "creator": "an.mau",
        "poi": None,
        "transcript": None,
        "is_answered": False,
        "foods": None,
        "city": None,
        "district": None,
    }
    return VideoText(**{**blank, "caption": caption, **known})  # type: ignore[arg-type]


def test_without_an_answer_places_and_dishes_are_found_offline(knowledge: Knowledge) -> None:
    found = enriched(knowledge, [_video("Ăn bún bò Huế ở Quận 7 #anvatsaigon")])
    assert found.places == [
        ("1", 1, "Hồ Chí Minh", "Hồ Chí Minh", "Nam", "Quận 7", "caption", OFFLINE)
    ]
    assert found.dishes == [("1", "bún bò huế", OFFLINE)]


def test_a_models_answer_wins_and_is_brought_to_canonical_names(knowledge: Knowledge) -> None:
    video = _video(
        "Ăn bún bò Huế ở Quận 7",
        is_answered=True,
        foods=["Bánh Xèo ", "bánh xèo", "không rõ"],
        city="Sài Gòn",
        district="quận 1",
    )
    found = enriched(knowledge, [video])
    assert found.places == [("1", 1, "Hồ Chí Minh", "Hồ Chí Minh", "Nam", "Quận 1", None, MODEL)]
    assert found.dishes == [("1", "bánh xèo", MODEL)]


def test_an_answer_that_names_nothing_means_nothing(knowledge: Knowledge) -> None:
    video = _video("Phở ở Hà Nội, quận Ba Đình", is_answered=True, foods=[], city="Không rõ")
    found = enriched(knowledge, [video])
    assert found.places == []
    assert found.dishes == []


def test_a_place_abroad_is_none(knowledge: Knowledge) -> None:
    found = enriched(knowledge, [_video("ăn ở Seoul", is_answered=True, city="Seoul")])
    assert found.places == []


def test_old_and_new_province_stand_side_by_side(knowledge: Knowledge) -> None:
    found = enriched(knowledge, [_video("ốc ở Vũng Tàu", is_answered=True, city="Vũng Tàu")])
    place = found.places[0]
    assert place[2:5] == ("Bà Rịa - Vũng Tàu", "Hồ Chí Minh", "Nam")


def test_the_creators_own_name_is_no_dish(knowledge: Knowledge) -> None:
    found = enriched(knowledge, [_video("hôm nay vui #baobanhbao", creator="baobanhbao.99")])
    assert found.dishes == []


def test_hashtags_and_lengths(knowledge: Knowledge) -> None:
    video = _video("vui #ĂnVặt #fyp", transcript="Chào cả nhà. Mình đi ăn đây")
    found = enriched(knowledge, [video])
    assert found.hashtags == [("1", 0, "ănvặt", "anvat"), ("1", 1, "fyp", "fyp")]
    assert found.texts == [("1", ["ănvặt", "fyp"], 2, False, "Chào cả nhà.", 7)]


def test_a_video_without_transcript_has_no_length(knowledge: Knowledge) -> None:
    found = enriched(knowledge, [_video("vui")])
    assert found.texts == [("1", [], 0, False, None, None)]
