"""The Anthropic API (messages) on loopback. By hand:

PYTHONPATH=tests python -m servers.anthropic_api --port 8092
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from servers.model_dialect import (
    Dialect,
    Refusal,
    bearer,
    count_tokens,
    decode_inline,
    event,
    text_of,
)
from servers.model_requests import Inline, Question
from servers.model_script import PROVIDER_TEXT, Answer, Fault
from servers.model_server import Answerer, ModelServer, model_server

_TYPES = {
    400: "invalid_request_error",
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    429: "rate_limit_error",
    500: "api_error",
    529: "overloaded_error",
}
_ENDS = {
    "whole": "end_turn",
    "too_long": "max_tokens",
    "filtered": "refusal",
    "blocked": "refusal",
}
_MODELS = ("claude-haiku-4-5", "claude-sonnet-4-5")


@contextmanager
def anthropic_api(
    answerer: Answerer | None = None, *, port: int = 0, generous: bool = False
) -> Iterator[ModelServer]:
    """Runs a server until the block ends; its arguments are those of `gemini_api`."""
    with model_server(_DIALECT, answerer, port=port, generous=generous) as server:
        yield server


def _key_of(headers: Mapping[str, str], query: Mapping[str, str]) -> str:
    return headers.get("x-api-key") or bearer(headers)


def _read(path: str, query: Mapping[str, str], body: Mapping[str, Any]) -> Question | None:
    if path != "/v1/messages":
        return None
    parts = [part for turn in body.get("messages", []) for part in _parts_of(turn["content"])]
    tools = {tool["name"]: tool.get("input_schema", {}) for tool in body.get("tools", [])}
    form = body.get("output_config", {}).get("format") or body.get("output_format") or {}
    return Question(
        model=str(body.get("model", "")),
        instructions=_words_of(_parts_of(body.get("system", []))),
        text=_words_of(parts),
        inline=tuple(_inline_of(parts)),
        schema=form.get("schema"),
        tools=tools,
        forced=_forced(body.get("tool_choice", {}), tools),
        streamed=bool(body.get("stream")),
        dialect="messages",
    )


def _parts_of(content: Any) -> list[Mapping[str, Any]]:
    return [{"type": "text", "text": content}] if isinstance(content, str) else list(content)


def _words_of(parts: list[Mapping[str, Any]]) -> str:
    """Texts and what called tools gave back."""
    words = []
    for part in parts:
        if part["type"] == "tool_result":
            words.append(_words_of(_parts_of(part.get("content", []))))
        elif "text" in part:
            words.append(part["text"])
    return "\n".join(words)


def _inline_of(parts: list[Mapping[str, Any]]) -> list[Inline]:
    sources = [part["source"] for part in parts if part["type"] in ("image", "document")]
    return [decode_inline(each["data"], each["media_type"]) for each in sources if "data" in each]


def _forced(choice: Mapping[str, Any], tools: Mapping[str, Any]) -> str | None:
    if choice.get("type") not in ("any", "tool") or not tools:
        return None
    return str(choice.get("name", ""))


def _whole(question: Question, answer: Answer) -> dict[str, Any]:
    content: list[dict[str, Any]] = []
    if answer.words:
        content.append({"type": "text", "text": text_of(answer)})
    if answer.call is not None:
        shared = {"type": "tool_use", "id": "toolu_mau", "name": answer.call.name}
        content.append({**shared, "input": dict(answer.call.arguments)})
    end = {"stop_reason": _end(answer), "stop_sequence": None}
    return {**_message(question), "content": content, **end, "usage": _usage(question, answer)}


def _opening(question: Question, answer: Answer) -> bytes:
    message = {**_message(question), "usage": _usage(question, Answer())}
    data = _event("message_start", message=message)
    if answer.words:
        data += _event("content_block_start", index=0, content_block={"type": "text", "text": ""})
    return data + _event("ping")


def _word(question: Question, word: str, number: int) -> bytes:
    return _event("content_block_delta", index=0, delta={"type": "text_delta", "text": word})


def _closing(question: Question, answer: Answer) -> bytes:
    data = _event("content_block_stop", index=0) if answer.words else b""
    if answer.call is not None:
        index = 1 if answer.words else 0
        block = {"type": "tool_use", "id": "toolu_mau", "name": answer.call.name, "input": {}}
        data += _event("content_block_start", index=index, content_block=block)
        arguments = json.dumps(dict(answer.call.arguments), ensure_ascii=False)
        delta = {"type": "input_json_delta", "partial_json": arguments}
        data += _event("content_block_delta", index=index, delta=delta)
        data += _event("content_block_stop", index=index)
    end = {"stop_reason": _end(answer), "stop_sequence": None}
    data += _event("message_delta", delta=end, usage=_usage(question, answer))
    return data + _event("message_stop")


def _event(kind: str, **fields: Any) -> bytes:
    return event({"type": kind, **fields}, kind)


def _end(answer: Answer) -> str:
    return "tool_use" if answer.call is not None else _ENDS[answer.end]


def _message(question: Question) -> dict[str, Any]:
    shared = {"id": "msg_mau", "type": "message", "role": "assistant", "model": question.model}
    return {**shared, "content": [], "stop_reason": None, "stop_sequence": None}


def _usage(question: Question, answer: Answer) -> dict[str, int]:
    read = count_tokens(question.instructions + question.text)
    return {"input_tokens": read, "output_tokens": count_tokens(text_of(answer))}


def _refusal(fault: Fault, key: str) -> Refusal:
    # This provider says 529 where others say 503.
    status = 401 if fault.bad_key else {503: 529}.get(fault.status, fault.status)
    message = f"invalid x-api-key: {key}" if fault.bad_key else f"({key})"
    error = {"type": _TYPES.get(status, "api_error"), "message": f"{PROVIDER_TEXT} {message}"}
    wait = fault.retry_after
    headers = {} if wait is None else {"Retry-After": f"{wait:g}"}
    return status, {"type": "error", "error": error, "request_id": "req_mau"}, headers


def _late_refusal(question: Question, fault: Fault, key: str) -> bytes:
    return event(_refusal(fault, key)[1], "error")


def _broken(question: Question) -> bytes:
    start = (
        '{"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Ph'
    )
    return event(start, "content_block_delta") if question.streamed else start.encode()


def _list_models(path: str) -> Mapping[str, Any] | None:
    if path != "/v1/models":
        return None
    shared = {"type": "model", "display_name": "Mẫu", "created_at": "2025-01-01T00:00:00Z"}
    models = [{"id": name, **shared} for name in _MODELS]
    return {"data": models, "has_more": False, "first_id": _MODELS[0], "last_id": _MODELS[-1]}


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
)


if __name__ == "__main__":
    from servers.model_main import serve

    serve(anthropic_api)
