"""Which files have landed, and what became of each of their rows."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

LEDGER = "files.parquet"

_SCHEMA = pa.schema(
    [
        ("path", pa.string()),
        ("size", pa.int64()),
        ("modified_ns", pa.int64()),
        ("content_hash", pa.string()),
        ("table", pa.string()),
        ("ignored", pa.bool_()),
        ("synthetic", pa.bool_()),
        ("rows_read", pa.int64()),
        ("rows_landed", pa.int64()),
        ("rows_duplicate", pa.int64()),
        ("rows_quarantined", pa.int64()),
        ("fields_dropped", pa.int64()),
        ("repaired", pa.int64()),
        ("reasons", pa.string()),
    ]
)


@dataclass(frozen=True)
class LandedFile:
    """One file of the ledger; `rows_read = rows_landed + rows_duplicate + rows_quarantined`.

    Attributes:
        path: Absolute, links resolved.
        size: In bytes.
        modified_ns: Modification time when it was read.
        content_hash: Hash of its bytes.
        table: The lake's table, or `unknown`.
        ignored: True for a file that is no data.
        synthetic: True for made-up data.
        rows_read: All rows.
        rows_landed: Rows new to the lake.
        rows_duplicate: Rows that the lake had, or that stand elsewhere in the same run.
        rows_quarantined: Rows that could not be used.
        fields_dropped: Single fields left out of landed rows.
        repaired: Rows that landed only after a repair.
        reasons: Quarantined rows by reason.
    """

    path: str
    size: int
    modified_ns: int
    content_hash: str
    table: str
    ignored: bool
    synthetic: bool
    rows_read: int
    rows_landed: int
    rows_duplicate: int
    rows_quarantined: int
    fields_dropped: int
    repaired: int
    reasons: dict[str, int]


def read_ledger(folders: Iterable[Path]) -> list[LandedFile]:
    """Returns the files of some landings."""
    return [_from_row(row) for path in folders for row in pq.read_table(path / LEDGER).to_pylist()]


def landings(lake: Path) -> list[Path]:
    """Returns the folders of the complete landings, oldest first."""
    return sorted(path.parent for path in lake.glob(f"[0-9]*/{LEDGER}"))


def landings_in_use(lake: Path) -> list[Path]:
    """Returns the landings that datasets are made from: the real ones where there are any.

    Synthetic landings serve until the first real one; made-up and real figures are never mixed.
    """
    ledgers = {folder: read_ledger([folder]) for folder in landings(lake)}
    real = [folder for folder, files in ledgers.items() if not any(f.synthetic for f in files)]
    has_real_rows = any(file.rows_landed for folder in real for file in ledgers[folder])
    return real if has_real_rows else list(ledgers)


def write_ledger(folder: Path, files: Iterable[LandedFile]) -> None:
    """Writes the ledger of one landing."""
    rows = [{**vars(file), "reasons": json.dumps(file.reasons)} for file in files]
    pq.write_table(pa.Table.from_pylist(rows, _SCHEMA), folder / LEDGER)


def _from_row(row: dict[str, object]) -> LandedFile:
    return LandedFile(**{**row, "reasons": json.loads(str(row["reasons"]))})


@dataclass(frozen=True)
class Account:
    """What became of the rows of one kind of input, over all landings."""

    files: int = 0
    bytes: int = 0
    rows_read: int = 0
    rows_landed: int = 0
    rows_duplicate: int = 0
    rows_quarantined: int = 0
    fields_dropped: int = 0
    repaired: int = 0

    def with_file(self, file: LandedFile) -> Account:
        """Returns the account with one file more."""
        return replace(
            self,
            files=self.files + 1,
            bytes=self.bytes + file.size,
            rows_read=self.rows_read + file.rows_read,
            rows_landed=self.rows_landed + file.rows_landed,
            rows_duplicate=self.rows_duplicate + file.rows_duplicate,
            rows_quarantined=self.rows_quarantined + file.rows_quarantined,
            fields_dropped=self.fields_dropped + file.fields_dropped,
            repaired=self.repaired + file.repaired,
        )


def accounts(files: Iterable[LandedFile]) -> dict[str, Account]:
    """Returns the account of each kind of input, by name of the kind."""
    result: dict[str, Account] = {}
    for file in files:
        kind = "ignored" if file.ignored else file.table
        result[kind] = result.get(kind, Account()).with_file(file)
    return dict(sorted(result.items()))


def quarantined_by_reason(files: Iterable[LandedFile]) -> dict[str, dict[str, int]]:
    """Returns the number of quarantined rows as `{kind: {reason: rows}}`."""
    counts: dict[str, Counter[str]] = {}
    for file in files:
        if file.reasons:
            counts.setdefault(file.table, Counter()).update(file.reasons)
    return {kind: dict(sorted(counter.items())) for kind, counter in sorted(counts.items())}
