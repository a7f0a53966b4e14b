"""Advice for a channel as a Word document."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import Any, Final

from dash_app import words
from dash_app.documents import docx_style as style
from dash_app.documents.advice_report import AdviceReport
from dash_app.documents.kol_words import SAMPLE_BANNER
from dash_app.documents.plain_text import glued, plain
from dash_app.documents.zip_bytes import repacked

_ITEM_WIDTHS: Final = (2.6, 5.4, 9.0)
_WEEK_WIDTHS: Final = (2.6, 14.4)
_LOOKED_WIDTHS: Final = (2.4, 2.4, 2.8, 2.2, 7.2)


def write_docx(report: AdviceReport) -> bytes:
    """Returns the document; the same report gives the same bytes."""
    import docx

    document = docx.Document()
    style.set_up(document)
    properties = document.core_properties
    properties.title = plain(report.title, 200)
    properties.author = properties.comments = ""
    properties.language = "vi-VN"
    properties.created = properties.modified = datetime.combine(report.made_on, time())
    document.add_heading(plain(report.title, 200), 0)
    if report.synthetic:
        style.add_text(document, SAMPLE_BANNER)
    facts = "; ".join(f"{plain(name)}: {plain(value)}" for name, value in report.facts)
    style.add_soft(document, f"Lập ngày {words.day(report.made_on)}. {facts}.")
    _add_items(document, report)
    _add_weeks(document, report)
    _add_looked(document, report)
    document.add_heading("Cách tính", 1)
    for each in report.method:
        style.add_text(document, plain(each), "List Bullet")
    content = BytesIO()
    document.save(content)
    return repacked(content.getvalue())


def _add_items(document: Any, report: AdviceReport) -> None:
    document.add_heading("Nên làm gì", 1)
    if not report.items:
        style.add_text(document, plain(report.nothing))
        return
    table = style.add_table(document, _ITEM_WIDTHS)
    style.add_header(table, ("Về", "Khuyến nghị", "Vì sao"))
    for item in report.items:
        mark = "" if item.sure else " (cần xem thêm)"
        cells = (plain(item.topic), plain(item.action) + mark, glued(plain(item.reason)))
        style.add_row(table, cells, bold=(1,) if item.sure else ())


def _add_weeks(document: Any, report: AdviceReport) -> None:
    if not report.weeks:
        return
    document.add_heading("Kế hoạch 4 tuần", 1)
    for name, *parts in report.weeks:
        document.add_heading(plain(name), 2)
        table = style.add_table(document, _WEEK_WIDTHS)
        for title, part in zip(report.week_titles[1:], parts, strict=True):
            style.add_row(table, (title, glued(plain(part))), bold=(0,))


def _add_looked(document: Any, report: AdviceReport) -> None:
    if not report.looked:
        return
    document.add_heading("Đã xem những gì", 1)
    table = style.add_table(document, _LOOKED_WIDTHS)
    style.add_header(table, report.looked_titles)
    for row in report.looked:
        style.add_row(table, [glued(plain(each)) for each in row], bold=(0,))
