"""Advice on filming as a file holds it, read from what a browser sends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from dash_app.documents.plain_text import plain, plain_lines, safe_link

_MOST_LINES: Final = 60
_MOST_ROWS: Final = 200
_MOST_COLUMNS: Final = 8
_MOST_CHARACTERS: Final = 4_000
_MOST_WORDS: Final = 8_000
_EMPTY: Final = "Chưa có gì để tải: hãy bấm “Gợi ý cách quay” trước."


@dataclass(frozen=True)
class ReportTable:
    """A table of texts; no rows where there is none."""

    titles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class BestVideo:
    """A video to look at: what is written of it, and where it is."""

    words: str
    url: str


@dataclass(frozen=True)
class FilmingReport:
    """What is saved.

    Attributes:
        title: With the kind of video.
        description: As it was typed.
        made_on: A Vietnamese day, written out.
        synthetic: Whether the data are made up.
        facts: How many videos, and how their kind was found.
        findings: What is different, and what is not sure.
        usual: What most outliers have.
        middles: Medians.
        best: Videos to look at.
        advice: In the model's words; empty where no model wrote any.
        note: Who wrote it, and what was left out.
        craft: Rules of the craft: aspect and advice.
        craft_note: That they are no measured facts.
        method: How it was made, a sentence each.
    """

    title: str
    description: str
    made_on: str
    synthetic: bool
    facts: tuple[str, ...]
    findings: tuple[str, ...]
    usual: ReportTable
    middles: ReportTable
    best: tuple[BestVideo, ...]
    advice: str
    note: str
    craft: ReportTable
    craft_note: str
    method: tuple[str, ...]


def read_report(fields: Mapping[str, Any]) -> FilmingReport:
    """Returns what a browser sends.

    Raises:
        ValueError: Where there is nothing to save.
    """
    report = FilmingReport(
        title=_text(fields.get("title")),
        description=_text(fields.get("description")),
        made_on=_text(fields.get("made_on")),
        synthetic=bool(fields.get("synthetic")),
        facts=_texts(fields.get("facts")),
        findings=_texts(fields.get("findings")),
        usual=_table(fields, "usual"),
        middles=_table(fields, "middles"),
        best=tuple(
            BestVideo(row[0], safe_link(row[1]))
            for row in _rows(fields.get("best"))
            if len(row) == 2
        ),
        advice=_lines(fields.get("advice")),
        note=_text(fields.get("note")),
        craft=_table(fields, "craft"),
        craft_note=_text(fields.get("craft_note")),
        method=_texts(fields.get("method")),
    )
    if not report.title or not report.findings:
        raise ValueError(_EMPTY)
    return report


def _table(fields: Mapping[str, Any], name: str) -> ReportTable:
    titles = _texts(fields.get(f"{name}_titles"))[:_MOST_COLUMNS]
    rows = _rows(fields.get(name))
    return ReportTable(titles, tuple(row for row in rows if titles and len(row) == len(titles)))


def _rows(value: Any) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(_text(cell) for cell in _list(row)[:_MOST_COLUMNS])
        for row in _list(value)[:_MOST_ROWS]
    )


def _texts(value: Any) -> tuple[str, ...]:
    texts = (_text(each) for each in _list(value)[:_MOST_LINES])
    return tuple(each for each in texts if each)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    return plain(value, _MOST_CHARACTERS) if isinstance(value, str) else ""


def _lines(value: Any) -> str:
    return plain_lines(value, _MOST_WORDS) if isinstance(value, str) else ""
