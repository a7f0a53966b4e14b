"""The shooting table as a workbook: what to film, ticked off on the spot."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from dash_app.documents import palette
from dash_app.documents.plain_text import plain, plain_lines, safe_link
from dash_app.documents.script_facts import (
    PART_TITLES,
    SILENT,
    TITLE,
    made_instant,
    part_time,
    posted_words,
    script_facts,
)
from dash_app.documents.shooting_script import ShootingScript
from dash_app.documents.text_fit import wrap

_OPEN, _DONE = "☐", "☑"
_HEADER: Final = 2
_WIDTHS: Final = (12, 22, 46, 60, 9)
_LINE_POINTS: Final = 13.5
_TALLEST: Final = 409
"""Points; no program has higher rows."""

_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_xlsx(script: ShootingScript) -> bytes:
    """Returns the workbook: the shooting table, and what is to be known.

    Texts are never formulas, whatever they begin with.
    """
    import xlsxwriter

    from dash_app.documents.xlsx_cells import make_formats

    content = BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        made_at = made_instant(script)
        properties: dict[str, Any] = {"title": TITLE, "subject": "Bảng quay"}
        book.set_properties(
            properties | ({"created": made_at.replace(tzinfo=None)} if made_at else {})
        )
        formats = make_formats(book)
        _add_table(book, formats, script)
        _add_facts(book, formats, script)
    return content.getvalue()


def _add_table(book: Any, formats: Any, script: ShootingScript) -> None:
    sheet = book.add_worksheet("Bảng quay")
    _set_up(sheet, _WIDTHS)
    sheet.write_string(0, 0, f"{TITLE} · Bảng quay", formats.title)
    titles = (*PART_TITLES, "Đã quay")
    for column, title in enumerate(titles):
        sheet.write_string(_HEADER, column, title, formats.header)
    wrapped = formats.cell["wrapped"]
    for row, part in enumerate(script.parts, start=_HEADER + 1):
        texts = (
            part_time(part),
            plain(part.title, 200),
            plain_lines(part.visuals),
            plain_lines(part.dialogue) or SILENT,
        )
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, wrapped)
        sheet.write_string(row, len(texts), _OPEN, formats.cell["rank"])
        sheet.set_row(row, _height(zip(texts, _WIDTHS, strict=False)))
    last = _HEADER + len(script.parts)
    box = len(PART_TITLES)
    choice = {"validate": "list", "source": [_OPEN, _DONE], "error_type": "information"}
    sheet.data_validation(_HEADER + 1, box, last, box, choice)
    done = book.add_format({"font_color": f"#{palette.SOFT}", "bg_color": f"#{palette.PANEL}"})
    sheet.conditional_format(
        _HEADER + 1,
        0,
        last,
        box,
        {"type": "formula", "criteria": f'=$E{_HEADER + 2}="{_DONE}"', "format": done},
    )
    sheet.freeze_panes(_HEADER + 1, 0)
    sheet.repeat_rows(_HEADER)
    sheet.set_landscape()


def _add_facts(book: Any, formats: Any, script: ShootingScript) -> None:
    sheet = book.add_worksheet("Thông tin")
    widths = (26, 110)
    _set_up(sheet, widths)
    sheet.write_string(0, 0, f"{TITLE} · Thông tin", formats.title)
    row = _HEADER
    facts = [*script_facts(script), ("Mô tả đăng kèm", posted_words(script))]
    facts += [("Ghi chú", note) for note in script.notes]
    for name, value in facts:
        text = plain_lines(value)
        sheet.write_string(row, 0, name, formats.cell["wrapped"])
        sheet.write_string(row, 1, text, formats.cell["wrapped"])
        sheet.set_row(row, _height([(name, widths[0]), (text, widths[1])]))
        row += 1
    row += 1
    for each in script.sources:
        name, link = plain(f"@{each.creator}", 60), safe_link(each.url)
        if link:
            sheet.write_url(row, 0, link, formats.link, name)
        else:
            sheet.write_string(row, 0, name, formats.cell["text"])
        text = plain_lines(each.why)
        sheet.write_string(row, 1, text, formats.cell["wrapped"])
        sheet.set_row(row, _height([(text, widths[1])]))
        row += 1


def _set_up(sheet: Any, widths: Sequence[float]) -> None:
    sheet.hide_gridlines(2)
    sheet.set_row(0, 24)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer("&RTrang &P/&N")


def _height(cells: Any) -> float:
    """Returns how high a row is that shows texts in columns of some widths in characters."""
    lines = max(
        sum(len(wrap(line, (width * 7 - 11) / 96, 10)) for line in text.split("\n"))
        for text, width in cells
    )
    return min(lines * _LINE_POINTS + 3, _TALLEST)
