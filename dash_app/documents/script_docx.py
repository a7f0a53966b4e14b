"""A script as a Word document: a shooting table for the crew, the words for who speaks."""

from __future__ import annotations

from datetime import UTC
from io import BytesIO
from typing import Any, Final

from dash_app.documents import docx_style as style
from dash_app.documents.plain_text import plain, plain_lines, safe_link
from dash_app.documents.script_facts import (
    SILENT,
    TITLE,
    made_instant,
    made_words,
    part_time,
    posted_words,
    script_facts,
)
from dash_app.documents.shooting_script import ShootingScript
from dash_app.documents.zip_bytes import repacked

_FACT_WIDTHS: Final = (4.6, 12.4)
_TABLE_WIDTHS: Final = (2.4, 3.6, 5.0, 6.0)
_BOX: Final = "☐"


def write_docx(script: ShootingScript) -> bytes:
    """Returns the document; the same script gives the same bytes."""
    import docx

    document = docx.Document()
    style.set_up(document)
    _set_properties(document, script)
    document.add_heading(TITLE, 0)
    style.add_soft(document, made_words(script))
    _add_facts(document, script)
    document.add_heading("Bảng quay", 1)
    _add_table(document, script)
    document.add_heading("Lời thoại", 1)
    _add_dialogue(document, script)
    document.add_heading("Mô tả đăng kèm", 1)
    style.add_text(document, plain_lines(posted_words(script)) or "(chưa có)")
    if script.sources:
        document.add_heading("Học từ các video", 1)
        _add_sources(document, script)
    if script.notes:
        document.add_heading("Ghi chú", 1)
        for note in script.notes:
            style.add_text(document, plain(note, 4000), "List Bullet")
    content = BytesIO()
    document.save(content)
    return repacked(content.getvalue())


def _set_properties(document: Any, script: ShootingScript) -> None:
    properties = document.core_properties
    properties.title = TITLE
    properties.author = properties.comments = ""
    properties.language = "vi-VN"
    made_at = made_instant(script)
    if made_at:
        # The file says that its times are UTC.
        properties.created = properties.modified = made_at.astimezone(UTC).replace(tzinfo=None)


def _add_facts(document: Any, script: ShootingScript) -> None:
    table = style.add_table(document, _FACT_WIDTHS)
    for name, value in script_facts(script):
        style.add_row(table, (name, plain_lines(value)), bold=(0,))


def _add_table(document: Any, script: ShootingScript) -> None:
    table = style.add_table(document, _TABLE_WIDTHS)
    style.add_header(table, ("Thời gian", "Phần", "Hình ảnh", "Lời thoại"))
    for part in script.parts:
        cells = (
            f"{_BOX} {part_time(part)}",
            plain(part.title, 200),
            plain_lines(part.visuals),
            plain_lines(part.dialogue) or SILENT,
        )
        style.add_row(table, cells, bold=(1,))


def _add_dialogue(document: Any, script: ShootingScript) -> None:
    for part in script.parts:
        document.add_heading(f"{part_time(part)} {plain(part.title, 200)}", 2)
        style.add_text(document, plain_lines(part.dialogue) or SILENT)


def _add_sources(document: Any, script: ShootingScript) -> None:
    for each in script.sources:
        paragraph = document.add_paragraph(style="List Number")
        name, link = plain(f"@{each.creator}", 60), safe_link(each.url)
        if link:
            style.add_link(paragraph, name, link)
        else:
            paragraph.add_run(name)
        if each.why:
            paragraph.add_run(f": {plain(each.why, 4000)}")
