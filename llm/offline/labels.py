"""The content labels of a text by rules, without a model."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from llm.offline.label_rules import label_rules
from llm.offline.label_scores import Part, Score, label_scores, split_parts
from llm.offline.topic import topic_of
from llm.offline.wanted_duration import wanted_duration
from llm.vocabulary import LABELS, NOT_FOOD

FIELDS: Final = {
    "category": "categories",
    "structure": "structure_style",
    "hook": "hook_type",
    "tone": "tone_of_voice",
    "pacing": "pacing",
    "cta": "cta_type",
    "style": "content_style",
    "audience": "audience_target",
}
"""The labels found, and the field of the dataset `video_labels` that each one belongs to."""


@dataclass(frozen=True)
class RuleLabels:
    """The labels that the words of a text tell; None where none does.

    Attributes:
        category: Of `vocabulary.LABELS["categories"]`.
        structure: Of `structure_style`.
        hook: Of `hook_type`.
        tone: Of `tone_of_voice`.
        pacing: Of `pacing`; only words ask for it, for speaking fast or slowly does not tell it.
        cta: Of `cta_type`.
        style: Of `content_style`.
        audience: Of `audience_target`.
        duration_s: That is known, else that the text asks for.
        is_food: Whether anything says that the text is about food, and nothing says more loudly
            that it is not.
        evidence: The words, as they stand in the text, by name of the attribute. A transcript that
            hardly names any food is no food without a word that says so.
    """

    category: str | None
    structure: str | None
    hook: str | None
    tone: str | None
    pacing: str | None
    cta: str | None
    style: str | None
    audience: str | None
    duration_s: float | None
    is_food: bool
    evidence: Mapping[str, tuple[str, ...]]


def labels_by_rules(
    text: str,
    duration_s: float | None = None,
    transcript: str | None = None,
    dishes: Collection[str] = (),
) -> RuleLabels:
    """Returns the labels of a description or of a video.

    Args:
        text: The description, or the video's caption.
        duration_s: Where it is known; it is kept whatever the text says.
        transcript: What is said in the video.
        dishes: Names of dishes, to know food by besides the words of the rules; a frozenset is
            prepared only once.
    """
    parts = split_parts(text, transcript)
    topic = topic_of(parts, dishes)
    found = {name: _best(field, parts) for name, field in FIELDS.items()}
    labels: dict[str, str | None] = {name: best[0] for name, best in found.items() if best}
    evidence = {name: best[1].evidence for name, best in found.items() if best}
    evidence["is_food"] = topic.evidence
    if not topic.is_food:
        labels["category"] = NOT_FOOD if topic.is_other else None
        evidence["category"] = topic.evidence
    wanted = wanted_duration(text) if duration_s is None else None
    if wanted:
        evidence["duration_s"] = (wanted.evidence,)
    return RuleLabels(
        category=labels.get("category"),
        structure=labels.get("structure"),
        hook=labels.get("hook"),
        tone=labels.get("tone"),
        pacing=labels.get("pacing"),
        cta=labels.get("cta"),
        style=labels.get("style"),
        audience=labels.get("audience"),
        duration_s=wanted.seconds if wanted else duration_s,
        is_food=topic.is_food,
        evidence={name: words for name, words in evidence.items() if words},
    )


def _best(field: str, parts: Mapping[str, Part]) -> tuple[str, Score] | None:
    """Returns the label that most speaks for; of equals the one that is used more."""
    scores = label_scores(label_rules(field), parts)
    order = LABELS[field].index
    return max(scores.items(), key=lambda item: (item[1].weight, -order(item[0])), default=None)
