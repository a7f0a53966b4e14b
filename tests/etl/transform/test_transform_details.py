"""What hangs on a video, and the history of snapshots."""

from __future__ import annotations

from datetime import datetime

import ibis
import pandas as pd

from etl.transform.details import (
    long_labels,
    long_local_labels,
    newest_transcripts,
    of_known_videos,
)
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


def test_what_was_learned_last_counts_and_only_where_no_model_was_asked() -> None:
    def row(video: str, at: str, *labels: tuple[str, str, float]) -> dict[str, object]:
        names = ("field", "label", "confidence")
        parts = [dict(zip(names, each, strict=True)) for each in labels]
        return {"video_id": video, "learned_at": at, "labels": parts, "landing": "1"}

    types = {
        "video_id": "string",
        "learned_at": "string",
        "labels": "array<struct<field: string, label: string, confidence: double>>",
        "landing": "string",
    }
    rows = [
        row("1", "2025-01-01", ("pacing", "Chậm", 0.9), ("categories", "Mukbang", 0.8)),
        row("1", "2025-01-02", ("pacing", "Nhanh", 0.7)),
        row("2", "2025-01-02", ("pacing", "Nhanh", 0.7)),
        row("9", "2025-01-02", ("pacing", "Nhanh", 0.7)),
    ]
    local = ibis.memtable(rows, schema=ibis.schema(types))
    # A model looked at the second video and had nothing to say: that is an answer too.
    answered = ibis.memtable({"video_id": ["2"]})
    frame = long_local_labels(local, answered, _VIDEOS).to_pandas()
    assert frame.to_dict("records") == [
        {"video_id": "1", "field": "pacing", "label": "Nhanh", "confidence": 0.7}
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
