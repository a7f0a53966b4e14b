"""Reads flattened tables: one column a field, named by its dotted TikTokApi path.

A row is folded back into the nested shape and takes the same way as raw JSON from there on.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from etl.inputs.reading import Reading
from etl.inputs.recognise import LABEL_FIELDS, separator_of, table_of
from etl.inputs.rejections import Reason, Rejected, Rejection, excerpt
from etl.inputs.rows import Table, checked_id, clean_text, profile_row, video_row
from etl.inputs.tiktok import Profile, Video
from etl.inputs.validate import checked_row

_EMPTY = frozenset({"", "nan", "none", "null", "nat", "<na>"})
_WHOLE = re.compile(r"-?\d+\.0+")
_ROOTS = frozenset(Video.__struct_fields__) | frozenset(Profile.__struct_fields__)
_ESSENTIAL = {
    Table.VIDEOS: frozenset({"id", "video.id", "createTime", "author", "author.uniqueId"}),
    Table.PROFILES: frozenset({"user", "user.uniqueId"}),
}
_NAMING_FIELD = {"author": "uniqueId"}
_TIMES = frozenset({"createTime", "collectTime"})
_TEXTS = frozenset({"desc", "uniqueId", "nickname", "signature", "title", "authorName"})
_QUOTED = re.compile(r"""'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)\"""")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BATCH_ROWS = 10_000
_BROKEN_PARQUET = (pa.ArrowException, OSError, ValueError, OverflowError)


def read_parquet(path: Path) -> Reading:
    """Reads a flattened table, or labels, from a parquet file."""
    try:
        file = pq.ParquetFile(path)
        names = frozenset(file.schema_arrow.names)
        table = table_of(names)
        if table is None:
            return _unrecognised(names)
        columns = [name for name in file.schema_arrow.names if _wanted(table, name)]
    except _BROKEN_PARQUET as error:
        return _broken(str(error))
    return _read(table, _parquet_rows(file, columns), first=0)


def _parquet_rows(file: pq.ParquetFile, columns: list[str]) -> Iterator[dict[str, Any] | Rejected]:
    try:
        for batch in file.iter_batches(_BATCH_ROWS, columns=columns):
            yield from batch.to_pylist()
    except _BROKEN_PARQUET as error:
        yield Rejected(Reason.MALFORMED_TABLE, f"từ đây không đọc được nữa: {error}")


def read_csv(data: bytes) -> Reading:
    """Reads a flattened table, or labels, from CSV text in UTF-8, whatever separates its cells."""
    lines = data.lstrip(b"\r\n ").splitlines(keepends=True)
    # The limit is the process's own: raised, never lowered for the readers that come after.
    csv.field_size_limit(max(csv.field_size_limit(), len(data)))
    separator = separator_of(_text(lines[0]))
    reader = csv.reader(map(_text, lines), delimiter=separator, strict=True)
    try:
        header = [clean_text(name) for name in next(reader, [])]
    except csv.Error as error:
        return _broken(str(error))
    table = table_of(frozenset(header))
    if table is None:
        return _unrecognised(frozenset(header))
    return _read(table, _csv_rows(lines, reader.line_num, header, separator), first=2)


def _text(line: bytes) -> str:
    return line.decode("utf-8", errors="surrogateescape")


def _csv_rows(
    lines: list[bytes], start: int, header: list[str], separator: str
) -> Iterator[dict[str, Any] | Rejected]:
    """Yields the rows from a line on, and a rejection for each that is none.

    A quote that is never closed swallows all rows behind it, so reading is taken up again on the
    line after the one where the broken row began.
    """
    while start < len(lines):
        rest = (_text(lines[number]) for number in range(start, len(lines)))
        reader = csv.reader(rest, delimiter=separator, strict=True)
        begin = start
        try:
            for cells in reader:
                if cells:
                    yield _csv_row(header, cells)
                begin = start + reader.line_num
            return
        except csv.Error as error:
            yield Rejected(Reason.MALFORMED_TABLE, str(error), _text(lines[begin]))
            start = begin + 1


def _csv_row(header: list[str], cells: list[str]) -> dict[str, Any] | Rejected:
    if len(cells) != len(header):
        detail = f"dòng có {len(cells)} ô, tiêu đề có {len(header)}"
        return Rejected(Reason.MALFORMED_TABLE, detail, str(cells))
    if any(_SURROGATES.search(cell) for cell in cells):
        return Rejected(Reason.BAD_ENCODING, "dòng không phải UTF-8", str(cells))
    return dict(zip(header, cells, strict=True))


