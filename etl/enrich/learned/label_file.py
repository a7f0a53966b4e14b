"""The file of labels that were learned: one line a video, among the raw files of the answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from etl.atomic import write_whole
from etl.enrich.asked.answer_files import AnswerFiles
from etl.enrich.learned.labelling import Labelling

NAME = "local_labels.jsonl"


def write_labels(answers: AnswerFiles, labellings: Mapping[str, Labelling]) -> Path | None:
    """Writes what was learned of videos; a video without labels takes back what was said before.

    Returns:
        The file; None where it says the same already, and is left as it is.
    """
    answers.prepare()
    path = answers.folder / NAME
    labels = {
        video_id: [asdict(label) for label in each.labels] for video_id, each in labellings.items()
    }
    if path.exists() and _read(path) == labels:
        return None
    now = datetime.now(UTC).isoformat(timespec="seconds")
    lines = (
        json.dumps(
            {"video_id": video_id, "learned_at": now, "local_labels": each}, ensure_ascii=False
        )
        for video_id, each in labels.items()
    )
    write_whole(path, "".join(f"{line}\n" for line in lines).encode())
    return path


def _read(path: Path) -> dict[str, list[dict[str, Any]]] | None:
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        return {row["video_id"]: row["local_labels"] for row in rows}
    except (ValueError, KeyError, TypeError):  # not a file of ours, or a damaged one
        return None
