"""Advice on filming as a Word document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from dash_app.documents import docx_style as style
from dash_app.documents.filming_report import FilmingReport, ReportTable
from dash_app.documents.kol_words import SAMPLE_BANNER
from dash_app.documents.plain_text import glued
from dash_app.documents.zip_bytes import repacked

_CRAFT_WIDTHS: Final = (2.6, 14.4)
_USUAL_WIDTHS: Final = (5.6, 3.6, 3.6, 2.0, 2.2)
_MIDDLE_WIDTHS: Final = (5.0, 6.0, 6.0)
# Of the file itself: the same report gives the same bytes.
_EPOCH: Final = datetime(2000, 1, 1)


def write_docx(report: FilmingReport) -> bytes:
    """Returns the document; the same report gives the same bytes."""
    import docx

    document = docx.Document()
    style.set_up(document)
    properties = document.core_properties
    properties.title = report.title[:200]
    properties.author = properties.comments = ""
    properties.language = "vi-VN"
    properties.created = properties.modified = _EPOCH
    document.add_heading(report.title, 0)
    if report.synthetic:
        style.add_text(document, SAMPLE_BANNER)
    style.add_soft(document, f"Lập ngày {report.made_on}.")
    style.add_text(document, f"Mô tả: {report.description}")
    if report.advice:
        document.add_heading("Gợi ý quay", 1)
        for line in report.advice.splitlines():
            style.add_text(document, glued(line))
        style.add_soft(document, report.note)
    document.add_heading("Kinh nghiệm quay", 1)
    if not report.advice and report.note:
        style.add_soft(document, report.note)
    style.add_soft(document, report.craft_note)
    _add_table(document, report.craft, _CRAFT_WIDTHS)
    document.add_heading("Video nổi bật nói gì", 1)
    for each in (*report.facts, *report.findings):
        style.add_text(document, glued(each), "List Bullet")
    for title, table, widths in (
        ("Hay gặp nhất ở video nổi bật", report.usual, _USUAL_WIDTHS),
        ("Trung vị", report.middles, _MIDDLE_WIDTHS),
    ):
        if table.rows:
            document.add_heading(title, 2)
            _add_table(document, table, widths)
    _add_best(document, report)
    document.add_heading("Cách tính", 1)
    for each in report.method:
        style.add_text(document, each, "List Bullet")
    content = BytesIO()
    document.save(content)
    return repacked(content.getvalue())


def _add_table(document: Any, table: ReportTable, widths: Sequence[float]) -> None:
    if not table.rows or len(table.titles) != len(widths):
        return
    made = style.add_table(document, widths)
    style.add_header(made, table.titles)
    for row in table.rows:
        style.add_row(made, [glued(each) for each in row], bold=(0,))


def _add_best(document: Any, report: FilmingReport) -> None:
    if not report.best:
        return
    document.add_heading("Video nổi bật nhất", 2)
    for video in report.best:
        paragraph = document.add_paragraph(glued(f"{video.words} "), style="List Number")
        if video.url:
            style.add_link(paragraph, "Xem trên TikTok", video.url)
