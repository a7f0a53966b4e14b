"""Whatever goes wrong at a provider ends as one kind of error, whose words are ours alone."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel, Field
from servers.asked_provider import (
    KEYS,
    LONG,
    MEDIUM,
    PROVIDERS,
    SHORT,
    AskedProvider,
    asked_provider,
)
from servers.model_script import (
    PROVIDER_TEXT,
    Answer,
    blocked,
    broken_json,
    broken_text,
    cuts,
    empty,
    fails,
    filtered,
    hangs,
    json_answer,
    refuses_key,
    runs_out,
    streams,
)

from llm.assistant import Assistant
from llm.errors import (
    BadKey,
    BrokenAnswer,
    ModelError,
    ProviderFailed,
    RefusedAnswer,
    TooBusy,
    TooSlow,
)
from llm.prompt import Prompt

SECRET = "bí mật 4b1d"
PROMPT = Prompt(f"Chỉ nói về món ăn ({SECRET}).", f"Phở ở đâu ngon ({SECRET})?")


class Dish(BaseModel):
    """A dish and its price."""

    name: str
    price: int = Field(ge=0)


@pytest.fixture(params=PROVIDERS)
def provider(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AskedProvider]:
    with asked_provider(str(request.param), tmp_path / "llm") as asked:
        yield asked


@pytest.fixture(autouse=True)
def nothing_told(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> Iterator[None]:
    """Looks through all that was logged and printed."""
    caplog.set_level(logging.DEBUG)
    yield
    written = [f"{record.getMessage()} {vars(record)}" for record in caplog.get_records("call")]
    assert_untold("\n".join([*written, *capfd.readouterr()]))


def assert_untold(text: str) -> None:
    for secret in (*KEYS, SECRET, PROVIDER_TEXT, "API key", "x-api-key", "Phở ở đâu"):
        assert secret not in text


def assert_discreet(error: BaseException) -> None:
    """Neither the error nor what it follows from says more than our sentence."""
    assert isinstance(error, ModelError)
    assert str(error) == error.sentence
    assert_untold("".join(traceback.format_exception(error)))
    linked: BaseException | None = error
    while linked is not None:
        assert_untold(f"{linked!r} {linked.args} {vars(linked)}")
        linked = linked.__cause__ or linked.__context__


def ask_fails(assistant: Assistant) -> type[BaseException]:
    with pytest.raises(ModelError) as raised:
        assistant.ask(PROMPT, Dish, client="một")
    assert_discreet(raised.value)
    return raised.type


def stream_fails(assistant: Assistant) -> tuple[type[BaseException], list[str]]:
    heard: list[str] = []
    with pytest.raises(ModelError) as raised:
        for word in assistant.stream(PROMPT, client="một"):
            heard.append(word)
    assert_discreet(raised.value)
    return raised.type, heard


# With one key and without patience.
BEFORE: dict[str, tuple[Answer, type[ModelError]]] = {
    "bad key": (refuses_key(), BadKey),
    "forbidden": (fails(403), BadKey),
    "too many": (fails(429), TooBusy),
    "too many, wait": (fails(429, retry_after=30), TooBusy),
    "error": (fails(500), ProviderFailed),
    "hangs": (hangs(), TooSlow),
    "cut": (cuts(), ProviderFailed),
    "broken": (broken_json(), ProviderFailed),
    "blocked": (blocked(), RefusedAnswer),
}


@pytest.mark.parametrize("fault", BEFORE)
def test_before_an_answer(provider: AskedProvider, fault: str) -> None:
    answer, kind = BEFORE[fault]
    provider.server.always(answer)
    seconds = SHORT if kind is TooSlow else LONG
    assert ask_fails(provider.open(timeout=seconds)) is kind
    assert len(provider.server.requests) == 1
    assert stream_fails(provider.open(timeout=seconds)) == (kind, [])


def test_overloaded(provider: AskedProvider) -> None:
    """Only Anthropic has a status of its own for it."""
    provider.server.always(fails(503))
    kind = TooBusy if provider.name == "anthropic" else ProviderFailed
    assert ask_fails(provider.open()) is kind


@pytest.mark.parametrize(
    ("fault", "kind"),
    [(hangs(after=2), TooSlow), (cuts(after=2), ProviderFailed), (filtered("Phở"), RefusedAnswer)],
)
def test_in_the_middle_of_a_whole_answer(
    provider: AskedProvider, fault: Answer, kind: type[ModelError]
) -> None:
    provider.server.always(fault)
    assert ask_fails(provider.open(timeout=SHORT if kind is TooSlow else LONG)) is kind
    assert len(provider.server.requests) == 1


MIDDLE: dict[str, tuple[Answer, type[ModelError]]] = {
    "hangs": (hangs(after=2), TooSlow),
    "cut": (cuts(after=2), ProviderFailed),
    "broken": (broken_json(after=2), ProviderFailed),
    "error": (fails(500, after=2), ProviderFailed),
    "filtered": (filtered("Phở ", "bò "), RefusedAnswer),
}


@pytest.mark.parametrize("fault", MIDDLE)
def test_in_the_middle_of_a_stream(provider: AskedProvider, fault: str) -> None:
    """What was heard stays; it is not begun again, as it may have been shown."""
    answer, kind = MIDDLE[fault]
    provider.server.always(answer)
    assistant = provider.open(patience=2.0, timeout=MEDIUM if kind is TooSlow else LONG)
    raised, heard = stream_fails(assistant)
    assert (raised, "".join(heard)) == (kind, "Phở bò ")
    assert len(provider.server.requests) == 1


@pytest.mark.parametrize("answer", [broken_text(), empty(), runs_out('{"name": "Phở')])
def test_an_answer_in_another_form_is_asked_for_once_more(
    provider: AskedProvider, answer: Answer
) -> None:
    assistant = provider.open()
    provider.server.queue(answer, json_answer({"name": "Phở", "price": 45_000}))
    assert assistant.ask(PROMPT, Dish, client="một").value == Dish(name="Phở", price=45_000)
    first, second = provider.server.requests
    assert SECRET in second.question.text
    assert len(second.question.text) > len(first.question.text)
    provider.server.queue(answer, answer)
    with pytest.raises(BrokenAnswer) as raised:
        assistant.ask(PROMPT, Dish, client="một", fresh=True)
    assert_discreet(raised.value)
    assert len(provider.server.requests) == 4


def test_an_empty_stream_has_failed(provider: AskedProvider) -> None:
    provider.server.always(empty())
    assert stream_fails(provider.open()) == (ProviderFailed, [])


def test_a_stream_that_runs_out_ends(provider: AskedProvider) -> None:
    provider.server.always(runs_out("Phở ", "bò "))
    assert "".join(provider.open().stream(PROMPT, client="một")) == "Phở bò "


@pytest.mark.parametrize("fault", [fails(500), cuts()])
def test_is_asked_again_after_a_while(provider: AskedProvider, fault: Answer) -> None:
    assistant = provider.open(patience=10.0)
    provider.server.queue(fault, json_answer({"name": "Phở", "price": 1}), fault, streams("Phở"))
    assert assistant.ask(PROMPT, Dish, client="một").value.name == "Phở"
    assert list(assistant.stream(PROMPT, client="một")) == ["Phở"]
    assert len(provider.server.requests) == 4


@pytest.mark.parametrize(
    ("fault", "kind"),
    [(refuses_key(), BadKey), (fails(429, retry_after=60), TooBusy)],
)
def test_all_keys_fail(provider: AskedProvider, fault: Answer, kind: type[ModelError]) -> None:
    provider.server.always(fault)
    assert ask_fails(provider.open(keys=2, patience=10.0)) is kind
    assert sorted(request.key for request in provider.server.requests) == sorted(KEYS)
