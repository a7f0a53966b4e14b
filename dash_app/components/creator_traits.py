"""What is compared within one creator: length, number of hashtags, part of the day, weekday."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from dash_app.bands import DAY_PARTS, HASHTAG_BANDS, Band
from dash_app.components.chosen_creator import settled
from dash_app.durations import DURATION_BINS
from dash_app.findings.own_level import OwnLevel, Trait, own_levels
from dash_app.pages import Reader
from dash_app.words import WEEKDAYS

DURATION_NAMES: Final = (*(each.label for each in DURATION_BINS), "bài ảnh")
"""Of the duration bins, and of photo posts."""


def compared_levels(reader: Reader) -> tuple[OwnLevel, ...]:
    """Returns which of its videos lie above its own median of the page's metric, by trait."""
    videos = reader.kept(settled)
    return own_levels(settled_values(reader), own_traits(videos))


def settled_values(reader: Reader) -> npt.NDArray[np.float64]:
    """Returns the page's metric of each of its videos that can be called high or low."""
    videos = reader.kept(settled)
    return videos[reader.view.metric.key].to_numpy("float64", na_value=np.nan)


def own_traits(videos: pd.DataFrame) -> tuple[Trait, ...]:
    """Returns what its videos are told apart by.

    Args:
        videos: As `chosen_creator.settled` has them.
    """
    hours, tags = videos["posted_hour"].to_numpy(), videos["hashtag_count"].to_numpy()
    return (
        Trait("duration", duration_numbers(videos), _DURATIONS),
        Trait("part", bands(hours, DAY_PARTS), _PARTS),
        Trait("weekday", videos["posted_weekday"].to_numpy("int64") - 1, _DAYS),
        Trait("hashtags", bands(tags, HASHTAG_BANDS), _HASHTAGS),
    )


def duration_numbers(videos: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Returns the number of `DURATION_NAMES` of each video; -1 where the length is not known."""
    ends = [each.end for each in DURATION_BINS if each.end is not None]
    lengths = videos["duration_s"].to_numpy("float64", na_value=np.nan)
    numbers = np.where(np.isnan(lengths), -1, np.searchsorted(ends, lengths, side="right"))
    return np.where(videos["is_photo"].to_numpy(bool), len(DURATION_BINS), numbers)


_DURATIONS: Final = tuple(
    name if name == DURATION_NAMES[-1] else f"video {name}" for name in DURATION_NAMES
)
_PARTS: Final = tuple(f"video đăng {each.label}" for each in DAY_PARTS)
_DAYS: Final = tuple(f"video đăng {name[0].lower()}{name[1:]}" for name in WEEKDAYS)
_HASHTAGS: Final = tuple(f"video {each.label}" for each in HASHTAG_BANDS)


def bands(values: npt.NDArray[np.int64], of: Sequence[Band]) -> npt.NDArray[np.int64]:
    """Returns the number of the band that each value lies in."""
    ends = [each.end for each in of if each.end is not None]
    return np.searchsorted(ends, values, side="right")
