"""What became of every question: `HOME/collect/enrichment.jsonl`, one line each."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import msgspec

from etl.enrich.asked.kinds import Kind
from etl.home import Home

ANSWERED, FAILED = "answered", "failed"


@dataclass(frozen=True)
class Entry:
    """What became of a question.

    Attributes:
        at: When it ended, ISO 8601, UTC.
        kind: What was asked.
        video_id: About which video.
        outcome: `answered` or `failed`.
        reason: Of a failure, a short code; empty where there is none.
        detail: The same in a Vietnamese sentence.
        model: That was asked; empty where none was.
        input_tokens: Read by it.
        output_tokens: Written by it.
        usd: Estimated cost; None where no price is known.
        kept: Whether the answer came from the cache and cost nothing.
    """

    at: str
    kind: str
    video_id: str
    outcome: str
    reason: str = ""
    detail: str = ""
    model: str = ""
    input_tokens: int = 0
    output_tokens: int = 0
    usd: float | None = None
    kept: bool = False


@dataclass(frozen=True)
class Journal:
    """The file of entries.

    Attributes:
        path: Of the file.
    """

    path: Path

    def add(self, entry: Entry) -> None:
        """Appends an entry, which is on the disk when this returns."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab+") as file:
            # A line that a killed process left unfinished must not swallow this one.
            begin = b"" if _ends_a_line(self.path) else b"\n"
            file.write(begin + msgspec.json.encode(entry) + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def entries(self) -> list[Entry]:
        """Returns all entries, oldest first; what is no entry is passed over."""
        if not self.path.exists():
            return []
        found = []
        for line in self.path.read_bytes().splitlines():
            try:
                found.append(msgspec.json.decode(line, type=Entry))
            except msgspec.MsgspecError:
                continue
        return found

    def failed(self, kind: Kind) -> set[str]:
        """Returns the videos whose last question of a kind failed."""
        last = {entry.video_id: entry for entry in self.entries() if entry.kind == kind}
        return {video_id for video_id, entry in last.items() if entry.outcome == FAILED}


def journal_of(home: Home) -> Journal:
    """Returns the journal of a home."""
    return Journal(home.collect / "enrichment.jsonl")


def _ends_a_line(path: Path) -> bool:
    if not path.stat().st_size:
        return True
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"
