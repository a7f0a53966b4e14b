"""Takes a creator out of parquet files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from etl.forget.traces import HANDLE_FIELDS, ID_FIELDS, Traces

_BATCH_ROWS = 50_000


def remove_from_parquet(path: Path, traces: Traces) -> None:
    """Rewrites a file without a creator's rows, and without the handle in the rows of others.

    A file that names neither stays as it is; the time of one that is rewritten stays.
    """
    part = path.with_name(f".{path.name}.part")
    with pq.ParquetFile(path) as file:
        schema = file.schema_arrow
        changed = False
        with pq.ParquetWriter(part, schema, compression="zstd") as writer:
            for batch in file.iter_batches(_BATCH_ROWS):
                table = pa.Table.from_batches([batch], schema)
                left = _masked(table.filter(pc.invert(_owned(table, traces))), traces)
                changed = changed or left is not table and not left.equals(table)
                writer.write_table(left)
    if changed:
        modified = path.stat().st_mtime_ns
        os.utime(part, ns=(modified, modified))
        part.replace(path)
    else:
        part.unlink()


def rows_in_parquet(path: Path, traces: Traces) -> int:
    """Returns how many rows of a file are a creator's."""
    with pq.ParquetFile(path) as file:
        wanted = [n for n in file.schema_arrow.names if n in (*HANDLE_FIELDS, *ID_FIELDS)]
        if not wanted:
            return 0
        batches = file.iter_batches(_BATCH_ROWS, columns=wanted)
        masks = (_owned(pa.Table.from_batches([batch]), traces) for batch in batches)
        return sum(pc.sum(mask).as_py() or 0 for mask in masks)


def _owned(table: pa.Table, traces: Traces) -> Any:
    mask = pa.chunked_array([pa.array([False] * table.num_rows)])
    for fields, values in ((HANDLE_FIELDS, traces.handles), (ID_FIELDS, traces.ids)):
        wanted = pa.array(sorted(values), pa.string())
        for name in fields:
            if name not in table.column_names or not _is_plain(table[name].type):
                continue
            words = pc.utf8_lower(table[name].cast(pa.string()))
            mask = pc.or_(mask, pc.fill_null(pc.is_in(words, wanted), False))
    return mask


def _is_plain(kind: pa.DataType) -> bool:
    return bool(_is_text(kind) or pa.types.is_integer(kind))


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _masked(table: pa.Table, traces: Traces) -> pa.Table:
    for place, name in enumerate(table.column_names):
        column = table[name]
        kind = column.type
        if not (_is_text(kind) or _is_texts(kind)):
            continue
        values = column.to_pylist() if _may_name(column, traces) else []
        masked = [traces.masked(value, name) for value in values]
        if masked != values:
            table = table.set_column(place, table.field(place), pa.array(masked, kind))
    return table


def _is_texts(kind: pa.DataType) -> bool:
    return bool(pa.types.is_list(kind) and pa.types.is_string(kind.value_type))


def _may_name(column: pa.ChunkedArray, traces: Traces) -> bool:
    flat = pc.list_flatten(column) if pa.types.is_list(column.type) else column
    if pc.any(pc.is_in(flat, pa.array(sorted(traces.ids), flat.type))).as_py():
        return True
    return any(
        bool(pc.any(pc.match_substring(flat, handle, ignore_case=True)).as_py())
        for handle in traces.handles
    )
