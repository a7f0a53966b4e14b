"""Who may stream now, and who waits: first come, first served, without holding a thread.

Each worker has its gate. A ticket says when its holder came and is signed with a secret that the
workers of a machine share, so that who asks another worker again keeps the place.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from threading import Lock
from typing import Final

from itsdangerous import BadSignature, Signer

# Who has not asked again for so long no longer keeps others waiting; browsers ask every second.
_PATIENCE_SECONDS: Final = 3.0
# After so long a ticket is worth nothing.
_TICKET_SECONDS: Final = 600.0
_MOST_CHARACTERS: Final = 120
_Came = tuple[float, int]
"""When somebody came, and as which of those who came to the same worker."""


@dataclass(frozen=True)
class Turn:
    """What the gate answers.

    Attributes:
        position: In the queue; 0 for who may begin.
        ticket: To be shown when asking again; empty for who may begin.
    """

    position: int
    ticket: str = ""


class Gate:
    """Lets so many in at once."""

    def __init__(self, places: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Opens the gate; before the fork, where workers are to take each other's tickets.

        Args:
            places: So many may be inside.
            clock: Says the seconds since some moment that is the same for all workers.
        """
        self._places = places
        self._clock = clock
        self._signer = Signer(secrets.token_bytes(32))
        self._lock = Lock()
        self._inside = 0
        self._numbers = count()
        self._waiting: dict[_Came, float] = {}
        """When each ticket's holder came, and when it asked last."""

    def enter(self, ticket: str = "") -> Turn:
        """Lets the caller in, who then must `leave`, or tells it to ask again."""
        with self._lock:
            now = self._clock()
            came = self._came(ticket, now) or (now, next(self._numbers))
            self._waiting = {
                each: asked
                for each, asked in self._waiting.items()
                if now - asked < _PATIENCE_SECONDS and each != came
            }
            ahead = sum(each < came for each in self._waiting)
            free = self._places - self._inside
            if ahead < free:
                self._inside += 1
                return Turn(0)
            self._waiting[came] = now
            return Turn(ahead - free + 1, self._signed(came))

    def leave(self) -> None:
        """Gives the place to the next one."""
        with self._lock:
            self._inside -= 1

    def _signed(self, came: _Came) -> str:
        return self._signer.sign(f"{came[0]!r}:{came[1]}").decode()

    def _came(self, ticket: str, now: float) -> _Came | None:
        """Returns when the holder of a ticket came; None where it is not ours, or too old."""
        try:
            text = self._signer.unsign(ticket[:_MOST_CHARACTERS]).decode()
        except BadSignature:
            return None
        moment, _, number = text.partition(":")
        came = float(moment), int(number)
        return came if now - came[0] < _TICKET_SECONDS else None
