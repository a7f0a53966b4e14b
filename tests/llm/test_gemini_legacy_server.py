"""The local Gemini server speaks what Google's first library expects over REST."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel
from servers.gemini_api import gemini_api
from servers.model_script import (
    PROVIDER_TEXT,
    Answer,
    blocked,
    broken_json,
    calls,
    cuts,
    empty,
    fails,
    filtered,
    hangs,
    json_answer,
    refuses_key,
    runs_out,
    says,
    streams,
)
from servers.model_server import ModelServer

KEY = "khoa-thu-2"
MODEL = "gemini-2.5-flash"

# The library warns that its support has ended, with each import.
pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::DeprecationWarning")


class Dish(BaseModel):
    name: str
    price: int


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with gemini_api() as running:
        yield running


@pytest.fixture
def model(server: ModelServer) -> Any:
    library = pytest.importorskip("google.generativeai", exc_type=ImportError)
    options = {"api_endpoint": server.url}
    library.configure(api_key=KEY, transport="rest", client_options=options)
    return library.GenerativeModel(MODEL, system_instruction="Chỉ nói về món ăn.")


def ask(model: Any, contents: Any = "Phở ở đâu ngon?", **config: Any) -> Any:
    return model.generate_content(
        contents, generation_config=config, request_options={"timeout": 0.3, "retry": None}
    )


def hear(model: Any) -> list[str]:
    options = {"timeout": 0.3, "retry": None}
    pieces = model.generate_content("Phở ở đâu ngon?", stream=True, request_options=options)
    return [piece.text for piece in pieces if piece.parts and piece.text]


def test_says_and_records(server: ModelServer, model: Any) -> None:
    server.queue(says("Phở Thìn"))
    answer = ask(model)
    (request,) = server.requests
    assert answer.text == "Phở Thìn"
    assert answer.candidates[0].finish_reason.name == "STOP"
    assert answer.usage_metadata.candidates_token_count == 2
    assert request.path == f"/v1beta/models/{MODEL}:generateContent"
    assert request.key == KEY
    assert request.question.instructions == "Chỉ nói về món ăn."
    assert request.question.text == "Phở ở đâu ngon?"


def test_streams_an_array(server: ModelServer, model: Any) -> None:
    server.queue(streams("từng ", "chữ ", "một", pause=0.02))
    assert hear(model) == ["từng ", "chữ ", "một"]
    assert server.requests[0].question.dialect == "array"


def test_answers_forms(server: ModelServer, model: Any) -> None:
    kind = {"response_mime_type": "application/json", "response_schema": Dish}
    assert isinstance(json.loads(ask(model, **kind).text), dict)
    server.queue(json_answer({"name": "Phở", "price": 45_000}))
    assert Dish.model_validate_json(ask(model, **kind).text).price == 45_000
    assert server.requests[0].question.schema is not None


def test_calls_a_function(server: ModelServer, model: Any) -> None:
    server.queue(calls("tra_gia", {"món": "phở"}))
    call = ask(model).parts[0].function_call
    assert (call.name, dict(call.args)) == ("tra_gia", {"món": "phở"})


def test_records_audio(server: ModelServer, model: Any) -> None:
    sound = bytes(range(256))
    ask(model, [{"mime_type": "audio/mp3", "data": sound}, "Nghe"])
    assert server.requests[0].question.inline[0].data == sound
    assert server.requests[0].question.inline[0].mimetype == "audio/mp3"


def test_blocks_filters_runs_out_and_is_silent(server: ModelServer, model: Any) -> None:
    server.queue(blocked(), filtered("Phở"), runs_out("Phở"), empty())
    answers = [ask(model) for _ in range(4)]
    assert answers[0].prompt_feedback.block_reason.name == "SAFETY"
    assert [answer.candidates[0].finish_reason.name for answer in answers[1:]] == [
        "SAFETY",
        "MAX_TOKENS",
        "STOP",
    ]
    assert [len(answer.parts) for answer in answers[1:]] == [1, 1, 0]


FAULTS: list[tuple[Answer, str, str]] = [
    (refuses_key(), "BadRequest", "BadRequest"),
    (fails(403), "Forbidden", "Forbidden"),
    (fails(429, retry_after=1), "TooManyRequests", "TooManyRequests"),
    (fails(500), "InternalServerError", "InternalServerError"),
    (fails(503), "ServiceUnavailable", "ServiceUnavailable"),
    (hangs(), "ReadTimeout", "ReadTimeout"),
    (hangs(after=2), "ConnectionError", "ConnectionError"),
    (cuts(), "ConnectionError", "ConnectionError"),
    (cuts(after=2), "ChunkedEncodingError", "ChunkedEncodingError"),
    (broken_json(after=2), "ParseError", "ValueError"),
]


@pytest.mark.parametrize(("fault", "whole", "streamed"), FAULTS)
def test_faults(server: ModelServer, model: Any, fault: Answer, whole: str, streamed: str) -> None:
    server.queue(fault, fault)
    with pytest.raises(Exception) as raised:
        ask(model)
    assert type(raised.value).__name__ == whole
    with pytest.raises(Exception) as raised:
        hear(model)
    assert type(raised.value).__name__ == streamed
    assert len(server.requests) == 2


def test_errors_tell_what_the_provider_said(server: ModelServer, model: Any) -> None:
    server.queue(refuses_key())
    with pytest.raises(Exception, match=PROVIDER_TEXT) as refused:
        ask(model)
    # `reason` of the library fails over REST.
    (detail,) = getattr(refused.value, "details", [])
    assert detail["reason"] == "API_KEY_INVALID"
