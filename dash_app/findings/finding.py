"""One sentence under a chart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """A sentence that the numbers support.

    Attributes:
        text: In Vietnamese, with the numbers and their uncertainty.
        kind: A fact of these videos, an effect with an interval, or too little to say.
        strength: Of an effect, for ranking across pages: the bound of its interval that is nearest
            to no effect, on the log scale; 0 for everything else.
    """

    text: str
    kind: Literal["fact", "effect", "few"] = "fact"
    strength: float = 0.0
