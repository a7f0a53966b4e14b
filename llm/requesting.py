"""One request to a provider, on the event loop: a whole answer, or words as they come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from llm.providers import request_settings
from llm.settings import ModelSettings

if TYPE_CHECKING:
    from pydantic_ai.messages import ModelMessage, ModelResponse, ModelResponseStreamEvent
    from pydantic_ai.models import Model, ModelRequestParameters, StreamedResponse
    from pydantic_ai.usage import RequestUsage


@dataclass
class Heard:
    """What is known of a stream besides its words, while it runs and after.

    Attributes:
        response: The library's; None before the provider answered.
    """

    response: StreamedResponse | None = None

    @property
    def finish(self) -> str | None:
        """Why it ended; None where it was cut."""
        return self.response.finish_reason if self.response else None

    @property
    def usage(self) -> RequestUsage | None:
        """What the provider says that it took so far."""
        return self.response.usage if self.response else None


async def request(
    model: Model,
    messages: list[ModelMessage],
    parameters: ModelRequestParameters,
    settings: ModelSettings,
    seconds: float,
) -> ModelResponse:
    """Returns the answer to some messages.

    Raises:
        TimeoutError: Where it takes longer.
    """
    from pydantic_ai.direct import model_request

    async with asyncio.timeout(seconds):
        return await model_request(
            model,
            messages,
            model_settings=request_settings(settings),
            model_request_parameters=parameters,
            instrument=False,
        )


async def listen(
    put: Callable[[str], None],
    model: Model,
    messages: list[ModelMessage],
    heard: Heard,
    settings: ModelSettings,
) -> None:
    """Hands on the words of an answer, each at once.

    Raises:
        TimeoutError: Where the first words, or the next ones, do not come in time.
    """
    from pydantic_ai.direct import model_request_stream

    loop = asyncio.get_running_loop()
    async with asyncio.timeout(settings.timeout) as limit:
        async with model_request_stream(
            model,
            messages,
            model_settings=request_settings(settings),
            instrument=False,
        ) as response:
            heard.response = response
            async for event in response:
                if words := _words_of(event):
                    put(words)
                    limit.reschedule(loop.time() + settings.pause)


def _words_of(event: ModelResponseStreamEvent) -> str:
    from pydantic_ai.messages import PartDeltaEvent, PartStartEvent, TextPart, TextPartDelta

    match event:
        case PartStartEvent(part=TextPart(content=words)):
            return words
        case PartDeltaEvent(delta=TextPartDelta(content_delta=words)):
            return words
    return ""
