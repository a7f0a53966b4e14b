"""What pydantic-ai says, in the words of Google's first Gemini library, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pydantic_ai.exceptions import ModelAPIError
    from pydantic_ai.messages import FinishReason, ModelMessage
    from pydantic_ai.models import ModelRequestParameters
    from pydantic_ai.usage import RequestUsage

_PLAIN: Final = {"maxItems": "max_items", "minItems": "min_items", "required": "required"}
_FINISHES: Final[Mapping[str, FinishReason]] = {
    "STOP": "stop",
    "MAX_TOKENS": "length",
    "SAFETY": "content_filter",
    "RECITATION": "content_filter",
    "BLOCKLIST": "content_filter",
    "PROHIBITED_CONTENT": "content_filter",
    "SPII": "content_filter",
}


def request_of(
    model: str, messages: Sequence[ModelMessage], parameters: ModelRequestParameters
) -> dict[str, Any]:
    """Returns a request as the library's dictionary."""
    said = [part.content for part in parameters.instruction_parts or ()]
    config: dict[str, Any] = {}
    if parameters.output_object and parameters.output_mode == "native":
        schema = parameters.output_object.json_schema
        config = {
            "response_mime_type": "application/json",
            "response_schema": schema_of(schema, schema.get("$defs", {})),
        }
    return {
        "model": f"models/{model}",
        "system_instruction": {"parts": [{"text": text} for text in said]},
        "contents": [content for message in messages for content in _contents(message)],
        "generation_config": config,
    }


def _contents(message: ModelMessage) -> list[dict[str, Any]]:
    from pydantic_ai.messages import (
        BinaryContent,
        ModelResponse,
        SystemPromptPart,
        TextPart,
        UserPromptPart,
    )

    parts: list[dict[str, Any]] = []
    if isinstance(message, ModelResponse):
        parts = [{"text": part.content} for part in message.parts if isinstance(part, TextPart)]
        return [{"role": "model", "parts": parts}] if parts else []
    for part in message.parts:
        # In the middle of a conversation the library's own notes are said as the user.
        if not isinstance(part, UserPromptPart | SystemPromptPart):
            raise NotImplementedError(f"{type(part).__name__} is not sent to gemini-legacy")
        for each in [part.content] if isinstance(part.content, str) else part.content:
            if isinstance(each, str):
                parts.append({"text": each})
            elif isinstance(each, BinaryContent):
                blob = {"mime_type": each.media_type, "data": each.data}
                parts.append({"inline_data": blob})
            else:
                raise NotImplementedError(f"{type(each).__name__} is not sent to gemini-legacy")
    return [{"role": "user", "parts": parts}]


def schema_of(schema: Mapping[str, Any], named: Mapping[str, Any]) -> dict[str, Any]:
    """Returns what the library's protocol can say of a JSON schema; the rest is validated here.

    Args:
        schema: Or a part of one.
        named: Its `$defs`.
    """
    if "$ref" in schema:
        return schema_of(named[schema["$ref"].rpartition("/")[2]], named)
    if "anyOf" in schema:
        kinds = [kind for kind in schema["anyOf"] if kind.get("type") != "null"]
        return schema_of(kinds[0], named) | {"nullable": len(kinds) < len(schema["anyOf"])}
    made: dict[str, Any] = {"type_": str(schema.get("type", "string")).upper()}
    texts = schema.get("enum") or ([schema["const"]] if "const" in schema else [])
    if texts and all(isinstance(text, str) for text in texts):
        made |= {"enum": list(texts), "format_": "enum"}
    if "description" in schema:
        made["description"] = schema["description"]
    if "items" in schema:
        made["items"] = schema_of(schema["items"], named)
    if "properties" in schema:
        parts = schema["properties"].items()
        made["properties"] = {name: schema_of(part, named) for name, part in parts}
    return made | {ours: schema[theirs] for theirs, ours in _PLAIN.items() if theirs in schema}


def text_of(response: Any) -> str:
    """Returns the words of a response, or of a piece of one."""
    return "".join(part.text for each in response.candidates[:1] for part in each.content.parts)


def finish_of(response: Any) -> FinishReason | None:
    """Returns why an answer ended; None where this piece is not its last one."""
    if response.prompt_feedback.block_reason:
        return "content_filter"
    if not response.candidates or not response.candidates[0].finish_reason:
        return None
    return _FINISHES.get(response.candidates[0].finish_reason.name, "error")


def usage_of(response: Any) -> RequestUsage:
    """Returns what an answer took; what was thought is only in the total."""
    from pydantic_ai.usage import RequestUsage

    counts = response.usage_metadata
    return RequestUsage(
        input_tokens=counts.prompt_token_count,
        output_tokens=max(
            counts.candidates_token_count, counts.total_token_count - counts.prompt_token_count
        ),
    )


def mapped(error: Exception, model: str) -> Exception:
    """Returns pydantic-ai's exception in the place of the library's; others as they are."""
    from google.api_core.exceptions import GoogleAPICallError
    from google.protobuf.json_format import ParseError
    from pydantic_ai import exceptions as they
    from requests import exceptions as http

    match error:
        case GoogleAPICallError():
            return _refusal(error, model)
        case http.ConnectTimeout():
            return they.ModelTimeoutError(model, "connect", phase="connect")
        case http.Timeout():
            return they.ModelTimeoutError(model, "read", phase="read")
        case http.RequestException():
            return they.ModelConnectionError(model, type(error).__name__)
        case ParseError() | ValueError():  # the provider's JSON is broken, or ends in the middle
            return they.ModelAPIError(model, type(error).__name__)
    return error


def _refusal(error: Any, model: str) -> ModelAPIError:
    from pydantic_ai import exceptions as they

    status = int(error.code or 500)
    category: Any = {
        401: they.ModelAuthenticationError,
        403: they.ModelAuthenticationError,
        404: they.ModelNotFoundError,
        429: they.ModelRateLimitError,
        503: they.ModelUnavailableError,
    }.get(status, they.ModelServerError if status >= 500 else they.ModelRequestRejectedError)
    wait = None
    for detail in (each for each in error.details if isinstance(each, Mapping)):
        if detail.get("reason") == "API_KEY_INVALID":  # said as 400
            category = they.ModelAuthenticationError
        if any("PerDay" in str(each) for each in detail.get("violations", ())):
            category = they.ModelQuotaExceededError
        with suppress(ValueError):
            wait = float(str(detail.get("retryDelay", "")).removesuffix("s"))
    return they.ModelHTTPError.for_category(
        category, status_code=status, model_name=model, retry_after=wait
    )
