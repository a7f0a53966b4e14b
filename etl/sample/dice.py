"""Chance from one seed: a thin layer over numpy that is quick one value at a time."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, TypeVar

import numpy as np

T = TypeVar("T")

_BLOCK: Final = 2048
_ALPHABET: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_LETTERS: Final = bytes(_ALPHABET[byte % 64] for byte in range(256))


def running_weights(weights: Sequence[float]) -> list[float]:
    """Returns running totals, as `Dice.place` wants them."""
    return list(accumulate(weights))


class Dice:
    """A stream of chance of its own for each key.

    Drawing more for one creator leaves all others as they were.
    """

    def __init__(self, *key: int) -> None:
        """Starts the stream that belongs to a key of non-negative numbers."""
        self._rng = np.random.Generator(np.random.PCG64(np.random.SeedSequence(key)))
        self._ready: Iterator[float] = iter(())

    def uniform(self) -> float:
        """Returns a number from 0 up to, not including, 1."""
        for value in self._ready:
            return value
        block: list[float] = self._rng.random(_BLOCK).tolist()
        self._ready = iter(block)
        return next(self._ready)

    def chance(self, probability: float) -> bool:
        """Returns True that often."""
        return self.uniform() < probability

    def whole(self, low: int, high: int) -> int:
        """Returns a whole number, both ends included."""
        return low + int(self.uniform() * (high - low + 1))

    def between(self, low: float, high: float) -> float:
        """Returns a number between two ends."""
        return low + self.uniform() * (high - low)

    def pick(self, things: Sequence[T]) -> T:
        """Returns one of the things."""
        return things[int(self.uniform() * len(things))]

    def place(self, totals: Sequence[float]) -> int:
        """Returns a position, each as often as its weight (see `running_weights`)."""
        return min(bisect_right(totals, self.uniform() * totals[-1]), len(totals) - 1)

    def weighted(self, choices: Sequence[tuple[T, float]]) -> T:
        """Returns one of a few things that stand with their weights."""
        left = self.uniform() * sum(weight for _, weight in choices)
        for thing, weight in choices:
            left -= weight
            if left < 0:
                return thing
        return choices[-1][0]

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """Returns the things in another order."""
        mixed = list(things)
        for last in range(len(mixed) - 1, 0, -1):
            other = int(self.uniform() * (last + 1))
            mixed[last], mixed[other] = mixed[other], mixed[last]
        return mixed

    def lognormal(self, median: float, spread: float) -> float:
        """Returns a heavy-tailed number around a median."""
        return median * math.exp(spread * float(self._rng.standard_normal()))

    def rate(self, mean: float, certainty: float) -> float:
        """Returns a rate from a beta distribution; the larger `certainty`, the nearer the mean."""
        return float(self._rng.beta(mean * certainty, (1 - mean) * certainty))

    def token(self, length: int) -> str:
        """Returns letters and digits without a meaning."""
        return self._rng.bytes(length).translate(_LETTERS).decode()

    def hexadecimal(self, length: int) -> str:
        """Returns hexadecimal digits."""
        return self._rng.bytes((length + 1) // 2).hex()[:length]

    def long_id(self) -> int:
        """Returns a number of 19 digits, as TikTok gives users and sounds."""
        return 6_800_000_000_000_000_000 + int(self._rng.integers(0, 700_000_000_000_000_000))
