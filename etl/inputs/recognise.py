"""Tells what a file holds by its content."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import msgspec

from etl.inputs.json_items import array_items
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
_KEY = re.compile(rb'"([\w.]{1,60})"\s*:')


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
    body = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if body.startswith(b"["):
        return Form.JSON_ARRAY
    if body.startswith(b"{"):
        return Form.JSON_LINES if _is_lines(body) else Form.JSON_OBJECT
    if path.suffix.lower() in {".jsonl", ".ndjson"}:
        return Form.JSON_LINES
    if path.suffix.lower() == ".json":
        return Form.JSON_OBJECT
    header = body[:_HEAD].split(b"\n", 1)[0]
    dotted = b"." in header and b"," in header and any(n in header for n in _CSV_HEADERS)
    return Form.CSV if path.suffix.lower() in {".csv", ".tsv"} or dotted else Form.OTHER


_CSV_HEADERS = (b"uniqueId", b"playCount", b"video.id")


def _is_lines(body: bytes) -> bool:
    lines = [line for line in body[:_HEAD].splitlines() if line.strip()]
    return len(lines) > 1 and any(_is_object(line) for line in lines[:5])


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except msgspec.DecodeError:
        return False


def json_keys(form: Form, data: bytes) -> frozenset[str]:
    """Returns the field names of the first object, as far as they can be read."""
    first = data
    if form is Form.JSON_ARRAY:
        first = next((item.data for item in array_items(data)), b"{}")
    elif form is Form.JSON_LINES:
        first = next((line for line in data[: _HEAD * 16].splitlines() if _is_object(line)), data)
    try:
        return frozenset(msgspec.json.decode(first, type=dict[str, msgspec.Raw]))
    except msgspec.DecodeError:
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
    if names & {"video.id", "video_id"} and names & set(LABEL_FIELDS):
        return Table.LABELS
    return Table.VIDEOS if names == {"id"} or {"id", "author"} <= names else None
