"""Takes a creator out of JSON, CSV and plain lines; what is others' stays byte for byte."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from etl.forget.traces import Traces
from etl.inputs.json_items import BOM, JSON_ERRORS, RawItem, array_items, line_items
from etl.inputs.recognise import Form, form_of, separator_of


def text_without(path: Path, data: bytes, traces: Traces) -> bytes | None:
    """Returns a file's content without a creator; None where nothing else was in it.

    Args:
        path: Its ending helps to tell the form.
        data: The content.
        traces: The creator's.
    """
    if not traces.are_in(data):
        return data
    mark = BOM if data.startswith(BOM) else b""
    body = data.removeprefix(BOM)
    form = form_of(path, body)
    if form is Form.JSON_ARRAY:
        kept = _array(body, traces)
    elif form is Form.JSON_LINES:
        kept = _lines_of_json(body, traces)
    elif form is Form.JSON_OBJECT:
        kept = _item(body, traces)
    elif form is Form.CSV:
        kept = _csv(body, traces)
    else:
        kept = lines_without(body, traces)
    if kept and traces.numbers_are_in(kept):
        # Damaged in a way that hides where an item ends: better a line too many than one too few.
        kept = lines_without(kept, traces)
    return mark + kept if kept else None


def lines_without(data: bytes, traces: Traces) -> bytes:
    """Returns text without the lines that name the creator or a video."""
    lines = data.splitlines(keepends=True)
    return b"".join(line for line in lines if not traces.are_in(line))


def items_in(path: Path, data: bytes) -> Iterator[dict[str, Any]]:
    """Yields the objects that a JSON file holds, also those of a page under a key."""
    body = data.removeprefix(BOM)
    form = form_of(path, body)
    if form is Form.JSON_ARRAY:
        items: Iterator[RawItem] = array_items(body)
    elif form is Form.JSON_LINES:
        items = line_items(body)
    elif form is Form.JSON_OBJECT:
        items = iter([RawItem(0, body)])
    else:
        return
    for item in items:
        value = _decoded(item.data)
        if isinstance(value, dict):
            yield value
            for inner in value.values():
                if isinstance(inner, list):
                    yield from (one for one in inner if isinstance(one, dict))


def _array(body: bytes, traces: Traces) -> bytes | None:
    found = list(array_items(body))
    whole = [_item(item.data, traces) for item in found if item.complete]
    kept = [item for item in whole if item]
    tail = [item.data for item in found if not item.complete]
    if tail and traces.are_in(tail[0]):
        tail = [b""]
    if not kept and not any(tail):
        return None
    # A file that breaks off stays one.
    return b"[" + b",\n".join([*kept, *tail]) + (b"" if tail else b"]")


def _lines_of_json(body: bytes, traces: Traces) -> bytes | None:
    kept = (_item(item.data, traces) for item in line_items(body))
    return b"".join(item + b"\n" for item in kept if item) or None


def _item(data: bytes, traces: Traces) -> bytes | None:
    """Returns one value without the creator; None where it is theirs."""
    if not traces.are_in(data):
        return data
    value = _decoded(data)
    if isinstance(value, dict) and traces.own(value):
        return None
    if value is not None:
        return _encoded(traces.masked(value))
    # No JSON: half an item of theirs, or a model's own words about somebody else.
    if traces.numbers_are_in(data) or traces.are_quoted_in(data):
        return None
    return _masked(data, traces)


def _masked(data: bytes, traces: Traces) -> bytes:
    text: str = traces.masked(data.decode(errors="surrogateescape"))
    return text.encode(errors="surrogateescape")


def _decoded(data: bytes) -> Any:
    try:
        return msgspec.json.decode(data)
    except JSON_ERRORS:
        try:
            return json.loads(data)
        except (ValueError, RecursionError):
            return None


def _encoded(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False)
    try:
        return text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, as the file had it
        return json.dumps(value).encode()


def _csv(body: bytes, traces: Traces) -> bytes | None:
    lines = body.splitlines(keepends=True)
    header, rows = _records(lines)
    kept = []
    for text, cells in rows:
        if traces.are_in(text):
            if traces.own(dict(zip(header, cells, strict=False))):
                continue
            text = _masked(text, traces)
        kept.append(text)
    head = b"".join(lines)[: len(body) - sum(len(text) for text, _ in rows)]
    return head + b"".join(kept) if kept else None


def _records(lines: list[bytes]) -> tuple[list[str], list[tuple[bytes, list[str]]]]:
    """Returns the header's names, and each row as it is written and as cells."""
    csv.field_size_limit(max(csv.field_size_limit(), sum(map(len, lines))))
    texts = [line.decode(errors="surrogateescape") for line in lines]
    reader = csv.reader(texts, delimiter=separator_of(texts[0]) if texts else ",")
    header: list[str] = []
    rows = []
    start = 0
    for cells in reader:
        text = b"".join(lines[start : reader.line_num])
        start = reader.line_num
        if header:
            rows.append((text, cells))
        else:
            header = cells
    return header, rows
