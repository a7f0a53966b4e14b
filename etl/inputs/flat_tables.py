"""Reads flattened tables: one column a field, named by its dotted TikTokApi path.

A row is folded back into the nested shape and takes the same way as raw JSON from there on.
"""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from etl.inputs.reading import Reading
from etl.inputs.recognise import LABEL_FIELDS, table_of
from etl.inputs.rejections import Reason, Rejected, Rejection, excerpt
from etl.inputs.rows import Table, checked_id, profile_row, video_row
from etl.inputs.tiktok import Profile, Video
from etl.inputs.validate import validated

_EMPTY = frozenset({"", "nan", "none", "null", "nat", "<na>"})
_WHOLE = re.compile(r"-?\d+\.0+")
_ROOTS = frozenset(Video.__struct_fields__) | frozenset(Profile.__struct_fields__)
_ESSENTIAL = {
    Table.VIDEOS: frozenset(
        {"id", "video.id", "createTime", "author", "statsV2.playCount", "stats.playCount"}
    ),
    Table.PROFILES: frozenset({"user", "user.uniqueId"}),
}
_BATCH_ROWS = 10_000


def read_parquet(path: Path) -> Reading:
    """Reads a flattened table, or labels, from a parquet file."""
    try:
        file = pq.ParquetFile(path)
        names = frozenset(file.schema_arrow.names)
        table = table_of(names)
        if table is None:
            return _unrecognised(names)
        columns = [name for name in file.schema_arrow.names if _wanted(table, name)]
        batches = file.iter_batches(_BATCH_ROWS, columns=columns)
        rows = (row for batch in batches for row in batch.to_pylist())
        return _read(table, rows, first=0)
    except pa.ArrowException as error:
        return _broken(str(error))


def read_csv(data: bytes, separator: str) -> Reading:
    """Reads a flattened table, or labels, from CSV or TSV text in UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        rejection = Rejection(f"byte {error.start}", Reason.BAD_ENCODING, str(error), excerpt(data))
        return Reading(None, rejections=[rejection])
    csv.field_size_limit(max(len(text), 1))
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, restkey=None)
    table = table_of(frozenset(reader.fieldnames or ()))
    if table is None:
        return _unrecognised(frozenset(reader.fieldnames or ()))
    return _read(table, _csv_rows(reader), first=2)


def _csv_rows(reader: csv.DictReader[str]) -> Iterator[dict[str, Any]]:
    try:
        yield from reader
    except csv.Error as error:
        raise Rejected(Reason.MALFORMED_TABLE, f"dòng {reader.line_num}: {error}") from error


def _read(table: Table, rows: Iterator[dict[str, Any]], first: int) -> Reading:
    reading = Reading(table)
    number = first - 1
    try:
        for number, row in enumerate(rows, first):
            try:
                landed, dropped = _row(table, row)
            except Rejected as error:
                text = msgspec.json.encode({k: str(v) for k, v in row.items()})
                reading.reject(f"dòng {number}", error, text)
            else:
                reading.add(number, landed)
                reading.note_dropped(f"dòng {number}", dropped)
    except Rejected as error:
        reading.reject(f"sau dòng {number}", error, "")
    return reading


def _row(table: Table, row: dict[str, Any]) -> tuple[tuple[object, ...], list[Rejection]]:
    if None in row:
        raise Rejected(Reason.MALFORMED_TABLE, "dòng có nhiều ô hơn tiêu đề")
    if table is Table.LABELS:
        return _label_row(row), []
    if table not in _ESSENTIAL:
        raise Rejected(Reason.UNRECOGNISED, f"bảng phẳng không chứa được {table}")
    nested = _nested(row)
    essential = _ESSENTIAL[table]
    if table is Table.VIDEOS:
        video, dropped = validated(nested, Video, essential)
        return video_row(video), dropped
    profile, dropped = validated(nested, Profile, essential)
    return profile_row(profile), dropped


def _nested(row: dict[str, Any]) -> dict[str, Any]:
    """Returns `{"a.b": 3}` as `{"a": {"b": 3}}`, empty cells left out."""
    nested: dict[str, Any] = {}
    for name, value in row.items():
        cell = _cell(value)
        if cell is None:
            continue
        holder = nested
        *parents, leaf = name.split(".")
        for parent in parents:
            inner = holder.setdefault(parent, {})
            if not isinstance(inner, dict):
                inner = holder[parent] = {"id": inner}
            holder = inner
        holder[leaf] = cell
    return nested


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        text = value.strip()
        if text.lower() in _EMPTY:
            return None
        return text.split(".")[0] if _WHOLE.fullmatch(text) else value
    if isinstance(value, float) and math.isnan(value):
        return None
    if isinstance(value, datetime):
        return int((value if value.tzinfo else value.replace(tzinfo=UTC)).timestamp())
    return value


def _wanted(table: Table, name: str) -> bool:
    if table is Table.LABELS:
        return name in LABEL_FIELDS or name in {"video.id", "video_id"}
    return name.split(".")[0] in _ROOTS


def _label_row(row: dict[str, Any]) -> tuple[object, ...]:
    video_id = row.get("video.id") or row.get("video_id")
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
    text = value.strip().removeprefix("[").removesuffix("]")
    parts = next(csv.reader([text.replace("'", '"')], skipinitialspace=True), [])
    return [part.strip() for part in parts if part.strip()]


def _unrecognised(names: frozenset[str]) -> Reading:
    detail = "không có cột nào của video, TikToker hay nhãn"
    text = ", ".join(sorted(names))
    return Reading(
        None, rejections=[Rejection("cả tệp", Reason.UNRECOGNISED, detail, excerpt(text))]
    )


def _broken(detail: str) -> Reading:
    return Reading(None, rejections=[Rejection("cả tệp", Reason.MALFORMED_TABLE, detail, "")])
