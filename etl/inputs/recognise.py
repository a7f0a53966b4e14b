"""Tells what a file holds by its content."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from itertools import islice
from pathlib import Path

import msgspec

from etl.inputs.json_items import JSON_ERRORS, RawItem, array_items, line_items
from etl.inputs.rows import Table

LABEL_FIELDS = (
    "categories",
    "main_content_focus",
    "structure_style",
    "hook_type",
    "tone_of_voice",
    "pacing",
    "has_cta",
    "cta_type",
    "content_style",
    "audience_target",
)
_HEAD = 65_536
_KEY = re.compile(rb'["\']([\w.]{1,60})["\']\s*:')
_FIRST_ITEMS = 20
_LINE_ENDINGS = frozenset({".jsonl", ".ndjson"})
_SEPARATORS = ",;\t"
_FLAT = frozenset({Table.VIDEOS, Table.PROFILES, Table.LABELS})


class Form(StrEnum):
    """How a file is written."""

    JSON_ARRAY = "json_array"
    JSON_OBJECT = "json_object"
    JSON_LINES = "json_lines"
    PARQUET = "parquet"
    CSV = "csv"
    OTHER = "other"


def form_of(path: Path, data: bytes) -> Form:
    """Returns how a file is written."""
    if data.startswith(b"PAR1"):
        return Form.PARQUET
    suffix = path.suffix.lower()
    body = data.lstrip()
    if body[:1] in (b"{", b"["):
        return _json_form(body, named_lines=suffix in _LINE_ENDINGS)
    if suffix in {".csv", ".tsv"} or _opens_a_table(body):
        return Form.CSV
    if suffix in _LINE_ENDINGS:
        return Form.JSON_LINES
    return Form.JSON_OBJECT if suffix == ".json" else Form.OTHER


def _opens_a_table(body: bytes) -> bool:
    header = body[:_HEAD].split(b"\n", 1)[0].decode(errors="replace")
    names = frozenset(cell.strip(' \r"') for cell in header.split(separator_of(header)))
    return len(names) > 1 and table_of(names) in _FLAT


def separator_of(header: str) -> str:
    """Returns what separates the cells: Excel with Vietnamese settings writes semicolons."""
    return max(_SEPARATORS, key=header.count)


def _json_form(body: bytes, *, named_lines: bool) -> Form:
    """Returns how text that opens a bracket is written.

    A pretty-printed object may have one line that is an object by itself, hardly two.
    """
    if named_lines and not _is_json(body):
        return Form.JSON_LINES
    if body.startswith(b"["):
        return Form.JSON_ARRAY
    objects = sum(_fields(line.data) is not None for line in islice(line_items(body), 5))
    return Form.JSON_LINES if objects > 1 else Form.JSON_OBJECT


def _is_json(body: bytes) -> bool:
    try:
        msgspec.json.decode(body, type=msgspec.Raw)
    except JSON_ERRORS:
        return False
    return True


def _fields(text: bytes) -> frozenset[str] | None:
    """Returns the field names of an object; None where the text is none."""
    try:
        return frozenset(msgspec.json.decode(text, type=dict[str, msgspec.Raw]))
    except JSON_ERRORS:
        return None


def items_of(form: Form, data: bytes) -> Iterable[RawItem]:
    """Returns the items of a JSON file."""
    if form is Form.JSON_ARRAY:
        return array_items(data)
    return line_items(data) if form is Form.JSON_LINES else [RawItem(0, data)]


def json_keys(form: Form, data: bytes) -> frozenset[str]:
    """Returns the field names of the first object that tells what the file holds.

    Where no object can be read, these are all words that stand where a field name would.
    """
    first = None
    for item in islice(items_of(form, data), _FIRST_ITEMS):
        fields = _fields(item.data)
        if fields is not None and table_of(fields):
            return fields
        first = first if first is not None else fields
    if first is not None:
        return first
    return frozenset(key.decode() for key in _KEY.findall(data[:_HEAD]))


def table_of(names: frozenset[str]) -> Table | None:
    """Returns the table that rows with these field or column names belong to.

    None where they belong to none.
    """
    if "userInfo" in names or {"user", "stats"} <= names:
        return Table.PROFILES
    if names & {"createTime", "statsV2", "itemList", "statsV2.playCount", "stats.playCount"}:
        return Table.VIDEOS
    if "user.uniqueId" in names:
        return Table.PROFILES
    if "transcript" in names:
        return Table.TRANSCRIPTS
    if "foods" in names:
        return Table.MENTIONS
    if {"learned_at", "local_labels"} <= names:
        return Table.LOCAL_LABELS
    if names & {"video.id", "video_id"} and names & set(LABEL_FIELDS):
        return Table.LABELS
    return Table.VIDEOS if names == {"id"} or {"id", "author"} <= names else None
