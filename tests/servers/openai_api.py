"""The OpenAI API on loopback: chat completions and responses; for compatible endpoints too.

The address that clients are given is `f"{server.url}/v1"`. By hand:

    PYTHONPATH=tests python -m servers.openai_api --port 8091
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

from servers import openai_chat, openai_responses
from servers.model_dialect import Dialect, Refusal, bearer, decode_data_url, decode_inline, event
from servers.model_requests import Inline, Question
from servers.model_script import PROVIDER_TEXT, Answer, Fault
from servers.model_server import Answerer, ModelServer, model_server


class _Way(Protocol):
    """What each of the two modules has."""

    DIALECT: str

    def messages_of(self, body: Mapping[str, Any]) -> list[Mapping[str, Any]]: ...

    def tools_of(self, body: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]: ...

    def schema_of(self, body: Mapping[str, Any]) -> Mapping[str, Any] | None: ...

    def whole(self, question: Question, answer: Answer) -> dict[str, Any]: ...

    def opening(self, question: Question, answer: Answer) -> bytes: ...

    def word(self, question: Question, text: str, number: int) -> bytes: ...

    def closing(self, question: Question, answer: Answer) -> bytes: ...

    def late_refusal(self, error: Mapping[str, Any]) -> bytes: ...


_WAYS: Mapping[str, _Way] = {"chat/completions": openai_chat, "responses": openai_responses}
_DIALECTS = {way.DIALECT: way for way in _WAYS.values()}
_TYPES = {401: "invalid_request_error", 403: "invalid_request_error", 429: "requests"}
_CODES = {401: "invalid_api_key", 403: "unsupported_country", 429: "rate_limit_exceeded"}
_AUDIO = {"wav": "audio/wav", "mp3": "audio/mpeg"}
_MODELS = ("gpt-5-mini", "gpt-5")


@contextmanager
def openai_api(
    answerer: Answerer | None = None, *, port: int = 0, generous: bool = False
) -> Iterator[ModelServer]:
    """Runs a server until the block ends; its arguments are those of `gemini_api`."""
    with model_server(_DIALECT, answerer, port=port, generous=generous) as server:
        yield server


def _read(path: str, query: Mapping[str, str], body: Mapping[str, Any]) -> Question | None:
    way = _WAYS.get(path.removeprefix("/v1").strip("/"))
    if way is None:
        return None
    messages = way.messages_of(body)
    ours = [each for each in messages if each.get("role") in ("system", "developer")]
    parts = list(_parts_of(each for each in messages if each not in ours))
    tools = way.tools_of(body)
    return Question(
        model=str(body.get("model", "")),
        instructions="\n".join(filter(None, [body.get("instructions"), *_texts_of(ours)])),
        text="\n".join(part["text"] for part in parts if part.get("text")),
        inline=tuple(file for part in parts if (file := _file_of(part))),
        schema=way.schema_of(body),
        tools=tools,
        forced=_forced(body.get("tool_choice"), tools),
        streamed=bool(body.get("stream")),
        dialect=way.DIALECT,
    )


def _texts_of(messages: list[Mapping[str, Any]]) -> list[str]:
    return [part["text"] for part in _parts_of(messages) if part.get("text")]


def _parts_of(messages: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for message in messages:
        content = message.get("content") or message.get("output") or []
        yield from [{"text": content}] if isinstance(content, str) else content


def _file_of(part: Mapping[str, Any]) -> Inline | None:
    match part:
        case {"input_audio": {"data": data, "format": form}}:
            return decode_inline(data, _AUDIO.get(form, f"audio/{form}"))
        case {"image_url": {"url": url}} | {"image_url": str(url)}:
            return decode_data_url(url)
        case {"file": {"file_data": url}} | {"file_data": url}:
            return decode_data_url(url)
        case _:
            return None


def _forced(choice: Any, tools: Mapping[str, Any]) -> str | None:
    match choice:
        case "required" | {"mode": "required"} if tools:
            return ""
        case {"function": {"name": name}} | {"type": "function", "name": name}:
            return str(name)
        case _:
            return None


def _refusal(fault: Fault, key: str) -> Refusal:
    status = 401 if fault.bad_key else fault.status
    message = f"{PROVIDER_TEXT} ({key})"
    if fault.bad_key:
        message = f"Incorrect API key provided: {key}. {PROVIDER_TEXT}"
    error = {
        "message": message,
        "type": _TYPES.get(status, "server_error" if status >= 500 else "invalid_request_error"),
        "param": None,
        "code": _CODES.get(status),
    }
    wait = fault.retry_after
    return status, {"error": error}, {} if wait is None else {"Retry-After": f"{wait:g}"}


def _late_refusal(question: Question, fault: Fault, key: str) -> bytes:
    return _DIALECTS[question.dialect].late_refusal(_refusal(fault, key)[1]["error"])


def _whole(question: Question, answer: Answer) -> Mapping[str, Any]:
    return _DIALECTS[question.dialect].whole(question, answer)


def _opening(question: Question, answer: Answer) -> bytes:
    return _DIALECTS[question.dialect].opening(question, answer)


def _word(question: Question, word: str, number: int) -> bytes:
    return _DIALECTS[question.dialect].word(question, word, number)


def _closing(question: Question, answer: Answer) -> bytes:
    return _DIALECTS[question.dialect].closing(question, answer)


def _broken(question: Question) -> bytes:
    start = '{"id": "mau", "choices": [{"index": 0, "delta": {"content": "Phở'
    return event(start) if question.streamed else start.encode()


def _list_models(path: str) -> Mapping[str, Any] | None:
    if not path.endswith("/models"):
        return None
    shared = {"object": "model", "created": 0, "owned_by": "mau"}
    return {"object": "list", "data": [{"id": name, **shared} for name in _MODELS]}


_DIALECT = Dialect(
    key_of=lambda headers, query: bearer(headers),
    read=_read,
    list_models=_list_models,
    whole=_whole,
    opening=_opening,
    word=_word,
    closing=_closing,
    refusal=_refusal,
    late_refusal=_late_refusal,
    broken=_broken,
    keyless=True,
)


if __name__ == "__main__":
    from servers.model_main import serve

    serve(openai_api)
