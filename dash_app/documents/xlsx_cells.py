"""Cells of a workbook by kind, and what all of its sheets share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from dash_app import words
from dash_app.documents import palette
from dash_app.documents.kol_numbers import known
from dash_app.documents.kol_report import KolReport
from dash_app.documents.kol_words import SAMPLE_BANNER, source_words
from dash_app.documents.plain_text import plain
from dash_app.documents.text_fit import wrap

Kind = Literal["text", "wrapped", "rank", "number", "whole", "decimal", "percent", "money"]
HEADER_ROW: Final = 4
NAME_LETTERS: Final = 48
"""A name in a cell; what it is cut from can be found by the account."""
LINE_POINTS: Final = 13.5
_VIETNAMESE: Final = "[$-42A]"
WHOLE: Final = f"{_VIETNAMESE}#,##0"
# Keeps a number off the text in the next column.
_GAP: Final = "_)"
_LETTERS: Final = 10


@dataclass(frozen=True)
class Formats:
    """The formats of a workbook; `cell` by kind of cell."""

    title: Any
    subtitle: Any
    banner: Any
    header: Any
    link: Any
    missing: Any
    note: Any
    warn: Any
    cell: dict[Kind, Any]


def make_formats(book: Any) -> Formats:
    """Returns the formats, added to a workbook.

    Number formats name the Vietnamese language: LibreOffice then writes `1.234,5`. Excel keeps to
    the separators of the machine, which is what its reader types. Separators written out by force
    would stand beside decimals with the other ones.
    """
    base = {
        "font_name": "Arial",
        "font_size": _LETTERS,
        "font_color": _hex(palette.INK),
        "valign": "top",
    }
    grid = base | {"bottom": 1, "bottom_color": _hex(palette.LINE)}

    def add(**parts: Any) -> Any:
        return book.add_format(grid | parts)

    return Formats(
        title=book.add_format(
            base | {"bold": True, "font_size": 16, "font_color": _hex(palette.ACCENT)}
        ),
        subtitle=book.add_format(base | {"font_color": _hex(palette.SOFT)}),
        banner=book.add_format(
            base
            | {"bold": True, "font_color": _hex(palette.WARN), "bg_color": _hex(palette.WARN_PANEL)}
        ),
        header=book.add_format(
            base
            | {
                "bold": True,
                "font_color": "#FFFFFF",
                "bg_color": _hex(palette.ACCENT),
                "text_wrap": True,
                "valign": "vcenter",
                "border": 1,
                "border_color": _hex(palette.LINE),
            }
        ),
        link=add(font_color=_hex(palette.ACCENT), underline=1),
        missing=add(align="right", indent=1, font_color=_hex(palette.SOFT)),
        note=book.add_format(base | {"italic": True, "font_color": _hex(palette.SOFT)}),
        warn=book.add_format(
            {"bold": True, "font_color": _hex(palette.WARN), "bg_color": _hex(palette.WARN_PANEL)}
        ),
        cell={
            "text": add(indent=1),
            "wrapped": add(indent=1, text_wrap=True),
            "rank": add(align="center"),
            "number": add(align="left", indent=1, num_format=WHOLE),
            "whole": add(align="right", num_format=WHOLE + _GAP),
            "decimal": add(align="right", num_format=f"{_VIETNAMESE}0.0{_GAP}"),
            "percent": add(align="right", num_format=f"{_VIETNAMESE}0.0\\ %{_GAP}"),
            "money": add(align="right", num_format=f'{_VIETNAMESE}#,##0\\ "đ"{_GAP}'),
        },
    )


def add_sheet(book: Any, formats: Formats, report: KolReport, name: str, about: str) -> Any:
    """Returns a new sheet with its title, what it shows, the banner and its printing set up.

    Args:
        book: The workbook.
        formats: Of the workbook.
        report: What it says.
        name: On the tab, at most 31 characters.
        about: What the sheet shows, in a sentence.
    """
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    sheet.set_row(0, 24)
    write_text(sheet, 0, 0, f"{plain(report.title, 120)} · {name}", formats.title)
    write_text(sheet, 1, 0, about, formats.subtitle)
    write_text(sheet, 2, 0, source_words(report), formats.subtitle)
    if report.synthetic:
        write_text(sheet, 3, 0, SAMPLE_BANNER, formats.banner)
        sheet.set_row(3, None, formats.banner)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    if report.synthetic:
        sheet.set_header(f'&C&"Arial,Bold"{SAMPLE_BANNER}')
    sheet.set_footer(f"&L{name.replace('&', '&&')}&RTrang &P/&N")
    return sheet


def write_header(sheet: Any, formats: Formats, row: int, titles: Sequence[str]) -> None:
    """Writes the titles of the columns, in a row high enough for two lines."""
    sheet.set_row(row, 34)
    for column, title in enumerate(titles):
        write_text(sheet, row, column, title, formats.header)


def write_text(sheet: Any, row: int, column: int, text: str, form: Any) -> None:
    """Writes a text, which is never a formula."""
    sheet.write_string(row, column, plain(text), form)


def write_cell(
    sheet: Any, formats: Formats, row: int, column: int, kind: Kind, value: str | float | None
) -> None:
    """Writes a text or a number; a dash for what is missing."""
    if isinstance(value, str):
        write_text(sheet, row, column, value, formats.cell[kind])
    elif (number := known(value)) is None:
        write_text(sheet, row, column, words.MISSING, formats.missing)
    else:
        sheet.write_number(row, column, number, formats.cell[kind])


def set_height(sheet: Any, row: int, cells: Sequence[tuple[str, float]]) -> None:
    """Makes a row as high as its wrapped texts need; not every program does so by itself.

    Args:
        sheet: The sheet.
        row: From 0.
        cells: Texts, each with the width of its column in characters.
    """
    lines = max(
        (len(wrap(plain(text), _inches(width), _LETTERS)) for text, width in cells), default=1
    )
    sheet.set_row(row, lines * LINE_POINTS + 1)


def _inches(characters: float) -> float:
    """Returns the width of a column, less its margins and the indent."""
    return (characters * 7 + 5 - 16) / 96


def _hex(colour: str) -> str:
    return f"#{colour}"
