"""The one way to ask a language model."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from llm.prompt import Prompt

if TYPE_CHECKING:  # a worker without a model does not load pydantic for it
    from pydantic import BaseModel

T = TypeVar("T", bound="BaseModel")


@dataclass(frozen=True)
class Usage:
    """What an answer took.

    Attributes:
        model: Its name.
        input_tokens: Read by the model.
        output_tokens: Written by it.
        usd: Estimated cost; None where no price is known.
        kept: Whether the answer came from the cache and cost nothing.
    """

    model: str
    input_tokens: int = 0
    output_tokens: int = 0
    usd: float | None = None
    kept: bool = False


@dataclass(frozen=True)
class Answer(Generic[T]):
    """A structured answer.

    Attributes:
        value: Validated.
        usage: What it took.
    """

    value: T
    usage: Usage


class Assistant(ABC):
    """Asks the configured models; safe to be used by several threads."""

    @property
    @abstractmethod
    def models(self) -> tuple[str, ...]:
        """The models to choose from, the default first; empty where none is configured."""

    @abstractmethod
    def ask(
        self,
        prompt: Prompt,
        form: type[T],
        *,
        client: str,
        model: str | None = None,
        fresh: bool = False,
    ) -> Answer[T]:
        """Returns an answer in a form; re-asked once where it does not have it.

        Args:
            prompt: The question.
            form: The pydantic model of the answer.
            client: Who asks, for the quota; never logged as it is. Without a name, as a program
                that runs for the house, only the day's budget applies.
            model: One of `models`; the default without.
            fresh: Whether to pass over what the cache keeps.

        Raises:
            ModelError: One of its kinds.
        """

    @abstractmethod
    def stream(
        self, prompt: Prompt, *, client: str, model: str | None = None, fresh: bool = False
    ) -> Generator[str, None, None]:
        """Yields the words of an answer as they come; closing the iterator ends the request.

        Nothing is asked before the first word is taken.

        Raises:
            ModelError: One of its kinds; also in the middle.
        """

    @abstractmethod
    def close(self) -> None:
        """Ends connections and threads; another question opens them again."""
