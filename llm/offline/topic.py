"""Whether a text is about food: a script about anything else is not written."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from llm.offline.cues import CueIndex, cue, index_cues
from llm.offline.label_rules import TOPIC, label_rules
from llm.offline.label_scores import Part, Score, label_scores

FOOD: Final = "food"
OTHER: Final = "other"

_DISH: Final = 6.0
_SHORT_DISH: Final = 3.0
"""Of one syllable, which may mean anything."""
_MANY_WORDS: Final = 60
_LEAST_A_WORD: Final = 0.015
"""Weight of food for each word that is said: any vlog says "ăn" once in a while."""


@dataclass(frozen=True)
class Topic:
    """What a text is about.

    Attributes:
        is_food: Whether it is food.
        is_other: Whether it surely is something else; where nothing tells, it is neither.
        evidence: The words that say so.
    """

    is_food: bool
    is_other: bool
    evidence: tuple[str, ...]


def topic_of(parts: Mapping[str, Part], dishes: Collection[str]) -> Topic:
    """Returns what a text is about.

    Args:
        parts: As `split_parts` returns them.
        dishes: Names of dishes besides the words of the rules.
    """
    scores = label_scores(label_rules(TOPIC), parts)
    food = [scores[FOOD]] if FOOD in scores else []
    if dishes:
        named = label_scores({"text": _dish_index(frozenset(dishes))}, {"text": parts["text"]})
        food += named.values()
    other = scores.get(OTHER, Score(0.0, ()))
    weight = sum(score.weight for score in food)
    said = len(parts["speech"].words)
    is_food = weight > 0 and weight >= max(other.weight, _least(said))
    if is_food:
        evidence = dict.fromkeys(words for score in food for words in score.evidence)
        return Topic(True, False, tuple(evidence))
    return Topic(False, other.weight > 0 or said >= _MANY_WORDS, other.evidence)


def _least(words: int) -> float:
    return _LEAST_A_WORD * words if words >= _MANY_WORDS else 0.0


@lru_cache(maxsize=4)
def _dish_index(dishes: frozenset[str]) -> CueIndex:
    return index_cues(
        cue(dish, FOOD, _DISH if " " in dish else _SHORT_DISH) for dish in sorted(dishes)
    )
