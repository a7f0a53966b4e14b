"""The videos that a model may be asked about, with their words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from etl.enrich.asked.answer_files import AnswerFiles
from etl.enrich.asked.kinds import Kind
from etl.inputs.read import read_file
from etl.inputs.rows import Table


@dataclass(frozen=True)
class Video:
    """A published video.

    Attributes:
        video_id: Its id.
        creator: Handle.
        caption: With its hashtags.
        transcript: What is said; None where that is not known.
        duration_s: Seconds; None of a photo post.
        is_photo: Whether it is a photo post.
        is_weekly_top: Whether it is among the best of its week.
    """

    video_id: str
    creator: str
    caption: str
    transcript: str | None
    duration_s: float | None
    is_photo: bool
    is_weekly_top: bool


def read_videos(version: Path, answers: AnswerFiles) -> list[Video]:
    """Returns all videos of a version, the newest first.

    Transcripts that were answered since it was published are among their words.
    """
    with duckdb.connect() as con:
        rows = con.execute(
            """
            SELECT video_id, creator, caption, transcript, v.duration_s, is_photo, is_weekly_top
            FROM read_parquet(?) v LEFT JOIN read_parquet(?) t USING (video_id)
            ORDER BY posted_at DESC, video_id
            """,
            [str(version / "videos.parquet"), str(version / "transcripts.parquet")],
        ).fetchall()
    fresh = _answered_transcripts(answers)
    videos = (Video(*row) for row in rows)
    return [
        replace(video, transcript=fresh[video.video_id]) if video.video_id in fresh else video
        for video in videos
    ]


def _answered_transcripts(answers: AnswerFiles) -> dict[str, str | None]:
    readings = map(read_file, answers.paths(Kind.TRANSCRIPTS))
    return {
        str(video_id): None if transcript is None else str(transcript)
        for reading in readings
        if reading.table is Table.TRANSCRIPTS
        for video_id, transcript, *_ in reading.rows
    }
