"""The parts of a batch by themselves: journal, files, forms, prices, who is asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError
from raw_shapes import video_id

from etl.enrich.asked.answer_files import answer_files
from etl.enrich.asked.choosing import choose
from etl.enrich.asked.journal import Entry, Journal
from etl.enrich.asked.kinds import Kind
from etl.enrich.asked.questions import MOST_BYTES, CannotAsk, question_about, request_about
from etl.enrich.asked.videos import Video
from etl.home import Home
from etl.inputs.files import find_input_files
from etl.inputs.synthetic import synthetic_paths
from llm.answers.labels import VideoLabels
from llm.answers.places import DishesAndPlace
from llm.answers.transcript import VideoTranscript
from llm.prices import TABLE, price_of, priced

VIDEO = Video(video_id(1), "an.mau", "Phở ngon, gọi 0912 345 678", "Xin chào", 30.0, False, True)
LABELS: dict[str, object] = {**{name: [] for name in VideoLabels.model_fields}, "has_cta": False}


def test_a_torn_line_does_not_swallow_the_next(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "collect" / "enrichment.jsonl")
    first = Entry("2026-01-01T00:00:00+00:00", Kind.PLACES, "1", "failed", "too_busy")
    journal.add(first)
    with journal.path.open("ab") as file:
        file.write(b'{"at":"2026-01-01T00:00')
    journal.add(replace(first, video_id="2", outcome="failed"))
    assert [each.video_id for each in journal.entries()] == ["1", "2"]
    journal.add(replace(first, outcome="answered"))
    assert journal.failed(Kind.PLACES) == {"2"}
    assert journal.failed(Kind.LABELS) == set()


def test_answers_about_made_up_videos_stay_apart(tmp_path: Path) -> None:
    home = Home(tmp_path)
    real = answer_files(home, synthetic=False).put(Kind.PLACES, "1", {"foods": []})
    made_up = answer_files(home, synthetic=True).put(Kind.PLACES, "2", {"foods": []})
    (home.raw / "_enrichment" / "places" / ".3.json.part").write_text("{")
    files = [each.path for each in find_input_files([home.raw], home.holds)]
    assert real in files and made_up in files
    assert not any(path.name.endswith(".part") for path in files)
    assert {p for p in synthetic_paths(files) if p.suffix == ".json"} == set(files) - {real}
    assert answer_files(home, synthetic=False).ids(Kind.PLACES) == {"1"}


def test_who_is_asked_about_and_why_not() -> None:
    videos = [
        VIDEO,
        replace(VIDEO, video_id="2", is_photo=True),
        replace(VIDEO, video_id="3", caption=" ", transcript=None),
        replace(VIDEO, video_id="4", is_weekly_top=False),
        replace(VIDEO, video_id="5"),
    ]
    sounds = {VIDEO.video_id: Path("1.mp3"), "5": Path("5.mp3")}
    spoken = choose(Kind.TRANSCRIPTS, videos, {"5"}, sounds, only_weekly_top=True)
    assert [each.video_id for each in spoken.videos] == [VIDEO.video_id]
    assert (spoken.considered, spoken.answered) == (4, 1)
    assert spoken.left_out == {"photo": 1, "no_sound": 1}
    labels = choose(Kind.LABELS, videos, (), {}, limit=1, known_locally={"2"})
    assert [each.video_id for each in labels.videos] == [VIDEO.video_id]
    assert labels.left_out == {"local": 1, "no_words": 1, "limit": 2}


def test_no_telephone_number_is_sent() -> None:
    request = request_about(Kind.LABELS, VIDEO)
    assert "Xin chào" in request and "Phở ngon" in request
    assert "345" not in request


def test_sound_that_cannot_be_sent_is_a_failure_with_a_remedy(tmp_path: Path) -> None:
    path = tmp_path / f"{video_id(1)}.mp3"
    with pytest.raises(CannotAsk, match="không đọc được"):
        question_about(Kind.TRANSCRIPTS, VIDEO, path)
    path.touch()
    with pytest.raises(CannotAsk, match="rỗng"):
        question_about(Kind.TRANSCRIPTS, VIDEO, path)
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(CannotAsk, match="FFmpeg"):
        question_about(Kind.TRANSCRIPTS, VIDEO, path)


@pytest.mark.parametrize("said", [{"transcript": " "}, {"takeaways": []}])
def test_speech_without_words_is_no_answer(said: dict[str, object]) -> None:
    value = {"has_speech": True, "transcript": "Xin chào", "takeaways": ["Chào"]}
    value |= {"has_call_to_action": True, "has_curiosity_gap": True}
    assert VideoTranscript.model_validate(value).transcript == "Xin chào"
    with pytest.raises(ValidationError):
        VideoTranscript.model_validate(value | said)
    silent = VideoTranscript.model_validate(value | said | {"has_speech": False})
    assert (silent.transcript, silent.takeaways) == ("", [])
    assert not (silent.has_call_to_action or silent.has_curiosity_gap)


def test_only_names_are_dishes_and_only_known_labels_are_labels() -> None:
    foods = ["Phở Bò", " phở bò ", "https://a.b", "x" * 61, "", "bún\nchả", "cơm tấm"]
    found = DishesAndPlace(foods=foods, city="#hack", district=" Quận 1 ")
    assert found.foods == ["phở bò", "cơm tấm"]
    assert (found.city, found.district) == (None, "Quận 1")
    labels = VideoLabels.model_validate(LABELS | {"categories": ["nấu ăn", "bịa", "Mukbang"]})
    assert labels.categories == ["Nấu ăn", "Mukbang"]
    assert not labels.has_cta
    with pytest.raises(ValidationError):
        VideoLabels.model_validate(LABELS | {"categories": ["bịa"]})


def test_prices_say_when_they_were_looked_up_and_unknown_ones_are_none(tmp_path: Path) -> None:
    for price in priced(TABLE).values():
        assert price.source and price.checked_on is not None
        assert 0 < price.input_usd < price.output_usd
    assert price_of("gemini", "mo-hinh-rieng") is None
    assert price_of("openai", "gpt-6-luna", "http://127.0.0.1:1") is None
    known = price_of("gemini", "gemini-2.5-flash")
    assert known is not None and known.source.startswith("genai-prices")
    assert known.cost(1_000_000, 0) == pytest.approx(known.input_usd)


def test_a_price_that_is_over_no_longer_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def table(until: date) -> Path:
        path = tmp_path / f"{until}.csv"
        path.write_text(
            "seller,model,input_usd,output_usd,checked_on,until,source\n"
            f"google,gemini-2.5-flash,900,901,2026-01-01,{until},thử\n"
        )
        return path

    for days, is_own in ((1, True), (-1, False)):
        monkeypatch.setattr("llm.prices.TABLE", table(date.today() + timedelta(days=days)))
        price = price_of("gemini", "gemini-2.5-flash")
        assert price is not None and (price.source == "thử") is is_own
