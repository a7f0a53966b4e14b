"""The shortlist as a workbook, read back as a client's program would."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from kol_reports import PARTS, candidate, report, reports, unknown, unruly

from dash_app.documents.kol_report import KolReport
from dash_app.documents.kol_xlsx import write_xlsx

BANNER = "Dữ liệu mẫu: mọi tài khoản và con số đều là bịa"
SHEETS = ["Danh sách", "Điểm", "Dự báo", "Cần hỏi lại", "Câu hỏi", "Đề bài & phương pháp"]
# Reports are values, so each is written once for all tests.
book_of = cache(write_xlsx)
every_report = pytest.mark.parametrize("made", reports())


def open_book(made: KolReport) -> Any:
    with warnings.catch_warnings():
        # The bars behind the scores are newer than what openpyxl reads.
        warnings.filterwarnings("ignore", ".*extension is not supported")
        return openpyxl.load_workbook(BytesIO(book_of(made)))


def cells(book: Any) -> Iterator[Any]:
    for sheet in book:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if cell.value is not None)


def row_of(sheet: Any, row: int) -> dict[str, Any]:
    return {sheet.cell(5, place).value: sheet.cell(row, place) for place in range(1, 25)}


@every_report
def test_every_sheet_is_there_and_says_that_the_data_are_made_up(made: KolReport) -> None:
    book = open_book(made)
    assert book.sheetnames == SHEETS
    assert [sheet["A4"].value for sheet in book] == [BANNER] * len(SHEETS)
    assert all(BANNER in sheet.oddHeader.center.text for sheet in book)
    real = open_book(replace(made, synthetic=False))
    assert not any(BANNER in str(cell.value) for cell in cells(real))


def test_the_list_holds_numbers_as_numbers() -> None:
    sheet = open_book(report(candidate(0), unknown(1)))["Danh sách"]
    first, second = row_of(sheet, 6), row_of(sheet, 7)
    assert {title: cell.value for title, cell in first.items() if title} == {
        "Hạng": 1,
        "TikToker": "Bếp số 0",
        "Tài khoản": "@bep.0",
        "Nhóm": "Nhóm giữa",
        "Điểm (0–100)": 90,
        "Người theo dõi": 120_000,
        "Video đã thu thập": 40,
        "Lượt xem trung vị (bỏ video ghim)": 120_000,
        "Tỷ lệ tương tác trung vị": 0.0613,
        "Bách phân vị tương tác (cùng ngách, cùng nhóm)": 72,
        "Dự báo 3 video: P25": 300_000,
        "Dự báo 3 video: P50": 1_234_567,
        "Dự báo 3 video: P75": 2_000_000,
        "Cơ hội đạt lượt xem mong muốn": 0.8,
        "Phí theo khung CPM: từ": 20_000_000,
        "Phí theo khung CPM: đến": 35_500_000,
        "Số điều cần hỏi lại": 2,
        "Trong đó độ chắc cao": 1,
        "Ghi chú booking": "Nhận booking qua quản lý",
    }
    assert "%" in first["Tỷ lệ tương tác trung vị"].number_format
    assert "#,##0" in first["Người theo dõi"].number_format
    assert second["Người theo dõi"].value == second["Điểm (0–100)"].value == "—"
    assert second["TikToker"].value == "bep.1"


def test_the_list_can_be_filtered_scrolled_and_printed() -> None:
    sheet = open_book(report(candidate(0), candidate(1)))["Danh sách"]
    assert sheet.freeze_panes == "D6"
    assert sheet.auto_filter.ref == "A5:S7"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    # One page wide is the default, which is not written.
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$5:$5"


def test_an_account_leads_to_tiktok_and_nowhere_else() -> None:
    book = open_book(report(candidate(0), *map(unruly, range(4)), unknown(5)))
    links = {cell.hyperlink.target for cell in cells(book) if cell.hyperlink}
    assert links == {"https://www.tiktok.com/@bep.0"}


@every_report
def test_no_text_of_the_workbook_is_a_formula(made: KolReport) -> None:
    content = book_of(made)
    assert {cell.data_type for cell in cells(open_book(made))} <= {"s", "n"}
    with ZipFile(BytesIO(content)) as archive:
        assert not any(
            b"<f>" in archive.read(name) for name in archive.namelist() if "/worksheets/" in name
        )


def test_the_points_of_the_parts_add_up_to_the_score() -> None:
    sheet = open_book(report(candidate(0), candidate(1)))["Điểm"]
    # 0.5 × 93 ÷ 0.8 and 0.3 × 85 ÷ 0.8: the part without a score has no weight.
    row = [sheet.cell(6, place).value for place in range(4, 8)]
    assert row == [pytest.approx(58.125), pytest.approx(31.875), "—", 90]
    assert [sheet.cell(5, place).value for place in range(4, 7)] == [name for name, _ in PARTS]


def test_the_workbook_is_drawn_from_its_own_cells() -> None:
    with ZipFile(BytesIO(book_of(report(candidate(0), candidate(1))))) as archive:
        drawn = [archive.read(f"xl/charts/chart{number}.xml").decode() for number in (1, 2)]
    assert "'Điểm'!$D$6:$D$7" in drawn[0] or "Điểm!$D$6:$D$7" in drawn[0]
    assert "<c:lineChart>" in drawn[1] and "Mong muốn: 1 triệu" in drawn[1]


def test_flags_and_questions_have_a_row_each() -> None:
    book = open_book(report(candidate(0), candidate(1, flags=())))
    assert [cell.value for cell in book["Cần hỏi lại"]["D"][4:]] == ["Độ chắc", "cao", "thấp"]
    asked = [cell.value for cell in book["Câu hỏi"]["D"][5:]]
    assert asked[0] == "Báo giá cho 3 video (phí theo khung CPM: 20–35,5 triệu đồng)."
    assert asked[1] == "Giải thích cho: Lượt thích bất thường ở 3 trên 40 video."


def test_an_empty_workbook_says_so() -> None:
    book = open_book(report())
    said = [cell.value for cell in cells(book)]
    assert said.count("Chưa có ứng viên nào trong danh sách.") == 5
