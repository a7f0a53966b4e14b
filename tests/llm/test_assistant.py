"""What stands around each question: kept answers, quota, cost, log."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, Field
from questions import KEY, MODEL, OTHER, PHO, PROMPT, SECRET, Dish, ask, assistants_of, listen
from servers.gemini_api import gemini_api
from servers.model_script import (
    PROVIDER_TEXT,
    Answer,
    broken_text,
    cuts,
    fails,
    filtered,
    json_answer,
    refuses_key,
    runs_out,
    streams,
)
from servers.model_server import ModelServer

from llm.assistant import Assistant, Usage
from llm.errors import AllUsed, BrokenAnswer, ModelError, NoModel, QuotaUsed, UnknownModel
from llm.opening import load_libraries, open_assistant
from llm.settings import ModelSettings


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with gemini_api() as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "llm"


@pytest.fixture
def open_one(server: ModelServer, folder: Path) -> Iterator[Callable[..., Assistant]]:
    with assistants_of(server, folder) as open_one:
        yield open_one


def test_without_a_model_all_questions_say_so() -> None:
    assistant = open_assistant(ModelSettings())
    assert assistant.models == ()
    with pytest.raises(NoModel):
        ask(assistant)
    with pytest.raises(NoModel):
        listen(assistant)
    assistant.close()
    load_libraries(ModelSettings())


def test_an_answer_says_what_it_took(
    server: ModelServer, open_one: Callable[..., Assistant]
) -> None:
    server.always(PHO)
    answer = open_one().ask(PROMPT, Dish, client="một")
    assert answer.value == Dish(name="Phở", price=45_000)
    usage = answer.usage
    assert (usage.model, usage.kept) == (MODEL, False)
    assert usage.input_tokens > 0 and usage.output_tokens > 0
    # Per million tokens, as this model's price list says.
    assert usage.usd == pytest.approx(
        (0.75 * usage.input_tokens + 3.75 * usage.output_tokens) / 1e6, rel=1e-3
    )


def test_the_same_question_is_asked_once(
    server: ModelServer, open_one: Callable[..., Assistant]
) -> None:
    server.queue(PHO, streams("Bún ", "chả"), json_answer({"name": "Bún", "price": 1}))
    first = open_one()
    assert (ask(first).name, listen(first)) == ("Phở", "Bún chả")
    second = open_one()  # as another worker
    again = second.ask(PROMPT, Dish, client="hai")
    assert (again.value.name, again.usage) == ("Phở", Usage(MODEL, kept=True))
    assert listen(second, "hai") == "Bún chả"
    assert len(server.requests) == 2
    assert ask(second, fresh=True).name == "Bún"
    assert ask(first).name == "Bún"
    assert len(server.requests) == 3


def test_another_model_is_another_question(
    server: ModelServer, open_one: Callable[..., Assistant]
) -> None:
    assistant = open_one()
    assert assistant.models == (MODEL, OTHER)
    for model in (None, MODEL, OTHER, ""):
        ask(assistant, model=model)
    assert [request.question.model for request in server.requests] == [MODEL, OTHER]
    for each in (ask, listen):
        with pytest.raises(UnknownModel):
            each(assistant, model="gemini-ultra/../../x")
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "answer", [cuts(after=2), fails(500, after=2), filtered("Phở "), runs_out("Phở ")]
)
def test_what_is_not_whole_is_not_kept(
    server: ModelServer, open_one: Callable[..., Assistant], answer: Answer
) -> None:
    server.queue(answer)
    assistant = open_one(patience=0.1)
    try:
        assert listen(assistant) == "Phở "  # where it ran out
    except ModelError as error:
        assert not isinstance(error, QuotaUsed)
    server.queue(streams("Bún"))
    assert listen(assistant) == "Bún"


def test_a_stream_that_was_left_is_not_kept(
    server: ModelServer, open_one: Callable[..., Assistant]
) -> None:
    server.queue(streams("Phở ", *["ngon "] * 400, pause=0.01), streams("Bún"))
    assistant = open_one()
    words = assistant.stream(PROMPT, client="một")
    assert next(words) == "Phở "
    words.close()
    assert listen(assistant) == "Bún"
    assert server.requests[0].wait_until_left()


def test_a_kept_answer_in_a_form_of_before_is_asked_anew(
    server: ModelServer, open_one: Callable[..., Assistant], monkeypatch: pytest.MonkeyPatch
) -> None:
    server.queue(PHO, json_answer({"name": "Bún", "price": 1}))
    assistant = open_one()
    assert ask(assistant).name == "Phở"

    class Cheap(BaseModel):
        """Has the same schema, and a check that its schema does not tell."""

        name: str
        price: int = Field(ge=0)

        def model_post_init(self, _: Any) -> None:
            if self.price > 100:
                raise ValueError("too dear")

    monkeypatch.setattr(Cheap, "model_json_schema", Dish.model_json_schema)
    assert assistant.ask(PROMPT, Cheap, client="một").value.name == "Bún"


def test_a_client_has_a_number_of_answers(
    server: ModelServer, open_one: Callable[..., Assistant]
) -> None:
    server.always(PHO)
    assistant = open_one(answers_per_day=2)
    ask(assistant)
    ask(assistant)  # kept, and free
    listen(assistant)
    for each in (ask, listen):
        with pytest.raises(QuotaUsed):
            each(assistant, fresh=True)
    assert ask(assistant).name == "Phở"
    with pytest.raises(QuotaUsed):  # another worker
        ask(open_one(answers_per_day=2), fresh=True)
    assert len(server.requests) == 2
    for _ in range(3):
        ask(assistant, client="", fresh=True)
    ask(assistant, client="hai", fresh=True)


def test_a_failure_without_cost_is_given_back(
    server: ModelServer, open_one: Callable[..., Assistant]
) -> None:
    assistant = open_one(answers_per_day=1, patience=0.1)
    server.queue(fails(500), fails(500))
    for each in (ask, listen):
        with pytest.raises(ModelError):
            each(assistant)
    server.queue(PHO)
    assert ask(assistant).name == "Phở"


@pytest.mark.parametrize("answer", [broken_text(), filtered("Phở ")])
def test_a_failure_that_cost_something_counts(
    server: ModelServer, open_one: Callable[..., Assistant], answer: Answer
) -> None:
    assistant = open_one(answers_per_day=1)
    server.always(answer)
    with pytest.raises(ModelError) as raised:
        ask(assistant)
    assert not isinstance(raised.value, QuotaUsed)
    with pytest.raises(QuotaUsed):
        ask(assistant)


def test_words_that_came_count(server: ModelServer, open_one: Callable[..., Assistant]) -> None:
    assistant = open_one(answers_per_day=1)
    server.always(cuts(after=2))
    for kind in (ModelError, QuotaUsed):
        with pytest.raises(kind):
            listen(assistant)
    assert len(server.requests) == 1


def test_nothing_is_asked_once_the_budget_is_spent(
    server: ModelServer, open_one: Callable[..., Assistant]
) -> None:
    assistant = open_one(usd_per_day=1e-6)
    ask(assistant)
    for client in ("một", "hai", ""):
        with pytest.raises(AllUsed):
            ask(assistant, client, fresh=True)
    assert len(server.requests) == 1


def test_the_log_tells_cost_and_end_but_no_words(
    server: ModelServer, open_one: Callable[..., Assistant], caplog: pytest.LogCaptureFixture
) -> None:
    assistant = open_one(answers_per_day=3)
    server.queue(fails(429, retry_after=0), PHO, broken_text(), broken_text(), streams("Phở"))
    ask(assistant)
    ask(assistant)
    with pytest.raises(BrokenAnswer):
        ask(assistant, fresh=True)
    listen(assistant)
    with pytest.raises(QuotaUsed):
        ask(assistant, fresh=True)
    lines = [vars(record) for record in caplog.records if record.name == "llm"]
    told = [(x["kind"], x["code"], x["requests"], x["kept"], x["causes"]) for x in lines]
    assert told == [
        ("ask", "ok", 2, False, ["ModelRateLimitError 429"]),
        ("ask", "ok", 0, True, []),
        ("ask", "broken_answer", 2, False, ["ValidationError"] * 2),
        ("stream", "ok", 1, False, []),
        ("ask", "quota_used", 0, False, []),
    ]
    assert [line["levelno"] for line in lines] == [logging.INFO, logging.INFO, logging.WARNING] + [
        logging.INFO,
        logging.WARNING,
    ]
    for line in lines:
        assert (line["provider"], line["model"]) == ("gemini", MODEL)
        assert (line["usd"] or 0) > 0 or line["requests"] == 0
        assert line["input_tokens"] > 0 or line["requests"] == 0
        assert line["milliseconds"] >= line["provider_milliseconds"] >= 0
        for word in (KEY, SECRET, "Phở", "một"):
            assert word not in f"{line}"


def test_time_that_a_request_takes_is_no_wait(
    server: ModelServer, open_one: Callable[..., Assistant]
) -> None:
    """The next key needs no wait, however late the first one was refused."""
    late = replace(fails(429, retry_after=30), wait=0.6)
    server.queue(late, PHO)
    assert ask(open_one(keys=("khoa-1", "khoa-2"), patience=0.2)).name == "Phở"
    assert len({request.key for request in server.requests}) == 2


def test_files_hold_answers_and_neither_keys_nor_questions(
    server: ModelServer, open_one: Callable[..., Assistant], folder: Path
) -> None:
    server.queue(PHO)
    assistant = open_one()
    ask(assistant, client="203.0.113.77")
    listen(assistant, client="203.0.113.77")
    data = b"".join(path.read_bytes() for path in folder.iterdir())
    assert b'"price":45000' in data
    for word in (KEY, SECRET, "203.0.113.77"):
        assert word.encode() not in data


@pytest.mark.parametrize(
    "fault", [refuses_key(), fails(429), fails(500), cuts(), cuts(after=2), broken_text()]
)
def test_no_failure_leaves_a_key_behind(
    server: ModelServer, open_one: Callable[..., Assistant], folder: Path, fault: Answer
) -> None:
    server.always(fault)
    assistant = open_one(patience=0.1)
    with pytest.raises(ModelError):
        ask(assistant)
    with suppress(ModelError):
        listen(assistant)
    data = b"".join(path.read_bytes() for path in folder.iterdir())
    assert data
    for word in (KEY, SECRET, PROVIDER_TEXT):
        assert word.encode() not in data
    assert KEY not in f"{vars(assistant)}"


def test_damaged_files_stop_no_answer(
    server: ModelServer, open_one: Callable[..., Assistant], folder: Path
) -> None:
    server.always(PHO)
    assistant = open_one()
    ask(assistant)
    for path in folder.glob("*.sqlite"):
        path.write_bytes(b"no database" * 1_000)
    assert ask(assistant).name == "Phở"
    assert ask(assistant).name == "Phở"
    assert len(server.requests) == 2
    assert len(list(folder.glob("*.damaged-*"))) == 2
