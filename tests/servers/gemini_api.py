"""The Gemini API (REST) on loopback, as Google's two Python libraries call it.

By hand, with words about food for every page:

    PYTHONPATH=tests python -m servers.gemini_api --port 8090
    GEMINI_API_KEYS=khoa-thu MODEL_BASE_URL=http://127.0.0.1:8090 python -m dash_app
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from servers.model_dialect import Dialect, Refusal, count_tokens, decode_inline, event, text_of
from servers.model_requests import Inline, Question
from servers.model_script import PROVIDER_TEXT, Answer, Fault
from servers.model_server import Answerer, ModelServer, model_server

_PATH = re.compile(r"(?:/v\d\w*)?/models/(?P<model>[^:/]+):(?P<method>\w+)")
_STATUSES = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}
_ENDS = {"whole": "STOP", "too_long": "MAX_TOKENS", "filtered": "SAFETY"}
# The first library sends enumerations as the numbers of its protocol.
_MODE_ANY = ("ANY", 2)
_MODELS = ("gemini-2.5-flash", "gemini-2.5-pro")


@contextmanager
def gemini_api(
    answerer: Answerer | None = None, *, port: int = 0, generous: bool = False
) -> Iterator[ModelServer]:
    """Runs a server until the block ends.

    Args:
        answerer: What is answered where the script says nothing: a text, an answer, or None for
            words about food and the least instance of a schema.
        port: Of loopback; a free one without it.
        generous: Whether instances of schemas have optional properties and some list items.
    """
    with model_server(_DIALECT, answerer, port=port, generous=generous) as server:
        yield server


def _key_of(headers: Mapping[str, str], query: Mapping[str, str]) -> str:
    return headers.get("x-goog-api-key") or query.get("key", "")


def _read(path: str, query: Mapping[str, str], body: Mapping[str, Any]) -> Question | None:
    found = _PATH.fullmatch(path)
    if found is None or found["method"] not in ("generateContent", "streamGenerateContent"):
        return None
    streamed = found["method"] == "streamGenerateContent"
    parts = [part for turn in body.get("contents", []) for part in turn.get("parts", [])]
    wishes = body.get("generationConfig", {})
    tools = {
        tool["name"]: _field(tool, "parametersJsonSchema") or tool.get("parameters") or {}
        for group in body.get("tools", [])
        for tool in group.get("functionDeclarations", [])
    }
    return Question(
        model=found["model"],
        instructions=_words_of(body.get("systemInstruction", {}).get("parts", [])),
        text=_words_of(parts),
        inline=tuple(_inline_of(parts)),
        schema=_field(wishes, "responseJsonSchema") or _field(wishes, "responseSchema"),
        tools=tools,
        forced=_forced(body.get("toolConfig", {}).get("functionCallingConfig", {}), tools),
        streamed=streamed,
        dialect="sse" if query.get("alt") == "sse" else "array",
    )


def _field(message: Mapping[str, Any], name: str) -> Any:
    """A field in either way of writing: an API made from protocol buffers takes both."""
    snake = re.sub(r"[A-Z]", lambda found: f"_{found[0].lower()}", name)
    return message.get(name, message.get(snake))


def _words_of(parts: list[Mapping[str, Any]]) -> str:
    """Texts and what called tools gave back."""
    given = [part.get("text") or _result_of(part) for part in parts]
    return "\n".join(text for text in given if text)


def _result_of(part: Mapping[str, Any]) -> str:
    result = part.get("functionResponse", {}).get("response")
    return json.dumps(result, ensure_ascii=False) if result else ""


def _inline_of(parts: list[Mapping[str, Any]]) -> list[Inline]:
    blobs = [part["inlineData"] for part in parts if "inlineData" in part]
    return [decode_inline(b["data"], _field(b, "mimeType")) for b in blobs]


def _forced(config: Mapping[str, Any], tools: Mapping[str, Any]) -> str | None:
    if config.get("mode") not in _MODE_ANY or not tools:
        return None
    allowed = _field(config, "allowedFunctionNames") or []
    return str(allowed[0]) if len(allowed) == 1 else ""


def _whole(question: Question, answer: Answer) -> dict[str, Any]:
    return _piece(question, text_of(answer), answer)


def _opening(question: Question, answer: Answer) -> bytes:
    return b"" if question.dialect == "sse" else b"["


def _word(question: Question, word: str, number: int) -> bytes:
    return _framed(question, _piece(question, word), first=number == 0)


def _closing(question: Question, answer: Answer) -> bytes:
    last = _framed(question, _piece(question, "", answer), first=not answer.words)
    return last if question.dialect == "sse" else last + b"]"


def _framed(question: Question, piece: Mapping[str, Any], *, first: bool) -> bytes:
    if question.dialect == "sse":
        return event(piece)
    return (b"" if first else b",\r\n") + json.dumps(piece, ensure_ascii=False).encode()


def _piece(question: Question, text: str, answer: Answer | None = None) -> dict[str, Any]:
    """One response: a word of a stream, or with the answer also its call, end and usage."""
    shared = {"modelVersion": question.model, "responseId": "mau"}
    if answer is not None and answer.end == "blocked":
        return {"promptFeedback": {"blockReason": "SAFETY"}, **_usage(question, ""), **shared}
    # The real API's last piece of a stream has an empty text, an empty answer has no parts.
    some = bool(text) if answer is None else bool(answer.words)
    parts: list[dict[str, Any]] = [{"text": text}] if some else []
    if answer is not None and answer.call is not None:
        call = {"name": answer.call.name, "args": dict(answer.call.arguments)}
        parts.append({"functionCall": call})
    candidate: dict[str, Any] = {"index": 0}
    if parts:
        candidate["content"] = {"role": "model", "parts": parts}
    if answer is None:
        return {"candidates": [candidate], **shared}
    candidate["finishReason"] = _ENDS[answer.end]
    if answer.end == "filtered":
        rating = {"category": "HARM_CATEGORY_DANGEROUS_CONTENT", "probability": "HIGH"}
        candidate["safetyRatings"] = [{**rating, "blocked": True}]
    return {"candidates": [candidate], **_usage(question, text_of(answer)), **shared}


def _usage(question: Question, text: str) -> dict[str, Any]:
    read, written = count_tokens(question.instructions + question.text), count_tokens(text)
    counts = {"promptTokenCount": read, "candidatesTokenCount": written}
    return {"usageMetadata": {**counts, "totalTokenCount": read + written}}


def _refusal(fault: Fault, key: str) -> Refusal:
    status = 400 if fault.bad_key else fault.status
    details: list[dict[str, Any]] = []
    headers = {}
    message = f"{PROVIDER_TEXT} ({key})"
    if fault.bad_key:
        message = f"API key not valid. Please pass a valid API key. {message}"
        info = {"reason": "API_KEY_INVALID", "domain": "googleapis.com"}
        details.append({"@type": "type.googleapis.com/google.rpc.ErrorInfo", **info})
    if fault.retry_after is not None:
        info = {"retryDelay": f"{fault.retry_after:g}s"}
        details.append({"@type": "type.googleapis.com/google.rpc.RetryInfo", **info})
        headers["Retry-After"] = f"{fault.retry_after:g}"
    error = {"code": status, "message": message, "status": _STATUSES.get(status, "UNKNOWN")}
    return status, {"error": {**error, **({"details": details} if details else {})}}, headers


def _late_refusal(question: Question, fault: Fault, key: str) -> bytes:
    body = _refusal(fault, key)[1]
    last = _framed(question, body, first=False)
    return last if question.dialect == "sse" else last + b"]"


def _broken(question: Question) -> bytes:
    start = '{"candidates": [{"content": {"parts": [{"text": "Phở'
    if not question.streamed:
        return start.encode()
    return f"data: {start}\n\n".encode() if question.dialect == "sse" else f",{start}".encode()


def _list_models(path: str) -> Mapping[str, Any] | None:
    if not path.endswith("/models"):
        return None
    methods = {"supportedGenerationMethods": ["generateContent", "countTokens"]}
    return {"models": [{"name": f"models/{name}", **methods} for name in _MODELS]}


_DIALECT = Dialect(
    key_of=_key_of,
    read=_read,
    list_models=_list_models,
    whole=_whole,
    opening=_opening,
    word=_word,
    closing=_closing,
    refusal=_refusal,
    late_refusal=_late_refusal,
    broken=_broken,
    mimetypes={"array": "application/json; charset=UTF-8"},
)


if __name__ == "__main__":
    from servers.model_main import serve

    serve(gemini_api)
