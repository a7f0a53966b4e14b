"""A study of a topic as a Word document."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any, Final

from dash_app.documents import docx_style as style
from dash_app.documents.kol_words import SAMPLE_BANNER
from dash_app.documents.plain_text import glued
from dash_app.documents.research_report import ReportTable, ResearchReport
from dash_app.documents.zip_bytes import repacked

_WIDTH_CM: Final = 17.0
# Characters: a column is as wide as what stands in it, within reason.
_ROOM, _WIDEST = 4, 24
_UNDATED: Final = datetime(2000, 1, 1)


def write_docx(report: ResearchReport) -> bytes:
    """Returns the document; the same report gives the same bytes."""
    import docx

    document = docx.Document()
    style.set_up(document)
    title = f"Nghiên cứu chủ đề: {report.topic}"
    properties = document.core_properties
    properties.title = title[:200]
    properties.author = properties.comments = ""
    properties.language = "vi-VN"
    # The day is in the text; a browser's words are no date to be relied on.
    properties.created = properties.modified = _UNDATED
    document.add_heading(title, 0)
    if report.synthetic:
        style.add_text(document, SAMPLE_BANNER)
    style.add_soft(document, f"{'. '.join(f'{name}: {value}' for name, value in report.facts)}.")
    if report.note:
        style.add_soft(document, report.note)
    for name, text in report.sections:
        document.add_heading(name, 1)
        for line in text.splitlines():
            style.add_text(document, glued(line), "List Bullet")
    document.add_heading("Video được dẫn", 1)
    for source in report.sources:
        paragraph = document.add_paragraph(style="List Bullet")
        if source.url:
            style.add_link(paragraph, source.text, source.url)
        else:
            paragraph.add_run(source.text)
    for table in report.tables:
        _add_table(document, table)
    document.add_heading("Cách tính", 1)
    for each in report.method:
        style.add_text(document, each, "List Bullet")
    content = BytesIO()
    document.save(content)
    return repacked(content.getvalue())


def _add_table(document: Any, table: ReportTable) -> None:
    document.add_heading(table.title, 1)
    made = style.add_table(document, _widths(table))
    style.add_header(made, table.titles)
    for row in table.rows:
        style.add_row(made, [glued(cell) for cell in row], bold=(0,))


def _widths(table: ReportTable) -> tuple[float, ...]:
    longest = [
        max(map(len, (*title.split(), *(row[place] for row in table.rows))), default=0)
        for place, title in enumerate(table.titles)
    ]
    bounded = [min(_WIDEST, each + _ROOM) for each in longest]
    return tuple(_WIDTH_CM * each / sum(bounded) for each in bounded)
