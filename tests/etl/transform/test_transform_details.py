"""What hangs on a video, and the history of snapshots."""

from __future__ import annotations

from datetime import datetime

import ibis
import pandas as pd

from etl.transform.details import long_labels, newest_transcripts, of_known_videos
from etl.transform.snapshots import newest, snapshot_counts, video_history

_VIDEOS = ibis.memtable({"video_id": ["1", "2"], "words_per_second": [2.5, None]})


def test_rows_of_unknown_videos_are_left_out() -> None:
    rows = ibis.memtable({"video_id": ["1", "9"], "dish": ["phở", "bún"]})
    assert list(of_known_videos(rows, _VIDEOS).to_pandas().video_id) == ["1"]


def test_the_newest_transcript_counts() -> None:
    transcripts = ibis.memtable(
        {
            "video_id": ["1", "1", "9"],
            "transcript": ["cũ", "mới", "lạc"],
            "takeaways": [["a"], ["b"], []],
            "has_call_to_action": [True, False, True],
            "has_curiosity_gap": [None, True, None],
            "landing": ["1", "2", "2"],
        }
    )
    texts = ibis.memtable({"video_id": ["1"], "hook": ["mới"], "word_count": [1]})
    frame = newest_transcripts(transcripts, _VIDEOS, texts).to_pandas()
    assert list(frame.transcript) == ["mới"]
    assert list(frame.word_count) == [1]
    assert list(frame.words_per_second) == [2.5]


def test_labels_become_long_and_each_stands_once() -> None:
    def label(field: str, value: str | None) -> dict[str, str | None]:
        return {"field": field, "label": value}

    schema = {
        "video_id": "string",
        "labels": "array<struct<field: string, label: string>>",
        "landing": "string",
    }
    rows = [
        {"video_id": "1", "labels": [label("pacing", "Chậm")], "landing": "1"},
        {
            "video_id": "1",
            "labels": [
                label("pacing", "Nhanh"),
                label("pacing", "Nhanh"),
                label("categories", "Nấu ăn"),
                label("hook_type", None),
                label("cta_type", "Comment"),
                label("cta_type", "Bình luận"),
            ],
            "landing": "2",
        },
        {"video_id": "9", "labels": [label("pacing", "Nhanh")], "landing": "2"},
        {"video_id": "2", "labels": [], "landing": "2"},
    ]
    frame = long_labels(ibis.memtable(rows, schema=ibis.schema(schema)), _VIDEOS).to_pandas()
    pairs = sorted(zip(frame.video_id, frame.field, frame.label, strict=True))
    assert pairs == [
        ("1", "categories", "Nấu ăn"),
        ("1", "cta_type", "Bình luận"),
        ("1", "pacing", "Nhanh"),
    ]


def _snapshots() -> ibis.Table:
    first, second = datetime(2025, 1, 1, 8), datetime(2025, 2, 1, 8)
    counts = {"likes": 1, "comments": 1, "shares": 1, "saves": 1}
    rows = [
        {"video_id": "1", "collected_at": second, "plays": 30, "landing": "1"},
        {"video_id": "1", "collected_at": first, "plays": 10, "landing": "2"},
        {"video_id": "2", "collected_at": first, "plays": 5, "landing": "1"},
    ]
    return ibis.memtable(pd.DataFrame([{**row, **counts} for row in rows]))


def test_both_crawls_are_in_the_history_and_the_newest_is_the_video() -> None:
    history = video_history(_snapshots()).to_pandas().sort_values(["video_id", "collected_at"])
    assert list(history.plays) == [10, 30, 5]
    now = newest(_snapshots(), "video_id", "collected_at", "landing").to_pandas()
    assert dict(zip(now.video_id, now.plays, strict=True)) == {"1": 30, "2": 5}
    counts = snapshot_counts(_snapshots()).to_pandas().set_index("video_id").snapshots
    assert dict(counts) == {"1": 2, "2": 1}
