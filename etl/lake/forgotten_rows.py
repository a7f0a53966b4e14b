"""Leaves out of a landing what was removed on request, before any of it is in the lake."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import duckdb
import msgspec

from etl.forgotten import Forgotten, read_forgotten, remember
from etl.inputs.files import InputFile
from etl.inputs.rows import Table
from etl.lake.batches import FileReport

_OWNERS = {
    Table.VIDEOS: ("creator", "creator_id", "video_id"),
    Table.PROFILES: ("creator", "creator_id"),
    Table.TRANSCRIPTS: ("video_id",),
    Table.MENTIONS: ("video_id",),
    Table.LABELS: ("video_id",),
}


def without_forgotten_files(
    files: list[InputFile], roots: list[Path], forgotten: Forgotten
) -> list[InputFile]:
    """Returns the files whose place below the inputs is named for nobody who was removed."""
    if not forgotten.hashes:
        return files
    return [file for file in files if not forgotten.has_path(_below(file.path, roots))]


def _below(path: Path, roots: Iterable[Path]) -> Path:
    """Returns where a file stands below the input it was reached from."""
    for root in roots:
        if root.is_dir() and path.is_relative_to(root):
            return path.relative_to(root)
    return Path(path.name)


def leave_out_forgotten(parts: Path, reports: list[FileReport], known: Path) -> list[FileReport]:
    """Removes the rows of who was removed from the parts that were read.

    The answers about videos that are left out go with them, now and in any later landing. A file
    that held nothing else is not accounted for: its name may say whose it was.

    Args:
        parts: As `read_in_batches` has written them.
        reports: What it has returned.
        known: The list of who was removed; videos that it did not know are added.

    Returns:
        The reports of the files that are left, as if the rows had not been in them.
    """
    forgotten = read_forgotten(known)
    if not forgotten.hashes:
        return reports
    left_out: Counter[int] = Counter()
    with duckdb.connect() as con:
        con.execute(
            "CREATE TABLE forgotten AS SELECT unnest($1::VARCHAR[]) AS hash",
            [sorted(forgotten.hashes)],
        )
        con.execute("CREATE TABLE gone (video_id VARCHAR)")
        for table in Table:
            for path in sorted(parts.glob(f"{table}-*.parquet")):
                left_out.update(_leave_out(con, table, path, forgotten.salt))
        gone = [video_id for (video_id,) in con.execute("FROM gone").fetchall()]
    if not all(map(forgotten.has, gone)):
        remember(known, gone)
    for path in parts.glob("rejected-*.jsonl"):
        lines = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join(line for line in lines if not _names(line, forgotten)))
    return [
        replace(report, rows_read=report.rows_read - left_out[report.number])
        for report in reports
        if not left_out[report.number] or report.rows_read > left_out[report.number]
    ]


def _leave_out(
    con: duckdb.DuckDBPyConnection, table: Table, path: Path, salt: str
) -> dict[int, int]:
    """Rewrites a part; returns how many rows each file has lost."""
    hashed = " OR ".join(
        f"sha256(concat($salt, lower({name}))) IN (FROM forgotten)" for name in _OWNERS[table]
    )
    by_video = " OR video_id IN (FROM gone)" if "video_id" in _OWNERS[table] else ""
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE rows AS SELECT *, coalesce({hashed}{by_video}, false) "
        "AS is_forgotten FROM read_parquet($path)",
        {"salt": salt, "path": str(path)},
    )
    counts = con.execute(
        "SELECT file_no, count(*) FROM rows WHERE is_forgotten GROUP BY 1"
    ).fetchall()
    if not counts:
        return {}
    if table is Table.VIDEOS:
        con.execute("INSERT INTO gone SELECT video_id FROM rows WHERE is_forgotten")
    target = str(path).replace("'", "''")
    con.execute(
        "COPY (SELECT * EXCLUDE (is_forgotten) FROM rows WHERE NOT is_forgotten "
        f"ORDER BY file_no, position) TO '{target}' (FORMAT parquet)"
    )
    return dict(counts)


def _names(line: bytes, forgotten: Forgotten) -> bool:
    fields = msgspec.json.decode(line, type=dict[str, object])
    return any(forgotten.has_any_in(str(value)) for value in fields.values())
