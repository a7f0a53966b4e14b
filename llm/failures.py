"""What a provider's failure means: for the user, for the key, and whether to try again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from llm.errors import (
    BadKey,
    ModelError,
    ProviderFailed,
    RefusedAnswer,
    TooBusy,
    TooLong,
    TooSlow,
    UnknownModel,
)

_LONGEST_REST: Final = 3_600.0


@dataclass(frozen=True)
class Failure:
    """A judged failure.

    Attributes:
        error: What the user is told, where it is final.
        key: What becomes of the key: nothing; it rests; or it is set aside as refused.
        again: Whether to try again.
        rest: Seconds that the provider asks to wait.
        cause: The kind of the failure, for the log; never the provider's words.
    """

    error: type[ModelError]
    key: Literal["fine", "rests", "refused"] = "fine"
    again: bool = False
    rest: float | None = None
    cause: str = ""


class SchemaRefused(Exception):
    """An endpoint does not take a JSON schema; it is asked again without."""


def judge(error: Exception) -> Failure:
    """Returns what a failure means, by its status and kind alone."""
    from pydantic_ai import exceptions as they

    cause = type(error).__name__.lstrip("_")
    status = getattr(error, "status_code", None)
    if status:
        cause = f"{cause} {status}"
    match error:
        case SchemaRefused():
            return Failure(ModelError, again=True, cause=cause)
        case TimeoutError() | they.ModelRequestTimeout():
            return Failure(TooSlow, cause=cause)
        case they.ModelTimeoutError() if error.phase not in {"connect", "pool"}:
            return Failure(TooSlow, cause=cause)
        case they.ModelAuthenticationError():
            return Failure(BadKey, "refused", again=True, cause=cause)
        case they.ModelQuotaExceededError():
            # Of the day or of the account: a pause of some seconds would not help.
            long = min(max(error.retry_after or 0.0, 600.0), _LONGEST_REST)
            return Failure(TooBusy, "rests", again=True, rest=long, cause=cause)
        case they.ModelRateLimitError():
            rest = None if error.retry_after is None else min(error.retry_after, _LONGEST_REST)
            return Failure(TooBusy, "rests", again=True, rest=rest, cause=cause)
        case they.ModelOverloadedError():
            return Failure(TooBusy, again=True, cause=cause)
        case they.ModelNotFoundError():
            return Failure(UnknownModel, cause=cause)
        case they.ModelContextWindowExceededError():
            return Failure(TooLong, cause=cause)
        case they.ContentFilterError():
            return Failure(RefusedAnswer, cause=cause)
        case they.ModelRequestRejectedError():
            return Failure(ModelError, cause=cause)
        case they.ModelAPIError() | they.UnexpectedModelBehavior():
            return Failure(ProviderFailed, again=True, cause=cause)
        case _:
            # A request that the library does not send, as a sound to a model that does not hear.
            return Failure(ModelError, cause=cause)
