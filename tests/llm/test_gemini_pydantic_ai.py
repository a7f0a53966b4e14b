"""The local Gemini server speaks what pydantic-ai expects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel
from pydantic_ai import Agent, BinaryContent, NativeOutput
from pydantic_ai.exceptions import ContentFilterError, ModelHTTPError, UnexpectedModelBehavior
from pydantic_ai.models.google import GoogleModel
from pydantic_ai.providers.google import GoogleProvider
from servers.gemini_api import gemini_api
from servers.model_script import (
    Answer,
    blocked,
    broken_text,
    fails,
    refuses_key,
    says,
    streams,
)
from servers.model_server import ModelServer
from servers.own_loop import run

KEY = "khoa-thu-1"
MODEL = "gemini-2.5-flash"


class Part(BaseModel):
    title: str
    seconds: int


class Script(BaseModel):
    description: str
    parts: list[Part]


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with gemini_api() as running:
        yield running


async def talk(server: ModelServer, output: Any, *, stream: bool = False) -> Any:
    """Asks through pydantic-ai; the words of a stream, or the output."""
    provider = GoogleProvider(api_key=KEY, base_url=server.url)
    agent = Agent(GoogleModel(MODEL, provider=provider), output_type=output, retries=1)
    prompt: list[Any] = ["Nghe", BinaryContent(b"abc", media_type="audio/mp3")]
    async with agent:
        if not stream:
            return (await agent.run(prompt)).output
        async with agent.run_stream(prompt) as result:
            return [word async for word in result.stream_text(delta=True, debounce_by=None)]


def test_pydantic_ai_over_it(server: ModelServer) -> None:
    server.queue(says("Chào"), streams("từng ", "chữ"))
    assert run(talk(server, str)) == "Chào"
    assert run(talk(server, str, stream=True)) == ["từng ", "chữ"]
    assert server.requests[1].question.inline[0].data == b"abc"


def test_pydantic_ai_reads_forms_as_text_and_as_tools(server: ModelServer) -> None:
    assert isinstance(run(talk(server, NativeOutput(Script))), Script)
    assert server.requests[-1].question.schema is not None
    assert isinstance(run(talk(server, Script)), Script)
    assert server.requests[-1].question.forced is not None


def test_pydantic_ai_asks_again_for_broken_text(server: ModelServer) -> None:
    server.queue(broken_text())
    assert isinstance(run(talk(server, NativeOutput(Script))), Script)
    assert len(server.requests) == 2
    server.queue(broken_text(), broken_text())
    with pytest.raises(UnexpectedModelBehavior):
        run(talk(server, NativeOutput(Script)))
    assert len(server.requests) == 4


@pytest.mark.parametrize(
    ("fault", "raised"),
    [
        (fails(503), ModelHTTPError),
        (refuses_key(), ModelHTTPError),
        (blocked(), ContentFilterError),
    ],
)
def test_pydantic_ai_tells_faults(
    server: ModelServer, fault: Answer, raised: type[Exception]
) -> None:
    server.queue(fault)
    with pytest.raises(raised):
        run(talk(server, str))
