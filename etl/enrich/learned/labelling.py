"""Learns from the labelled videos and labels the others, as far as that can be relied on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from etl.enrich.learned.agreement import (
    LEAST_CREATORS,
    Bar,
    agreement,
    coverage,
    judge_field,
    set_bar,
)
from etl.enrich.learned.classifier import NOTHING, Classifier, learn_field
from etl.enrich.learned.examples import Example, Words, fields_of
from etl.enrich.learned.features import Describer, describe_examples
from llm.vocabulary import NOT_FOOD

LEAST_EXAMPLES: Final = 100
_LEAST_SILENT: Final = 50
_CATEGORIES, _HAS_CTA, _CTA_TYPE = "categories", "has_cta", "cta_type"
_NO: Final = "Không"


@dataclass(frozen=True)
class LocalLabel:
    """A label that was learned.

    Attributes:
        field: Of the dataset `video_labels`.
        label: In Vietnamese.
        confidence: How likely a model would say the same, 0–1.
    """

    field: str
    label: str
    confidence: float


@dataclass(frozen=True)
class FieldReport:
    """What is known of a learned field, from creators that nothing was learned from.

    Attributes:
        field: Its name.
        videos: Labelled ones.
        creators: Of these videos.
        agreement: Share of all guesses that the model would give as well.
        accepted: Share of guesses that are accepted.
        accepted_agreement: Share of the accepted ones that the model would give as well; the bar
            was chosen by the same videos, so it is a little too good.
    """

    field: str
    videos: int
    creators: int
    agreement: float
    accepted: float
    accepted_agreement: float


@dataclass(frozen=True)
class Learned:
    """All that was learned.

    Attributes:
        target: The agreement wanted of accepted labels.
        reports: One a field.
    """

    target: float
    reports: tuple[FieldReport, ...]
    _describer: Describer
    _fields: Mapping[str, tuple[Classifier | None, Bar]]
    _has_silent: bool

    def is_like_examples(self, video: Words) -> bool:
        """Returns whether the measured agreement says anything about a video.

        It says nothing about one whose speech is not known, where all examples have theirs: its
        few words look like those of a video about nothing.
        """
        if video.transcript.strip():
            return True
        return self._has_silent and bool(video.caption.strip())

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that could be learned; others have too few labels."""
        return tuple(field for field, (classifier, _) in self._fields.items() if classifier)

    def label(
        self, videos: Sequence[Words], on_videos: Callable[[int], None] = lambda _: None
    ) -> list[Labelling]:
        """Returns what is known well enough of each video.

        Args:
            videos: What they are known by.
            on_videos: Called with 1 for each video that is done.
        """
        if not videos:
            return []
        described = self._describer.describe(videos, on_videos)
        found: list[dict[str, LocalLabel]] = [{} for _ in videos]
        for field, (classifier, bar) in self._fields.items():
            if classifier is None:
                continue
            guesses = classifier.guess(described)
            sure, accepted = bar.confidence(guesses), bar.accepts(guesses)
            for number in accepted.nonzero()[0]:
                label = LocalLabel(
                    field, str(guesses.labels[number]), round(float(sure[number]), 3)
                )
                found[number][field] = label
        return [Labelling(frozenset(each), _fitting(each)) for each in found]


@dataclass(frozen=True)
class Labelling:
    """What is known of a video without a model.

    Attributes:
        fields: Those that are known, also that there is nothing to say to them.
        labels: Those that there are.
    """

    fields: frozenset[str]
    labels: tuple[LocalLabel, ...]

    def knows(self, wanted: Collection[str]) -> bool:
        """Returns whether all of some fields are known."""
        return self.fields.issuperset(wanted)


def learn(examples: Sequence[Example], dishes: Collection[str], target: float) -> Learned | None:
    """Learns every field; None where there are too few examples or creators.

    Args:
        examples: Labelled videos.
        dishes: Names of dishes.
        target: The agreement wanted of accepted labels, 0–1.

    Raises:
        LearningUnavailable: Where scikit-learn is not installed.
    """
    creators = {each.words.creator for each in examples}
    if len(examples) < LEAST_EXAMPLES or len(creators) < LEAST_CREATORS:
        return None
    describer, described = describe_examples([each.words for each in examples], dishes)
    fields: dict[str, tuple[Classifier | None, Bar]] = {}
    reports = []
    for field in fields_of(examples):
        judged = judge_field(described, examples, field)
        bar = set_bar(judged, target)
        classifier = learn_field(described, [e.labels.get(field, frozenset()) for e in examples])
        fields[field] = classifier, bar
        accepted = bar.accepts(judged.guesses) & judged.judged
        reports.append(
            FieldReport(
                field,
                len(examples),
                len(creators),
                agreement(judged, judged.judged),
                coverage(judged, accepted),
                agreement(judged, accepted),
            )
        )
    silent = [each for each in examples if not each.words.transcript.strip()]
    return Learned(target, tuple(reports), describer, fields, len(silent) >= _LEAST_SILENT)


def _fitting(found: Mapping[str, LocalLabel]) -> tuple[LocalLabel, ...]:
    """Returns the labels that do not contradict each other, as a model's never do."""
    labels = {field: each for field, each in found.items() if each.label != NOTHING}
    category = labels.get(_CATEGORIES)
    if category and category.label == NOT_FOOD:
        return (category,)
    if _HAS_CTA in labels and labels[_HAS_CTA].label == _NO:
        labels.pop(_CTA_TYPE, None)
    return tuple(labels.values())
