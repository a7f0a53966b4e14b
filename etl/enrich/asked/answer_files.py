"""Where answers are kept: one JSON file each, among the raw files that `etl run` reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl.atomic import write_whole
from etl.enrich.asked.kinds import Kind
from etl.home import Home
from etl.inputs.synthetic import MARKER

_FOLDER = "_enrichment"


@dataclass(frozen=True)
class AnswerFiles:
    """The folder of all answers.

    Attributes:
        folder: Below it lies one folder a kind.
        synthetic: Whether the answers are about made-up videos; they are then marked as such, so
            that they never mix with real ones.
    """

    folder: Path
    synthetic: bool

    def paths(self, kind: Kind) -> Iterator[Path]:
        """Yields the files of a kind; one that is being written is not among them."""
        folder = self.folder / kind
        yield from (path for path in sorted(folder.glob("*.json")) if path.name[0] != ".")

    def ids(self, kind: Kind) -> set[str]:
        """Returns the ids of the videos that have an answer."""
        return {path.stem for path in self.paths(kind)}

    def put(self, kind: Kind, video_id: str, answer: Mapping[str, Any]) -> Path:
        """Writes an answer: all of it, or, where the process or the power dies, nothing."""
        self.prepare()
        text = json.dumps({"video_id": video_id, **answer}, ensure_ascii=False, indent=1)
        path = self.folder / kind / f"{video_id}.json"
        write_whole(path, f"{text}\n".encode())
        return path

    def prepare(self) -> None:
        """Makes the folder, marked where it is of made-up videos."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.synthetic and not (self.folder / MARKER).exists():
            write_whole(self.folder / MARKER, b'{"synthetic": true}\n')


def answer_files(home: Home, *, synthetic: bool) -> AnswerFiles:
    """Returns the answers of a home, those about its sample apart from those about real videos."""
    folder = home.raw / _FOLDER
    return AnswerFiles(folder / "sample" if synthetic else folder, synthetic)
