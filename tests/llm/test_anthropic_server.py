"""The local Anthropic server speaks what Anthropic's library and pydantic-ai expect."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

import anthropic
import httpx2
import pytest
from pydantic import BaseModel
from pydantic_ai import Agent, BinaryContent, NativeOutput
from pydantic_ai.exceptions import ModelHTTPError
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.providers.anthropic import AnthropicProvider
from servers.anthropic_api import anthropic_api
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
from servers.own_loop import run

KEY = "sk-ant-thu-4"
MODEL = "claude-haiku-4-5"


class Dish(BaseModel):
    name: str
    price: int


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with anthropic_api() as running:
        yield running


@pytest.fixture
def client(server: ModelServer) -> Iterator[anthropic.Anthropic]:
    with anthropic.Anthropic(api_key=KEY, base_url=server.url, max_retries=0, timeout=0.3) as made:
        yield made


def ask(client: anthropic.Anthropic, content: Any = "Phở ở đâu ngon?") -> Any:
    return client.messages.create(
        model=MODEL,
        max_tokens=100,
        system="Chỉ nói về món ăn.",
        messages=[{"role": "user", "content": content}],
    )


def hear(client: anthropic.Anthropic) -> tuple[list[str], Any]:
    with client.messages.stream(
        model=MODEL, max_tokens=100, messages=[{"role": "user", "content": "Phở ở đâu ngon?"}]
    ) as stream:
        return list(stream.text_stream), stream.get_final_message()


def test_says_and_records(server: ModelServer, client: anthropic.Anthropic) -> None:
    server.queue(says("Phở Thìn"))
    message = ask(client)
    (request,) = server.requests
    assert message.content[0].text == "Phở Thìn"
    assert message.stop_reason == "end_turn"
    assert message.usage.output_tokens == 2
    assert (request.path, request.key) == ("/v1/messages", KEY)
    assert request.question.model == MODEL
    assert request.question.instructions == "Chỉ nói về món ăn."
    assert request.question.text == "Phở ở đâu ngon?"


def test_streams_word_by_word(server: ModelServer, client: anthropic.Anthropic) -> None:
    server.queue(streams("từng ", "chữ ", "một", pause=0.02))
    words, message = hear(client)
    assert words == ["từng ", "chữ ", "một"]
    assert (message.stop_reason, message.usage.output_tokens) == ("end_turn", 3)


def test_answers_forms(server: ModelServer, client: anthropic.Anthropic) -> None:
    message = client.messages.parse(
        model=MODEL,
        max_tokens=100,
        messages=[{"role": "user", "content": "Phở"}],
        output_format=Dish,
    )
    assert isinstance(message.parsed_output, Dish)
    assert server.requests[0].question.schema is not None


def test_uses_tools(server: ModelServer, client: anthropic.Anthropic) -> None:
    call = calls("tra_gia", {"món": "phở"})
    server.queue(call, call)
    for message in (ask(client), hear(client)[1]):
        assert message.stop_reason == "tool_use"
        assert (message.content[0].name, message.content[0].input) == ("tra_gia", {"món": "phở"})


def test_records_images(server: ModelServer, client: anthropic.Anthropic) -> None:
    data = base64.b64encode(b"abc").decode()
    source = {"type": "base64", "media_type": "image/png", "data": data}
    ask(client, [{"type": "image", "source": source}, {"type": "text", "text": "Nhìn"}])
    question = server.requests[0].question
    assert [(each.mimetype, each.data) for each in question.inline] == [("image/png", b"abc")]
    assert question.text == "Nhìn"


def test_refuses_runs_out_and_is_silent(server: ModelServer, client: anthropic.Anthropic) -> None:
    answers = [blocked(), filtered("Phở"), runs_out("Phở"), empty()]
    server.queue(*answers, *answers)
    whole = [ask(client) for _ in answers]
    streamed = [hear(client)[1] for _ in answers]
    for messages in (whole, streamed):
        reasons = [message.stop_reason for message in messages]
        assert reasons == ["refusal", "refusal", "max_tokens", "end_turn"]
        assert [len(message.content) for message in messages] == [0, 1, 1, 0]


FAULTS: list[tuple[Answer, type[Exception], type[Exception]]] = [
    (refuses_key(), anthropic.AuthenticationError, anthropic.AuthenticationError),
    (fails(403), anthropic.PermissionDeniedError, anthropic.PermissionDeniedError),
    (fails(429, retry_after=1), anthropic.RateLimitError, anthropic.RateLimitError),
    (fails(500), anthropic.InternalServerError, anthropic.InternalServerError),
    (fails(529), anthropic.InternalServerError, anthropic.InternalServerError),
    (fails(529, after=2), anthropic.InternalServerError, anthropic.APIStatusError),
    (hangs(), anthropic.APITimeoutError, anthropic.APITimeoutError),
    (hangs(after=2), anthropic.APITimeoutError, httpx2.ReadTimeout),
    (cuts(), anthropic.APIConnectionError, anthropic.APIConnectionError),
    (cuts(after=2), anthropic.APIConnectionError, httpx2.RemoteProtocolError),
    (broken_json(), json.JSONDecodeError, json.JSONDecodeError),
    (broken_json(after=2), json.JSONDecodeError, json.JSONDecodeError),
]


@pytest.mark.parametrize(("fault", "whole", "streamed"), FAULTS)
def test_faults(
    server: ModelServer,
    client: anthropic.Anthropic,
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


def test_errors_have_anthropics_shape(server: ModelServer, client: anthropic.Anthropic) -> None:
    server.queue(refuses_key(), fails(429, retry_after=1), fails(503))
    with pytest.raises(anthropic.AuthenticationError, match=KEY) as refused:
        ask(client)
    assert refused.value.type == "authentication_error"
    with pytest.raises(anthropic.RateLimitError, match=PROVIDER_TEXT) as busy:
        ask(client)
    assert busy.value.type == "rate_limit_error"
    assert busy.value.response.headers["Retry-After"] == "1"
    with pytest.raises(anthropic.APIStatusError) as overloaded:
        ask(client)
    assert (overloaded.value.status_code, overloaded.value.type) == (529, "overloaded_error")


def test_lists_models(client: anthropic.Anthropic) -> None:
    assert [model.id for model in client.models.list()]


async def talk(server: ModelServer, output: Any, *, stream: bool = False) -> Any:
    provider = AnthropicProvider(api_key=KEY, base_url=server.url)
    agent = Agent(AnthropicModel(MODEL, provider=provider), output_type=output, retries=1)
    prompt: list[Any] = ["Nhìn", BinaryContent(b"abc", media_type="image/png")]
    async with agent:
        if not stream:
            return (await agent.run(prompt)).output
        async with agent.run_stream(prompt) as result:
            return [word async for word in result.stream_text(delta=True, debounce_by=None)]


def test_pydantic_ai_over_it(server: ModelServer) -> None:
    server.queue(says("Chào"), streams("từng ", "chữ"))
    assert run(talk(server, str)) == "Chào"
    assert server.requests[0].question.inline[0].data == b"abc"
    assert run(talk(server, str, stream=True)) == ["từng ", "chữ"]
    assert isinstance(run(talk(server, NativeOutput(Dish))), Dish)
    assert server.requests[-1].question.schema is not None
    assert isinstance(run(talk(server, Dish)), Dish)
    assert server.requests[-1].question.forced is not None


def test_pydantic_ai_asks_again_and_tells_faults(server: ModelServer) -> None:
    server.queue(broken_text())
    assert isinstance(run(talk(server, NativeOutput(Dish))), Dish)
    assert len(server.requests) == 2
    server.queue(refuses_key())
    with pytest.raises(ModelHTTPError):
        run(talk(server, str))
