"""What stands in for a language model where none is configured."""

from __future__ import annotations

from collections.abc import Generator

from llm.assistant import Answer, Assistant, T
from llm.errors import NoModel
from llm.prompt import Prompt


class SilentAssistant(Assistant):
    """Answers nothing; every panel then does what it does without a model."""

    @property
    def models(self) -> tuple[str, ...]:
        """None."""
        return ()

    def ask(
        self,
        prompt: Prompt,
        form: type[T],
        *,
        client: str,
        model: str | None = None,
        fresh: bool = False,
    ) -> Answer[T]:
        """Raises NoModel."""
        raise NoModel

    def stream(
        self, prompt: Prompt, *, client: str, model: str | None = None, fresh: bool = False
    ) -> Generator[str, None, None]:
        """Raises NoModel."""
        raise NoModel

    def close(self) -> None:
        """Does nothing."""
