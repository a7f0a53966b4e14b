"""What to ask about before booking a creator: unusual numbers with how sure they are.

No flag is a verdict: an unusual number has many honest reasons (a give-away, a paid push, one video
that went far), so each flag says its numbers and nothing of people.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from dash_app.findings.kol_peers import Peers
from dash_app.findings.kol_score import FEW, SOME, Floats, drawn_to_middle

Confidence = Literal["thấp", "vừa", "cao"]
CONFIDENCES: Final[tuple[Confidence, ...]] = ("thấp", "vừa", "cao")
DEDUCTIONS: Final = (0, 10, 20, 35)
"""Points that a flag costs in the part "An toàn": none, thấp, vừa, cao."""

FAR: Final = 3.5
"""Modified z-score from which on a rate is called unusual (Iglewicz & Hoaglin 1993)."""
DROPS: Final = (0.05, 0.10)
"""Share of followers lost between two counts: from vừa, from cao on."""
IDLE_DAYS: Final = (30, 60, 90)
"""Days without a video before the collection: from thấp, vừa, cao on."""
LEAST_WEEKS: Final = 8
"""Weeks since the oldest video, from which on it is counted in how many something was posted."""
RARE: Final = 1 / 3
"""Share of weeks with a video up to which posting is called irregular."""
AD_SHARE: Final = 0.3
"""Share of videos with signs of advertising from which on it is said."""
CARRIED: Final = 0.5
"""Share of all plays from which on one video is said to carry them."""
SILENT: Final = 0.5
"""Share of much played videos without a comment from which on comments are said to be closed."""
LEAST_VIDEOS: Final = 5
"""Videos from which on shares of videos are looked at."""

Levels = npt.NDArray[np.int8]
"""One number a creator: 0 for no flag, else 1 to 3 for `CONFIDENCES`."""


@dataclass(frozen=True)
class FlagTable:
    """The flags of all creators.

    Attributes:
        levels: By the name of the flag.
        likes_z: How far likes per play lie from the peers.
        comments_z: How far comments per play lie from the peers.
    """

    levels: dict[str, Levels]
    likes_z: Floats
    comments_z: Floats

    @cached_property
    def counts(self) -> npt.NDArray[np.int64]:
        """How many flags each creator has."""
        raised = np.vstack([level > 0 for level in self.levels.values()])
        return np.asarray(raised.sum(axis=0), np.int64)

    @cached_property
    def deducted(self) -> Floats:
        """How many points the flags of each creator cost."""
        costs = np.array(DEDUCTIONS, np.float64)
        return np.asarray(sum(costs[level] for level in self.levels.values()), np.float64)


def find_flags(channels: pd.DataFrame, peers: Peers) -> FlagTable:
    """Returns the flags of all creators.

    Args:
        channels: Columns of `queries.kol.kol_channels` and `kol_follower_history`, one row each.
        peers: Whom they are compared with.
    """
    n = channels["lasting"].to_numpy(np.float64)
    likes, comments = (
        np.where(n >= LEAST_VIDEOS, peers.robust_z(channels[f"{name}_per_play"]), np.nan)
        for name in ("likes", "comments")
    )
    by_size = _steps(n, 0, FEW, SOME)
    # Videos may be there that were not collected, the more so the fewer of them are.
    idle = np.minimum(_steps(_floats(channels, "newest_age"), *IDLE_DAYS), by_size)
    levels = {
        "refuses": 3 * (channels["booking_note"] == "refuses").to_numpy(np.int8),
        "likes": by_size * (np.abs(likes) > FAR),
        "comments": by_size * (np.abs(comments) > FAR),
        "silent": _silent(channels),
        "cliff": _cliff(channels),
        "idle": idle,
        "irregular": _irregular(channels) * (idle == 0),
        "carried": by_size * _carried(channels),
        "ads": _ads(channels),
    }
    return FlagTable({key: level.astype(np.int8) for key, level in levels.items()}, likes, comments)


def safety_part(channels: pd.DataFrame, flags: FlagTable) -> Floats:
    """Returns 100 less what the flags cost, not below 0, drawn to the middle.

    Of few videos little can be checked, so that no flag there means less. Missing without a video.
    """
    videos = _floats(channels, "videos")
    left = drawn_to_middle(np.maximum(100 - flags.deducted, 0), videos)
    return np.where(videos > 0, left, np.nan)


def _floats(channels: pd.DataFrame, name: str) -> Floats:
    return channels[name].to_numpy(np.float64, na_value=np.nan)


def _steps(values: Floats, *starts: float) -> Levels:
    """Returns how many of the starts each value has reached; none where it is missing."""
    reached = sum((values >= start).astype(np.int8) for start in starts)
    return np.asarray(reached, np.int8)


def _share(channels: pd.DataFrame, part: str, whole_: str, least: int) -> Floats:
    """Returns a share of videos or plays; missing where there are too few videos."""
    top, bottom = _floats(channels, part), _floats(channels, whole_)
    return np.where(bottom >= least, top / np.maximum(bottom, 1), np.nan)


def _silent(channels: pd.DataFrame) -> Levels:
    share = _share(channels, "silent", "heard", LEAST_VIDEOS)
    return _steps(_floats(channels, "heard"), 0, FEW, SOME) * (share >= SILENT)


def _cliff(channels: pd.DataFrame) -> Levels:
    lost = -_floats(channels, "worst_change")
    reached = _steps(lost, *DROPS)
    return np.where(reached > 0, reached + 1, 0).astype(np.int8)


def _irregular(channels: pd.DataFrame) -> Levels:
    share = _share(channels, "weeks_active", "weeks_seen", LEAST_WEEKS)
    few = _floats(channels, "lasting") < LEAST_VIDEOS
    return ((share <= RARE) & ~few).astype(np.int8)


def _carried(channels: pd.DataFrame) -> npt.NDArray[np.bool_]:
    share = _share(channels, "best_plays", "total_plays", 1)
    return (share >= CARRIED) & (_floats(channels, "lasting") >= LEAST_VIDEOS)


def _ads(channels: pd.DataFrame) -> Levels:
    # Signs are words and links, which may be wrong: never more than the lowest confidence.
    return (_share(channels, "ads", "videos", FEW) >= AD_SHARE).astype(np.int8)
