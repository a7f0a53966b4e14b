"""What a local model server is told to answer: words, values, tool calls and faults.

Small functions build one `Answer` each, which every server gives in its own dialect:
`says`, `streams`, `json_answer`, `calls`, `empty`, `runs_out`, `blocked`, `filtered`, and the
faults `fails`, `refuses_key`, `hangs`, `cuts`, `broken_json`, `broken_text`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

PROVIDER_TEXT = "internal detail of the provider 7f3a"
"""In every error that a server gives; a user and a log must never see it."""

_WORDS = ("Phở ", "bò ", "tái ", "lăn ", "thơm ", "lừng ")

End = Literal["whole", "too_long", "filtered", "blocked"]
FaultKind = Literal["status", "hang", "cut", "broken"]


@dataclass(frozen=True)
class Fault:
    """How an answer goes wrong.

    Attributes:
        kind: A status of HTTP, nothing more, a cut connection, or JSON that is none.
        after: The words that come before it.
        status: Of HTTP.
        retry_after: Seconds that the provider asks to wait.
        bad_key: Whether the key is what the provider refuses.
    """

    kind: FaultKind
    after: int = 0
    status: int = 500
    retry_after: float | None = None
    bad_key: bool = False


@dataclass(frozen=True)
class Call:
    """A function that the model wants to be called."""

    name: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """One answer of a model.

    Attributes:
        words: As they are streamed; joined where the request is not for a stream.
        value: Given as text, or as the call of a tool where the request demands one.
        call: Of a tool.
        wait: Seconds before anything is sent.
        pause: Seconds between words.
        end: Why the model stops.
        fault: What goes wrong.
    """

    words: tuple[str, ...] = ()
    value: Any = None
    call: Call | None = None
    wait: float = 0.0
    pause: float = 0.0
    end: End = "whole"
    fault: Fault | None = None


def says(text: str, *, wait: float = 0.0) -> Answer:
    """A text in one piece."""
    return Answer(words=(text,), wait=wait)


def streams(*words: str, pause: float = 0.0, wait: float = 0.0) -> Answer:
    """A text word by word; spaces are the caller's."""
    return Answer(words=words, pause=pause, wait=wait)


def json_answer(value: Any, *, wait: float = 0.0) -> Answer:
    """A structured answer, in whichever form the request asks for it: text or tool call."""
    return Answer(value=value, wait=wait)


def calls(name: str, arguments: Mapping[str, Any]) -> Answer:
    """The call of a tool."""
    return Answer(call=Call(name, arguments))


def empty() -> Answer:
    """An answer without a word."""
    return Answer()


def runs_out(*words: str) -> Answer:
    """An answer that ends where its allowed length does."""
    return Answer(words=words or _WORDS[:2], end="too_long")


def blocked() -> Answer:
    """A request that the provider refuses to answer."""
    return Answer(end="blocked")


def filtered(*words: str) -> Answer:
    """An answer that the provider's filter ends after some words."""
    return Answer(words=words or _WORDS[:2], end="filtered")


def fails(status: int, *, retry_after: float | None = None, after: int = 0) -> Answer:
    """An error in the provider's shape.

    Args:
        status: Of HTTP.
        retry_after: Seconds to wait, told as the provider tells them.
        after: Words of a stream that come before it (then as an event of the stream).
    """
    fault = Fault("status", after=after, status=status, retry_after=retry_after)
    return Answer(words=_WORDS, fault=fault)


def refuses_key() -> Answer:
    """The provider's answer to a key that it does not know; its text holds the key."""
    return Answer(words=_WORDS, fault=Fault("status", status=401, bad_key=True))


def hangs(*, after: int = 0, pause: float = 0.0) -> Answer:
    """Nothing more comes after some words, until the client or the test gives up."""
    return Answer(words=_WORDS, pause=pause, fault=Fault("hang", after=after))


def cuts(*, after: int = 0, pause: float = 0.0) -> Answer:
    """The connection is cut after some words; without any, before the answer's first byte."""
    return Answer(words=_WORDS, pause=pause, fault=Fault("cut", after=after))


def broken_json(*, after: int = 0) -> Answer:
    """The provider's own JSON ends in the middle; HTTP is whole."""
    return Answer(words=_WORDS, fault=Fault("broken", after=after))


def broken_text() -> Answer:
    """The provider's JSON is whole; the JSON that the model wrote in it is not."""
    return Answer(words=('{"tiêu_đề": "Phở bò", "phần": [{"lời": "Ngon',))