def _read(table: Table, rows: Iterator[dict[str, Any] | Rejected], first: int) -> Reading:
    reading = Reading(table)
    for number, row in enumerate(rows, first):
        position = f"dòng {number}"
        if isinstance(row, Rejected):
            reading.reject(position, row, row.text)
            continue
        try:
            landed, dropped = _row(table, row)
        except Rejected as error:
            reading.reject(position, error, msgspec.json.encode({k: str(row[k]) for k in row}))
        else:
            reading.add(number, landed)
            reading.note_dropped(position, dropped)
    return reading


def _row(table: Table, row: dict[str, Any]) -> tuple[tuple[object, ...], list[Rejection]]:
    if table is Table.LABELS:
        return label_row(row), []
    if table not in _ESSENTIAL:
        raise Rejected(Reason.UNRECOGNISED, f"bảng phẳng không chứa được {table}")
    nested = _nested(row)
    essential = _ESSENTIAL[table]
    if table is Table.VIDEOS:
        return checked_row(nested, Video, essential, video_row)
    return checked_row(nested, Profile, essential, profile_row)


def _nested(row: dict[str, Any]) -> dict[str, Any]:
    """Returns `{"a.b": 3}` as `{"a": {"b": 3}}`, empty cells left out."""
    nested: dict[str, Any] = {}
    for name, value in row.items():
        *parents, leaf = name.split(".")
        cell = value if leaf in _TEXTS and not _is_empty(value) else _cell(value)
        if cell is None:
            continue
        if leaf in _TIMES:
            cell = _seconds(cell)
        holder = nested
        for parent in parents:
            inner = holder.setdefault(parent, {})
            if not isinstance(inner, dict):
                inner = holder[parent] = _named(parent, inner)
            holder = inner
        if isinstance(holder.get(leaf), dict) and not isinstance(cell, dict):
            holder[leaf] = _named(leaf, cell) | holder[leaf]
        else:
            holder[leaf] = cell
    return nested


def _named(name: str, cell: Any) -> dict[str, Any]:
    """Returns what a column `author` or `video` says beside columns `author.…` or `video.…`."""
    return {_NAMING_FIELD.get(name, "id"): cell}


def _seconds(cell: Any) -> Any:
    """Returns a time written as text, as pandas does, in seconds; without a zone it is UTC."""
    if not isinstance(cell, str):
        return cell
    try:
        return _cell(datetime.fromisoformat(cell.strip()))
    except ValueError:
        return cell


def _is_empty(value: Any) -> bool:
    return isinstance(value, str) and value.strip().lower() in _EMPTY


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        text = value.strip()
        if text.lower() in _EMPTY:
            return None
        return text.split(".")[0] if _WHOLE.fullmatch(text) else value
    if isinstance(value, Decimal):
        return _cell(f"{value:f}")
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, datetime):
        return int((value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp())
    return value


def _wanted(table: Table, name: str) -> bool:
    if table is Table.LABELS:
        return name in LABEL_FIELDS or name in {"video.id", "video_id"}
    return name.split(".")[0] in _ROOTS


def label_row(row: dict[str, Any]) -> tuple[object, ...]:
    """Returns a row of `ROWS[Table.LABELS]` from the fields of a labelled video.

    Raises:
        Rejected: Where the video's id cannot be used.
    """
    video_id = _cell(row.get("video.id")) or _cell(row.get("video_id"))
    labels = [
        {"field": field, "label": label}
        for field in LABEL_FIELDS
        for label in _labels(row.get(field))
    ]
    return (checked_id(video_id), labels)


def _labels(value: Any) -> list[str]:
    """Returns a cell's labels: a list, a CSV cell such as `['Nấu ăn', 'Mukbang']`, or one word."""
    if isinstance(value, bool):
        return ["Có" if value else "Không"]
    if isinstance(value, list):
        return [text for part in value for text in _labels(part)]
    if value is None or not isinstance(value, str) or value.strip().lower() in _EMPTY:
        return []
    if value.strip().lower() in {"true", "false"}:
        return _labels(value.strip().lower() == "true")
    text = value.strip()
    if text.startswith("["):
        parts = [_unescaped(single or double) for single, double in _QUOTED.findall(text)]
        parts = parts or text.strip("[]").split(",")
    else:
        parts = text.split(",")
    return [part.strip() for part in parts if part.strip()]


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def _unrecognised(names: frozenset[str]) -> Reading:
    detail = "không có cột nào của video, TikToker hay nhãn"
    text = ", ".join(sorted(names))
    return Reading(
        None, rejections=[Rejection("cả tệp", Reason.UNRECOGNISED, detail, excerpt(text))]
    )


def _broken(detail: str) -> Reading:
    return Reading(None, rejections=[Rejection("cả tệp", Reason.MALFORMED_TABLE, detail, "")])
