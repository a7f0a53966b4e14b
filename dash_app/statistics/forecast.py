"""How many plays the next videos of a creator will reach, once they have had their time.

A video's y = ln(1 + plays) is forecast as level + scale · z. Level and scale are the creator's,
drawn towards the tier's as in `creator_levels`. No shape of z is assumed: it is that of recent
videos in truth, each against the forecast that its creator's older videos gave, so that half of the
videos come between P25 and P75. With few such residuals the normal distribution joins in.

The next videos of a creator are off in the same direction as far as the level is not known: their z
have a Gaussian copula with the correlation `shared` (Joe 2014, "Dependence Modeling with Copulas",
3.9). The total of several has no closed form; it is drawn, always with the same numbers, spread
evenly over each distribution (Latin hypercube; McKay, Beckman & Conover 1979).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from dash_app.statistics.creator_levels import (
    Levels,
    Texts,
    creator_levels,
    fit_groups,
    history_from_sums,
)
from dash_app.statistics.sample import MIN_SAMPLE, Floats, floats, known

Basis = Literal["own", "own_all", "tier", "all"]
"""What a forecast rests on: the creator's own videos, drawn towards the tier (`own`) or, where the
tier is not known or too small, towards all creators (`own_all`); without a video of their own, the
tier alone or all creators alone."""

Sample = Literal["none", "few", "fair", "good"]
"""How many videos of the creator's own: 0, 1–4, 5–19, from 20."""

FAIR, GOOD = 5, 20

_PROBABILITIES: Final = np.array(
    [1e-4, 1e-3, 2.5e-3, *np.arange(5, 1000, 5) / 1000, 1 - 2.5e-3, 1 - 1e-3, 1 - 1e-4]
)
_QUARTILES: Final = (0.25, 0.5, 0.75)
_DRAWS: Final = 1500
_SEED: Final = 20250320


@dataclass(frozen=True)
class PlaysModel:
    """What the videos of a version say of plays: fitted once, asked often.

    Attributes:
        residuals: Recent videos whose forecast was compared with what came.
        creators: Accounts; the arrays have one element for each, and a last one that stands for any
            other account.
        levels: Of their next video.
        n: Own videos behind it.
        basis: What it rests on.
        sample: How much history that is.
        scores: Normal quantiles.
        shape: The quantiles of z at the same probabilities.
    """

    residuals: int
    creators: pd.Index
    levels: Levels
    n: npt.NDArray[np.int64]
    basis: Texts
    sample: Texts
    scores: Floats
    shape: Floats


@dataclass(frozen=True)
class PlaysForecast:
    """What the next `videos` videos of a creator together reach, once they have had their time.

    Attributes:
        creator: The account.
        videos: How many videos the total is of.
        p25: Plays that the total exceeds in three of four cases; None where the data hold no video.
        p50: In one of two.
        p75: In one of four.
        chance: To exceed the asked number of plays, 0 to 1; None where none was asked.
        n: The creator's own videos behind it (not pinned, collected two weeks after posting).
        own_weight: Share of the creator's own history in the level, 0 to 1; the rest is the tier's.
        basis: What it rests on.
        sample: How much history that is.
    """

    creator: str
    videos: int
    p25: float | None
    p50: float | None
    p75: float | None
    chance: float | None
    n: int
    own_weight: float
    basis: Basis
    sample: Sample


def fit_plays_model(histories: pd.DataFrame) -> PlaysModel:
    """Fits the model to the frame of `dash_app.queries.forecast.histories`."""
    from scipy.special import ndtri

    y = floats(histories["y"])
    has_video = ~np.isnan(y)
    is_newest, is_recent = (floats(histories[name]) == 1 for name in ("is_newest", "is_recent"))
    older = np.array([np.nan_to_num(floats(histories[name])) for name in ("w", "ww", "wy", "wyy")])
    tiers = histories["tier"].astype(object).to_numpy()

    now = np.flatnonzero(is_newest | ~has_video)
    own = np.array([has_video, has_video, np.nan_to_num(y), np.nan_to_num(y) ** 2])[:, now]
    # The last one stands for accounts that the data do not know.
    history = history_from_sums(*np.pad(older[:, now] + own, ((0, 0), (0, 1))))
    of_tier: Texts = np.array([*tiers[now], None], dtype=object)
    groups = fit_groups(of_tier, history)
    levels = creator_levels(groups, of_tier, history)

    then = np.flatnonzero(is_recent)
    forecast = creator_levels(groups, tiers[then], history_from_sums(*older[:, then]))
    z = (y[then] - forecast.level) / forecast.scale
    scores = ndtri(_PROBABILITIES)
    n = np.where(has_video, np.nan_to_num(floats(histories["n"])) + 1, 0).astype(np.int64)
    n = np.append(n[now], 0)
    return PlaysModel(
        residuals=z.size,
        creators=pd.Index(histories["creator"].to_numpy()[now]),
        levels=levels,
        n=n,
        basis=_bases(n, levels.has_tier),
        sample=_samples(n),
        scores=scores,
        shape=_shape(z, scores),
    )


