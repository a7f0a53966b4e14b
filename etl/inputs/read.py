"""Reads one file, whatever it holds."""

from __future__ import annotations

import re
from pathlib import Path

from etl.inputs.answers import read_answers
from etl.inputs.files import content_hash
from etl.inputs.flat_tables import read_csv, read_parquet
from etl.inputs.json_items import BOM
from etl.inputs.reading import Reading
from etl.inputs.recognise import Form, form_of, items_of, json_keys, table_of
from etl.inputs.rejections import Reason, Rejection, excerpt
from etl.inputs.rows import Table
from etl.inputs.synthetic import MARKER
from etl.inputs.tiktok_json import read_items, read_videos

_EMPTY_LIST = re.compile(rb"\s*\[\s*\]\s*")
_ANSWERS = frozenset({Table.TRANSCRIPTS, Table.MENTIONS, Table.LABELS, Table.LOCAL_LABELS})


def read_file(path: Path) -> Reading:
    """Reads a file by what it holds; a file that cannot be used is a reading with rejections.

    The file is never modified.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        return _rejected_file(Reason.UNREADABLE, str(error), b"")
    reading = _read_content(path, data.removeprefix(BOM))
    reading.content_hash = content_hash(data)
    return reading


def _read_content(path: Path, data: bytes) -> Reading:
    if not data.strip():
        return _rejected_file(Reason.EMPTY_FILE, "tệp rỗng", b"")
    if path.name == MARKER:
        return Reading(ignored=True)
    form = form_of(path, data)
    if form is Form.OTHER:
        return Reading(ignored=True)
    if form is Form.PARQUET:
        return read_parquet(path)
    if form is Form.CSV:
        return read_csv(data)
    return _read_json(path, form, data)


def _read_json(path: Path, form: Form, data: bytes) -> Reading:
    keys = json_keys(form, data)
    table = table_of(keys)
    if table is None:
        if _EMPTY_LIST.fullmatch(data):
            return Reading(Table.VIDEOS)
        return _rejected_file(*_why_unrecognised(data), data)
    is_page = form is Form.JSON_OBJECT and "itemList" in keys
    if table is Table.VIDEOS and (form is Form.JSON_ARRAY or is_page):
        return read_videos(data)
    items = items_of(form, data)
    if table in _ANSWERS:
        return read_answers(table, list(items), path.stem)
    return read_items(Reading(table), items)


def _why_unrecognised(data: bytes) -> tuple[Reason, str]:
    if b"{" not in data and b"[" not in data:
        return (
            Reason.NO_ANSWER,
            "không có JSON nào trong tệp: mô hình từ chối hoặc chỉ trả lời bằng lời",
        )
    return (
        Reason.UNRECOGNISED,
        "không có trường nào của video, TikToker hay câu trả lời của mô hình",
    )


def _rejected_file(reason: Reason, detail: str, data: bytes) -> Reading:
    return Reading(rejections=[Rejection("cả tệp", reason, detail, excerpt(data))])
