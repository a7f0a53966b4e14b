"""Google's first Gemini library: what its protocol can say of a form, and that one may hang up."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, Field
from servers.gemini_api import gemini_api
from servers.model_script import hangs, streams

from llm.errors import BadModelSetting, TooSlow
from llm.legacy_forms import schema_of
from llm.opening import open_assistant
from llm.prompt import Attachment, Prompt
from llm.settings import ModelSettings


class Place(BaseModel):
    """Where it is."""

    city: str
    district: str | None = None


class Review(BaseModel):
    """A review of several places."""

    title: str = Field(description="Tên bài")
    kind: Literal["khen", "chê"]
    always: Literal["một"] = "một"
    stars: Literal[1, 2, 3]
    price: int | None
    score: float
    is_open: bool
    places: list[Place] = Field(min_length=1, max_length=3)
    best: Place


def test_a_form_in_the_words_of_its_protocol() -> None:
    schema = Review.model_json_schema()
    place = {
        "type_": "OBJECT",
        "description": "Where it is.",
        "properties": {
            "city": {"type_": "STRING"},
            "district": {"type_": "STRING", "nullable": True},
        },
        "required": ["city"],
    }
    assert schema_of(schema, schema["$defs"]) == {
        "type_": "OBJECT",
        "description": "A review of several places.",
        "required": ["title", "kind", "stars", "price", "score", "is_open", "places", "best"],
        "properties": {
            "title": {"type_": "STRING", "description": "Tên bài"},
            "kind": {"type_": "STRING", "format_": "enum", "enum": ["khen", "chê"]},
            "always": {"type_": "STRING", "format_": "enum", "enum": ["một"]},
            "stars": {"type_": "INTEGER"},
            "price": {"type_": "INTEGER", "nullable": True},
            "score": {"type_": "NUMBER"},
            "is_open": {"type_": "BOOLEAN"},
            "places": {"type_": "ARRAY", "items": place, "min_items": 1, "max_items": 3},
            "best": place,
        },
    }


def settings_of(url: str, folder: Path) -> ModelSettings:
    return ModelSettings(
        "gemini-legacy", ("m",), url, ("khoa-9c2f",), folder, timeout=0.4, pause=0.3, patience=0.1
    )


def test_everything_reaches_the_provider(tmp_path: Path) -> None:
    prompt = Prompt("Chỉ dẫn.", "Nghe đi.", (Attachment(b"mp3", "audio/mpeg"),))
    with gemini_api(generous=True) as server:
        assistant = open_assistant(settings_of(server.url, tmp_path))
        review = assistant.ask(prompt, Review, client="một").value
        assistant.close()
    assert review.kind == "khen" and len(review.places) >= 1
    (request,) = server.requests
    assert (request.key, request.question.text) == ("khoa-9c2f", "Nghe đi.")
    assert request.question.instructions == "Chỉ dẫn."
    assert [each.data for each in request.question.inline] == [b"mp3"]


def test_it_hangs_up_at_once(tmp_path: Path) -> None:
    with gemini_api() as server:
        server.queue(streams(*["chữ "] * 1_000, pause=0.02), hangs(after=2))
        assistant = open_assistant(settings_of(server.url, tmp_path))
        words = assistant.stream(Prompt("", "một"), client="một")
        assert next(words) == "chữ "
        words.close()
        assert server.requests[0].wait_until_left()
        with pytest.raises(TooSlow):
            list(assistant.stream(Prompt("", "hai"), client="một"))
        assert server.requests[1].wait_until_left()
        assistant.close()


def test_without_its_library_the_remedy_is_named() -> None:
    program = """
import sys
sys.modules["google.generativeai"] = None
from llm.settings import ModelSettings
try:
    ModelSettings.from_env({"MODEL_PROVIDER": "gemini-legacy", "GEMINI_API_KEYS": "k"})
except Exception as error:
    sys.exit(f"{type(error).__name__}: {error}")
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.stderr.startswith(BadModelSetting.__name__)
    assert "requirements-legacy.txt" in done.stderr
