"""The labelled videos that a classifier learns from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.enrich.wording import without_own_tags


@dataclass(frozen=True)
class Words:
    """What a video is known by.

    Attributes:
        creator: Handle; says who is on which side of a cross-validation, and is no feature.
        caption: Without the hashtags that are the creator's own name.
        transcript: What is said; empty where that is not known.
    """

    creator: str
    caption: str
    transcript: str


@dataclass(frozen=True)
class Example:
    """A labelled video.

    Attributes:
        words: Of the video.
        labels: By field; a field without any is one to which the model had nothing to say.
    """

    words: Words
    labels: Mapping[str, frozenset[str]]


def words_of(creator: str, caption: str, transcript: str | None) -> Words:
    """Returns what a video is known by."""
    return Words(creator, without_own_tags(caption, creator), transcript or "")


def read_model_labels(version: Path) -> dict[str, dict[str, frozenset[str]]]:
    """Returns the published labels of a model, by video and field; never those learned here."""
    with duckdb.connect() as con:
        rows = con.execute(
            "SELECT video_id, field, list(label ORDER BY label) FROM read_parquet(?) "
            "GROUP BY ALL ORDER BY ALL",
            [str(version / "video_labels.parquet")],
        ).fetchall()
    found: dict[str, dict[str, frozenset[str]]] = {}
    for video_id, field, labels in rows:
        found.setdefault(video_id, {})[field] = frozenset(labels)
    return found


def fields_of(examples: Sequence[Example]) -> tuple[str, ...]:
    """Returns the fields that any example has a label of."""
    return tuple(sorted({field for each in examples for field in each.labels}))
