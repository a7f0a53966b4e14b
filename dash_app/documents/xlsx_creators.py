"""The columns that say of whom a row speaks: rank, name, and account with its link."""

from __future__ import annotations

from typing import Any, Final

from dash_app.documents.kol_report import Candidate
from dash_app.documents.kol_words import handle_of, name_of
from dash_app.documents.plain_text import safe_link
from dash_app.documents.xlsx_cells import NAME_LETTERS, Formats, Kind, write_cell, write_text

CREATOR_TITLES: Final = ("Hạng", "TikToker", "Tài khoản")
NAME_WIDTH: Final = 26
_WIDTHS: Final = (7, NAME_WIDTH, 20)


def set_creator_columns(sheet: Any) -> None:
    """Makes the columns wide enough."""
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)


def write_creator(
    sheet: Any, formats: Formats, row: int, rank: int, candidate: Candidate, name: Kind = "text"
) -> None:
    """Writes rank, name and account; the account is text that leads to TikTok.

    Args:
        sheet: The sheet.
        formats: Of its workbook.
        row: From 0.
        rank: From 1.
        candidate: Who.
        name: The kind of cell that holds the name.
    """
    write_cell(sheet, formats, row, 0, "rank", rank)
    write_text(sheet, row, 1, name_of(candidate, NAME_LETTERS), formats.cell[name])
    link = safe_link(candidate.url)
    if link:
        sheet.write_url(row, 2, link, formats.link, handle_of(candidate))
    else:
        write_text(sheet, row, 2, handle_of(candidate), formats.cell["text"])
