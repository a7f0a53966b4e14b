"""A language model's server on loopback: it answers what it is told, and records what it saw."""

from __future__ import annotations

import json
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from servers.model_dialect import Dialect
from servers.model_handler import LoopbackServer
from servers.model_requests import ModelRequest, Question
from servers.model_script import Answer, Call, streams
from servers.schema_instances import instance_of, schema_in

Answerer = Callable[[ModelRequest], "str | Answer | None"]
_WORDS = "Nước dùng ninh mười hai tiếng, ngọt thanh; bát phở đầy đặn, giá 45.000 đồng."


class ModelServer:
    """A running server; safe to be scripted while clients ask.

    An answer is chosen in this order: what `always` says for the key, the queue, what `always`
    says for every key, the answerer, and last an instance of the schema that is asked for or
    some words about food.
    """

    def __init__(self, url: str, answerer: Answerer | None, *, generous: bool = False) -> None:
        self.url = url
        self._answerer = answerer
        self._generous = generous
        self._lock = threading.Lock()
        self._requests: list[ModelRequest] = []
        self._queue: deque[Answer] = deque()
        self._standing: dict[str | None, Answer] = {}

    @property
    def requests(self) -> list[ModelRequest]:
        """What was asked until now, in the order of arrival."""
        with self._lock:
            return list(self._requests)

    def queue(self, *answers: Answer) -> None:
        """Appends answers for the next requests, one each."""
        with self._lock:
            self._queue.extend(answers)

    def always(self, answer: Answer, *, key: str | None = None) -> None:
        """Gives an answer to every request, or to every one with a key."""
        with self._lock:
            self._standing[key] = answer

    def clear(self) -> None:
        """Forgets the script and the requests."""
        with self._lock:
            self._requests.clear()
            self._queue.clear()
            self._standing.clear()

    def wait_for_requests(self, count: int, seconds: float = 5.0) -> list[ModelRequest]:
        """Returns the requests once there are as many.

        Raises:
            TimeoutError: Where they do not come in time.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if len(self.requests) >= count:
                return self.requests
            time.sleep(0.005)
        raise TimeoutError(f"{len(self.requests)} requests instead of {count}")

    def answer(self, request: ModelRequest) -> Answer:
        """Records a request and chooses its answer."""
        with self._lock:
            self._requests.append(request)
            answer = self._standing.get(request.key)
            if answer is None and self._queue:
                answer = self._queue.popleft()
            if answer is None:
                answer = self._standing.get(None)
        if answer is None:
            answer = self._default(request)
        return _settled(request.question, answer)

    def _default(self, request: ModelRequest) -> Answer:
        given = self._answerer(request) if self._answerer else None
        if isinstance(given, Answer):
            return given
        schema = _schema_of(request.question)
        if schema is not None:
            return Answer(value=instance_of(schema, generous=self._generous))
        return streams(*split_words(given or _WORDS))


def split_words(text: str) -> list[str]:
    """Cuts a text after each space; joined, the words are the text again."""
    return re.findall(r"\S+\s*|\s+", text)


@contextmanager
def model_server(
    dialect: Dialect,
    answerer: Answerer | None = None,
    *,
    port: int = 0,
    generous: bool = False,
) -> Iterator[ModelServer]:
    """Runs a server until the block ends.

    Args:
        dialect: Of the provider.
        answerer: What is answered to requests that the script says nothing about: a text, an
            answer, or None for the server's own. A text is passed over where JSON is asked for.
        port: Of loopback; a free one without it.
        generous: Whether the server's own JSON has optional properties and some list items.

    Raises:
        RuntimeError: At the end, where a request could not be answered, such as a schema with a
            pattern that has no example.
    """
    http = LoopbackServer(port, dialect)
    server = ModelServer(http.url, answerer, generous=generous)
    http.answer = server.answer
    thread = threading.Thread(target=http.serve_forever, args=(0.02,), name="model-server")
    thread.start()
    try:
        yield server
    finally:
        http.stop()
        thread.join()
    if http.errors:
        raise RuntimeError("the model server could not answer") from http.errors[0]


def _schema_of(question: Question) -> Mapping[str, Any] | None:
    if question.forced is not None and question.schema is None:
        return question.tools[question.forced or next(iter(question.tools))]
    # A model that is not known to take schemas is told of them in its instructions.
    if question.schema is None or "properties" not in question.schema:
        return schema_in(question.instructions) or question.schema
    return question.schema


def _settled(question: Question, answer: Answer) -> Answer:
    """Gives a value the form that the request asks for."""
    if answer.value is None:
        return answer
    if question.forced is not None and question.schema is None:
        name = question.forced or next(iter(question.tools))
        return replace(answer, value=None, call=Call(name, answer.value))
    text = json.dumps(answer.value, ensure_ascii=False)
    return replace(answer, value=None, words=tuple(split_words(text)))
