"""The sheets of a shortlist that are tables: the list, the flags, the brief and the method."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dash_app.documents import palette
from dash_app.documents.kol_numbers import known
from dash_app.documents.kol_report import Candidate, KolReport
from dash_app.documents.kol_sentences import NOBODY, conclusion, questions
from dash_app.documents.kol_words import certain_flags, has_fee, name_of, videos_words
from dash_app.documents.plain_text import plain
from dash_app.documents.xlsx_cells import (
    HEADER_ROW,
    LINE_POINTS,
    NAME_LETTERS,
    Formats,
    Kind,
    add_sheet,
    set_height,
    write_cell,
    write_header,
    write_text,
)
from dash_app.documents.xlsx_creators import (
    CREATOR_TITLES,
    NAME_WIDTH,
    set_creator_columns,
    write_creator,
)

_BOOKING = 30
_CERTAIN = "Trong đó độ chắc cao"
_LONG = 110


@dataclass(frozen=True)
class Column:
    """A column of the list.

    Attributes:
        title: In Vietnamese.
        width: In characters.
        kind: Of its cells.
        value: Of a candidate.
    """

    title: str
    width: float
    kind: Kind
    value: Callable[[Candidate], str | float | None]


def list_columns(report: KolReport) -> tuple[Column, ...]:
    """Returns the columns of the list after rank, name and account."""
    videos = videos_words(report)
    return (
        Column("Nhóm", 12, "text", lambda each: plain(each.tier, 60)),
        Column("Điểm (0–100)", 9, "decimal", lambda each: each.score),
        Column("Người theo dõi", 12, "whole", lambda each: each.followers),
        Column("Video đã thu thập", 10, "whole", lambda each: each.videos),
        Column("Lượt xem trung vị (bỏ video ghim)", 13, "whole", lambda each: each.median_plays),
        Column("Tỷ lệ tương tác trung vị", 10, "percent", lambda each: each.engagement_rate),
        Column(
            "Bách phân vị tương tác (cùng ngách, cùng nhóm)",
            14,
            "whole",
            lambda each: each.engagement_percentile,
        ),
        Column(f"Dự báo {videos}: P25", 12, "whole", lambda each: each.total.p25),
        Column(f"Dự báo {videos}: P50", 12, "whole", lambda each: each.total.p50),
        Column(f"Dự báo {videos}: P75", 12, "whole", lambda each: each.total.p75),
        Column("Cơ hội đạt lượt xem mong muốn", 11, "percent", lambda each: each.chance),
        Column("Phí theo khung CPM: từ", 15, "money", lambda each: _fee(each, 0)),
        Column("Phí theo khung CPM: đến", 15, "money", lambda each: _fee(each, 1)),
        Column("Số điều cần hỏi lại", 9, "whole", lambda each: len(each.flags)),
        Column(_CERTAIN, 9, "whole", lambda each: certain_flags(each)),
        Column("Ghi chú booking", _BOOKING, "wrapped", lambda each: plain(each.booking, 300)),
    )


def add_list(book: Any, formats: Formats, report: KolReport) -> None:
    """Adds the sheet with one row a candidate."""
    sheet = add_sheet(book, formats, report, "Danh sách", conclusion(report))
    columns = list_columns(report)
    titles = [*CREATOR_TITLES, *(column.title for column in columns)]
    set_creator_columns(sheet)
    for place, column in enumerate(columns, start=3):
        sheet.set_column(place, place, column.width)
    write_header(sheet, formats, HEADER_ROW, titles)
    sheet.set_row(HEADER_ROW, 4 * LINE_POINTS)
    for number, candidate in enumerate(report.candidates, start=1):
        row = HEADER_ROW + number
        write_creator(sheet, formats, row, number, candidate, "wrapped")
        set_height(
            sheet,
            row,
            [
                (name_of(candidate, NAME_LETTERS), NAME_WIDTH),
                (plain(candidate.booking, 300), _BOOKING),
            ],
        )
        for place, column in enumerate(columns, start=3):
            write_cell(sheet, formats, row, place, column.kind, column.value(candidate))
    last = HEADER_ROW + max(len(report.candidates), 1)
    if not report.candidates:
        write_text(sheet, last, 0, f"{NOBODY}.", formats.note)
    sheet.freeze_panes(HEADER_ROW + 1, 3)
    sheet.autofilter(HEADER_ROW, 0, last, len(titles) - 1)
    sheet.repeat_rows(HEADER_ROW)
    sheet.repeat_columns(0, 1)
    _mark(sheet, formats, titles, last)


def add_flags(book: Any, formats: Formats, report: KolReport) -> None:
    """Adds the sheet with one row a flag."""
    about = "Con số bất thường cần hỏi lại trước khi đặt, không phải kết luận về một người"
    sheet = add_sheet(book, formats, report, "Cần hỏi lại", about)
    set_creator_columns(sheet)
    sheet.set_column(3, 3, 12)
    sheet.set_column(4, 4, _LONG)
    write_header(sheet, formats, HEADER_ROW, [*CREATOR_TITLES, "Độ chắc", "Điều cần hỏi lại"])
    row = HEADER_ROW
    for number, candidate in enumerate(report.candidates, start=1):
        for flag in candidate.flags:
            row += 1
            write_creator(sheet, formats, row, number, candidate)
            write_text(sheet, row, 3, flag.confidence, formats.cell["text"])
            write_text(sheet, row, 4, flag.text, formats.cell["wrapped"])
            set_height(sheet, row, [(flag.text, _LONG)])
    if row == HEADER_ROW:
        row += 1
        text = "Không có điều gì cần hỏi lại." if report.candidates else f"{NOBODY}."
        write_text(sheet, row, 0, text, formats.note)
    sheet.conditional_format(
        HEADER_ROW + 1,
        3,
        row,
        3,
        {"type": "cell", "criteria": "==", "value": '"cao"', "format": formats.warn},
    )
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    sheet.autofilter(HEADER_ROW, 0, row, 4)
    sheet.repeat_rows(HEADER_ROW)


def add_questions(book: Any, formats: Formats, report: KolReport) -> None:
    """Adds the sheet with what to ask each candidate."""
    about = "Hỏi TikToker hoặc quản lý của họ trước khi đặt"
    sheet = add_sheet(book, formats, report, "Câu hỏi", about)
    set_creator_columns(sheet)
    sheet.set_column(3, 3, _LONG)
    write_header(sheet, formats, HEADER_ROW, [*CREATOR_TITLES, "Câu hỏi"])
    row = HEADER_ROW
    for number, candidate in enumerate(report.candidates, start=1):
        for text in questions(candidate, report):
            row += 1
            write_creator(sheet, formats, row, number, candidate)
            write_text(sheet, row, 3, text, formats.cell["wrapped"])
            set_height(sheet, row, [(text, _LONG)])
    if not report.candidates:
        row += 1
        write_text(sheet, row, 0, f"{NOBODY}.", formats.note)
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    sheet.autofilter(HEADER_ROW, 0, row, 3)
    sheet.repeat_rows(HEADER_ROW)


def add_method(book: Any, formats: Formats, report: KolReport) -> None:
    """Adds the sheet with the brief, what the numbers rest on, and how they are made."""
    about = "Đề bài của nhãn hàng, dữ liệu và cách tính"
    sheet = add_sheet(book, formats, report, "Đề bài & phương pháp", about)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, _LONG)
    planned: tuple[tuple[str, str | float | None], ...] = (
        ("Số video dự định đặt mỗi TikToker", report.planned_videos),
        (
            "Lượt xem mong muốn (tổng các video đó)",
            "không nêu" if known(report.wanted_plays) is None else report.wanted_plays,
        ),
    )
    row = HEADER_ROW
    for title, facts in (
        ("Đề bài", (*report.brief, *planned)),
        ("Dữ liệu", report.data),
        ("Cách tính và giới hạn", tuple((str(n), text) for n, text in enumerate(report.method, 1))),
    ):
        if not facts:
            continue
        write_text(sheet, row, 0, title, formats.header)
        write_text(sheet, row, 1, "", formats.header)
        for label, value in facts:
            row += 1
            write_text(sheet, row, 0, label, formats.cell["wrapped"])
            kind: Kind = "wrapped" if isinstance(value, str) else "number"
            write_cell(sheet, formats, row, 1, kind, value)
            set_height(sheet, row, [(label, 34), (value if isinstance(value, str) else "", _LONG)])
        row += 2


def _mark(sheet: Any, formats: Formats, titles: list[str], last: int) -> None:
    """Shows at a glance where the scores are high and where flags are certain."""
    score, certain = titles.index("Điểm (0–100)"), titles.index(_CERTAIN)
    bar = {
        "type": "data_bar",
        "data_bar_2010": True,
        "bar_solid": True,
        "bar_color": f"#{palette.PALE}",
        "min_type": "num",
        "min_value": 0,
        "max_type": "num",
        "max_value": 100,
    }
    sheet.conditional_format(HEADER_ROW + 1, score, last, score, bar)
    at_least_one = {"type": "cell", "criteria": ">=", "value": 1, "format": formats.warn}
    sheet.conditional_format(HEADER_ROW + 1, certain, last, certain, at_least_one)


def _fee(candidate: Candidate, end: int) -> float | None:
    return candidate.fair_fee[end] if candidate.fair_fee and has_fee(candidate) else None
