"""What one question took, gathered while it is answered and written to the log at its end."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from llm.assistant import Usage
from llm.failures import Failure
from llm.prices import cost_of

if TYPE_CHECKING:
    from pydantic_ai.usage import RequestUsage

_LOG: Final = logging.getLogger("llm")


@dataclass
class Bill:
    """The running account of one question.

    Attributes:
        kind: `ask` or `stream`.
        provider: As in the settings.
        model: Its name.
        base_url: Of an own endpoint, whose prices may be unknown.
        usage: What it took so far.
        requests: How many were made.
        seconds: Waited for the provider.
        causes: Of failures on the way; kinds and statuses, no text of the provider.
        has_words: Whether some came, though the provider may not have said what they cost.
    """

    kind: str
    provider: str
    model: str
    base_url: str | None = None
    usage: Usage = field(init=False)
    requests: int = 0
    seconds: float = 0.0
    has_words: bool = False
    causes: list[str] = field(default_factory=list)
    _started: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        """Begins with nothing."""
        self.usage = Usage(self.model)

    @property
    def is_free(self) -> bool:
        """Whether nothing was read or written by the model."""
        used = self.usage
        return not (self.has_words or used.input_tokens or used.output_tokens)

    def note(self, failure: Failure) -> None:
        """Adds a failure."""
        self.causes.append(failure.cause)

    def add(self, used: RequestUsage | None) -> None:
        """Adds what a request took, where the provider said so before it ended."""
        if used is None or not (used.input_tokens or used.output_tokens):
            return
        usd = cost_of(self.provider, self.base_url, self.model, used)
        before = self.usage
        self.usage = Usage(
            self.model,
            before.input_tokens + used.input_tokens,
            before.output_tokens + used.output_tokens,
            before.usd if usd is None else (before.usd or 0.0) + usd,
        )

    def keep(self) -> Usage:
        """Says, also in the log, that the answer was kept and cost nothing."""
        self.usage = Usage(self.model, kept=True)
        self.log("ok")
        return self.usage

    def log(self, code: str) -> None:
        """Writes a line: who answered, what it took, how it ended."""
        _LOG.log(
            logging.INFO if code == "ok" else logging.WARNING,
            "language model",
            extra={
                "kind": self.kind,
                "provider": self.provider,
                "model": self.model,
                "code": code,
                "causes": self.causes,
                "requests": self.requests,
                "input_tokens": self.usage.input_tokens,
                "output_tokens": self.usage.output_tokens,
                "usd": self.usage.usd,
                "kept": self.usage.kept,
                "provider_milliseconds": round(1000 * self.seconds),
                "milliseconds": round(1000 * (time.monotonic() - self._started)),
            },
        )
