"""How often guesses agree with a model, measured on creators that nothing was learned from.

Creators count equally, however many videos they have: the next video to be labelled is of some
creator, and most likely of one without any labelled video.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from etl.enrich.learned.classifier import NOTHING, Guesses, is_agreed, learn_field
from etl.enrich.learned.examples import Example
from etl.enrich.learned.features import Described

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_FOLDS: Final = 10
LEAST_CREATORS: Final = 3
_LEAST_ACCEPTED: Final = 20
_SMALLEST: Final = 1e-6


@dataclass(frozen=True)
class Judged:
    """Guesses about labelled videos, each made without its creator's other videos.

    Attributes:
        guesses: One a video.
        agreed: Whether the model said the same.
        creators: Of the videos.
        judged: Whether a guess could be made at all; the others are none.
    """

    guesses: Guesses
    agreed: NDArray[np.bool_]
    creators: NDArray[np.object_]
    judged: NDArray[np.bool_]

    @property
    def weights(self) -> NDArray[np.float64]:
        """What each video counts, so that creators count equally; sums to 1."""
        counts = Counter(self.creators)
        return np.array([1.0 / (counts[each] * len(counts)) for each in self.creators])


@dataclass(frozen=True)
class Bar:
    """What a guess must reach to be accepted, and how likely the accepted ones are right.

    Attributes:
        least_score: Of the classifier; above 1 where no guess is accepted.
        slope: Of the log odds of being right, by the log odds of the score.
        level: Of the log odds of being right, where the score is one half.
    """

    least_score: float
    slope: float
    level: float

    def accepts(self, guesses: Guesses) -> NDArray[np.bool_]:
        """Returns which guesses are accepted."""
        return guesses.scores >= self.least_score

    def confidence(self, guesses: Guesses) -> NDArray[np.float64]:
        """Returns how likely each guess agrees with the model (Platt 1999)."""
        odds = self.slope * _log_odds(guesses.scores) + self.level
        return np.asarray(1.0 / (1.0 + np.exp(-odds)), dtype=np.float64)


def judge_field(videos: Described, examples: Sequence[Example], field: str) -> Judged:
    """Returns a guess about every example, by what was learned from other creators alone."""
    from sklearn.model_selection import GroupKFold

    creators = np.array([each.words.creator for each in examples], dtype=object)
    labels = [each.labels.get(field, frozenset()) for each in examples]
    guessed = np.full(len(examples), NOTHING, dtype=object)
    scores = np.zeros(len(examples))
    judged = np.zeros(len(examples), dtype=bool)
    folds = GroupKFold(min(_MOST_FOLDS, len(set(creators))))
    for learned_from, left_out in folds.split(labels, groups=creators):
        classifier = learn_field(videos.rows(learned_from), [labels[i] for i in learned_from])
        if classifier is None:
            continue
        found = classifier.guess(videos.rows(left_out))
        guessed[left_out], scores[left_out] = found.labels, found.scores
        judged[left_out] = True
    agreed = np.array(
        [is_agreed(e.labels, field, g) for e, g in zip(examples, guessed, strict=True)]
    )
    return Judged(Guesses(guessed, scores), agreed & judged, creators, judged)


def agreement(judged: Judged, accepted: NDArray[np.bool_]) -> float:
    """Returns the share of accepted guesses that agree; creators count equally. 0 of none."""
    total = float(judged.weights[accepted].sum())
    return float(judged.weights[accepted & judged.agreed].sum()) / total if total else 0.0


def coverage(judged: Judged, accepted: NDArray[np.bool_]) -> float:
    """Returns the share of videos whose guess is accepted; creators count equally."""
    return float(judged.weights[accepted].sum())


def set_bar(judged: Judged, target: float) -> Bar:
    """Returns the lowest bar above which guesses agree as often as is wanted.

    No guess is accepted where fewer than 20 videos or 3 creators would be.

    Args:
        judged: What the bar is chosen by.
        target: The agreement wanted, 0–1.
    """
    order = np.argsort(-judged.guesses.scores, kind="stable")
    scores = judged.guesses.scores[order]
    weights = judged.weights[order]
    shares = np.cumsum(weights * judged.agreed[order]) / np.cumsum(weights)
    # Between equal scores there is no bar.
    ends = np.append(scores[:-1] != scores[1:], True)
    creators = np.array([len(set(judged.creators[order[: n + 1]])) for n in range(len(order))])
    enough = (np.arange(len(order)) + 1 >= _LEAST_ACCEPTED) & (creators >= LEAST_CREATORS)
    fits = np.flatnonzero(ends & enough & (shares >= target) & judged.judged[order])
    slope, level = _calibrated(judged)
    return Bar(float(scores[fits[-1]]) if len(fits) else 2.0, slope, level)


def _calibrated(judged: Judged) -> tuple[float, float]:
    """Returns slope and level of the log odds of agreeing; flat where scores tell nothing."""
    from sklearn.linear_model import LogisticRegression

    known = judged.judged
    agreed, weights = judged.agreed[known], judged.weights[known]
    if len(set(agreed)) < 2:
        return 0.0, _log_odds(np.array([float(agreed.mean()) if len(agreed) else 0.5])).item()
    scores = _log_odds(judged.guesses.scores[known]).reshape(-1, 1)
    model = LogisticRegression(C=1e6).fit(scores, agreed, sample_weight=weights * len(weights))
    slope, level = float(model.coef_[0, 0]), float(model.intercept_[0])
    if slope > 0:
        return slope, level
    return 0.0, _log_odds(np.array([np.average(agreed, weights=weights)])).item()


def _log_odds(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    kept = np.clip(shares, _SMALLEST, 1.0 - _SMALLEST)
    return np.asarray(np.log(kept / (1.0 - kept)), dtype=np.float64)
