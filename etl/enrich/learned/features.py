"""What a classifier sees of a video: its words, and the labels that offline rules find in them.

Rules carry over to creators that nothing was learned from; words add what is told by none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from etl.enrich.learned.examples import Words
from etl.errors import LearningUnavailable
from llm.offline.labels import FIELDS, labels_by_rules

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

# Words and pairs of words; what fewer videos say tells about those videos alone.
_LONGEST_PHRASE: Final = 2
_LEAST_VIDEOS: Final = 4
_MOST_PHRASES: Final = 20_000
# A syllable of Vietnamese may be one letter.
_SYLLABLE: Final = r"(?u)\b\w+\b"


@dataclass(frozen=True)
class Described:
    """Some videos as rows of two sparse matrices.

    Attributes:
        phrases: How often each phrase is in a video.
        rules: Which labels the rules find, 1 or 0.
    """

    phrases: csr_matrix
    rules: csr_matrix

    def rows(self, numbers: Any) -> Described:
        """Returns some of the videos."""
        return Described(self.phrases[numbers], self.rules[numbers])


@dataclass(frozen=True)
class Describer:
    """Describes any video by what was found worth seeing in the labelled ones.

    Attributes:
        dishes: Names of dishes, which the rules know food by.
    """

    dishes: frozenset[str]
    _phrases: Any
    _rules: Any

    def describe(
        self, videos: Sequence[Words], on_videos: Callable[[int], None] = lambda _: None
    ) -> Described:
        """Returns the features of some videos.

        Args:
            videos: What they are known by.
            on_videos: Called with 1 for each video that is done.
        """
        found = []
        for video in videos:
            found.append(_rule_labels(video, self.dishes))
            on_videos(1)
        return Described(
            self._phrases.transform(map(_text, videos)).tocsr(),
            self._rules.transform(found).tocsr(),
        )


def describe_examples(
    videos: Sequence[Words], dishes: Collection[str]
) -> tuple[Describer, Described]:
    """Returns a describer and what it sees of the videos that it is made of.

    It looks at their words, never at their labels.

    Raises:
        LearningUnavailable: Where scikit-learn is not installed.
    """
    try:
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.feature_extraction.text import CountVectorizer
    except ImportError as error:
        raise LearningUnavailable(
            "Chưa cài scikit-learn nên chưa học được nhãn tại máy. Chạy: pip install -r "
            "requirements-collect.txt"
        ) from error
    known = frozenset(dishes)
    phrases = CountVectorizer(
        ngram_range=(1, _LONGEST_PHRASE),
        min_df=min(_LEAST_VIDEOS, len(videos)),
        max_features=_MOST_PHRASES,
        token_pattern=_SYLLABLE,
    )
    rules = DictVectorizer()
    described = Described(
        phrases.fit_transform(map(_text, videos)).tocsr(),
        rules.fit_transform([_rule_labels(video, known) for video in videos]).tocsr(),
    )
    return Describer(known, phrases, rules), described


def _text(video: Words) -> str:
    return f"{video.caption} {video.transcript}"


def _rule_labels(video: Words, dishes: frozenset[str]) -> dict[str, float]:
    labels = labels_by_rules(video.caption, transcript=video.transcript or None, dishes=dishes)
    found = {f"{field}={getattr(labels, name)}": 1.0 for name, field in FIELDS.items()}
    return {**found, "is_food": float(labels.is_food), "is_spoken": float(bool(video.transcript))}
