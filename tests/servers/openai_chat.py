"""OpenAI's chat completions, as every compatible endpoint has them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from servers.model_dialect import count_tokens, event, text_of
from servers.model_requests import Question
from servers.model_script import PROVIDER_TEXT, Answer, Call

DIALECT = "chat"
_ENDS = {"whole": "stop", "too_long": "length", "filtered": "content_filter", "blocked": "stop"}


def messages_of(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The messages of a request."""
    return list(body.get("messages", []))


def tools_of(body: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The schemas of its functions."""
    functions = [tool["function"] for tool in body.get("tools", []) if "function" in tool]
    return {each["name"]: each.get("parameters", {}) for each in functions}


def schema_of(body: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The schema of the answer."""
    match body.get("response_format"):
        case {"type": "json_schema", "json_schema": {"schema": schema}}:
            return dict(schema)
        case {"type": "json_object"}:
            return {"type": "object"}
        case _:
            return None


def whole(question: Question, answer: Answer) -> dict[str, Any]:
    """The JSON of an answer."""
    message: dict[str, Any] = {"role": "assistant", "content": text_of(answer) or None}
    if answer.end == "blocked":
        message["refusal"] = PROVIDER_TEXT
    if answer.call is not None:
        message["tool_calls"] = [_call(answer.call)]
    choice = {"index": 0, "message": message, "finish_reason": _end(answer), "logprobs": None}
    return {
        **_shared(question, "chat.completion"),
        "choices": [choice],
        "usage": _usage(question, answer),
    }


def opening(question: Question, answer: Answer) -> bytes:
    """The role."""
    return _piece(question, {"role": "assistant", "content": ""})


def word(question: Question, text: str, number: int) -> bytes:
    """One word of a stream."""
    return _piece(question, {"content": text})


def closing(question: Question, answer: Answer) -> bytes:
    """The call or the refusal, the end, the usage."""
    data = b""
    if answer.end == "blocked":
        data += _piece(question, {"refusal": PROVIDER_TEXT})
    if answer.call is not None:
        data += _piece(question, {"tool_calls": [{"index": 0, **_call(answer.call)}]})
    data += _piece(question, {}, _end(answer))
    usage = {"choices": [], "usage": _usage(question, answer)}
    data += event({**_shared(question, "chat.completion.chunk"), **usage})
    return data + event("[DONE]")


def late_refusal(error: Mapping[str, Any]) -> bytes:
    """An error in the middle of a stream."""
    return event({"error": error})


def _end(answer: Answer) -> str:
    return "tool_calls" if answer.call is not None else _ENDS[answer.end]


def _call(call: Call) -> dict[str, Any]:
    arguments = json.dumps(dict(call.arguments), ensure_ascii=False)
    function = {"name": call.name, "arguments": arguments}
    return {"id": "call_mau", "type": "function", "function": function}


def _piece(question: Question, delta: Mapping[str, Any], end: str | None = None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": end, "logprobs": None}
    return event({**_shared(question, "chat.completion.chunk"), "choices": [choice]})


def _shared(question: Question, kind: str) -> dict[str, Any]:
    return {"id": "chatcmpl-mau", "object": kind, "created": 0, "model": question.model}


def _usage(question: Question, answer: Answer) -> dict[str, int]:
    read = count_tokens(question.instructions + question.text)
    written = count_tokens(text_of(answer))
    counts = {"prompt_tokens": read, "completion_tokens": written}
    return {**counts, "total_tokens": read + written}
