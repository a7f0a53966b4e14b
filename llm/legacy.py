"""Gemini through `google-generativeai`, Google's first library, as a model of pydantic-ai.

Its support ended in 2025; it is here for those who have it approved, and is installed by
`requirements-legacy.txt`. Its client is used without its `GenerativeModel`, which keeps each word
back until the next one has come and knows one key for the whole process.
"""

from __future__ import annotations

import warnings
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from pydantic_ai.messages import ModelMessage, ModelResponse, ModelResponseStreamEvent, TextPart
from pydantic_ai.models import Model, ModelRequestParameters, StreamedResponse
from pydantic_ai.profiles import ModelProfile
from pydantic_ai.settings import ModelSettings

from llm.legacy_forms import finish_of, mapped, request_of, text_of, usage_of
from llm.threads import each_of

_SYSTEM = "google"


class LegacyGemini(Model[Any]):
    """A Gemini model; each request runs in a thread, as the library blocks."""

    def __init__(self, name: str, key: str, address: str) -> None:
        """Opens no connection yet.

        Args:
            name: Of the model.
            key: Of the API.
            address: Of the API, with its scheme.
        """
        super().__init__(
            profile=ModelProfile(supports_json_schema_output=True, supports_json_object_output=True)
        )
        self._name = name
        self._address = address
        self._client = _open_client(key, address)

    @property
    def model_name(self) -> str:
        """Of the model."""
        return self._name

    @property
    def system(self) -> str:
        """The provider."""
        return _SYSTEM

    @property
    def base_url(self) -> str:
        """Of the API."""
        return self._address

    async def request(
        self,
        messages: list[ModelMessage],
        model_settings: ModelSettings | None,
        model_request_parameters: ModelRequestParameters,
    ) -> ModelResponse:
        """Returns a whole answer."""
        async for response in self._pieces(
            self._client.generate_content, messages, model_settings, model_request_parameters
        ):
            words = text_of(response)
            return ModelResponse(
                [TextPart(words)] if words else [],
                usage=usage_of(response),
                model_name=self._name,
                provider_name=_SYSTEM,
                finish_reason=finish_of(response),
            )
        raise AssertionError("a request gives one response")

    @asynccontextmanager
    async def request_stream(
        self,
        messages: list[ModelMessage],
        model_settings: ModelSettings | None,
        model_request_parameters: ModelRequestParameters,
        run_context: Any = None,
    ) -> AsyncGenerator[StreamedResponse]:
        """Opens a stream."""
        pieces = self._pieces(
            self._client.stream_generate_content,
            messages,
            model_settings,
            model_request_parameters,
        )
        try:
            yield LegacyStream(model_request_parameters, self._name, self._address, pieces)
        finally:
            await pieces.aclose()

    async def _pieces(
        self,
        call: Any,
        messages: list[ModelMessage],
        settings: ModelSettings | None,
        parameters: ModelRequestParameters,
    ) -> AsyncGenerator[Any, None]:
        settings, parameters = self.prepare_request(settings, parameters)
        request = request_of(self._name, messages, parameters)
        seconds = (settings or {}).get("timeout")

        def begin() -> Iterator[Any]:
            given = call(request=request, retry=None, timeout=seconds)
            return given if hasattr(given, "__next__") else iter([given])

        pieces = each_of(begin, _hang_up)
        try:
            async for piece in pieces:
                yield piece
        except Exception as error:
            raise mapped(error, self._name) from error
        finally:
            await pieces.aclose()


@dataclass
class LegacyStream(StreamedResponse):
    """The words of a streamed answer."""

    _name: str
    _address: str
    _pieces: AsyncGenerator[Any, None]
    _began: datetime = field(default_factory=lambda: datetime.now(UTC))

    async def _get_event_iterator(self) -> AsyncIterator[ModelResponseStreamEvent]:
        async for piece in self._pieces:
            self.finish_reason = finish_of(piece) or self.finish_reason
            if (used := usage_of(piece)).has_values():
                self._usage = used
            if words := text_of(piece):
                for event in self._parts_manager.handle_text_delta(
                    vendor_part_id="words", content=words
                ):
                    yield event

    async def close_stream(self) -> None:
        """Ends the connection."""
        await self._pieces.aclose()

    @property
    def model_name(self) -> str:
        """Of the model."""
        return self._name

    @property
    def provider_name(self) -> str:
        """The provider."""
        return _SYSTEM

    @property
    def provider_url(self) -> str:
        """Of the API."""
        return self._address

    @property
    def timestamp(self) -> datetime:
        """When it began."""
        return self._began


def _open_client(key: str, address: str) -> Any:
    """Returns the library's client with a key of its own; over HTTP, as gRPC survives no fork."""
    with warnings.catch_warnings():
        # That its support has ended, and that of this Python one day.
        warnings.simplefilter("ignore", FutureWarning)
        from google.ai.generativelanguage import GenerativeServiceClient
        from google.api_core.client_options import ClientOptions
        from google.generativeai import protos  # noqa: F401  # its version of the protocol

    options = ClientOptions(api_key=key, api_endpoint=address)
    return GenerativeServiceClient(client_options=options, transport="rest")


def _hang_up(pieces: Iterator[Any]) -> None:
    """Ends a stream from either side; `close` alone would wait for the reading thread."""
    response = getattr(pieces, "_response", None)
    if response is not None:
        with suppress(Exception):
            response.raw.shutdown()
