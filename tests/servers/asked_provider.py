"""Assistants that ask a provider's local server, for tests of every provider."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from llm.assistant import Assistant
from llm.opening import open_assistant
from llm.settings import ModelSettings
from servers.anthropic_api import anthropic_api
from servers.gemini_api import gemini_api
from servers.model_server import ModelServer
from servers.openai_api import openai_api

KEYS = ("khoa-mot-9c2f", "khoa-hai-9c2f")
# A time-out is short only where it is waited for: imports and a busy machine take their time.
SHORT, MEDIUM, LONG = 0.4, 1.0, 10.0
_SERVERS: dict[str, tuple[Callable[[], AbstractContextManager[ModelServer]], str]] = {
    "gemini": (gemini_api, ""),
    "gemini-legacy": (gemini_api, ""),
    "openai": (openai_api, "/v1"),
    "anthropic": (anthropic_api, ""),
}
PROVIDERS = tuple(_SERVERS)


@dataclass(frozen=True)
class AskedProvider:
    """A provider's server and what opens assistants that ask it.

    Attributes:
        name: As in MODEL_PROVIDER.
        server: Runs.
        open: Opens an assistant with some of `KEYS`; it is closed with the server.
    """

    name: str
    server: ModelServer
    open: Callable[..., Assistant]


@contextmanager
def asked_provider(name: str, folder: Path) -> Iterator[AskedProvider]:
    """Runs a provider's server until the block ends; skips where its library is absent.

    Args:
        name: One of `PROVIDERS`.
        folder: For what the assistants keep.
    """
    if name == "gemini-legacy":
        pytest.importorskip("google.ai.generativelanguage", exc_type=ImportError)
    serve, path = _SERVERS[name]
    opened: list[Assistant] = []

    def open_one(
        *, keys: int = 1, patience: float = 0.1, timeout: float = LONG, **others: int
    ) -> Assistant:
        settings = ModelSettings(
            provider=name,
            models=("mau-1",),
            base_url=server.url + path,
            keys=KEYS[:keys],
            folder=folder,
            timeout=timeout,
            pause=timeout,
            patience=patience,
            **others,
        )
        opened.append(open_assistant(settings))
        return opened[-1]

    with serve() as server:
        try:
            yield AskedProvider(name, server, open_one)
        finally:
            for each in opened:
                each.close()
