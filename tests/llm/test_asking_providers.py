"""Every provider is asked with the keys in turn, and its words come as they are made."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel, Field
from servers.asked_provider import KEYS, PROVIDERS, AskedProvider, asked_provider
from servers.model_script import Answer, fails, refuses_key, streams

from llm.errors import ModelError, TooBusy
from llm.prompt import Attachment, Prompt

PROMPT = Prompt("Chỉ nói về món ăn.", "Phở ở đâu ngon?")


class Dish(BaseModel):
    """A dish and its price."""

    name: str
    price: int = Field(ge=0)


@pytest.fixture(params=PROVIDERS)
def provider(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AskedProvider]:
    with asked_provider(str(request.param), tmp_path / "llm") as asked:
        yield asked


@pytest.mark.parametrize("fault", [refuses_key(), fails(429), fails(429, retry_after=600)])
def test_another_key_takes_over_at_once(provider: AskedProvider, fault: Answer) -> None:
    assistant = provider.open(keys=2, patience=10.0)
    provider.server.queue(fault)
    for _ in range(3):
        assistant.ask(PROMPT, Dish, client="một", fresh=True)
    first, *others = [request.key for request in provider.server.requests]
    assert {first, others[0]} == set(KEYS)
    assert len(others) == 3
    assert first not in others


def test_keys_take_turns_within_their_rate(provider: AskedProvider) -> None:
    assistant = provider.open(keys=2, requests_per_minute=2)
    for _ in range(4):
        assistant.ask(PROMPT, Dish, client="một", fresh=True)
    asked = [request.key for request in provider.server.requests]
    assert asked[:2] == asked[2:] and set(asked) == set(KEYS)
    with pytest.raises(TooBusy):
        assistant.ask(PROMPT, Dish, client="một", fresh=True)
    assert len(provider.server.requests) == 4


def test_closing_a_stream_ends_the_request(provider: AskedProvider) -> None:
    provider.server.always(streams(*["chữ "] * 500, pause=0.01))
    words = provider.open().stream(PROMPT, client="một")
    assert next(words) == "chữ "
    assert isinstance(words, Generator)
    words.close()
    (request,) = provider.server.requests
    assert request.wait_until_left()


def test_words_come_before_the_last_is_made(provider: AskedProvider) -> None:
    provider.server.always(streams("từng ", "chữ", pause=0.2))
    words = provider.open().stream(PROMPT, client="một")
    assert next(words) == "từng "
    assert provider.server.requests[0].ended_at is None
    assert list(words) == ["chữ"]


def test_pictures_reach_the_provider(provider: AskedProvider) -> None:
    picture = Attachment(b"abc", "image/png")
    prompt = Prompt("Nhìn.", "Món gì?", (picture,))
    provider.open().ask(prompt, Dish, client="một")
    (inline,) = provider.server.requests[0].question.inline
    assert (inline.data, inline.mimetype) == (b"abc", "image/png")


def test_sounds_reach_the_providers_that_hear(provider: AskedProvider) -> None:
    sound = bytes(range(256))
    prompt = Prompt("Nghe.", "Món gì?", (Attachment(sound, "audio/mpeg"),))
    if provider.name == "anthropic":
        with pytest.raises(ModelError):
            provider.open().ask(prompt, Dish, client="một")
        assert provider.server.requests == []
        return
    provider.open().ask(prompt, Dish, client="một")
    (inline,) = provider.server.requests[0].question.inline
    assert (inline.data, inline.mimetype) == (sound, "audio/mpeg")
