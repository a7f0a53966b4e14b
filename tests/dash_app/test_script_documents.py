"""Scripts as files: opened again, they hold the script and nothing that acts."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from scripts import URL, make_script

from dash_app.documents.script_docx import write_docx
from dash_app.documents.script_markdown import write_markdown
from dash_app.documents.script_xlsx import write_xlsx
from dash_app.documents.shooting_script import (
    ShootingScript,
    Source,
    TimedPart,
    script_json,
)
from dash_app.tabs.studio.script_exports import script_exports

_HOSTILE = "=HYPERLINK(\"http://x\")\x00\u202e@cmd|' /C calc'!A0 <script>"


def _hostile() -> ShootingScript:
    part = TimedPart(_HOSTILE, _HOSTILE, _HOSTILE)
    return make_script(
        description=_HOSTILE,
        setting=_HOSTILE,
        characters=(_HOSTILE,),
        hashtags=(_HOSTILE,),
        parts=(part, part),
        sources=(Source("1", _HOSTILE, "javascript:alert(1)", _HOSTILE),),
        notes=(_HOSTILE,),
        made_at="không rõ",
    )


def _document(script: ShootingScript) -> Any:
    return docx.Document(BytesIO(write_docx(script)))


def _book(script: ShootingScript) -> Any:
    return openpyxl.load_workbook(BytesIO(write_xlsx(script)))


def _rows(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def _cells(book: Any) -> list[Any]:
    return [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]


def test_word_holds_facts_table_dialogue_and_sources() -> None:
    document = _document(make_script())
    facts, table = document.tables
    known = dict(_rows(facts))
    assert known["Thời lượng mong muốn"] == "30 giây"
    assert known["Các phần cộng lại"] == "8 giây, 13 từ"
    assert known["Tốc độ nói"] == "4,00 từ/giây"
    assert known["Giọng điệu"] == "Thân mật, Hào hứng"
    assert known["Cách viết"] == "Mô hình mau-1, 19/03/2025 16:59"
    assert _rows(table) == [
        ["Thời gian", "Phần", "Hình ảnh", "Lời thoại"],
        ["☐ 0:00–0:02", "Mở đầu", "Cận cảnh tô bún", "Bạn nấu bún bò kiểu này chưa?"],
        ["☐ 0:02–0:07", "Nguyên liệu", "Bày từ trên xuống", "(không lời)"],
        ["☐ 0:07–0:08", "Kết", "Nhìn máy quay", "Bình luận cho mình biết nhé."],
    ]
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == "Kịch bản video"
    assert "Bún bò Huế nấu tại nhà\n#bunbohue #monngon" in texts
    assert "@quan.an.ngon: Mở đầu bằng câu hỏi" in texts
    assert "Hãy kiểm tra giá trước khi quay." in texts
    links = [
        each.target_ref
        for each in document.part.rels.values()
        if each.reltype == RELATIONSHIP_TYPE.HYPERLINK
    ]
    assert links == [URL]


def test_word_repeats_the_header_and_parts_no_row() -> None:
    _, table = _document(make_script()).tables
    header, *rows = (row._tr.trPr.xml for row in table.rows)
    assert "w:tblHeader" in header
    assert all("w:cantSplit" in row for row in (header, *rows))
    # Word refuses properties in another order.
    names = [child.tag.rpartition("}")[2] for child in table._tbl.tblPr]
    assert names == ["tblW", "tblBorders", "tblLayout", "tblLook"]


def test_the_workbook_is_a_shooting_table_to_tick_off() -> None:
    book = _book(make_script())
    sheet = book["Bảng quay"]
    assert [cell.value for cell in sheet[3]] == [
        "Thời gian",
        "Phần",
        "Hình ảnh",
        "Lời thoại",
        "Đã quay",
    ]
    assert [cell.value for cell in sheet[5]] == [
        "0:02–0:07",
        "Nguyên liệu",
        "Bày từ trên xuống",
        "(không lời)",
        "☐",
    ]
    (choice,) = sheet.data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1) == ("E4:E6", '"☐,☑"')
    facts = {row[0].value: row[1].value for row in book["Thông tin"].iter_rows(min_row=3)}
    assert facts["Mô tả đăng kèm"] == "Bún bò Huế nấu tại nhà\n#bunbohue #monngon"
    linked = [cell for cell in _cells(book) if cell.hyperlink]
    assert [(cell.value, cell.hyperlink.target) for cell in linked] == [("@quan.an.ngon", URL)]


def test_no_cell_becomes_a_formula_and_no_address_a_link() -> None:
    cells = _cells(_book(_hostile()))
    assert all(cell.data_type == "s" for cell in cells)
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert not any(cell.hyperlink for cell in cells)


def test_word_takes_whatever_was_typed() -> None:
    document = _document(_hostile())
    assert document.tables[1].rows[1].cells[1].text.startswith("=HYPERLINK")
    types = {each.reltype for each in document.part.rels.values()}
    assert RELATIONSHIP_TYPE.HYPERLINK not in types


def test_markdown_reads_as_it_is() -> None:
    text = write_markdown(make_script())
    assert text.startswith("# Kịch bản video\n\n- **Thời lượng mong muốn:** 30 giây\n")
    assert "### 2. Nguyên liệu (0:02–0:07)\n\n**Hình ảnh:** Bày từ trên xuống" in text
    assert "**Lời thoại:** (không lời)" in text
    assert f"1. [@quan.an.ngon]({URL}): Mở đầu bằng câu hỏi" in text
    assert "#bunbohue #monngon" in text


def test_markdown_holds_no_tag_and_no_foreign_link() -> None:
    text = write_markdown(_hostile())
    assert "<script" not in text and "](javascript" not in text and "\x00" not in text


@pytest.mark.parametrize("write", [write_docx, write_xlsx])
def test_the_same_script_gives_the_same_bytes(write: Callable[[ShootingScript], bytes]) -> None:
    assert write(make_script()) == write(make_script())


@pytest.mark.parametrize("write", [write_docx, write_xlsx, write_markdown])
def test_long_texts_and_many_parts_are_written(write: Callable[[ShootingScript], Any]) -> None:
    part = TimedPart("Phần", "cảnh " * 700, "lời thoại\nhai dòng " * 200)
    assert write(make_script(parts=(part,) * 40))


def test_a_page_exports_what_the_browser_holds() -> None:
    fields = {"script": json.loads(json.dumps(script_json(make_script())))}
    markdown, word, workbook = (export.write(fields) for export in script_exports())
    assert markdown.decode() == write_markdown(make_script())
    assert (word, workbook) == (write_docx(make_script()), write_xlsx(make_script()))


@pytest.mark.parametrize("fields", [{}, {"script": None}, {"script": {"parts": []}}])
def test_there_is_no_file_of_nothing(fields: dict[str, Any]) -> None:
    for export in script_exports():
        with pytest.raises(ValueError, match="ịch bản") as caught:
            export.write(fields)
        assert type(caught.value) is ValueError


def test_a_script_without_a_model_says_so() -> None:
    script = make_script(made_with="offline", model="")
    assert "**Cách viết:** Không dùng mô hình, 19/03/2025 16:59" in write_markdown(script)
