"""The local Gemini server speaks what Google's current library and pydantic-ai expect."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import Enum
from typing import Any

import httpx
import pytest
from google import genai
from google.genai import errors, types
from pydantic import BaseModel, Field
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

KEY = "khoa-thu-1"
MODEL = "gemini-2.5-flash"


class Pace(Enum):
    SLOW = "chậm"
    FAST = "nhanh"


class Part(BaseModel):
    title: str
    seconds: int = Field(ge=3)
    pace: Pace


class Script(BaseModel):
    description: str
    parts: list[Part] = Field(min_length=2)
    note: str | None = None


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with gemini_api() as running:
        yield running


@pytest.fixture
def client(server: ModelServer) -> Iterator[genai.Client]:
    options = types.HttpOptions(base_url=server.url, timeout=300)
    with genai.Client(api_key=KEY, http_options=options) as made:
        yield made


def ask(client: genai.Client, text: str = "Phở ở đâu ngon?", **config: Any) -> Any:
    chosen = types.GenerateContentConfig(**config)
    return client.models.generate_content(model=MODEL, contents=text, config=chosen)


def hear(client: genai.Client) -> list[str]:
    pieces = client.models.generate_content_stream(model=MODEL, contents="Phở ở đâu ngon?")
    return [piece.text for piece in pieces if piece.text]


def test_says_and_records(server: ModelServer, client: genai.Client) -> None:
    server.queue(says("Phở Thìn"))
    answer = ask(client, system_instruction="Chỉ nói về món ăn.")
    (request,) = server.requests
    assert answer.text == "Phở Thìn"
    assert answer.candidates[0].finish_reason is types.FinishReason.STOP
    assert answer.usage_metadata.prompt_token_count > 0
    assert answer.usage_metadata.candidates_token_count == 2
    assert request.path == f"/v1beta/models/{MODEL}:generateContent"
    assert request.key == KEY
    assert request.headers["x-goog-api-key"] == KEY
    assert request.question.model == MODEL
    assert request.question.instructions == "Chỉ nói về món ăn."
    assert request.question.text == "Phở ở đâu ngon?"
    assert request.body["contents"][0]["parts"][0]["text"] == "Phở ở đâu ngon?"
    assert request.ended_at is not None and request.at <= request.ended_at
    assert not request.wait_until_left()


def test_streams_word_by_word(server: ModelServer, client: genai.Client) -> None:
    server.queue(streams("từng ", "chữ ", "một", pause=0.02))
    assert hear(client) == ["từng ", "chữ ", "một"]
    (request,) = server.requests
    assert request.path.endswith(":streamGenerateContent")
    assert request.query == {"alt": "sse"}
    assert request.first_word_at is not None and request.ended_at is not None
    assert request.ended_at - request.first_word_at >= 0.04


def test_answers_any_schema_without_a_script(client: genai.Client) -> None:
    answer = ask(client, response_mime_type="application/json", response_schema=Script)
    assert isinstance(answer.parsed, Script)
    schema = Script.model_json_schema()
    answer = ask(client, response_mime_type="application/json", response_json_schema=schema)
    assert len(Script.model_validate_json(answer.text).parts) == 2


def test_gives_a_scripted_value(server: ModelServer, client: genai.Client) -> None:
    value = {"description": "Phở", "parts": [{"title": "a", "seconds": 5, "pace": "chậm"}] * 2}
    server.queue(json_answer(value))
    assert json.loads(ask(client, response_json_schema=Script.model_json_schema()).text) == value


def test_calls_a_function(server: ModelServer, client: genai.Client) -> None:
    declared = types.FunctionDeclaration(
        name="tra_gia", parameters_json_schema={"type": "object", "properties": {}}
    )
    server.queue(calls("tra_gia", {"món": "phở"}))
    answer = ask(client, tools=[types.Tool(function_declarations=[declared])])
    assert answer.function_calls[0].name == "tra_gia"
    assert answer.function_calls[0].args == {"món": "phở"}
    assert list(server.requests[0].question.tools) == ["tra_gia"]
    assert server.requests[0].question.forced is None


def test_records_audio_and_images(server: ModelServer, client: genai.Client) -> None:
    sound, picture = bytes(range(256)), b"\xff\xd8\xff"
    contents: list[Any] = [
        types.Part.from_bytes(data=sound, mime_type="audio/mp3"),
        types.Part.from_bytes(data=picture, mime_type="image/jpeg"),
        types.Part.from_text(text="Nghe và nhìn"),
    ]
    client.models.generate_content(model=MODEL, contents=contents)
    question = server.requests[0].question
    assert [(each.mimetype, each.data) for each in question.inline] == [
        ("audio/mp3", sound),
        ("image/jpeg", picture),
    ]
    assert question.text == "Nghe và nhìn"


def test_blocks_filters_runs_out_and_is_silent(server: ModelServer, client: genai.Client) -> None:
    server.queue(blocked(), filtered("Phở"), runs_out("Phở"), empty())
    asked = [ask(client) for _ in range(4)]
    assert asked[0].prompt_feedback.block_reason is types.BlockedReason.SAFETY
    assert not asked[0].candidates
    reasons = [answer.candidates[0].finish_reason for answer in asked[1:]]
    assert reasons == [
        types.FinishReason.SAFETY,
        types.FinishReason.MAX_TOKENS,
        types.FinishReason.STOP,
    ]
    assert [answer.text for answer in asked] == [None, "Phở", "Phở", None]


FAULTS: list[tuple[Answer, type[Exception], type[Exception]]] = [
    (refuses_key(), errors.ClientError, errors.ClientError),
    (fails(403), errors.ClientError, errors.ClientError),
    (fails(429, retry_after=1), errors.ClientError, errors.ClientError),
    (fails(500), errors.ServerError, errors.ServerError),
    (fails(503), errors.ServerError, errors.ServerError),
    (fails(503, after=2), errors.ServerError, errors.ServerError),
    (hangs(), httpx.ReadTimeout, httpx.ReadTimeout),
    (hangs(after=2), httpx.ReadTimeout, httpx.ReadTimeout),
    (cuts(), httpx.RemoteProtocolError, httpx.RemoteProtocolError),
    (cuts(after=2), httpx.RemoteProtocolError, httpx.RemoteProtocolError),
    (broken_json(), json.JSONDecodeError, errors.UnknownApiResponseError),
    (broken_json(after=2), json.JSONDecodeError, errors.UnknownApiResponseError),
]


@pytest.mark.parametrize(("fault", "whole", "streamed"), FAULTS, ids=lambda each: repr(each)[-90:])
def test_faults(
    server: ModelServer,
    client: genai.Client,
    fault: Answer,
    whole: type[Exception],
    streamed: type[Exception],
) -> None:
    server.queue(fault, fault)
    with pytest.raises(whole):
        ask(client)
    with pytest.raises(streamed):
        hear(client)
    assert len(server.requests) == 2


def test_errors_have_googles_shape(server: ModelServer, client: genai.Client) -> None:
    server.queue(refuses_key(), fails(429, retry_after=1))
    with pytest.raises(errors.ClientError) as refused:
        ask(client)
    assert (refused.value.code, refused.value.status) == (400, "INVALID_ARGUMENT")
    assert refused.value.details["error"]["details"][0]["reason"] == "API_KEY_INVALID"
    assert PROVIDER_TEXT in str(refused.value) and KEY in str(refused.value)
    with pytest.raises(errors.ClientError) as busy:
        ask(client)
    assert (busy.value.code, busy.value.status) == (429, "RESOURCE_EXHAUSTED")
    assert busy.value.details["error"]["details"][0]["retryDelay"] == "1s"
    assert busy.value.response.headers["Retry-After"] == "1"


def test_a_fault_can_be_of_one_key(server: ModelServer, client: genai.Client) -> None:
    server.always(fails(429), key="khoa-khac")
    server.always(says("Chào"))
    assert ask(client).text == "Chào"
    options = types.HttpOptions(base_url=server.url)
    with (
        genai.Client(api_key="khoa-khac", http_options=options) as other,
        pytest.raises(errors.ClientError),
    ):
        ask(other)
    assert [request.key for request in server.requests] == [KEY, "khoa-khac"]


def test_sees_a_client_leave_in_the_middle(server: ModelServer, client: genai.Client) -> None:
    server.queue(streams(*["chữ "] * 500, pause=0.01))
    pieces = client.models.generate_content_stream(model=MODEL, contents="Kể đi")
    assert next(iter(pieces)).text == "chữ "
    client.close()
    assert server.requests[0].wait_until_left()
    assert server.requests[0].ended_at is None


def test_a_key_may_come_in_the_query_and_must_come(server: ModelServer) -> None:
    url = f"{server.url}/v1beta/models/{MODEL}:generateContent"
    body = {"contents": [{"parts": [{"text": "Chào"}]}]}
    with httpx.Client() as client:
        assert client.post(url, params={"key": KEY}, json=body).status_code == 200
        assert client.post(url, json=body).status_code == 400
        assert client.post(f"{server.url}/v1beta/nothing", json=body).status_code == 404
        assert client.get(f"{server.url}/v1beta/models").json()["models"]
    assert [request.key for request in server.requests] == [KEY]


def test_answerer_says_what_is_not_scripted() -> None:
    with gemini_api(lambda request: f"Bạn hỏi: {request.question.text}") as server:
        options = types.HttpOptions(base_url=server.url)
        with genai.Client(api_key=KEY, http_options=options) as client:
            assert ask(client, "Bún chả").text == "Bạn hỏi: Bún chả"
            answer = ask(client, response_json_schema=Script.model_json_schema())
            assert Script.model_validate_json(answer.text)
