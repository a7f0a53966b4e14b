"""`open_assistant(settings)`: the way to the configured models, or to none."""

from __future__ import annotations

from llm.assistant import Assistant
from llm.settings import ModelSettings


def open_assistant(settings: ModelSettings) -> Assistant:
    """Returns what asks the configured models; nothing is loaded or written before a question."""
    if not settings.has_model:
        from llm.silent import SilentAssistant

        return SilentAssistant()
    from llm.asking import AskingAssistant

    return AskingAssistant(settings)


def load_libraries(settings: ModelSettings) -> None:
    """Loads what the first question would load, so that processes forked after this share it."""
    if settings.has_model:
        import pydantic_ai.direct  # noqa: F401

        from llm.providers import NO_KEY, Models

        Models(settings).get(settings.models[0], NO_KEY)
