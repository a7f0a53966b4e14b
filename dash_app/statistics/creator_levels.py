"""How high and how evenly each creator's plays run, drawn towards others of the tier.

Empirical Bayes on y = ln(1 + plays). Creator i of tier t has a level μ_i around the tier's,
μ_i ~ (μ_t, τ²_t), and videos around its level, y_ij ~ (μ_i, σ²_i). Of the creator's own history are
known the weighted mean m, the weighted variance s² and the effective number of videos
n = (Σw)² / Σw². Then

    own weight b = n τ² / (n τ² + σ²)        level = b m + (1 − b) μ_t
    what is not known of the level = (1 − b) τ²
    spread² = (d σ² + (n − 1) s²) / (d + n − 1)

σ² is the tier's pooled s²; μ_t and τ² are those of Paule & Mandel (1982, "Consensus values and
weighting factors"); d, how many videos the tier's spread counts for, is that of Smyth (2004,
"Linear models and empirical Bayes methods", section 6.2). The shrinkage is that of Efron & Morris
(1975, "Data analysis using Stein's estimator").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from dash_app.statistics.sample import Floats

FEWEST_CREATORS: Final = 10
"""Below this many creators with videos a tier has no level of its own: that of all is taken."""

_ASSUMED_WITHIN, _ASSUMED_BETWEEN = 0.6, 0.4
"""σ² and τ² where not even all creators are enough: what collected data have."""

_LEAST_VARIANCE: Final = 1e-4
"""One per cent of plays: less than what TikTok's rounding hides."""

_MOST_STRENGTH: Final = 100.0

Texts = npt.NDArray[np.object_]


@dataclass(frozen=True)
class History:
    """What creators' own videos say; one element a creator.

    Attributes:
        size: Effective number of videos, 0 without any.
        mean: Weighted mean of y; 0 without any.
        variance: Weighted variance, unbiased; 0 below two videos.
    """

    size: Floats
    mean: Floats
    variance: Floats


@dataclass(frozen=True)
class Group:
    """What the creators of a tier, or all, have in common: μ, τ² and σ²."""

    level: float
    between: float
    within: float


@dataclass(frozen=True)
class Groups:
    """What is known before a creator's own videos are looked at.

    Attributes:
        tiers: Those with enough creators.
        whole: All creators.
        strength: d, how many videos the group's spread counts for.
    """

    tiers: Mapping[str, Group]
    whole: Group
    strength: float


@dataclass(frozen=True)
class Levels:
    """One element a creator.

    Attributes:
        level: Expected y of a video.
        scale: Standard deviation of y around it, with what is not known of the level.
        shared: Share of that variance which all next videos of the creator have in common.
        own_weight: Share of the creator's own mean in the level.
        has_tier: Whether the level was drawn towards the tier's, and not towards that of all.
    """

    level: Floats
    scale: Floats
    shared: Floats
    own_weight: Floats
    has_tier: npt.NDArray[np.bool_]


@np.errstate(all="ignore")
def history_from_sums(w: Floats, ww: Floats, wy: Floats, wyy: Floats) -> History:
    """Returns the history of each creator from Σw, Σw², Σwy and Σwy²."""
    size = np.where(w > 0, w * w / ww, 0.0)
    mean = np.where(w > 0, wy / w, 0.0)
    several = size > 1 + 1e-9
    biased = np.maximum(wyy / w - mean * mean, 0)
    return History(size, mean, np.where(several, biased / (1 - 1 / size), 0.0))


def fit_groups(tiers: Texts, history: History) -> Groups:
    """Returns what tiers and all creators have in common."""
    has_videos = history.size > 0
    assumed = Group(float("nan"), _ASSUMED_BETWEEN, _ASSUMED_WITHIN)
    whole = _group(_part(history, has_videos), assumed)
    found = {}
    for tier in {tier for tier in tiers if isinstance(tier, str)}:
        members = _part(history, has_videos & (tiers == tier))
        if members.size.size >= FEWEST_CREATORS:
            found[tier] = _group(members, whole)
    groups = Groups(found, whole, _MOST_STRENGTH)
    within = _of_groups(groups, tiers)[2]
    return Groups(found, whole, _strength(history, within))


def creator_levels(groups: Groups, tiers: Texts, history: History) -> Levels:
    """Returns each creator's level; one without videos has the group's."""
    level, between, within = _of_groups(groups, tiers)
    precision = history.size * between
    own = precision / (precision + within)
    freedom = np.maximum(history.size - 1, 0)
    spread = (groups.strength * within + freedom * history.variance) / (groups.strength + freedom)
    unknown = (1 - own) * between
    variance = spread + unknown
    return Levels(
        level=own * history.mean + (1 - own) * level,
        scale=np.sqrt(variance),
        shared=unknown / variance,
        own_weight=own,
        has_tier=np.array([tier in groups.tiers for tier in tiers], dtype=np.bool_),
    )


def _part(history: History, rows: npt.NDArray[np.bool_]) -> History:
    return History(history.size[rows], history.mean[rows], history.variance[rows])


def _of_groups(groups: Groups, tiers: Texts) -> tuple[Floats, Floats, Floats]:
    """Returns level, between and within of each creator's group."""
    numbers = {
        tier: (group.level, group.between, group.within) for tier, group in groups.tiers.items()
    }
    whole = (groups.whole.level, groups.whole.between, groups.whole.within)
    rows = np.array([numbers.get(tier, whole) for tier in tiers], dtype=np.float64)
    level, between, within = rows.reshape(-1, 3).T
    return level, between, within


def _group(members: History, otherwise: Group) -> Group:
    """Returns a group; where it has too few creators or videos, the other one's variances."""
    if members.size.size == 0:
        return otherwise
    freedom = np.maximum(members.size - 1, 0)
    enough = members.size.size >= FEWEST_CREATORS
    within = otherwise.within
    if enough and freedom.sum() >= FEWEST_CREATORS:
        within = max(float(freedom @ members.variance / freedom.sum()), _LEAST_VARIANCE)
    between = _between(members, within) if enough else otherwise.between
    return Group(_weighted_mean(members, between, within), between, within)


def _weighted_mean(members: History, between: float, within: float) -> float:
    return float(np.average(members.mean, weights=1 / (between + within / members.size)))


def _between(members: History, within: float) -> float:
    """Solves Σ (m − μ)² / (τ² + σ²/n) = creators − 1 for τ², by halving."""

    def excess(between: float) -> float:
        deviations = members.mean - _weighted_mean(members, between, within)
        squares = deviations**2 / (between + within / members.size)
        return float(squares.sum()) - (members.size.size - 1)

    low, high = 0.0, float(np.ptp(members.mean)) ** 2
    if excess(low) <= 0:
        return 0.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return (low + high) / 2


def _strength(history: History, within: Floats) -> float:
    """Returns d: the more alike creators' variances are, the more the group's counts.

    ln s² varies by ψ′((n − 1)/2) from chance alone; what it varies more is ψ′(d/2).
    """
    from scipy.special import digamma, polygamma

    rows = (history.size >= 3) & (history.variance > 0)
    if rows.sum() < FEWEST_CREATORS:
        return _MOST_STRENGTH
    half = (history.size[rows] - 1) / 2
    logs = np.log(history.variance[rows] / within[rows]) - digamma(half) + np.log(half)
    excess = float(logs.var(ddof=1) - polygamma(1, half).mean())
    low, high = 1.0, _MOST_STRENGTH
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if polygamma(1, middle / 2) > excess else (low, middle)
    return (low + high) / 2
