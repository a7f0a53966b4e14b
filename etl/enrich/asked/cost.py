"""What questions will cost, before they are asked.

Tokens are estimated from what is sent; what an answer really took is accounted for after it. Sound
is 32 tokens a second (ai.google.dev/gemini-api/docs/audio). That a token of Vietnamese is two and a
half characters, and how much a model writes and thinks, are cautious assumptions.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from etl.enrich.asked.kinds import Kind
from etl.enrich.asked.questions import form_of, instructions_of, request_about
from etl.enrich.asked.videos import Video
from llm.prices import Price

SOUND_TOKENS_A_SECOND: Final = 32
CHARACTERS_A_TOKEN: Final = 2.5
_UNKNOWN_SECONDS: Final = 60.0
# Speech is three to four words a second, a word one and a half tokens.
_WRITTEN_A_SECOND: Final = 5.5
_WRITTEN: Final = {Kind.TRANSCRIPTS: 120.0, Kind.PLACES: 60.0, Kind.LABELS: 160.0}
# Models that think do so a little, and bill it as words.
_THOUGHT: Final = 250.0
# Beyond the estimate, for what an answer may come to; an answer may be asked for once more.
_MARGIN: Final = 2.0
_REASKED: Final = 2.0


@dataclass(frozen=True)
class Tokens:
    """An amount of tokens.

    Attributes:
        read: By the model.
        written: By it.
    """

    read: float
    written: float

    def __add__(self, other: Tokens) -> Tokens:
        """Returns both together."""
        return Tokens(self.read + other.read, self.written + other.written)


def expected_tokens(kind: Kind, video: Video) -> Tokens:
    """Returns what a question about a video is expected to take."""
    seconds = video.duration_s or _UNKNOWN_SECONDS
    read = _fixed_tokens(kind) + len(request_about(kind, video)) / CHARACTERS_A_TOKEN
    written = _WRITTEN[kind] + _THOUGHT
    if kind is Kind.TRANSCRIPTS:
        read += SOUND_TOKENS_A_SECOND * seconds
        written += _WRITTEN_A_SECOND * seconds
    return Tokens(read, written)


def total_tokens(kind: Kind, videos: Iterable[Video]) -> Tokens:
    """Returns what questions about some videos are expected to take."""
    return sum((expected_tokens(kind, video) for video in videos), Tokens(0.0, 0.0))


def most_usd(price: Price, kind: Kind, video: Video) -> float:
    """Returns what one question may cost at worst, so that a budget is kept."""
    tokens = expected_tokens(kind, video)
    return _REASKED * price.cost(_MARGIN * tokens.read, _MARGIN * tokens.written)


@cache
def _fixed_tokens(kind: Kind) -> float:
    """Returns the tokens that are the same for every video: instructions and the form."""
    schema = json.dumps(form_of(kind).model_json_schema(), ensure_ascii=False)
    return (len(instructions_of(kind)) + len(schema)) / CHARACTERS_A_TOKEN
