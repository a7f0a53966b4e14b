"""What to do about what a page shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Suggestion:
    """One thing to do.

    Attributes:
        action: In Vietnamese, an imperative of one sentence.
        reason: The number that it rests on, with its sample; one or two sentences.
        link: Address of a page that helps, with its choices; empty for none.
        link_words: What that page is called.
        sure: Whether the numbers are enough to conclude from; else it is something to look into.
        topic: What it is about, where suggestions on several things stand together.
    """

    action: str
    reason: str
    link: str = ""
    link_words: str = ""
    sure: bool = True
    topic: str = ""
