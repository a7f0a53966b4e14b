"""A classifier of one field: for each label, how likely a model would give it.

A video may have several labels of a field, so each label is a question of its own: logistic
regression on TF-IDF of the phrases and on the labels of the rules. That a model has nothing to say
to a field is one more label.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from etl.enrich.learned.features import Described

if TYPE_CHECKING:
    from numpy.typing import NDArray

NOTHING: Final = ""
"""The label of a field to which a model had nothing to say."""

# Of a label, on either side; what is rarer is not learned.
_LEAST: Final = 5
_STRENGTH: Final = 1.0


@dataclass(frozen=True)
class Guesses:
    """The most likely label of each video.

    Attributes:
        labels: One a video; `NOTHING` where a model would give none.
        scores: How likely, 0–1, as the classifier sees it; not yet what it is right about.
    """

    labels: NDArray[np.object_]
    scores: NDArray[np.float64]


@dataclass(frozen=True)
class Classifier:
    """What was learned of a field."""

    _labels: tuple[str, ...]
    _models: tuple[Any, ...]
    _weights: Any

    def guess(self, videos: Described) -> Guesses:
        """Returns the most likely label of each video; of equals the first in order."""
        features = _weighted(self._weights, videos)
        scores = np.column_stack([model.predict_proba(features)[:, 1] for model in self._models])
        best = scores.argmax(axis=1)
        return Guesses(
            np.array(self._labels, dtype=object)[best], scores[np.arange(len(best)), best]
        )


def learn_field(videos: Described, labels: Sequence[frozenset[str]]) -> Classifier | None:
    """Returns a classifier; None where fewer than two labels are common enough to be learned.

    Args:
        videos: The labelled ones.
        labels: Of the field, one set a video.
    """
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    wanted = [each or frozenset({NOTHING}) for each in labels]
    known = _learnable(wanted)
    if len(known) < 2:
        return None
    weights = TfidfTransformer(sublinear_tf=True).fit(videos.phrases)
    features = _weighted(weights, videos)
    models = []
    # Many small products of vectors, in which several threads would mostly wait for each other.
    with threadpool_limits(1):
        for label in known:
            # Quick with few videos of many phrases; the seed makes it repeat itself.
            model = LogisticRegression(C=_STRENGTH, solver="liblinear", dual=True, random_state=0)
            models.append(model.fit(features, [label in each for each in wanted]))
    return Classifier(known, tuple(models), weights)


def is_agreed(labels: Mapping[str, frozenset[str]], field: str, label: str) -> bool:
    """Returns whether a guess is among a model's labels, or both find nothing to say."""
    given = labels.get(field, frozenset())
    return label in given if label != NOTHING else not given


def _learnable(labels: Sequence[frozenset[str]]) -> tuple[str, ...]:
    names = sorted({label for each in labels for label in each})
    counts = {name: sum(name in each for each in labels) for name in names}
    return tuple(n for n, count in counts.items() if _LEAST <= count <= len(labels) - _LEAST)


def _weighted(weights: Any, videos: Described) -> Any:
    from scipy.sparse import hstack

    return hstack([weights.transform(videos.phrases), videos.rules]).tocsr()
