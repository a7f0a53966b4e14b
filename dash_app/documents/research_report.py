"""What a file on a topic says, as a browser sends it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from dash_app.documents.plain_text import plain, plain_lines, safe_link

_MOST_TABLES: Final = 12
_MOST_ROWS: Final = 60
_MOST_COLUMNS: Final = 8
_MOST_LINES: Final = 20
_MOST_SECTION: Final = 6_000
_MOST_CELL: Final = 400
_EMPTY: Final = "Chưa có gì để tải: hãy nghiên cứu một chủ đề trước."


@dataclass(frozen=True)
class ReportTable:
    """A table of texts."""

    title: str
    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class ReportSource:
    """A video; an address that is none of the web is left out."""

    text: str
    url: str


@dataclass(frozen=True)
class ResearchReport:
    """The file.

    Attributes:
        topic: As typed.
        facts: Pairs of name and value.
        note: Who wrote the sections.
        sections: Pairs of title and text, a sentence a line; without those that have none.
        tables: The numbers.
        sources: The videos.
        method: How the numbers are made, a sentence each.
        synthetic: Whether the data are made up.
    """

    topic: str
    facts: tuple[tuple[str, str], ...]
    note: str
    sections: tuple[tuple[str, str], ...]
    tables: tuple[ReportTable, ...]
    sources: tuple[ReportSource, ...]
    method: tuple[str, ...]
    synthetic: bool


def read_report(fields: Mapping[str, Any]) -> ResearchReport:
    """Returns what a browser sends.

    Raises:
        ValueError: Where there is nothing to save; a Vietnamese sentence.
    """
    tables = tuple(_table(each) for each in _objects(fields.get("tables"))[:_MOST_TABLES])
    sections = (_section(each) for each in _objects(fields.get("sections"))[:_MOST_TABLES])
    facts = {
        "Tính trên video nhắc tới": _text(fields.get("counted")),
        "Bộ lọc": _text(fields.get("view")),
        "Dữ liệu tới": _text(fields.get("newest")),
        "Lập ngày": _text(fields.get("made_on")),
    }
    report = ResearchReport(
        topic=_text(fields.get("topic")),
        facts=tuple((name, value) for name, value in facts.items() if value),
        note=_text(fields.get("note")),
        sections=tuple(each for each in sections if each[1]),
        tables=tuple(each for each in tables if each.rows),
        sources=tuple(
            ReportSource(_text(each.get("text")), safe_link(_text(each.get("url"))))
            for each in _objects(fields.get("sources"))[:_MOST_LINES]
        ),
        method=tuple(_text(each) for each in _list(fields.get("method"))[:_MOST_LINES]),
        synthetic=fields.get("synthetic") is True,
    )
    if not report.topic or not report.tables:
        raise ValueError(_EMPTY)
    return report


def _section(fields: Mapping[str, Any]) -> tuple[str, str]:
    text = fields.get("text")
    return _text(fields.get("title")), plain_lines(
        text if isinstance(text, str) else "", _MOST_SECTION
    )


def _table(fields: Mapping[str, Any]) -> ReportTable:
    titles = tuple(_text(each) for each in _list(fields.get("titles"))[:_MOST_COLUMNS])
    rows = (
        tuple(_text(cell) for cell in _list(row)[:_MOST_COLUMNS])
        for row in _list(fields.get("rows"))[:_MOST_ROWS]
    )
    return ReportTable(
        _text(fields.get("title")),
        titles,
        tuple(row for row in rows if titles and len(row) == len(titles)),
    )


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in _list(value) if isinstance(each, Mapping)]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    return plain(value, _MOST_CELL) if isinstance(value, str) else ""
