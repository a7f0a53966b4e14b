"""What hangs on a video: transcripts, labels, and rows found by enrichment."""

from __future__ import annotations

from typing import Final

import ibis
from ibis import _

from etl.transform.snapshots import newest

# What a model answers in English now and then, among labels that it was asked for in Vietnamese.
_IN_VIETNAMESE: Final = {
    "Comment": "Bình luận",
    "Follow": "Theo dõi",
    "Like": "Thích",
    "Share": "Chia sẻ",
}


def of_known_videos(rows: ibis.Table, videos: ibis.Table) -> ibis.Table:
    """Returns the rows whose video is known."""
    return rows.semi_join(videos, "video_id")


def newest_transcripts(
    transcripts: ibis.Table, videos: ibis.Table, texts: ibis.Table
) -> ibis.Table:
    """Returns the newest transcript of each known video with its hook and speaking rate."""
    latest = newest(transcripts, "video_id", "landing", "transcript")
    rates = videos.select("video_id", "words_per_second")
    known = latest.inner_join(rates, "video_id")
    known = known.left_join(texts.select("video_id", "hook", "word_count"), "video_id").drop(
        "video_id_right"
    )
    return known.mutate(word_count=_.word_count.coalesce(0))


def long_labels(labels: ibis.Table, videos: ibis.Table) -> ibis.Table:
    """Returns `video_id, field, label`, each once, of the newest labels of each known video.

    Labels are in Vietnamese.
    """
    latest = newest(labels, "video_id", "landing").semi_join(videos, "video_id")
    rows = latest.select("video_id", "labels").unnest("labels")
    label = _.labels["label"].substitute(_IN_VIETNAMESE)
    rows = rows.select("video_id", field=_.labels["field"], label=label)
    # Not `distinct()`: Ibis 12 raises KeyError where these rows are then sorted for Spark.
    return rows.filter(_.label.notnull()).aggregate(by=["video_id", "field", "label"])


def long_local_labels(local: ibis.Table, labels: ibis.Table, videos: ibis.Table) -> ibis.Table:
    """Returns `video_id, field, label, confidence` of what was learned last of each known video.

    Videos that have labels of a model, or of which one had nothing to say, are left out.
    """
    latest = newest(local, "video_id", "learned_at", "landing").semi_join(videos, "video_id")
    rows = latest.anti_join(labels, "video_id").select("video_id", "labels").unnest("labels")
    rows = rows.select(
        "video_id",
        field=_.labels["field"],
        label=_.labels["label"],
        confidence=_.labels["confidence"],
    )
    named = rows.filter(_.field.notnull(), _.label.notnull())
    return named.aggregate(by=["video_id", "field", "label"], confidence=_.confidence.max())
