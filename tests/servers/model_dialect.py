"""What tells one provider's API from another: how requests are read and answers are written."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from servers.model_requests import Inline, Question
from servers.model_script import Answer, Fault

Refusal = tuple[int, Mapping[str, Any], Mapping[str, str]]


@dataclass(frozen=True)
class Dialect:
    """One provider's API.

    Attributes:
        key_of: The key of a request, from its headers and its query; empty where there is none.
        read: What a POST to a path asks; None for a path that the API does not have.
        list_models: The answer to a GET; None for a path that the API does not have.
        whole: The JSON of an answer.
        opening: The bytes before the words of a stream.
        word: One word of a stream; the first has the number 0.
        closing: The bytes after the words.
        refusal: Status, JSON and headers of an error, for a key.
        late_refusal: An error in the middle of a stream.
        broken: The bytes of JSON that ends too early, of a stream or not.
        mimetypes: Of streams, by the question's dialect, where it is not an event stream.
        keyless: Whether a request without a key is answered.
    """

    key_of: Callable[[Mapping[str, str], Mapping[str, str]], str]
    read: Callable[[str, Mapping[str, str], Mapping[str, Any]], Question | None]
    list_models: Callable[[str], Mapping[str, Any] | None]
    whole: Callable[[Question, Answer], Mapping[str, Any]]
    opening: Callable[[Question, Answer], bytes]
    word: Callable[[Question, str, int], bytes]
    closing: Callable[[Question, Answer], bytes]
    refusal: Callable[[Fault, str], Refusal]
    late_refusal: Callable[[Question, Fault, str], bytes]
    broken: Callable[[Question], bytes]
    mimetypes: Mapping[str, str] = field(default_factory=dict)
    keyless: bool = False


def event(data: Any, name: str = "") -> bytes:
    """One server-sent event."""
    head = f"event: {name}\n" if name else ""
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)
    return f"{head}data: {text}\n\n".encode()


def count_tokens(text: str) -> int:
    """A number that grows with the words, as good as any for a server without a tokenizer."""
    return len(text.split())


def decode_inline(data: str, mimetype: str) -> Inline:
    """Decodes base64 in its usual and in its URL form; Google's library sends the latter."""
    usual = data.replace("-", "+").replace("_", "/")
    return Inline(base64.b64decode(usual + "=" * (-len(usual) % 4)), mimetype)


def decode_data_url(url: str) -> Inline | None:
    """Decodes a file that is written into its address; None where it is elsewhere."""
    head, comma, data = url.partition(";base64,")
    return decode_inline(data, head.removeprefix("data:")) if comma else None


def bearer(headers: Mapping[str, str]) -> str:
    """The key in the header that HTTP has for it."""
    return headers.get("authorization", "").removeprefix("Bearer ")


def text_of(answer: Answer) -> str:
    """All words of an answer."""
    return "".join(answer.words)
