"""Takes a creator out of the lake, and makes its ledger agree with what is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq

from etl.forget.tables import remove_from_parquet
from etl.forget.traces import Traces
from etl.inputs.files import hash_or_nothing
from etl.inputs.rows import Table
from etl.lake.ledger import LEDGER, LandedFile, landings, read_ledger, write_ledger


def remove_from_lake(lake: Path, traces: Traces) -> None:
    """Rewrites every landing that holds rows of a creator.

    Each file is replaced whole; the ledger comes last and is counted from what the files hold, so
    that a removal that was cut off can be repeated.
    """
    for landing in landings(lake):
        for table in Table:
            path = landing / f"{table}.parquet"
            if path.exists():
                remove_from_parquet(path, traces)
        before = read_ledger([landing])
        after = list(_accounted(landing, before, traces))
        if after != before:
            work = landing / ".ledger"
            work.mkdir(exist_ok=True)
            write_ledger(work, after)
            (work / LEDGER).replace(landing / LEDGER)
            work.rmdir()


def _accounted(landing: Path, files: list[LandedFile], traces: Traces) -> Iterator[LandedFile]:
    """Yields the ledger's files as if the rows that are gone had never been in them.

    What is gone is taken from files that are named for the creator first, which leave the ledger,
    then from the others in turn: rows do not say which file they came from. A file that is named
    for the creator and has landed rows of others stays without its name.
    """
    gone = {table.value: _gone(landing, table, files) for table in Table}
    named = [_is_named(file, traces) for file in files]
    order = sorted(range(len(files)), key=lambda place: not named[place])
    lost: dict[int, int] = {}
    for place in order:
        table = files[place].table
        lost[place] = min(files[place].rows_landed, gone.get(table, 0))
        if lost[place]:
            gone[table] -= lost[place]
    for place, file in enumerate(files):
        left = replace(
            file,
            rows_landed=file.rows_landed - lost[place],
            rows_read=file.rows_read - lost[place],
        )
        path = Path(file.path)
        if not named[place] and not traces.are_on(path):
            yield _as_rewritten(left)
        elif not named[place] or left.rows_landed:
            yield replace(left, path="", content_hash="", modified_ns=0)


def _as_rewritten(file: LandedFile) -> LandedFile:
    """Returns a file as it is now, where it was rewritten without the creator.

    Such a file has kept its time; one that the user has changed has not, and is read again.
    """
    path = Path(file.path)
    if not path.is_file():
        return file
    status = path.stat()
    if status.st_mtime_ns != file.modified_ns or status.st_size == file.size:
        return file
    return replace(file, size=status.st_size, content_hash=hash_or_nothing(path))


def _gone(landing: Path, table: Table, files: list[LandedFile]) -> int:
    path = landing / f"{table}.parquet"
    held = pq.read_metadata(path).num_rows if path.exists() else 0
    return sum(file.rows_landed for file in files if file.table == table.value) - held


def _is_named(file: LandedFile, traces: Traces) -> bool:
    return traces.name(Path(file.path))
