"""Lands folders and reads the lake back, with the accounts checked each time."""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.parquet as pq
from raw_shapes import Item

from etl.home import Home
from etl.inputs.files import find_input_files
from etl.inputs.rows import Table
from etl.lake.landing import Landing, land
from etl.lake.ledger import LandedFile, landings, read_ledger


@dataclass
class Lake:
    """A lake in a temporary home, and the landings into it."""

    home: Home
    runs: int = field(default=0)

    def land(self, *inputs: Path, strict: bool = False) -> Landing:
        """Lands the inputs; no input is changed and every row is accounted for."""
        self.runs += 1
        before = state_of(inputs)
        files = find_input_files(list(inputs), self.home.holds)
        run_id = f"20260101T{self.runs:06}Z-abcdef"
        landing = land(self.home, files, list(inputs), run_id, strict=strict)
        assert state_of(inputs) == before
        assert len(landing.files) + len(landing.unchanged) == len(files)
        self.assert_accounted(landing)
        return landing

    def rows(self, table: Table = Table.VIDEOS) -> list[Item]:
        """Returns all rows of a table, oldest landing first."""
        paths = [folder / f"{table}.parquet" for folder in landings(self.home.lake)]
        return [row for path in paths if path.exists() for row in pq.read_table(path).to_pylist()]

    def ids(self) -> list[str]:
        """Returns the ids of all videos, in the order in which they landed."""
        return [row["video_id"] for row in self.rows()]

    def files(self) -> list[LandedFile]:
        """Returns the ledger of all landings."""
        return read_ledger(landings(self.home.lake))

    def assert_accounted(self, landing: Landing) -> None:
        """Every row read is landed, duplicate or quarantined, and the parquet holds the landed."""
        if landing.folder is None:
            return
        for file in landing.files:
            parts = file.rows_landed + file.rows_duplicate + file.rows_quarantined
            assert file.rows_read == parts, file
            assert sum(file.reasons.values()) == file.rows_quarantined, file
        assert read_ledger([landing.folder]) == landing.files
        for table in Table:
            path = landing.folder / f"{table}.parquet"
            held = pq.read_metadata(path).num_rows if path.exists() else 0
            assert held == sum(f.rows_landed for f in landing.files if f.table == table.value)
        set_aside = Counter(line["is_row"] for line in quarantined(landing))
        assert set_aside[True] == sum(file.rows_quarantined for file in landing.files)
        assert set_aside[False] == sum(file.fields_dropped for file in landing.files)
        assert sorted(path.name for path in landing.folder.iterdir()) == sorted(
            {"files.parquet"}
            | {f"{t}.parquet" for t in Table if (landing.folder / f"{t}.parquet").exists()}
        )


def quarantined(landing: Landing) -> list[Item]:
    """Returns the lines that a landing set aside."""
    return quarantined_lines(landing.quarantine) if landing.quarantine else []


def quarantined_lines(path: Path) -> list[Item]:
    """Returns the lines of a quarantine file."""
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def state_of(inputs: tuple[Path, ...]) -> dict[str, tuple[int, int, int, bytes | None]]:
    """Returns what a run must not change."""
    state: dict[str, tuple[int, int, int, bytes | None]] = {}
    for root in inputs:
        for path in [root, *root.rglob("*")]:
            status = path.lstat()
            small = path.is_file() and status.st_size < 5_000_000
            data = path.read_bytes() if small else None
            modified = 0 if path.is_dir() else status.st_mtime_ns
            state[os.fspath(path)] = (status.st_mode, status.st_size, modified, data)
    return state
