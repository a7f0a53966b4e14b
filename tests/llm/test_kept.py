"""Kept answers: of the same question alone, for some days, within a size."""

from __future__ import annotations

from pathlib import Path

import pytest

from llm import kept
from llm.database import Database
from llm.kept import KeptAnswers, question_of
from llm.prompt import Attachment, Prompt

PROMPT = Prompt("Chỉ dẫn.", "Câu hỏi?")


class Clock:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.time = 1_000_000.0

    def __call__(self) -> float:
        self.time += 1.0
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path / "answers.sqlite", kept.TABLES)


def test_is_found_again(database: Database, clock: Clock) -> None:
    answers = KeptAnswers(database, 7, 100, clock)
    assert answers.get("q") is None
    answers.put("q", "Phở 🍜")
    answers.put("q", "Bún \ud83c")
    assert answers.get("q") == "Bún ?"


def test_is_forgotten_after_some_days(database: Database, clock: Clock) -> None:
    answers = KeptAnswers(database, 7, 100, clock)
    answers.put("q", "Phở")
    clock.time += 7 * 86_400 - 10
    assert answers.get("q") == "Phở"
    clock.time += 10
    assert answers.get("q") is None
    answers.put("r", "Bún")
    rows = database.run(lambda c: c.execute("SELECT question FROM answers").fetchall())
    assert rows == [("r",)]


def test_the_oldest_make_room(database: Database, clock: Clock) -> None:
    answers = KeptAnswers(database, 7, 1, clock)
    for name in "abcd":
        answers.put(name, "x" * 300_000)
    assert [answers.get(name) is not None for name in "abcd"] == [False, True, True, True]
    answers.put("e", "x" * 1_000_001)  # alone larger than all may be
    assert [answers.get(name) is not None for name in "bcde"] == [True, True, True, False]


def test_nothing_is_kept_for_no_days(database: Database, clock: Clock) -> None:
    answers = KeptAnswers(database, 0, 100, clock)
    answers.put("q", "Phở")
    assert answers.get("q") is None


def test_another_question_is_another(database: Database) -> None:
    schema = {"type": "object", "properties": {"a": {}, "b": {}}}
    questions = [
        question_of("gemini", None, "m", PROMPT, None),
        question_of("openai", None, "m", PROMPT, None),
        question_of("gemini", "http://localhost", "m", PROMPT, None),
        question_of("gemini", None, "n", PROMPT, None),
        question_of("gemini", None, "m", Prompt("Chỉ dẫn khác.", "Câu hỏi?"), None),
        question_of("gemini", None, "m", Prompt("Chỉ dẫn.", "Câu khác?"), None),
        question_of("gemini", None, "m", Prompt("Chỉ dẫn.Câu", " hỏi?"), None),
        question_of("gemini", None, "m", PROMPT, schema),
        question_of("gemini", None, "m", PROMPT, {**schema, "title": "F"}),
        *(
            question_of("gemini", None, "m", Prompt("Chỉ dẫn.", "Câu hỏi?", files), None)
            for files in (
                (Attachment(b"ab", "audio/mp3"),),
                (Attachment(b"ac", "audio/mp3"),),
                (Attachment(b"ab", "audio/wav"),),
                (Attachment(b"a", "audio/mp3"), Attachment(b"b", "audio/mp3")),
            )
        ),
    ]
    assert len(set(questions)) == len(questions)
    assert question_of("gemini", None, "m", PROMPT, schema) in questions