def next_video(model: PlaysModel, creators: Sequence[str] | None = None) -> pd.DataFrame:
    """Returns the forecast of one video for many creators at once.

    Args:
        model: The fitted model.
        creators: Accounts, in the order of the rows; None for all of the version.

    Returns:
        One row a creator: creator, p25, p50, p75 (plays), n, own_weight, basis, sample, as in
        `PlaysForecast`. p25 … p75 are missing only where the data hold no video at all.
    """
    rows = _rows(model, creators)
    low, middle, high = _quantiles(model, rows, _QUARTILES)
    return pd.DataFrame(
        {
            "creator": model.creators if creators is None else list(creators),
            "p25": low,
            "p50": middle,
            "p75": high,
            "n": model.n[rows],
            "own_weight": model.levels.own_weight[rows],
            "basis": model.basis[rows],
            "sample": model.sample[rows],
        }
    )


def next_video_quantiles(
    model: PlaysModel, probabilities: Sequence[float], creators: Sequence[str] | None = None
) -> Floats:
    """Returns the plays that the next video stays below with each probability.

    Returns:
        One row a probability, one column a creator.
    """
    return _quantiles(model, _rows(model, creators), probabilities)


def chance_to_exceed(
    model: PlaysModel, plays: float, creators: Sequence[str] | None = None
) -> Floats:
    """Returns for each creator the chance (0 to 1) that the next video exceeds so many plays.

    It is missing only where the data hold no video at all.
    """
    rows = _rows(model, creators)
    levels = model.levels
    z = (np.log1p(max(plays, 0)) - levels.level[rows]) / levels.scale[rows]
    chance = 1 - np.interp(z, model.shape, _PROBABILITIES, left=0, right=1)
    return np.where(np.isnan(z), np.nan, chance)


def next_videos(
    model: PlaysModel, creators: Iterable[str], videos: int, exceed: float | None = None
) -> tuple[PlaysForecast, ...]:
    """Returns the forecast of the total of the next videos, for a shortlist.

    Args:
        model: The fitted model.
        creators: Accounts, a few; the result keeps their order. One that the data do not know gets
            the forecast of all creators.
        videos: How many videos each, from 1; 1 gives the same as `next_video`.
        exceed: Total plays whose chance is asked.
    """
    names = list(creators)
    rows = _rows(model, names)
    chances: Floats = np.full(len(names), np.nan)
    if videos > 1:
        totals = _drawn_totals(model, rows, videos)
        quartiles = np.quantile(totals, _QUARTILES, axis=1)
        if exceed is not None:
            chances = np.where(np.isnan(totals[:, 0]), np.nan, (totals > exceed).mean(axis=1))
    else:
        quartiles = _quantiles(model, rows, _QUARTILES)
        if exceed is not None:
            chances = chance_to_exceed(model, exceed, names)
    return tuple(
        PlaysForecast(
            creator=name,
            videos=max(videos, 1),
            p25=known(quartiles[0, place]),
            p50=known(quartiles[1, place]),
            p75=known(quartiles[2, place]),
            chance=known(chances[place]),
            n=int(model.n[row]),
            own_weight=float(model.levels.own_weight[row]),
            basis=model.basis[row],
            sample=model.sample[row],
        )
        for place, (name, row) in enumerate(zip(names, rows, strict=True))
    )


def _rows(model: PlaysModel, creators: Sequence[str] | None) -> npt.NDArray[np.intp]:
    if creators is None:
        return np.arange(len(model.creators))
    # One that is not found is at −1: the last element.
    return model.creators.get_indexer(pd.Index(list(creators), dtype=model.creators.dtype))


def _quantiles(
    model: PlaysModel, rows: npt.NDArray[np.intp], probabilities: Sequence[float]
) -> Floats:
    z = np.interp(probabilities, _PROBABILITIES, model.shape)
    levels = model.levels
    return np.maximum(np.expm1(levels.level[rows] + z[:, None] * levels.scale[rows]), 0)


def _drawn_totals(model: PlaysModel, rows: npt.NDArray[np.intp], videos: int) -> Floats:
    """Returns possible totals: one row a creator, one column a draw."""
    normals = _even_normals(videos + 1)
    totals = np.empty((rows.size, _DRAWS))
    levels = model.levels
    for place, row in enumerate(rows):
        shared = levels.shared[row]
        score = np.sqrt(shared) * normals[0] + np.sqrt(1 - shared) * normals[1:]
        z = np.interp(score, model.scores, model.shape)
        plays = np.expm1(levels.level[row] + levels.scale[row] * z)
        totals[place] = np.maximum(plays, 0).sum(axis=0)
    return totals


def _even_normals(count: int) -> Floats:
    """Returns so many rows of normal numbers: each row the same ones, in an order of its own."""
    from scipy.special import ndtri

    dice = np.random.default_rng(_SEED)
    even = ndtri((np.arange(_DRAWS) + 0.5) / _DRAWS)
    return np.array([dice.permutation(even) for _ in range(count)])


def _shape(z: Floats, scores: Floats) -> Floats:
    """Returns the quantiles of z, to which the normal ones count as `MIN_SAMPLE` residuals."""
    if z.size == 0:
        return scores
    share = z.size / (z.size + MIN_SAMPLE)
    mixed: Floats = share * np.quantile(z, _PROBABILITIES) + (1 - share) * scores
    return mixed


def _bases(n: npt.NDArray[np.int64], has_tier: npt.NDArray[np.bool_]) -> Texts:
    own: Texts = np.where(has_tier, "own", "own_all").astype(object)
    return np.where(n > 0, own, np.where(has_tier, "tier", "all"))


def _samples(n: npt.NDArray[np.int64]) -> Texts:
    return np.select([n == 0, n < FAIR, n < GOOD], ["none", "few", "fair"], "good").astype(object)
