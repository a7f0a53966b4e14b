"""Which videos are asked about, and why the others are not."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.enrich.asked.answer_files import AnswerFiles
from etl.enrich.asked.kinds import KINDS, Kind
from etl.enrich.asked.questions import MIMETYPES
from etl.enrich.asked.videos import Video
from etl.home import Home
from etl.lake.snapshots import lake_files


@dataclass(frozen=True)
class Chosen:
    """What is to be asked.

    Attributes:
        videos: In the order in which they are asked about.
        considered: All videos that the choice was made of.
        answered: Of these, those that have an answer and are not asked about again.
        left_out: How many others are left out, by reason: `photo`, `no_sound`, `no_words`,
            `local`, `limit`.
    """

    videos: tuple[Video, ...]
    considered: int
    answered: int
    left_out: Mapping[str, int]


def choose(
    kind: Kind,
    videos: Sequence[Video],
    answered: Collection[str],
    sounds: Mapping[str, Path],
    *,
    only_weekly_top: bool = False,
    limit: int | None = None,
    known_locally: Collection[str] = frozenset(),
) -> Chosen:
    """Chooses the videos to ask about.

    Args:
        kind: What is asked.
        videos: All, in the order of asking.
        answered: Ids that have an answer.
        sounds: Sound files by id.
        only_weekly_top: Only videos that were among the best of their week.
        limit: At most so many.
        known_locally: Ids whose labels are known well enough without a model.
    """
    considered = [each for each in videos if each.is_weekly_top or not only_weekly_top]
    open_ones = [each for each in considered if each.video_id not in answered]
    left_out: dict[str, int] = {}
    chosen: list[Video] = []
    for video in open_ones:
        reason = _why_not(kind, video, sounds, known_locally)
        if reason is None and limit is not None and len(chosen) >= limit:
            reason = "limit"
        if reason is None:
            chosen.append(video)
        else:
            left_out[reason] = left_out.get(reason, 0) + 1
    return Chosen(tuple(chosen), len(considered), len(considered) - len(open_ones), left_out)


def answered_ids(home: Home, kind: Kind, answers: AnswerFiles) -> set[str]:
    """Returns the videos that have an answer: as a file, or landed from any source before."""
    files = [str(path) for path in lake_files(home.lake, KINDS[kind].table)]
    if not files:
        return answers.ids(kind)
    with duckdb.connect() as con:
        rows = con.execute(
            "SELECT DISTINCT video_id FROM read_parquet(?, union_by_name = true)", [files]
        ).fetchall()
    return answers.ids(kind) | {video_id for (video_id,) in rows}


def sounds_of(home: Home) -> dict[str, Path]:
    """Returns the sound files that `etl media` made, by video id."""
    folder = home.media / "audio"
    return {
        path.stem: path
        for path in sorted(folder.glob("*"))
        if path.suffix.lower() in MIMETYPES and path.name[0] != "."
    }


def _why_not(
    kind: Kind, video: Video, sounds: Mapping[str, Path], known_locally: Collection[str]
) -> str | None:
    if kind is Kind.TRANSCRIPTS:
        if video.is_photo:
            return "photo"
        return None if video.video_id in sounds else "no_sound"
    if not video.caption.strip() and not (video.transcript or "").strip():
        return "no_words"
    return "local" if video.video_id in known_locally else None
