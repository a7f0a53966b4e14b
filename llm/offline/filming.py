"""How to film, without a model: rules of the craft, chosen by kind and by what is described.

`rules/filming.csv` has them in our own words: of which kind of video (`any` for all), about which
aspect, which words of a description call for it (`|` between them; none: always), and the advice.
They are experience of the craft and no measured fact.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from llm.offline.cues import CueIndex, cue, find_cues, index_cues, words_of

ASPECTS: Final = ("Góc máy", "Cỡ cảnh", "Ánh sáng", "Âm thanh", "Tương tác")
"""What is advised on, in this order."""

KINDS: Final = ("review", "cooking", "mukbang")
_ANY: Final = "any"
_MOST_CALLED: Final = 3
_MOST: Final = 4
"""Of one aspect."""


@dataclass(frozen=True)
class Rule:
    """A rule of the craft.

    Attributes:
        kind: One of `KINDS`, or `any`.
        aspect: One of `ASPECTS`.
        cues: Words that call for it; none: always.
        advice: One or two sentences.
    """

    kind: str
    aspect: str
    cues: tuple[str, ...]
    advice: str


@dataclass(frozen=True)
class Craft:
    """A rule that was chosen.

    Attributes:
        aspect: What it is about.
        advice: Its sentences.
        because: The words of the description that called for it; none: it holds for all.
    """

    aspect: str
    advice: str
    because: tuple[str, ...] = ()


@cache
def filming_rules() -> tuple[Rule, ...]:
    """Returns all rules, in the order of the file."""
    path = Path(__file__).with_name("rules") / "filming.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Rule(
                row["kind"],
                row["aspect"],
                tuple(each for each in row["cues"].split("|") if each),
                row["advice"],
            )
            for row in csv.DictReader(file)
        )


def craft_for(kind: str, description: str) -> tuple[Craft, ...]:
    """Returns the rules that fit, by aspect: what the description calls for comes first.

    Args:
        kind: One of `KINDS`.
        description: What is to be filmed.
    """
    called = _called(description)
    chosen = []
    for aspect in ASPECTS:
        rules = [r for r in filming_rules() if r.aspect == aspect and r.kind in (kind, _ANY)]
        # Of as many cues the rules of the kind come before those of all kinds.
        wanted = sorted(
            (rule for rule in rules if called.get(rule)),
            key=lambda rule: (-len(called[rule]), rule.kind == _ANY),
        )[:_MOST_CALLED]
        always = [rule for rule in rules if not rule.cues]
        own_first = sorted(always, key=lambda rule: rule.kind == _ANY)
        chosen += [
            Craft(aspect, rule.advice, tuple(called.get(rule, ())))
            for rule in (*wanted, *own_first)[:_MOST]
        ]
    return tuple(chosen)


def _called(description: str) -> Mapping[Rule, Sequence[str]]:
    """Returns the rules whose cues stand in a description, with the words that do."""
    words = words_of(description)
    found: dict[Rule, dict[str, None]] = {}
    rules = filming_rules()
    for each in find_cues(_index(), description, words):
        rule = rules[int(each.cue.label)]
        found.setdefault(rule, {})[each.evidence.lower()] = None
    return {rule: tuple(evidence) for rule, evidence in found.items()}


@cache
def _index() -> CueIndex:
    return index_cues(
        cue(words, str(number))
        for number, rule in enumerate(filming_rules())
        for words in rule.cues
    )
