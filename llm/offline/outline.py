"""Of what parts videos consist, in which order and how long each, measured in what they say.

Transcripts hold no times: a sentence counts as long as it has words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median
from typing import Final

from llm.offline.part_kinds import CALL, OPENING, STORY, PartKind, kinds_of, part_kinds

LEAST_TRANSCRIPTS: Final = 3
"""With fewer, nothing is measured."""

_SHORTEST: Final = 30
"""Words; a transcript with fewer has no parts."""

_USUAL: Final = 0.5
"""A part is usual where a larger share of the videos has it."""

CLEARLY: Final = 0.1
"""Of a video: parts that lie closer together leave the order that often works."""

_LEAST_SHARE: Final = 0.04
_SENTENCE: Final = re.compile(r"[^.!?…\n]+[.!?…\n]*")
_WORD: Final = re.compile(r"\w+")
_UNTOLD: Final = ""


@dataclass(frozen=True)
class Section:
    """A part of an outline.

    Attributes:
        kind: Key of `part_kinds`.
        share: Of the words, and so of the time; all sections together are 1.
        seen: Transcripts that have it; 0 where nothing was measured.
        place: Where its words lie on average, from 0, the beginning, to 1; likewise.
    """

    kind: str
    share: float
    seen: int = 0
    place: float = 0.0


@dataclass(frozen=True)
class Outline:
    """Parts in order.

    Attributes:
        sections: From opening to call.
        n: Transcripts that it was measured in; 0 for an outline that is merely common.
    """

    sections: tuple[Section, ...]
    n: int


def outline(transcripts: Iterable[str], category: str, structure: str, has_call: bool) -> Outline:
    """Returns the usual parts in the order in which transcripts come to them.

    The opening is the first sentence. Each other sentence is of the kind whose cues it has most;
    one without any goes with the others in proportion, or tells the story where one is told.

    Args:
        transcripts: Of videos alike.
        category: Of the script.
        structure: Of the script.
        has_call: Whether the script asks for something at its end.
    """
    between = kinds_of(category, structure)
    known = part_kinds()
    named = [known[key] for key in (*between, CALL) if known[key].cues]
    spoken = (sentences for text in transcripts if (sentences := _sentences(text)))
    measured = [
        _spread(sentences, named)
        for sentences in spoken
        if sum(words for _, words in sentences) >= _SHORTEST
    ]
    if len(measured) < LEAST_TRANSCRIPTS:
        return _common(between, has_call)
    found = {key: _section(key, measured) for key in (OPENING, *between, CALL)}
    usual = [found[key] for key in between if found[key].seen > _USUAL * len(measured)]
    ordered = [found[OPENING], *_ordered(usual)]
    if has_call:
        ordered.append(found[CALL])
    return Outline(_filling(ordered), len(measured))


def _sentences(text: str) -> list[tuple[str, int]]:
    """Returns each sentence, lower-cased, with its number of words."""
    found = ((each, len(_WORD.findall(each))) for each in _SENTENCE.findall(text.lower()))
    return [(sentence, words) for sentence, words in found if words]


def _spread(
    sentences: Sequence[tuple[str, int]], kinds: Sequence[PartKind]
) -> Mapping[str, tuple[float, float]]:
    """Returns of one transcript the share and the mean place of each kind that it has."""
    total = sum(words for _, words in sentences)
    shares: dict[str, float] = {}
    moments: dict[str, float] = {}
    said = 0
    for number, (sentence, words) in enumerate(sentences):
        kind = OPENING if number == 0 else _kind_of(sentence, kinds)
        share, place = words / total, (said + words / 2) / total
        shares[kind] = shares.get(kind, 0.0) + share
        moments[kind] = moments.get(kind, 0.0) + share * place
        said += words
    return {kind: (share, moments[kind] / share) for kind, share in shares.items()}


def _kind_of(sentence: str, kinds: Sequence[PartKind]) -> str:
    counts = {kind.key: len(kind.pattern.findall(sentence)) for kind in kinds}
    best = max(counts, key=lambda key: counts[key])
    return best if counts[best] else _UNTOLD


def _section(key: str, measured: Sequence[Mapping[str, tuple[float, float]]]) -> Section:
    name = _UNTOLD if key == STORY else key
    having = [each[name] for each in measured if name in each]
    if not having:
        return Section(key, 0.0)
    share = fmean(each.get(name, (0.0, 0.0))[0] for each in measured)
    return Section(key, share, len(having), median(place for _, place in having))


def _ordered(sections: Sequence[Section]) -> list[Section]:
    """Returns sections in the order that often works, unless they clearly lie otherwise.

    A story lies all over a video; it is what the rest follows from.
    """
    ordered = list(sections)
    swapped = True
    while swapped:
        swapped = False
        for at, (first, second) in enumerate(pairwise(ordered)):
            if first.kind != STORY and first.place - second.place > CLEARLY:
                ordered[at : at + 2] = second, first
                swapped = True
                break
    return ordered


def _common(between: Sequence[str], has_call: bool) -> Outline:
    """Returns an outline that nothing was measured for: short ends, equal parts between them."""
    ends = (OPENING, *((CALL,) if has_call else ()))
    each = (1 - 0.08 * len(ends)) / len(between)
    sections = [
        Section(OPENING, 0.08),
        *(Section(key, each) for key in between),
        *([Section(CALL, 0.08)] if has_call else []),
    ]
    return Outline(tuple(sections), 0)


def _filling(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Returns the sections with shares that are 1 together and none too short to be seen."""
    shares = [max(section.share, _LEAST_SHARE) for section in sections]
    return tuple(
        Section(section.kind, share / sum(shares), section.seen, section.place)
        for section, share in zip(sections, shares, strict=True)
    )
