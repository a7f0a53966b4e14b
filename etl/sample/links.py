"""Addresses of media: short ones, or as long as TikTok's signed ones."""

from __future__ import annotations

from typing import Final

from etl.sample.dice import Dice

_HOST: Final = "https://m.example.invalid"
_TOKENS: Final = 64


class Links:
    """Makes addresses that lead nowhere.

    Attributes:
        full_size: Whether addresses are as long, and as many, as TikTok's.
    """

    def __init__(self, seed: int, full_size: bool) -> None:
        """Prepares the tokens that long addresses end in."""
        dice = Dice(seed, 3)
        self.full_size = full_size
        self._tokens = [dice.token(440) for _ in range(_TOKENS if full_size else 0)]
        self._next = 0

    def image(self, path: str) -> str:
        """Returns the address of a picture."""
        return self._address(path, 150)

    def media(self, path: str) -> str:
        """Returns the address of a video or a sound."""
        return self._address(path, 440)

    def mirrors(self, path: str) -> list[str]:
        """Returns the addresses of a video, which TikTok gives three times."""
        return [self.media(path) for _ in range(3 if self.full_size else 1)]

    def filler(self, length: int) -> str:
        """Returns text without a meaning, empty where size does not matter."""
        if not self.full_size:
            return ""
        text = ""
        while len(text) < length:
            text += self._token()
        return text[:length]

    def _address(self, path: str, length: int) -> str:
        if not self.full_size:
            return f"{_HOST}/{path}"
        return f"{_HOST}/{path}?x-expires=1767225600&x-signature={self._token()[:length]}"

    def _token(self) -> str:
        self._next = (self._next + 1) % _TOKENS
        return self._tokens[self._next]
