"""What a local model server saw: one record a request."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Inline:
    """A file that came with a request.

    Attributes:
        data: Its bytes, decoded.
        mimetype: As the client names it.
    """

    data: bytes
    mimetype: str


@dataclass(frozen=True)
class Question:
    """What a request asks, whatever the provider's dialect.

    Attributes:
        model: Its name.
        instructions: The system's words.
        text: All words of the messages.
        inline: Files in the messages.
        schema: Of the JSON that is asked for.
        tools: Schemas of the functions, by name.
        forced: The function that must be called; any of them where it is empty, None where the
            model may answer with words.
        streamed: Whether words are to come as they are made.
        dialect: Which of the provider's ways to answer: `sse`, `array`, `chat`, `responses`, ….
    """

    model: str
    instructions: str = ""
    text: str = ""
    inline: tuple[Inline, ...] = ()
    schema: Mapping[str, Any] | None = None
    tools: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    forced: str | None = None
    streamed: bool = False
    dialect: str = ""


@dataclass(eq=False)
class ModelRequest:
    """One request and what became of it; times are seconds of the clock, as `time.time()` tells.

    Attributes:
        path: Without the query.
        query: The parameters of the URL.
        headers: With names in small letters.
        body: The JSON.
        key: The provider's key that came with it.
        question: What it asks.
        at: When it had come in.
        first_word_at: When the first word was sent.
        ended_at: When the answer was whole, or had failed as it should.
        left_at: When the client closed the connection before the answer was whole.
    """

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Mapping[str, Any]
    key: str
    question: Question
    at: float = field(default_factory=time.time)
    first_word_at: float | None = None
    ended_at: float | None = None
    left_at: float | None = None
    done: threading.Event = field(default_factory=threading.Event)

    def wait_until_left(self, seconds: float = 5.0) -> bool:
        """Tells whether the client closed the connection before the answer was whole."""
        self.done.wait(seconds)
        return self.left_at is not None
