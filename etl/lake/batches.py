"""Reads the input files in batches, on all cores, into parquet parts."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from etl.inputs.files import InputFile, shown
from etl.inputs.local_time import LOCAL_FIELDS, local_columns
from etl.inputs.read import read_file
from etl.inputs.reading import Reading
from etl.inputs.rows import ROWS, Table

BATCH_BYTES = 24 << 20
SMALL_INPUT_BYTES = 48 << 20
_COST_OF_A_FILE = 20_000


@dataclass(frozen=True)
class NumberedFile:
    """A file to read, with the number that its rows carry until they have landed."""

    number: int
    file: InputFile


@dataclass(frozen=True)
class FileReport:
    """What reading one file gave, without the rows."""

    number: int
    content_hash: str
    table: str
    ignored: bool
    rows_read: int
    rows_quarantined: int
    fields_dropped: int
    repaired: int
    reasons: dict[str, int]
    collected_at: datetime | None


def read_in_batches(
    files: list[NumberedFile], parts: Path, on_file: Callable[[int], None]
) -> list[FileReport]:
    """Reads all files; writes `<table>-<batch>.parquet` and `rejected-<batch>.jsonl` to `parts`.

    Small inputs are read in this process; starting others would take longer.

    Args:
        files: What to read.
        parts: An empty folder.
        on_file: Called with the bytes that have been read since the last call.
    """
    batches = list(_batches(files))
    if sum(numbered.file.size for numbered in files) <= SMALL_INPUT_BYTES:
        return [report for batch in _each(batches, parts, on_file) for report in batch]
    reports: list[FileReport] = []
    context = multiprocessing.get_context("forkserver")
    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers, mp_context=context, initializer=watch_parent) as pool:
        jobs = {
            pool.submit(read_batch, number, batch, parts): batch
            for number, batch in enumerate(batches)
        }
        for job in as_completed(jobs):
            reports += job.result()
            on_file(sum(numbered.file.size for numbered in jobs[job]))
    return sorted(reports, key=lambda report: report.number)


def watch_parent() -> None:
    """Ends a worker whose parent is killed; it would wait for work for ever."""
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _each(
    batches: list[list[NumberedFile]], parts: Path, on_file: Callable[[int], None]
) -> Iterator[list[FileReport]]:
    for number, batch in enumerate(batches):
        yield read_batch(number, batch, parts)
        on_file(sum(numbered.file.size for numbered in batch))


def _batches(files: Iterable[NumberedFile]) -> Iterator[list[NumberedFile]]:
    batch: list[NumberedFile] = []
    cost = 0
    for numbered in files:
        size = numbered.file.size + _COST_OF_A_FILE
        if batch and cost + size > BATCH_BYTES:
            yield batch
            batch, cost = [], 0
        batch.append(numbered)
        cost += size
    if batch:
        yield batch


def read_batch(number: int, files: list[NumberedFile], parts: Path) -> list[FileReport]:
    """Reads some files and writes their rows; runs in a worker process."""
    rows: dict[Table, list[tuple[object, ...]]] = {}
    reports = []
    with (parts / f"rejected-{number:05}.jsonl").open("wb") as rejected:
        for numbered in files:
            reading = read_file(numbered.file.path)
            _write_rejections(rejected.write, reading, numbered)
            reports.append(_report(reading, numbered))
            if reading.table is not None:
                rows.setdefault(reading.table, []).extend(
                    (*row, numbered.number, position)
                    for row, position in zip(reading.rows, reading.positions, strict=True)
                )
    for table, its_rows in rows.items():
        if its_rows:
            pq.write_table(_arrow(table, its_rows), parts / f"{table}-{number:05}.parquet")
    return reports


def _arrow(table: Table, rows: list[tuple[object, ...]]) -> pa.Table:
    schema = (
        ROWS[table].append(pa.field("file_no", pa.int32())).append(pa.field("position", pa.int32()))
    )
    columns = [
        pa.array(column, field.type)
        for column, field in zip(zip(*rows, strict=True), schema, strict=True)
    ]
    arrow = pa.Table.from_arrays(columns, schema=schema)
    if table is Table.VIDEOS:
        posted_at = arrow["posted_at"].combine_chunks()
        for field, column in zip(LOCAL_FIELDS, local_columns(posted_at), strict=True):
            arrow = arrow.append_column(field, column)
    return arrow


def _report(reading: Reading, numbered: NumberedFile) -> FileReport:
    reasons = Counter(
        rejection.reason.value for rejection in reading.rejections if rejection.is_row
    )
    return FileReport(
        number=numbered.number,
        content_hash=reading.content_hash,
        table=reading.table.value if reading.table else "unknown",
        ignored=reading.ignored,
        rows_read=reading.rows_read,
        rows_quarantined=reading.rows_rejected,
        fields_dropped=len(reading.rejections) - reading.rows_rejected,
        repaired=reading.repaired,
        reasons=dict(reasons),
        collected_at=_latest_collected(reading),
    )


def _latest_collected(reading: Reading) -> datetime | None:
    if reading.table is None or "collected_at" not in ROWS[reading.table].names:
        return None
    column = ROWS[reading.table].names.index("collected_at")
    times = [row[column] for row in reading.rows]
    return max((time for time in times if isinstance(time, datetime)), default=None)


def _write_rejections(
    write: Callable[[bytes], object], reading: Reading, numbered: NumberedFile
) -> None:
    for rejection in reading.rejections:
        line = {
            "file": shown(numbered.file.path),
            "table": reading.table.value if reading.table else "unknown",
            "position": rejection.position,
            "reason": rejection.reason.value,
            "detail": rejection.detail,
            "is_row": rejection.is_row,
            "text": rejection.text,
        }
        write(msgspec.json.encode(line) + b"\n")
