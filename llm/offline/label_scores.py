"""How much the words of a text speak for each label: the sum of the cues' weights."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from llm.offline.cues import CueIndex, Found, Word, find_cues, words_of

_HASHTAG: Final = re.compile(r"#[^\s#]+")
_LETTER: Final = re.compile(r"[^\W_]")
_OPENING_WORDS: Final = 20
_ENDING_WORDS: Final = 60


@dataclass(frozen=True)
class Part:
    """A part of what is known of a video, with its words."""

    text: str
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Score:
    """How much speaks for a label, and the words that do, each once."""

    weight: float
    evidence: tuple[str, ...]


def split_parts(text: str, transcript: str | None) -> Mapping[str, Part]:
    """Returns the parts that `label_rules` names.

    Hashtags are left out: most stand under every video of a creator, "#mukbang" under recipes too.
    A text of nothing else is read as words.
    """
    # As long as before, so that evidence stands in the text, and with a sign that parts the words.
    plain = _HASHTAG.sub(lambda tag: "#".ljust(len(tag[0])), text)
    shown = plain if _LETTER.search(plain) else text
    said = transcript or ""
    words = words_of(said)
    return {
        "text": Part(shown, words_of(shown)),
        "speech": Part(said, words),
        "opening": Part(said, words[:_OPENING_WORDS]),
        "ending": Part(said, words[-_ENDING_WORDS:]),
    }


def label_scores(rules: Mapping[str, CueIndex], parts: Mapping[str, Part]) -> dict[str, Score]:
    """Returns the score of each label that anything speaks for.

    A cue counts once in a part, however often it is said: a long transcript repeats itself.
    """
    found = (
        each
        for name, part in parts.items()
        for each in _each_once(find_cues(rules[name], part.text, part.words))
    )
    return _summed(found)


def _each_once(found: Iterable[Found]) -> Iterator[Found]:
    seen = set()
    for each in found:
        if each.cue not in seen:
            seen.add(each.cue)
            yield each


def _summed(found: Iterable[Found]) -> dict[str, Score]:
    weights: dict[str, float] = {}
    evidence: dict[str, dict[str, None]] = {}
    for each in found:
        label = each.cue.label
        weights[label] = weights.get(label, 0.0) + each.cue.weight
        evidence.setdefault(label, {})[each.evidence] = None
    return {label: Score(weight, tuple(evidence[label])) for label, weight in weights.items()}
