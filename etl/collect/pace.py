"""Politeness: how far apart requests are, and how long is waited before another try."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable

_JITTER = 0.3


class Pace:
    """Keeps requests apart, by a little more or less than the same time each."""

    def __init__(self, per_minute: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Takes the most requests that a minute may see."""
        self._apart = 60 / per_minute
        self._clock = clock
        self._next = clock()

    def delay(self) -> float:
        """Returns how many seconds the next request has to wait, and counts it as sent."""
        now = self._clock()
        turn = max(now, self._next)
        # Never closer than allowed: people are not as regular as machines, but no faster either.
        self._next = turn + self._apart * random.uniform(1, 1 + _JITTER)
        return turn - now

    async def turn(self) -> None:
        """Waits until the next request may be sent."""
        await asyncio.sleep(self.delay())
