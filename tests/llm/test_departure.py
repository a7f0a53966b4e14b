"""Who has left ends what a thread waits for, at a real library and a local provider."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

import pytest
from pydantic import BaseModel
from servers.asked_provider import AskedProvider, asked_provider
from servers.model_script import Answer, fails, hangs, json_answer, streams

from llm.assistant import Assistant
from llm.departure import Departure, Left, noticing
from llm.errors import ProviderFailed
from llm.prompt import Prompt

PROMPT = Prompt("Chỉ nói về món ăn.", "Phở ở đâu ngon?")


class Dish(BaseModel):
    """A dish."""

    name: str


@pytest.fixture
def gemini(tmp_path: Path) -> Iterator[AskedProvider]:
    with asked_provider("gemini", tmp_path) as provider:
        yield provider


def said(assistant: Assistant) -> str:
    return "".join(assistant.stream(PROMPT, client="a"))


def asked(assistant: Assistant) -> str:
    return assistant.ask(PROMPT, Dish, client="a").value.name


class Waiting:
    """A thread that asks and can be left."""

    def __init__(self, ask: Callable[[], object]) -> None:
        self.departure = Departure()
        self.ends: SimpleQueue[object] = SimpleQueue()
        self._ask = ask
        self._thread = Thread(target=self._work)
        self._thread.start()

    def _work(self) -> None:
        try:
            with noticing(self.departure):
                self.ends.put(self._ask())
        except BaseException as end:
            self.ends.put(end)

    def leave(self) -> object:
        """Leaves and returns how it ended."""
        self.departure.leave()
        end = self.ends.get(timeout=30)
        self._thread.join()
        return end


@pytest.mark.parametrize("answer", [hangs(), hangs(after=2)], ids=["at once", "in the middle"])
def test_a_wait_for_an_answer_is_ended(gemini: AskedProvider, answer: Answer) -> None:
    gemini.server.queue(answer)
    assistant = gemini.open(timeout=60)
    waiting = Waiting(lambda: asked(assistant))
    (request,) = gemini.server.wait_for_requests(1, 30)
    assert isinstance(waiting.leave(), Left)
    assert request.done.wait(30)
    assert request.left_at is not None
    assert len(gemini.server.requests) == 1


@pytest.mark.parametrize("answer", [hangs(), hangs(after=2)], ids=["at once", "in the middle"])
def test_a_wait_for_words_is_ended(gemini: AskedProvider, answer: Answer) -> None:
    gemini.server.queue(answer)
    assistant, words = gemini.open(timeout=60), SimpleQueue[str]()

    def listen() -> None:
        for each in assistant.stream(PROMPT, client="a"):
            words.put(each)

    waiting = Waiting(listen)
    (request,) = gemini.server.wait_for_requests(1, 30)
    for _ in range(answer.fault.after if answer.fault else 0):
        assert words.get(timeout=30)
    assert isinstance(waiting.leave(), Left)
    assert request.done.wait(30)
    assert request.left_at is not None
    assert len(gemini.server.requests) == 1


def test_who_has_left_asks_nothing_any_more(gemini: AskedProvider) -> None:
    assistant, departure = gemini.open(), Departure()
    departure.leave()
    for ask in (said, asked):
        with noticing(departure), pytest.raises(Left):
            ask(assistant)


def test_who_stays_hears_everything(gemini: AskedProvider) -> None:
    gemini.server.queue(streams("Phở ", "bò"), json_answer({"name": "Phở"}))
    with noticing(Departure()):
        assert said(gemini.open()) == "Phở bò"
        assert asked(gemini.open()) == "Phở"


def test_an_error_of_the_provider_is_not_a_departure(gemini: AskedProvider) -> None:
    gemini.server.always(fails(500))
    with noticing(Departure()), pytest.raises(ProviderFailed):
        said(gemini.open())
