"""The local part of `etl enrich labels`: learns from a version, labels its other videos."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.enrich.asked.videos import Video
from etl.enrich.dishes import Lexicon
from etl.enrich.learned.examples import Example, Words, read_model_labels, words_of
from etl.enrich.learned.labelling import Labelling, Learned, learn


@dataclass(frozen=True)
class LocalLabels:
    """What was learned and what came of it.

    Attributes:
        examples: Labelled videos of the version.
        creators: Of these videos.
        learned: None where they are too few.
        labellings: By video id, of the videos that no model has labelled.
    """

    examples: int
    creators: int
    learned: Learned | None
    labellings: Mapping[str, Labelling]

    def known(self, wanted: Collection[str]) -> frozenset[str]:
        """Returns the videos of which all wanted fields are known; all learned ones by default."""
        if self.learned is None:
            return frozenset()
        fields = wanted or self.learned.fields
        return frozenset(i for i, each in self.labellings.items() if each.knows(fields))


def label_locally(
    version: Path,
    videos: Sequence[Video],
    answered: Collection[str],
    lexicon: Lexicon,
    target: float,
    on_start: Callable[[int], Callable[[int], None]],
) -> LocalLabels:
    """Learns from the videos of a version that a model has labelled, and labels the others.

    Args:
        version: Its folder.
        videos: All of its videos.
        answered: Ids of videos that a model has labelled, also since it was published.
        lexicon: Dishes, which the rules know food by.
        target: The agreement wanted of accepted labels, 0–1.
        on_start: Is told how many videos will be labelled, and returns what moves progress on.

    Raises:
        LearningUnavailable: Where scikit-learn is not installed.
    """
    labels = read_model_labels(version)
    examples = [Example(_words(v), labels[v.video_id]) for v in videos if v.video_id in labels]
    creators = len({each.words.creator for each in examples})
    dishes = frozenset(filter(None, lexicon.marked.dishes.values()))
    learned = learn(examples, dishes, target)
    if learned is None:
        return LocalLabels(len(examples), creators, None, {})
    rest = [v for v in videos if v.video_id not in labels and v.video_id not in answered]
    worded = [video for video in rest if learned.is_like_examples(_words(video))]
    found = learned.label([_words(video) for video in worded], on_start(len(worded)))
    by_id = {video.video_id: each for video, each in zip(worded, found, strict=True)}
    return LocalLabels(len(examples), creators, learned, by_id)


def _words(video: Video) -> Words:
    return words_of(video.creator, video.caption, video.transcript)
