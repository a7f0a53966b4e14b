"""Structured answers: what a provider is told of a form, and how an answer is read by it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from llm.assistant import T

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_ai.messages import ModelMessage, ModelResponse
    from pydantic_ai.models import ModelRequestParameters

    from llm.prompt import Prompt


def first_message(prompt: Prompt) -> list[ModelMessage]:
    """Returns a prompt as the library's message."""
    from pydantic_ai.messages import BinaryContent, ModelRequest, UserPromptPart

    files = [BinaryContent(each.data, media_type=each.mimetype) for each in prompt.attachments]
    # Half a character, as a browser may send, becomes a question mark: it cannot be sent on.
    request = prompt.request.encode("utf-8", "replace").decode()
    part = UserPromptPart([request, *files] if files else request)
    return [ModelRequest([part], instructions=prompt.instructions)]


def in_form(form: type[BaseModel], is_native: bool) -> ModelRequestParameters:
    """Returns what makes a model answer in a form.

    Never a tool that is called: small local models and endpoints know the other ways more often.

    Args:
        form: The form.
        is_native: Whether its JSON schema is part of the request; else of the instructions.
    """
    from pydantic_ai.models import ModelRequestParameters
    from pydantic_ai.output import OutputObjectDefinition

    return ModelRequestParameters(
        output_mode="native" if is_native else "prompted",
        output_object=OutputObjectDefinition(
            form.model_json_schema(), name=form.__name__, description=form.__doc__
        ),
    )


def text_of(response: ModelResponse) -> str:
    """Returns what a model said, without what it thought."""
    from pydantic_ai.messages import TextPart

    return "".join(part.content for part in response.parts if isinstance(part, TextPart))


def read_form(text: str, form: type[T]) -> T:
    """Returns the answer; also from within a fence of Markdown, as some models write.

    Raises:
        pydantic.ValidationError: Where it has another form.
    """
    text = text.strip()
    if text.startswith("```"):
        text = text.partition("\n")[2].rpartition("```")[0]
    return form.model_validate_json(text)


def with_complaint(
    messages: Sequence[ModelMessage], response: ModelResponse, wrong: ValidationError
) -> list[ModelMessage]:
    """Returns the messages that ask again, with what was wrong with the answer."""
    from pydantic_ai.messages import ModelRequest, RetryFeedbackPart, RetryInfo

    details = wrong.errors(include_url=False, include_context=False, include_input=False)
    feedback = RetryFeedbackPart(
        details, retry=RetryInfo(cause="validation_error", attempt=1, max_retries=1)
    )
    first = messages[0]
    instructions = first.instructions if isinstance(first, ModelRequest) else None
    said = [response] if response.parts else []
    return [*messages, *said, ModelRequest([feedback], instructions=instructions)]
