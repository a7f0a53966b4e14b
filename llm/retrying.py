"""Asks with one key after another, and again after a while, until an answer comes or hope ends."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Final, TypeVar

from llm.errors import ModelError
from llm.failures import Failure, judge
from llm.keys import KeyRing

T = TypeVar("T")

_TRIES: Final = 4
_FIRST_WAIT: Final = 0.4
_LONGEST_WAIT: Final = 8.0


class _Again(Exception):
    """A failure after which another try may help."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.cause)
        self.failure = failure


def ask_with_a_key(
    ring: KeyRing, patience: float, ask: Callable[[str], T], note: Callable[[Failure], None]
) -> T:
    """Returns what `ask` returns for a key.

    A key that is refused or has to rest is followed by the next one at once; other failures are
    followed by a wait that doubles. None of the provider's exceptions is left in the error.

    Args:
        ring: Hands out the keys.
        patience: Seconds for all waits; the time that requests take is not among them.
        ask: Asks with a key; may raise a ModelError of its own, which is final.
        note: Is told each failure.

    Raises:
        ModelError: One of its kinds.
    """
    from tenacity import (
        RetryCallState,
        Retrying,
        retry_if_exception_type,
        wait_exponential_jitter,
    )

    refused: set[str] = set()
    queued = 0.0
    backoff = wait_exponential_jitter(_FIRST_WAIT, _LONGEST_WAIT, jitter=_FIRST_WAIT)

    def wait(state: RetryCallState) -> float:
        error = state.outcome and state.outcome.exception()
        waits = isinstance(error, _Again) and error.failure.key == "fine"
        return backoff(state) if waits else 0.0

    def is_enough(state: RetryCallState) -> bool:
        waited = queued + state.idle_for + state.upcoming_sleep
        return waited > patience or state.attempt_number >= _TRIES + len(ring.keys) - 1

    def once() -> T:
        nonlocal queued
        came = time.monotonic()
        idle = retrying.statistics.get("idle_for", 0.0)
        key = ring.take(refused, came + patience - queued - idle)
        queued += time.monotonic() - came
        try:
            return ask(key)
        except ModelError:
            raise
        except Exception as error:
            failure = judge(error)
        # Outside, so that the provider's exception does not follow along.
        note(failure)
        if failure.key == "refused":
            ring.refuse(key)
            refused.add(key)
        elif failure.key == "rests":
            tries = retrying.statistics.get("attempt_number", 1)
            ring.rest(key, _rest(tries) if failure.rest is None else failure.rest)
        raise _Again(failure) if failure.again else failure.error()

    retrying = Retrying(
        retry=retry_if_exception_type(_Again),
        wait=wait,
        stop=is_enough,
        reraise=True,
    )
    try:
        return retrying(once)
    except _Again as last:
        final: ModelError = last.failure.error()
    raise final


def _rest(tries: int) -> float:
    """Returns how long a key rests where the provider does not say."""
    return float(min(2.0 ** (tries - 1), _LONGEST_WAIT) + random.uniform(0.0, 0.5))
