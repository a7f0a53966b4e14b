"""What callbacks and streams work with, made once by `create_app` and passed down."""

from __future__ import annotations

from dataclasses import dataclass, field

from dash_app.cache import ResultCache
from dash_app.store import Store
from llm.assistant import Assistant
from llm.silent import SilentAssistant


@dataclass(frozen=True)
class Services:
    """The open data and the kept results.

    Attributes:
        store: Runs queries.
        cache: Keeps results.
        code: Of this release: part of every cache key, so that old results do not outlive it.
        assistant: Asks language models.
    """

    store: Store
    cache: ResultCache
    code: str
    assistant: Assistant = field(default_factory=SilentAssistant)
