"""Lands what is new in the input: all of it, or, on any failure, nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from etl.errors import EtlError
from etl.forgotten import read_forgotten
from etl.home import Home
from etl.inputs.files import InputFile, hash_or_nothing, shown
from etl.inputs.rows import Table
from etl.inputs.synthetic import synthetic_paths
from etl.lake.batches import FileReport, NumberedFile, read_in_batches
from etl.lake.forgotten_rows import leave_out_forgotten, without_forgotten_files
from etl.lake.ledger import LandedFile, landings, read_ledger, write_ledger
from etl.lake.snapshots import lake_files

_KEY = {
    Table.VIDEOS: ("video_id", "collected_at"),
    Table.PROFILES: ("creator", "collected_at"),
    Table.TRANSCRIPTS: (
        "video_id",
        "transcript",
        "takeaways",
        "has_call_to_action",
        "has_curiosity_gap",
    ),
    Table.MENTIONS: ("video_id", "foods", "city", "district"),
    Table.LABELS: ("video_id", "labels"),
    Table.LOCAL_LABELS: ("video_id", "learned_at"),
}
STAGING = ".staging-"


@dataclass(frozen=True)
class Landing:
    """What a landing read.

    Attributes:
        folder: Where it landed; None where there was nothing new.
        files: The files that were read, with what became of their rows.
        unchanged: Files that had landed before, with what became of theirs.
        quarantine: The file of rejected rows; None where there are none.
    """

    folder: Path | None
    files: list[LandedFile]
    unchanged: list[LandedFile]
    quarantine: Path | None


def land(
    home: Home,
    files: list[InputFile],
    roots: list[Path],
    run_id: str,
    *,
    strict: bool = False,
    on_bytes: Callable[[int], None] = lambda _: None,
) -> Landing:
    """Reads the files that are new and adds their rows to the lake.

    Rows are keyed by what they are of and when they were collected (answers of a model by what
    they say); a row whose key the lake has is a duplicate and not written again. What was removed
    on request (`etl forget`) is passed over. The landing becomes part of the lake by one rename of
    its folder.

    Args:
        home: Where the lake is.
        files: All files of the input.
        roots: The inputs as named; times are looked up in neighbouring files up to these.
        run_id: Names the landing; sorts by time.
        strict: With rejected rows, quarantine them but land nothing.
        on_bytes: Called with the number of bytes read since the last call.
    """
    home.lake.mkdir(parents=True, exist_ok=True)
    remove_staging(home.lake)
    files = without_forgotten_files(files, roots, read_forgotten(home.forgotten))
    new, unchanged = _new_files(files, read_ledger(landings(home.lake)))
    if not new:
        return Landing(None, [], unchanged, None)
    synthetic = _all_synthetic([numbered.file.path for numbered in new])
    staging = home.lake / f"{STAGING}{run_id}"
    parts = staging / "parts"
    parts.mkdir(parents=True)
    reports = _named_by_folder(read_in_batches(new, parts, on_bytes), new)
    reports = leave_out_forgotten(parts, reports, home.forgotten)
    quarantine = _collect_rejections(parts, home.quarantine / run_id)
    if strict and quarantine:
        shutil.rmtree(staging)
        return Landing(None, _ledger(new, reports, {}, synthetic), unchanged, quarantine)
    landed = _write_tables(home.lake, staging, run_id, _fallback_times(new, reports, roots))
    shutil.rmtree(parts)
    if not reports:  # all of it was of who was removed
        shutil.rmtree(staging)
        return Landing(None, [], unchanged, quarantine)
    ledger = _ledger(new, reports, landed, synthetic)
    write_ledger(staging, ledger)
    folder = home.lake / run_id
    staging.rename(folder)
    return Landing(folder, ledger, unchanged, quarantine)


def remove_staging(folder: Path) -> None:
    """Removes what a killed run left behind."""
    for left in folder.glob(f"{STAGING}*"):
        shutil.rmtree(left, ignore_errors=True)


def _new_files(
    files: list[InputFile], ledger: list[LandedFile]
) -> tuple[list[NumberedFile], list[LandedFile]]:
    """Returns the files to read, and what became of those that landed before.

    A file is known by its place, size and time, else by its name and content; only one of a size
    that the ledger knows has to be read for that. The same content under another name is read: the
    name may be the id of another video, of which a model said the same. A file that could not be
    read before is tried again, and told again only once it can be.
    """
    readable = [file for file in ledger if file.content_hash]
    by_place = {(file.path, file.size, file.modified_ns): file for file in readable}
    by_content = {(Path(file.path).name, file.size, file.content_hash): file for file in readable}
    sizes = {(name, size) for name, size, _ in by_content}
    unreadable = {file.path: file for file in ledger if not file.content_hash}
    new: list[NumberedFile] = []
    unchanged = []
    for file in files:
        place = _place(file)
        name = Path(place).name
        known = by_place.get((place, file.size, file.modified_ns))
        if known is None and (place in unreadable or (name, file.size) in sizes):
            digest = hash_or_nothing(file.path)
            known = by_content.get((name, file.size, digest)) if digest else unreadable.get(place)
        if known:
            unchanged.append(known)
        else:
            new.append(NumberedFile(len(new), file))
    return new, unchanged


def _place(file: InputFile) -> str:
    return shown(os.path.realpath(file.path))


def _named_by_folder(reports: list[FileReport], new: list[NumberedFile]) -> list[FileReport]:
    """Counts a file without recognisable content to the kind that its whole folder has."""
    kinds: dict[Path, set[str]] = {}
    for report in reports:
        if report.table != "unknown":
            kinds.setdefault(new[report.number].file.path.parent, set()).add(report.table)

    def named(report: FileReport) -> FileReport:
        around = kinds.get(new[report.number].file.path.parent, set())
        if report.table == "unknown" and not report.ignored and len(around) == 1:
            return replace(report, table=next(iter(around)))
        return report

    return [named(report) for report in reports]


def _fallback_times(
    new: list[NumberedFile], reports: list[FileReport], roots: list[Path]
) -> pa.Table:
    """Returns for each file the time its rows get that do not tell when they were collected.

    That is the latest time in the same folder, else in the nearest folder above it up to the
    input, else the file's own modification time. Columns: file_no, fallback_at, fallback_from.
    """
    stops = _folders_of(roots)
    latest: dict[Path, datetime] = {}
    for report in reports:
        if report.collected_at:
            for folder in _folders_up(new[report.number].file.path, stops):
                latest[folder] = max(latest.get(folder, report.collected_at), report.collected_at)
    rows = []
    for numbered in new:
        times = (latest.get(folder) for folder in _folders_up(numbered.file.path, stops))
        around = next((time for time in times if time), None)
        modified = datetime.fromtimestamp(numbered.file.modified_ns // 10**9, UTC).replace(
            tzinfo=None
        )
        modified = min(modified, datetime.now(UTC).replace(tzinfo=None))
        rows.append((numbered.number, around or modified, "folder" if around else "file"))
    numbers, times_, froms = zip(*rows, strict=True)
    return pa.table(
        {
            "file_no": pa.array(numbers, pa.int32()),
            "fallback_at": pa.array(times_, pa.timestamp("us")),
            "fallback_from": pa.array(froms, pa.string()),
        }
    )


def _folders_of(roots: list[Path]) -> set[Path]:
    return {root if root.is_dir() else root.parent for root in roots}


def _all_synthetic(paths: list[Path]) -> bool:
    """Returns whether the files are made up.

    Raises:
        EtlError: Where some are and some are not.
    """
    synthetic = synthetic_paths(paths)
    real = [path for path in paths if path not in synthetic]
    if synthetic and real:
        raise EtlError(
            f"Đầu vào trộn dữ liệu mẫu ({min(synthetic)}) với dữ liệu thật ({real[0]}). "
            "Hãy chạy riêng từng loại: số liệu bịa và số liệu thật không được trộn."
        )
    return bool(synthetic)


def _folders_up(path: Path, stops: set[Path]) -> list[Path]:
    folders = []
    for folder in path.parents:
        folders.append(folder)
        if folder in stops:
            break
    return folders


def _collect_rejections(parts: Path, folder: Path) -> Path | None:
    """Joins the rejected lines of all batches; returns their file, None where there are none."""
    lines = [path for path in sorted(parts.glob("rejected-*.jsonl")) if path.stat().st_size]
    if not lines:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "rejected.jsonl"
    with target.open("wb") as joined:
        for path in lines:
            joined.write(path.read_bytes())
    return target


@dataclass(frozen=True)
class _Rows:
    """Usable rows of one file: all of them, and those that were new."""

    usable: int
    landed: int


def _write_tables(lake: Path, staging: Path, run_id: str, fallback: pa.Table) -> dict[int, _Rows]:
    """Writes the new rows of every table; returns how many there were by file number."""
    landed: dict[int, _Rows] = {}
    with duckdb.connect(
        config={"temp_directory": str(staging / "tmp"), "memory_limit": "1GB"}
    ) as con:
        con.register("fallback", fallback)
        for table in Table:
            parts = sorted(map(str, (staging / "parts").glob(f"{table}-*.parquet")))
            if not parts:
                continue
            earlier = [str(path) for path in lake_files(lake, table)]
            con.execute(
                f"CREATE OR REPLACE TEMP TABLE fresh AS {_fresh_rows(table, bool(earlier))}",
                {"parts": parts, **({"earlier": earlier} if earlier else {})},
            )
            counts = con.execute(
                "SELECT p.file_no, count(*), count(f.file_no) FROM read_parquet($parts) p "
                "LEFT JOIN fresh f ON (p.file_no, p.position) = (f.file_no, f.position) GROUP BY 1",
                {"parts": parts},
            ).fetchall()
            landed |= {number: _Rows(usable, fresh) for number, usable, fresh in counts}
            if not any(fresh for _, _, fresh in counts):
                continue
            con.execute(
                f"COPY (SELECT * EXCLUDE (file_no, position), '{run_id}' AS landing "
                f"FROM fresh ORDER BY file_no, position) "
                f"TO '{_quoted(staging / f'{table}.parquet')}' (FORMAT parquet, COMPRESSION zstd)"
            )
    shutil.rmtree(staging / "tmp", ignore_errors=True)
    return landed


def _fresh_rows(table: Table, has_earlier: bool) -> str:
    """Returns the query for the rows of the parts that are neither repeated nor in the lake."""
    key = ", ".join(_KEY[table])
    timed = "collected_at" in _KEY[table]
    rows = "SELECT * FROM read_parquet($parts)"
    if timed:
        # A file's own time may be wrong; a video is not collected before it is posted.
        posted = "p.posted_at" if table is Table.VIDEOS else "NULL"
        collected = f"coalesce(p.collected_at, greatest(f.fallback_at, {posted}))"
        rows = (
            f"SELECT p.* REPLACE ({collected} AS collected_at, "
            "coalesce(p.collected_from, f.fallback_from) AS collected_from) "
            "FROM read_parquet($parts) p JOIN fallback f USING (file_no)"
        )
    same = " AND ".join(f"r.{name} IS NOT DISTINCT FROM e.{name}" for name in _KEY[table])
    new = (
        f"WHERE NOT EXISTS (SELECT 1 FROM read_parquet($earlier) e WHERE {same})"
        if has_earlier
        else ""
    )
    return (
        f"WITH r AS ({rows}) SELECT * FROM r {new} "
        f"QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY file_no, position) = 1"
    )


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _ledger(
    new: list[NumberedFile],
    reports: list[FileReport],
    landed: dict[int, _Rows],
    synthetic: bool,
) -> list[LandedFile]:
    files = []
    for report in reports:
        numbered = new[report.number]
        rows = landed.get(report.number, _Rows(0, 0))
        files.append(
            LandedFile(
                path=_place(numbered.file),
                size=numbered.file.size,
                modified_ns=numbered.file.modified_ns,
                content_hash=report.content_hash,
                table=report.table,
                ignored=report.ignored,
                synthetic=synthetic,
                rows_read=report.rows_read,
                rows_landed=rows.landed,
                rows_duplicate=rows.usable - rows.landed,
                rows_quarantined=report.rows_quarantined,
                fields_dropped=report.fields_dropped,
                repaired=report.repaired,
                reasons=report.reasons,
            )
        )
    return files
