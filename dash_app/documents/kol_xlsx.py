"""The shortlist as a workbook, for those who go on calculating."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO

from dash_app.documents.kol_report import KolReport
from dash_app.documents.plain_text import plain


def write_xlsx(report: KolReport) -> bytes:
    """Returns the workbook: list, parts of the score, forecasts, flags, questions, method.

    The same report gives the same bytes. Texts are never formulas, whatever they begin with;
    numbers are numbers and show the separators of the reader's own machine.
    """
    import xlsxwriter

    from dash_app.documents import xlsx_charts, xlsx_sheets
    from dash_app.documents.xlsx_cells import make_formats

    content = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties(
            {
                "title": plain(report.title, 200),
                "subject": "Danh sách KOL",
                "created": datetime.combine(report.made_on, time()),
            }
        )
        formats = make_formats(book)
        xlsx_sheets.add_list(book, formats, report)
        xlsx_charts.add_scores(book, formats, report)
        xlsx_charts.add_forecasts(book, formats, report)
        xlsx_sheets.add_flags(book, formats, report)
        xlsx_sheets.add_questions(book, formats, report)
        xlsx_sheets.add_method(book, formats, report)
    return content.getvalue()
