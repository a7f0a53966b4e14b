"""The local OpenAI server speaks what OpenAI's library and pydantic-ai expect."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

import openai
import pytest
from openai.types.chat import ChatCompletionMessageParam
from pydantic import BaseModel
from pydantic_ai import Agent, BinaryContent, NativeOutput
from pydantic_ai.exceptions import ModelHTTPError
from pydantic_ai.models import Model
from pydantic_ai.models.openai import OpenAIChatModel, OpenAIResponsesModel
from pydantic_ai.providers.openai import OpenAIProvider
from servers.model_script import (
    PROVIDER_TEXT,
    Answer,
    blocked,
    broken_json,
    broken_text,
    calls,
    cuts,
    empty,
    fails,
    filtered,
    hangs,
    refuses_key,
    runs_out,
    says,
    streams,
)
from servers.model_server import ModelServer
from servers.openai_api import openai_api
from servers.own_loop import run

KEY = "sk-thu-3"
MODEL = "gpt-5-mini"
MESSAGES: list[ChatCompletionMessageParam] = [
    {"role": "system", "content": "Chỉ nói về món ăn."},
    {"role": "user", "content": "Phở ở đâu ngon?"},
]


class Dish(BaseModel):
    name: str
    price: int


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with openai_api() as running:
        yield running


@pytest.fixture
def client(server: ModelServer) -> Iterator[openai.OpenAI]:
    url = f"{server.url}/v1"
    with openai.OpenAI(api_key=KEY, base_url=url, max_retries=0, timeout=0.3) as made:
        yield made


def ask(client: openai.OpenAI) -> Any:
    return client.chat.completions.create(model=MODEL, messages=MESSAGES).choices[0]


def hear(client: openai.OpenAI) -> list[str]:
    pieces = client.chat.completions.create(
        model=MODEL, messages=MESSAGES, stream=True, stream_options={"include_usage": True}
    )
    return [text for piece in pieces for c in piece.choices if (text := c.delta.content)]


def ask_responses(client: openai.OpenAI) -> Any:
    return client.responses.create(model=MODEL, instructions="Ngắn.", input="Phở ở đâu ngon?")


def hear_responses(client: openai.OpenAI) -> list[str]:
    events = client.responses.create(model=MODEL, input="Phở ở đâu ngon?", stream=True)
    return [event.delta for event in events if event.type == "response.output_text.delta"]


def test_says_and_records(server: ModelServer, client: openai.OpenAI) -> None:
    server.queue(says("Phở Thìn"), says("Phở Thìn"))
    choice = ask(client)
    assert (choice.message.content, choice.finish_reason) == ("Phở Thìn", "stop")
    response = ask_responses(client)
    assert (response.output_text, response.status) == ("Phở Thìn", "completed")
    assert response.usage.output_tokens == 2
    chat, responses = server.requests
    assert (chat.path, responses.path) == ("/v1/chat/completions", "/v1/responses")
    assert chat.key == responses.key == KEY
    assert chat.question.model == MODEL
    assert chat.question.instructions == "Chỉ nói về món ăn."
    assert chat.question.text == responses.question.text == "Phở ở đâu ngon?"
    assert responses.question.instructions == "Ngắn."


def test_streams_word_by_word(server: ModelServer, client: openai.OpenAI) -> None:
    words = streams("từng ", "chữ ", "một", pause=0.02)
    server.queue(words, words)
    assert hear(client) == ["từng ", "chữ ", "một"]
    assert hear_responses(client) == ["từng ", "chữ ", "một"]


def test_a_stream_ends_with_its_usage(client: openai.OpenAI) -> None:
    pieces = client.chat.completions.create(model=MODEL, messages=MESSAGES, stream=True)
    last = list(pieces)[-1]
    assert last.usage is not None and last.usage.completion_tokens > 0


def test_answers_forms(client: openai.OpenAI) -> None:
    chat = client.chat.completions.parse(model=MODEL, messages=MESSAGES, response_format=Dish)
    assert isinstance(chat.choices[0].message.parsed, Dish)
    response = client.responses.parse(model=MODEL, input="Phở", text_format=Dish)
    assert isinstance(response.output_parsed, Dish)


def test_calls_functions(server: ModelServer, client: openai.OpenAI) -> None:
    call = calls("tra_gia", {"món": "phở"})
    server.queue(call, call, call)
    choice = ask(client)
    assert choice.finish_reason == "tool_calls"
    assert json.loads(choice.message.tool_calls[0].function.arguments) == {"món": "phở"}
    with client.chat.completions.stream(model=MODEL, messages=MESSAGES) as stream:
        made = stream.get_final_completion().choices[0].message.tool_calls
    assert made and json.loads(made[0].function.arguments) == {"món": "phở"}
    output = ask_responses(client).output[0]
    assert (output.type, output.name) == ("function_call", "tra_gia")


def test_records_audio_and_images(server: ModelServer, client: openai.OpenAI) -> None:
    sound = base64.b64encode(bytes(range(256))).decode()
    picture = "data:image/png;base64," + base64.b64encode(b"abc").decode()
    client.chat.completions.create(
        model=MODEL,
        messages=[
            {
                "role": "user",
                "content": [
                    {"type": "input_audio", "input_audio": {"data": sound, "format": "mp3"}},
                    {"type": "image_url", "image_url": {"url": picture}},
                    {"type": "text", "text": "Nghe"},
                ],
            }
        ],
    )
    question = server.requests[0].question
    assert [(each.mimetype, each.data) for each in question.inline] == [
        ("audio/mpeg", bytes(range(256))),
        ("image/png", b"abc"),
    ]
    assert question.text == "Nghe"


def test_blocks_filters_runs_out_and_is_silent(server: ModelServer, client: openai.OpenAI) -> None:
    server.queue(blocked(), filtered("Phở"), runs_out("Phở"), empty())
    choices = [ask(client) for _ in range(4)]
    assert choices[0].message.refusal
    reasons = [choice.finish_reason for choice in choices]
    assert reasons == ["stop", "content_filter", "length", "stop"]
    assert [choice.message.content for choice in choices] == [None, "Phở", "Phở", None]
    server.queue(blocked(), filtered("Phở"), runs_out("Phở"), empty())
    responses = [ask_responses(client) for _ in range(4)]
    states = [response.status for response in responses]
    assert states == ["completed", "incomplete", "incomplete", "completed"]
    assert responses[0].output[0].content[0].type == "refusal"
    assert responses[1].incomplete_details.reason == "content_filter"
    assert responses[2].incomplete_details.reason == "max_output_tokens"


FAULTS: list[tuple[Answer, type[Exception]]] = [
    (refuses_key(), openai.AuthenticationError),
    (fails(403), openai.PermissionDeniedError),
    (fails(429, retry_after=1), openai.RateLimitError),
    (fails(500), openai.InternalServerError),
    (fails(503), openai.InternalServerError),
    (hangs(), openai.APITimeoutError),
    (hangs(after=2), openai.APITimeoutError),
    (cuts(), openai.APIConnectionError),
    (cuts(after=2), openai.APIConnectionError),
    (broken_json(), json.JSONDecodeError),
    (broken_json(after=2), json.JSONDecodeError),
]


@pytest.mark.parametrize("way", [ask, hear, ask_responses, hear_responses])
@pytest.mark.parametrize(("fault", "raised"), FAULTS)
def test_faults(
    server: ModelServer, client: openai.OpenAI, fault: Answer, raised: type[Exception], way: Any
) -> None:
    server.queue(fault)
    with pytest.raises(raised):
        way(client)
    assert len(server.requests) == 1


def test_errors_have_openais_shape(server: ModelServer, client: openai.OpenAI) -> None:
    server.queue(refuses_key(), fails(429, retry_after=1), fails(500, after=2))
    with pytest.raises(openai.AuthenticationError, match=KEY) as refused:
        ask(client)
    assert refused.value.code == "invalid_api_key"
    with pytest.raises(openai.RateLimitError, match=PROVIDER_TEXT) as busy:
        ask(client)
    assert busy.value.code == "rate_limit_exceeded"
    assert busy.value.response.headers["Retry-After"] == "1"
    with pytest.raises(openai.APIError, match=PROVIDER_TEXT):
        hear(client)


def test_an_endpoint_may_need_no_key_and_no_version(server: ModelServer) -> None:
    with openai.OpenAI(api_key="none", base_url=server.url, max_retries=0) as client:
        assert ask(client).message.content
    with openai.OpenAI(api_key="none", base_url=f"{server.url}/v1", max_retries=0) as client:
        assert [model.id for model in client.models.list()]


def model_of(way: str, server: ModelServer) -> Model:
    provider = OpenAIProvider(api_key=KEY, base_url=f"{server.url}/v1")
    kind = OpenAIChatModel if way == "chat" else OpenAIResponsesModel
    return kind(MODEL, provider=provider)


async def talk(model: Model, output: Any, prompt: Any = "Phở?", *, stream: bool = False) -> Any:
    agent = Agent(model, output_type=output, retries=1)
    async with agent:
        if not stream:
            return (await agent.run(prompt)).output
        async with agent.run_stream(prompt) as result:
            return [word async for word in result.stream_text(delta=True, debounce_by=None)]


@pytest.mark.parametrize("way", ["chat", "responses"])
def test_pydantic_ai_over_it(server: ModelServer, way: str) -> None:
    server.queue(says("Chào"), streams("từng ", "chữ"))
    assert run(talk(model_of(way, server), str)) == "Chào"
    assert run(talk(model_of(way, server), str, stream=True)) == ["từng ", "chữ"]
    assert isinstance(run(talk(model_of(way, server), NativeOutput(Dish))), Dish)
    assert server.requests[-1].question.schema is not None
    assert isinstance(run(talk(model_of(way, server), Dish)), Dish)
    assert server.requests[-1].question.forced is not None


@pytest.mark.parametrize("way", ["chat", "responses"])
def test_pydantic_ai_asks_again_and_tells_faults(server: ModelServer, way: str) -> None:
    server.queue(broken_text())
    assert isinstance(run(talk(model_of(way, server), NativeOutput(Dish))), Dish)
    assert len(server.requests) == 2
    server.queue(refuses_key())
    with pytest.raises(ModelHTTPError):
        run(talk(model_of(way, server), str))


def test_pydantic_ai_sends_sounds(server: ModelServer) -> None:
    prompt = ["Nghe", BinaryContent(b"abc", media_type="audio/mpeg")]
    run(talk(model_of("chat", server), str, prompt))
    assert server.requests[0].question.inline[0].data == b"abc"
