"""How many plays the next videos of a creator will reach (being written: the signatures stand)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from dash_app.statistics.sample import Floats

Basis = Literal["own", "tier", "all"]
"""What a forecast rests on: the creator's own videos (drawn towards the tier), the tier alone (no
video of their own), or all creators (no tier either, or a tier without videos)."""

Sample = Literal["none", "few", "fair", "good"]
"""How many videos of the creator's own: 0, 1–4, 5–19, from 20."""


@dataclass(frozen=True)
class PlaysModel:
    """What the videos of a version say of plays: fitted once, asked often; opaque to pages."""


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
        n: The creator's own videos behind it (not pinned, not too young).
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
    raise NotImplementedError


def next_video(model: PlaysModel, creators: Sequence[str] | None = None) -> pd.DataFrame:
    """Returns the forecast of one video for many creators at once.

    Args:
        model: The fitted model.
        creators: Accounts, in the order of the rows; None for all of the version.

    Returns:
        One row a creator: creator, p25, p50, p75 (plays), n, own_weight, basis, sample, as in
        `PlaysForecast`. p25 … p75 are missing only where the data hold no video at all.
    """
    raise NotImplementedError


def chance_to_exceed(
    model: PlaysModel, plays: float, creators: Sequence[str] | None = None
) -> Floats:
    """Returns for each creator the chance (0 to 1) that the next video exceeds so many plays."""
    raise NotImplementedError


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
    raise NotImplementedError
