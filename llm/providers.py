"""The models of pydantic-ai, made by configuration."""

from __future__ import annotations

import logging
import os
from threading import Lock
from typing import TYPE_CHECKING, Final

from llm.settings import ModelSettings

if TYPE_CHECKING:
    from httpx2 import AsyncClient
    from pydantic_ai.models import Model
    from pydantic_ai.settings import ModelSettings as RequestSettings

# Said here, so that no variable of the provider's own library sends a key somewhere else.
_ADDRESSES: Final = {
    "gemini": "https://generativelanguage.googleapis.com",
    "gemini-legacy": "https://generativelanguage.googleapis.com",
    "openai": "https://api.openai.com/v1",
    "anthropic": "https://api.anthropic.com",
}
# Their libraries write addresses, requests and the provider's own words.
_TALKATIVE: Final = (
    "anthropic",
    "genai-prices",
    "google",
    "google_genai",
    "grpc",
    "httpcore",
    "httpcore2",
    "httpx",
    "httpx2",
    "openai",
    "pydantic_ai",
    "urllib3",
)
NO_KEY: Final = "none"
"""Sent to an endpoint that needs no key, by libraries that insist on one."""


class Models:
    """Makes each model once a process; all of them share connections."""

    def __init__(self, settings: ModelSettings) -> None:
        """Makes nothing yet."""
        self._settings = settings
        self._lock = Lock()
        self._process = 0
        self._http: AsyncClient | None = None
        self._made: dict[tuple[str, str], Model] = {}
        self._without_schema: set[str] = set()
        self._inherited: list[object] = []

    def get(self, name: str, key: str) -> Model:
        """Returns the model of a name that is asked with a key."""
        with self._lock:
            if self._process != os.getpid():
                # Connections do not outlive a fork; left alone, they stay the parent's to close.
                self._inherited.append((self._http, self._made))
                self._process, self._http, self._made = os.getpid(), None, {}
            if (name, key) not in self._made:
                self._made[name, key] = self._make(name, key)
            return self._made[name, key]

    def takes_schema(self, model: Model) -> bool:
        """Whether the JSON schema of an answer can be part of a request to a model."""
        known = bool(model.profile.get("supports_json_schema_output"))
        return known and model.model_name not in self._without_schema

    def learn_refusal(self, model: Model) -> bool:
        """Returns whether a refused request may have been refused for its schema, and learns it.

        Some endpoints that are compatible with OpenAI know only JSON without a schema.
        """
        if self._settings.provider != "openai" or not self._settings.base_url:
            return False
        self._without_schema.add(model.model_name)
        return True

    async def close(self) -> None:
        """Closes the connections."""
        with self._lock:
            http, self._http, self._made = self._http, None, {}
        if http:
            await http.aclose()

    def _make(self, name: str, key: str) -> Model:
        provider = self._settings.provider
        address = self._settings.base_url or _ADDRESSES[provider]
        if provider == "gemini-legacy":
            from llm.legacy import LegacyGemini

            model: Model = LegacyGemini(name, key, address)
        else:
            http = self._http = self._http or _open_http(self._settings.timeout)
            model = _MAKERS[provider](name, key, address, http)
        for library in _TALKATIVE:
            logging.getLogger(library).setLevel(logging.CRITICAL)
        return model


def _open_http(seconds: float) -> AsyncClient:
    from httpx2 import Timeout
    from pydantic_ai.models import create_async_httpx2_client

    # Waits are bounded where requests are made; this only ends what was forgotten.
    return create_async_httpx2_client(timeout=Timeout(2 * seconds, connect=min(5.0, seconds)))


def _gemini(name: str, key: str, address: str, http: AsyncClient) -> Model:
    from pydantic_ai.models.google import GoogleModel
    from pydantic_ai.providers.google import GoogleProvider

    return GoogleModel(
        name, provider=GoogleProvider(api_key=key, base_url=address, http_client=http)
    )


def _openai(name: str, key: str, address: str, http: AsyncClient) -> Model:
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai import OpenAIProvider
    from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

    if address == _ADDRESSES["openai"]:
        openai = OpenAIProvider(api_key=key, base_url=address, http_client=http)
        return OpenAIChatModel(name, provider=openai)
    other = OpenAICompatibleProvider("other", api_key=key, base_url=address, http_client=http)
    return OpenAIChatModel(name, provider=other)


def _anthropic(name: str, key: str, address: str, http: AsyncClient) -> Model:
    from pydantic_ai.models.anthropic import AnthropicModel
    from pydantic_ai.providers.anthropic import AnthropicProvider

    return AnthropicModel(
        name, provider=AnthropicProvider(api_key=key, base_url=address, http_client=http)
    )


_MAKERS: Final = {"gemini": _gemini, "openai": _openai, "anthropic": _anthropic}


def request_settings(settings: ModelSettings) -> RequestSettings:
    """Returns what every request says besides its messages.

    Retries are ours, so that the counts are. A little thought is enough for our texts, and the
    first words come sooner; models that do not think pass over it.
    """
    if settings.provider == "anthropic":  # its thoughts would count towards the length
        return {"max_retries": 0, "max_tokens": 8_192}
    if settings.provider == "gemini-legacy":  # what it began cannot be ended before it answers
        return {"timeout": settings.timeout}
    return {"max_retries": 0, "thinking": "low"}
