"""Which videos are wanted, and which of them are already there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.home import Home
from etl.media.failures import FINAL, Kind, read_failures
from etl.publish.versions import Version

_ENDINGS = (".m4a", ".mp3")


@dataclass(frozen=True)
class Wanted:
    """A video whose media are wanted.

    Attributes:
        video_id: TikTok's number.
        creator: Whose it is.
        duration_s: How long it is; None where that is not known.
    """

    video_id: str
    creator: str
    duration_s: float | None


@dataclass(frozen=True)
class Plan:
    """What is to be done.

    Attributes:
        videos: Of the weekly top, photo posts left out.
        kept: How many of them are there already.
        hopeless: How many are known to be gone, or to have no sound.
        to_fetch: The others, the newest week and its best first.
    """

    videos: int
    kept: int
    hopeless: int
    to_fetch: list[Wanted]


def weekly_top(version: Version) -> list[Wanted]:
    """Returns the weekly top, the newest week first and in it the best first; no photo posts."""
    with duckdb.connect() as con:
        rows = con.execute(
            "SELECT video_id, creator, duration_s FROM read_parquet($path) "
            "WHERE is_weekly_top AND NOT is_photo "
            "ORDER BY week_start DESC, weekly_rank, video_id",
            {"path": str(version.parquet("videos"))},
        ).fetchall()
    return [Wanted(*row) for row in rows]


def plan(home: Home, kind: Kind, videos: Iterable[Wanted], limit: int | None) -> Plan:
    """Returns which videos are to be fetched.

    Args:
        home: Where media are kept.
        kind: Sound or frames.
        videos: In the order of their worth.
        limit: How many are fetched at most.
    """
    wanted = list(videos)
    hopeless = {
        one.video_id for one in read_failures(home) if one.kind is kind and one.why in FINAL
    }
    kept = [one for one in wanted if kept_at(home, kind, one.video_id)]
    known = {one.video_id for one in kept} | hopeless
    left = [one for one in wanted if one.video_id not in known]
    return Plan(len(wanted), len(kept), len(wanted) - len(kept) - len(left), left[:limit])


def kept_at(home: Home, kind: Kind, video_id: str) -> Path | None:
    """Returns the file of a video's sound, or the folder of its frames; None where there is none.

    What is there is whole: it got its name last.
    """
    if kind is Kind.FRAMES:
        folder = home.media / kind / video_id
        return folder if folder.is_dir() else None
    paths = (home.media / kind / f"{video_id}{ending}" for ending in _ENDINGS)
    return next((path for path in paths if path.is_file()), None)
