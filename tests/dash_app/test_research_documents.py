"""A study of a topic as files, of what a browser sends."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE

from dash_app.documents.kol_words import SAMPLE_BANNER
from dash_app.documents.research_docx import write_docx
from dash_app.documents.research_markdown import write_markdown
from dash_app.documents.research_report import read_report

URL = "https://www.tiktok.com/@kenh_1/video/7300000000000000001"
FIELDS: dict[str, Any] = {
    "topic": "bún bò Huế",
    "counted": "bún bò huế",
    "view": "tất cả video",
    "newest": "19/03/2025",
    "made_on": "20/03/2025",
    "note": "Không dùng mô hình.",
    "synthetic": True,
    "sections": [{"title": "Tổng quan", "text": "Có 44 video.\n\nTrung vị 2,2 N."}],
    "tables": [
        {
            "title": "Hashtag đi với chủ đề",
            "titles": ["Hashtag", "Video"],
            "rows": [["#bun|bo", "41"], ["thừa", "1", "2"]],
        }
    ],
    "sources": [
        {"text": "V1 @kenh_1, 2,2 N lượt xem", "url": URL},
        {"text": "V2 [x](y)", "url": "javascript:alert(1)"},
    ],
    "method": ["Trung vị không tính video ghim."],
}


def test_markdown_holds_all_of_it() -> None:
    text = write_markdown(read_report(FIELDS)).decode()
    assert text.startswith("# Nghiên cứu chủ đề: bún bò Huế\n")
    assert SAMPLE_BANNER in text
    assert "## Tổng quan\n\n- Có 44 video.\n- Trung vị 2,2 N.\n" in text
    assert f"- [V1 @kenh\\_1, 2,2 N lượt xem](<{URL}>)" in text
    assert "- V2 \\[x\\](y)" in text
    assert "javascript" not in text
    assert "| #bun\\|bo | 41 |".replace("#", "\\#") in text
    assert "thừa" not in text


def test_word_holds_all_of_it() -> None:
    content = write_docx(read_report(FIELDS))
    assert content == write_docx(read_report(FIELDS))
    document = docx.Document(BytesIO(content))
    texts = [each.text for each in document.paragraphs]
    assert texts[0] == "Nghiên cứu chủ đề: bún bò Huế"
    assert SAMPLE_BANNER in texts
    assert "Lập ngày: 20/03/2025" in " ".join(texts)
    assert "Trung vị 2,2\u00a0N." in texts
    links = [each.target_ref for each in document.part.rels.values() if _is_link(each)]
    assert links == [URL]
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Hashtag", "Video"],
        ["#bun|bo", "41"],
    ]


def _is_link(relation: Any) -> bool:
    return bool(relation.reltype == RELATIONSHIP_TYPE.HYPERLINK)


@pytest.mark.parametrize("fields", [{}, {"topic": "a"}, {"topic": 5, "tables": "x"}])
def test_nothing_to_save_is_told(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="hãy nghiên cứu một chủ đề trước"):
        read_report(fields)


def test_what_no_page_sends_breaks_nothing() -> None:
    bad = {"sections": [5, {"title": None}], "sources": {"a": 1}, "method": [None, "x\x00\ud800y"]}
    table = {"title": "B\x01", "titles": ["Một"], "rows": [["\x0b hai"], "ba", [["bốn"]]]}
    report = read_report(FIELDS | bad | {"tables": [table]})
    assert report.tables[0].rows == (("hai",), ("",))
    assert write_docx(report).startswith(b"PK")
    assert b"# Nghi" in write_markdown(report)
