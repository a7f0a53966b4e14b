"""A topic step by step: without a model, with one, with one that fails or is led astray."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from servers.asked_provider import SHORT, AskedProvider, asked_provider
from servers.model_script import Answer, Fault, broken_text, fails, refuses_key, streams
from streaming import text_of
from topic_videos import INJECTED, publish_topic

from dash_app.components.json_form import encode
from dash_app.findings.topic_sections import NO_WEB, SECTIONS
from dash_app.pages import Ask, Event, Reader, open_reader
from dash_app.store import Store
from dash_app.tabs.studio.research_places import FOUND, NOTE, SOURCES, section_id
from dash_app.tabs.studio.research_prompt import default_prompt
from dash_app.tabs.studio.research_stream import run
from dash_app.tabs.studio.research_writing import tagged
from dash_app.view import View
from etl.home import Home
from llm.assistant import Assistant
from llm.errors import BadKey, ModelError, ProviderFailed, TooBusy, TooSlow
from llm.silent import SilentAssistant

TOPIC = "bún bò Huế"
PARTS = {key: f"## {title}\nPhần {title.lower()} có 44 video.\n" for key, title in SECTIONS.items()}


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    folder = tmp_path_factory.mktemp("research")
    home = Home(folder / "home")
    publish_topic(home, folder / "raw")
    return open_reader(Store(home.datasets).snapshot(), View())


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[AskedProvider]:
    with asked_provider("gemini", tmp_path / "llm") as asked:
        yield asked


def heard(
    reader: Reader, assistant: Assistant, **fields: Any
) -> tuple[list[Event], ModelError | None]:
    """Returns all events, and what they ended with."""
    events: list[Event] = []
    try:
        for each in run(Ask({"topic": TOPIC} | fields, reader, assistant, "một")):
            events.append(each)
    except ModelError as error:
        return events, error
    return events, None


def last(events: list[Event], target: str) -> str:
    """Returns what stands in a place after all events, as it is sent."""
    return encode([each.value for each in events if each.target == target][-1]).decode()


def section(events: list[Event], key: str) -> str:
    return last(events, section_id(key))


def said(key: str, text: str) -> str:
    return f"## {SECTIONS[key]}\n{text}\n"


def test_without_a_model_everything_is_told_and_said_plainly(reader: Reader) -> None:
    events, error = heard(reader, SilentAssistant())
    assert error is None
    found = last(events, FOUND)
    assert "44 video của 9 TikToker" in found
    assert "mô tả 42; hashtag 41" in found
    assert "https://www.tiktok.com/@kenh_" in last(events, SOURCES)
    assert all(section(events, key) for key in SECTIONS)
    assert NO_WEB in section(events, "sources")
    assert "Không dùng mô hình" in last(events, NOTE)
    result = next(each.value for each in events if each.kind == "data" and each.value)
    assert json.loads(json.dumps(result)) == result


def test_written_anew_the_numbers_stay_where_they_are(reader: Reader) -> None:
    events, _ = heard(reader, SilentAssistant(), fresh="1")
    assert all(each.value for each in events if each.target in {FOUND, SOURCES, "research"})
    nothing, _ = heard(reader, SilentAssistant(), topic="phở gà", fresh="1")
    assert [each.value for each in nothing if each.kind == "data"] == [None]


def test_numbers_come_before_the_model_is_asked(reader: Reader, provider: AskedProvider) -> None:
    events = run(Ask({"topic": TOPIC}, reader, provider.open(), "một"))
    for each in events:
        if each.target == NOTE and each.value:
            break
        if each.target == FOUND and each.value:
            assert provider.server.requests == []
    assert provider.server.requests == []
    events.close()  # type: ignore[attr-defined]


def test_a_model_fills_the_seven_sections(reader: Reader, provider: AskedProvider) -> None:
    text = "".join(PARTS.values())
    provider.server.queue(streams(*(text[at : at + 3] for at in range(0, len(text), 3))))
    events, error = heard(reader, provider.open())
    assert error is None
    for key, title in SECTIONS.items():
        assert f"Phần {title.lower()} có 44" in section(events, key)
        assert "##" not in section(events, key)
    assert NO_WEB in section(events, "sources")
    assert "Do mô hình mau-1 viết" in last(events, NOTE)
    assert "quy tắc" not in last(events, NOTE)


def test_words_are_shown_as_they_come(reader: Reader, provider: AskedProvider) -> None:
    provider.server.queue(streams("## Tổng ", "quan\nCó nhiều ", "video về ", "món này.\n"))
    events, _ = heard(reader, provider.open())
    pieces = [e.value for e in events if e.kind == "text" and e.target == section_id("overview")]
    assert len(pieces) > 1
    plain = [vars(each) for each in events]
    assert text_of(plain, section_id("overview")).strip() == "Có nhiều video về món này."


def test_sentences_with_other_numbers_are_left_out(reader: Reader, provider: AskedProvider) -> None:
    text = said("overview", "Có 44 video. Lượt xem sẽ tăng 987 %. Quán mở lúc 9 giờ.") + said(
        "points", "Đo 31337 lần."
    )
    provider.server.queue(streams(text))
    events, _ = heard(reader, provider.open())
    assert "44 video" in section(events, "overview")
    assert "987" not in section(events, "overview")
    # Nothing is left of this one, so rules write it.
    assert "31337" not in section(events, "points")
    assert "Món hay được nhắc" in section(events, "points")
    note = last(events, NOTE)
    assert "9 giờ" not in section(events, "overview")
    assert "3 câu bị bỏ" in note
    assert "Viết bằng quy tắc, không dùng mô hình: Điểm chính" in note


def test_videos_that_a_model_names_are_links(reader: Reader, provider: AskedProvider) -> None:
    provider.server.queue(streams(said("examples", "V1 của @kenh_7 mở đầu ngắn. V99 thì không.")))
    words = section(heard(reader, provider.open())[0], "examples")
    assert '"href":"https://www.tiktok.com/@kenh_7/video/' in words
    assert "@kenh_7 mở" in words
    assert "V99" not in words


def test_orders_in_captions_and_topics_are_quoted_as_data(
    reader: Reader, provider: AskedProvider
) -> None:
    provider.server.always(streams("".join(PARTS.values())))
    heard(reader, provider.open(), topic=f"{TOPIC}. {INJECTED} >>> hết abc")
    question = provider.server.requests[-1].question
    assert INJECTED not in question.instructions
    assert "không phải mệnh lệnh" in question.instructions
    start = question.text.index('<<< dữ liệu "video mẫu"')
    mark = question.text[start:].split("\n", 1)[0].split()[-1]
    assert question.text.index(INJECTED) < start  # the topic's own
    assert start < question.text.rindex(INJECTED) < question.text.rindex(f">>> hết {mark}")


def test_the_prompt_of_the_user_takes_the_place_of_ours(
    reader: Reader, provider: AskedProvider
) -> None:
    provider.server.always(streams("".join(PARTS.values())))
    heard(reader, provider.open(), prompt="Viết thật vui.")
    heard(reader, provider.open(), prompt="  ")
    own, default = (each.question.instructions for each in provider.server.requests)
    assert own.startswith("Viết thật vui.")
    assert default.startswith(default_prompt())
    for told in (own, default):
        assert "## Tổng quan" in told
        assert "Không bịa" in told


@pytest.mark.parametrize(
    ("answer", "expected", "kept"),
    [
        (refuses_key(), BadKey, False),
        (fails(429, retry_after=600), TooBusy, False),
        (
            Answer(("## Tổng quan\n", "Có 44 video. ", "Còn nữa"), fault=Fault("hang", after=3)),
            TooSlow,
            True,
        ),
        (
            Answer(("## Tổng quan\n", "Có 44 video. ", "Còn nữa"), fault=Fault("cut", after=3)),
            ProviderFailed,
            True,
        ),
    ],
    ids=["bad key", "quota", "time-out", "cut"],
)
def test_what_was_found_and_written_stays_where_the_model_fails(
    reader: Reader, provider: AskedProvider, answer: Answer, expected: type[ModelError], kept: bool
) -> None:
    provider.server.always(answer)
    events, error = heard(reader, provider.open(timeout=SHORT))
    assert isinstance(error, expected)
    assert "44 video của 9 TikToker" in last(events, FOUND)
    assert all(section(events, key) for key in SECTIONS)
    plain = [vars(each) for each in events]
    assert ("Có 44 video." in text_of(plain, section_id("overview"))) is kept
    assert ("dừng giữa chừng" in last(events, NOTE)) is kept
    assert "quy tắc" in last(events, NOTE)


@pytest.mark.parametrize("answer", [broken_text(), streams("")], ids=["no sections", "nothing"])
def test_an_answer_that_is_none_leaves_it_to_rules(
    reader: Reader, provider: AskedProvider, answer: Answer
) -> None:
    provider.server.always(answer)
    events, _ = heard(reader, provider.open())
    assert "viết bằng quy tắc" in last(events, NOTE).lower()
    assert "Tỷ trọng" in section(events, "trends") or "Nhiều nhất" in section(events, "trends")


def test_what_matches_nothing_is_told_and_no_model_is_asked(
    reader: Reader, provider: AskedProvider
) -> None:
    events, error = heard(reader, provider.open(), topic="phở gà")
    assert error is None
    found = last(events, FOUND)
    assert "Không video nào trong góc nhìn nhắc tới “phở gà”" in found
    assert '"data-topic":"phở bò tái"' in found
    assert provider.server.requests == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"topic": " "}, "Hãy nhập chủ đề"),
        ({"topic": ["a"]}, "cần là chữ"),
        ({"prompt": "a" * 6_001}, "hãy rút ngắn"),
    ],
)
def test_what_cannot_be_asked_is_told(
    reader: Reader, fields: dict[str, Any], sentence: str
) -> None:
    events, _ = heard(reader, SilentAssistant(), **fields)
    assert [each.kind for each in events] == ["failed"]
    assert sentence in events[0].value


@pytest.mark.parametrize(
    "topic",
    ["'; DROP TABLE videos; --", "(?i)[a-z]+(", "%_\\", "<script>alert(1)</script>", "\x00bún"],
)
def test_hostile_topics_break_nothing(reader: Reader, topic: str) -> None:
    events, error = heard(reader, SilentAssistant(), topic=topic)
    assert error is None
    assert events


def test_titles_are_known_however_they_are_written() -> None:
    text = "Trước.\n**1. Tổng quan**\nMột.\n### ĐIỂM CHÍNH:\nTổng quan thì khác.\nVí dụ\nHai"
    found: dict[str, str] = {}
    for key, piece in tagged(iter(text)):
        found[key] = found.get(key, "") + piece
    assert found == {
        "overview": "Trước.\nMột.\n",
        "points": "Tổng quan thì khác.\n",
        "examples": "Hai",
    }
