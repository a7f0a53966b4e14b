"""OpenAI's responses, its newer way to ask."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from servers.model_dialect import count_tokens, event, text_of
from servers.model_requests import Question
from servers.model_script import PROVIDER_TEXT, Answer, Call

DIALECT = "responses"
_REASONS = {"too_long": "max_output_tokens", "filtered": "content_filter"}
_TEXT = {"item_id": "msg_mau", "output_index": 0, "content_index": 0}


def messages_of(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The messages of a request, and what called functions gave back."""
    given = body.get("input", [])
    return [{"role": "user", "content": given}] if isinstance(given, str) else list(given)


def tools_of(body: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The schemas of its functions."""
    functions = [tool for tool in body.get("tools", []) if tool.get("type") == "function"]
    return {each["name"]: each.get("parameters") or {} for each in functions}


def schema_of(body: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The schema of the answer."""
    match body.get("text"):
        case {"format": {"type": "json_schema", "schema": schema}}:
            return dict(schema)
        case {"format": {"type": "json_object"}}:
            return {"type": "object"}
        case _:
            return None


def whole(question: Question, answer: Answer) -> dict[str, Any]:
    """The JSON of an answer."""
    output: list[dict[str, Any]] = []
    if answer.words:
        output.append(_message([_text(text_of(answer))]))
    if answer.end == "blocked":
        output.append(_message([{"type": "refusal", "refusal": PROVIDER_TEXT}]))
    if answer.call is not None:
        output.append(_call(answer.call))
    reason = _REASONS.get(answer.end)
    return {
        **_response(question, "incomplete" if reason else "completed", output),
        "incomplete_details": {"reason": reason} if reason else None,
        "usage": _usage(question, answer),
    }


def opening(question: Question, answer: Answer) -> bytes:
    """The response without content, and the start of its message."""
    data = _event("response.created", response=_response(question, "in_progress", []))
    if answer.words:
        added = {"output_index": 0, "item": {**_message([]), "status": "in_progress"}}
        data += _event("response.output_item.added", **added)
        data += _event("response.content_part.added", **_TEXT, part=_text(""))
    return data


def word(question: Question, text: str, number: int) -> bytes:
    """One word of a stream."""
    return _event("response.output_text.delta", **_TEXT, delta=text, logprobs=[])


def closing(question: Question, answer: Answer) -> bytes:
    """The ends of message, call and response."""
    response = whole(question, answer)
    data = b""
    if answer.words:
        text = text_of(answer)
        data += _event("response.output_text.done", **_TEXT, text=text, logprobs=[])
        data += _event("response.content_part.done", **_TEXT, part=_text(text))
    for index, item in enumerate(response["output"]):
        if index or not answer.words:
            data += _event("response.output_item.added", output_index=index, item=item)
        if item["type"] == "function_call":
            place = {"item_id": item["id"], "output_index": index}
            arguments = item["arguments"]
            data += _event("response.function_call_arguments.delta", **place, delta=arguments)
            data += _event("response.function_call_arguments.done", **place, arguments=arguments)
        elif item["content"][0]["type"] == "refusal":
            place = {**_TEXT, "output_index": index}
            data += _event("response.refusal.delta", **place, delta=PROVIDER_TEXT)
            data += _event("response.refusal.done", **place, refusal=PROVIDER_TEXT)
        data += _event("response.output_item.done", output_index=index, item=item)
    return data + _event(f"response.{response['status']}", response=response)


def late_refusal(error: Mapping[str, Any]) -> bytes:
    """An error in the middle of a stream."""
    shown = {"code": error["code"], "message": error["message"], "param": None}
    return _event("error", **shown)


def _event(kind: str, **fields: Any) -> bytes:
    return event({"type": kind, "sequence_number": 0, **fields}, kind)


def _response(question: Question, status: str, output: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": "resp_mau",
        "object": "response",
        "created_at": 0,
        "status": status,
        "model": question.model,
        "output": output,
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
    }


def _message(content: list[dict[str, Any]]) -> dict[str, Any]:
    shared = {"id": "msg_mau", "role": "assistant", "status": "completed"}
    return {"type": "message", **shared, "content": content}


def _text(text: str) -> dict[str, Any]:
    return {"type": "output_text", "text": text, "annotations": [], "logprobs": []}


def _call(call: Call) -> dict[str, Any]:
    arguments = json.dumps(dict(call.arguments), ensure_ascii=False)
    shared = {"id": "fc_mau", "call_id": "call_mau", "status": "completed"}
    return {"type": "function_call", **shared, "name": call.name, "arguments": arguments}


def _usage(question: Question, answer: Answer) -> dict[str, Any]:
    read = count_tokens(question.instructions + question.text)
    written = count_tokens(text_of(answer))
    return {
        "input_tokens": read,
        "input_tokens_details": {"cached_tokens": 0},
        "output_tokens": written,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": read + written,
    }
