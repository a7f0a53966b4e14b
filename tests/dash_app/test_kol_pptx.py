"""The shortlist as slides, read back as a client's program would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import combinations
from typing import Any
from zipfile import ZipFile

import openpyxl
import pptx
import pytest
from kol_reports import candidate, report, reports, unruly
from pptx.util import Emu

from dash_app.documents.kol_pptx import write_pptx
from dash_app.documents.kol_report import KolReport, ScorePart
from dash_app.documents.text_fit import LINE_HEIGHT, wrap

BANNER = "Dữ liệu mẫu: mọi tài khoản và con số đều là bịa"
ENGLISH = (
    "slide|title|click|master|level|chart|table|sheet|page|score|median|forecast|chance|flag|"
    "average|placeholder|series|category|source|notes?|office|none|nan|null|creator|plays?|"
    "followers?|videos|rank|fee|text|box|date|footer|picture|theme|default"
)
# Reports are values, so each is written once for all tests.
deck_of = cache(write_pptx)
every_report = pytest.mark.parametrize("made", reports())


@cache
def open_deck(made: KolReport) -> Any:
    return pptx.Presentation(BytesIO(deck_of(made)))


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def texts(shapes: Any) -> Iterator[str]:
    for shape in shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        if getattr(shape, "has_table", False):
            yield from (cell.text_frame.text for row in shape.table.rows for cell in row.cells)
        if getattr(shape, "has_chart", False):
            yield from (series.name for plot in shape.chart.plots for series in plot.series)
            yield from (str(name) for plot in shape.chart.plots for name in plot.categories)


def titles(deck: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text.replace("\xa0", " ") for slide in deck.slides]


@pytest.mark.parametrize(("count", "slides"), [(0, 3), (1, 4), (2, 7), (10, 15), (12, 20)])
def test_a_deck_has_a_slide_a_candidate_and_compares_only_several(count: int, slides: int) -> None:
    deck = open_deck(report(*(candidate(0) for _ in range(count))))
    assert len(deck.slides) == slides


@every_report
def test_every_slide_has_a_title_notes_a_source_and_the_banner(made: KolReport) -> None:
    deck = open_deck(made)
    assert all(titles(deck))
    for number, slide in enumerate(deck.slides):
        assert BANNER in list(texts(slide.shapes))
        kinds = {shape.placeholder_format.type.name for shape in slide.placeholders}
        assert number == 0 or {"FOOTER", "SLIDE_NUMBER"} <= kinds
        assert slide.has_notes_slide
        assert number == 0 or slide.notes_slide.notes_text_frame.text
    real = open_deck(replace(made, synthetic=False))
    assert not any(BANNER in text for slide in real.slides for text in texts(slide.shapes))


@every_report
def test_nothing_stands_outside_its_slide(made: KolReport) -> None:
    deck = open_deck(made)
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=0.001)
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= 0, shape.name
            assert shape.left + shape.width <= deck.slide_width + 10, shape.name
            assert shape.top + shape.height <= deck.slide_height + 10, shape.name


@every_report
def test_shapes_do_not_cover_each_other(made: KolReport) -> None:
    tolerance = Emu(914400 * 0.07)
    for slide in list(open_deck(made).slides)[1:]:
        for one, other in combinations(list(slide.shapes), 2):
            across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
            down = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
            assert across <= tolerance or down <= tolerance, (one.name, other.name)


@every_report
def test_no_text_runs_out_of_its_box(made: KolReport) -> None:
    for slide in open_deck(made).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                frame = shape.text_frame
                width = Emu(shape.width - (frame.margin_left or 0) - (frame.margin_right or 0))
                assert _height(frame, width.inches) <= Emu(shape.height).inches + 0.03, frame.text
            if getattr(shape, "has_table", False):
                for row in shape.table.rows:
                    for cell, column in zip(row.cells, shape.table.columns, strict=True):
                        width = Emu(column.width - cell.margin_left - cell.margin_right)
                        height = Emu(row.height).inches
                        assert _height(cell.text_frame, width.inches) <= height, cell.text


@every_report
def test_the_deck_speaks_vietnamese_alone(made: KolReport) -> None:
    deck = open_deck(made)
    sheets = [*deck.slides, *(slide.notes_slide for slide in deck.slides)]
    sheets += [deck.slide_master, deck.notes_master, *deck.slide_layouts]
    said = [text for sheet in sheets for text in texts(sheet.shapes)]
    said += [shape.name for sheet in sheets for shape in sheet.shapes]
    said += [layout.name for layout in deck.slide_layouts]
    found = [text for text in said if re.search(rf"\b({ENGLISH})\b", text, re.IGNORECASE)]
    assert found == []
    with ZipFile(BytesIO(deck_of(made))) as archive:
        slides = [archive.read(name) for name in archive.namelist() if name.endswith(".xml")]
    assert not any(b'lang="en' in content for content in slides)


def test_the_charts_hold_the_numbers_of_the_report() -> None:
    deck = open_deck(report(candidate(0), candidate(1)))
    scores, ranges, parts, recent = (
        charts(deck.slides[place])[number] for place, number in ((2, 0), (3, 0), (4, 0), (4, 1))
    )
    assert {series.name: list(series.values) for series in scores.plots[0].series} == {
        "Độ liên quan": [58.1, 51.9],
        "Lượt xem trung vị": [31.9, 28.1],
        "Tăng trưởng": [None, None],
    }
    assert [str(name) for name in scores.plots[0].categories] == [
        "1. Bếp số 0 · 90",
        "2. Bếp số 1 · 80",
    ]
    columns, lines = ranges.plots
    assert {series.name: list(series.values) for series in columns.series} == {
        "P25": [300_000] * 2,
        "Khoảng P25–P75": [1_700_000] * 2,
    }
    assert {series.name: list(series.values) for series in lines.series} == {
        "P50": [1_230_000] * 2,
        "Mong muốn: 1 triệu lượt xem": [1_000_000] * 2,
    }
    assert list(parts.plots[0].series[0].values) == [93, 85, None]
    assert list(recent.plots[0].series[0].values) == [100_000, 120_000, 400_000]
    assert list(recent.plots[1].series[0].values) == [120_000] * 3


@every_report
def test_numbers_on_charts_read_the_same_on_any_machine(made: KolReport) -> None:
    with ZipFile(BytesIO(deck_of(made))) as archive:
        drawn = [
            archive.read(name).decode() for name in archive.namelist() if "/charts/chart" in name
        ]
    codes = {code for text in drawn for code in re.findall(r'formatCode="([^"]*)"', text)}
    # A bare comma or point would be the separator of the reader's machine.
    assert not any(re.search(r"(?<!\\)[,.]", code) for code in codes)


def test_the_sheets_behind_the_charts_hold_no_formula() -> None:
    hostile = candidate(0, nickname="=1+1", parts=(ScorePart("@SUM(1)", 1.0, 50.0, "x"),))
    with ZipFile(BytesIO(deck_of(report(hostile, candidate(1))))) as archive:
        books = [
            openpyxl.load_workbook(BytesIO(archive.read(name)))
            for name in archive.namelist()
            if name.startswith("ppt/embeddings/")
        ]
    assert len(books) == 6
    kinds = {cell.data_type for book in books for row in book.active for cell in row if cell.value}
    assert kinds == {"s", "n"}
    assert {book.sheetnames[0] for book in books} == {"Số liệu"}


def test_a_slide_leads_to_tiktok_and_nowhere_else() -> None:
    deck = open_deck(report(candidate(0), *map(unruly, range(4))))
    links = {
        relation.target_ref
        for slide in deck.slides
        for relation in slide.part.rels.values()
        if relation.is_external
    }
    assert links == {"https://www.tiktok.com/@bep.0"}


def test_titles_say_what_the_slides_show() -> None:
    made = report(candidate(0), candidate(1), candidate(5))
    assert titles(open_deck(made)) == [
        "Chọn KOL cho món bún mùa thu",
        "Bếp số 0 đứng đầu với 90/100 điểm; "
        "2/3 ứng viên có cơ hội từ 50 % một mình đạt 1 triệu lượt xem với 3 video",
        "Bếp số 0 hơn 10 điểm so với Bếp số 1, nhiều nhất ở phần “Độ liên quan”",
        "Bếp số 0 có cơ hội cao nhất một mình đạt 1 triệu lượt xem với 3 video: 80 %",
        "Bếp số 0: 90/100 điểm, cơ hội 80 % một mình đạt 1 triệu lượt xem với 3 video",
        "Bếp số 1: 80/100 điểm, cơ hội 70 % một mình đạt 1 triệu lượt xem với 3 video",
        "Bếp số 5: 40/100 điểm, cơ hội 30 % một mình đạt 1 triệu lượt xem với 3 video",
        "Số liệu của 3 ứng viên dựa trên 120 video đã thu thập của họ; "
        "điểm số là căn cứ để trao đổi, không phải kết luận",
    ]


def test_notes_reckon_the_score_with_its_own_numbers() -> None:
    deck = open_deck(report(candidate(0)))
    notes = deck.slides[2].notes_slide.notes_text_frame.text.replace("\xa0", " ")
    assert notes.startswith("Điểm 90 = (50 % × 93,0 + 30 % × 85,0) ÷ 80 %.")


def _height(frame: Any, width: float) -> float:
    """The height in inches that the paragraphs of a frame take within a width."""
    height = 0.0
    for paragraph in frame.paragraphs:
        runs = [run for run in paragraph.runs if run.font.size]
        if not runs:
            continue
        size = max(run.font.size.pt for run in runs)
        bold = all(run.font.bold for run in runs)
        indent = 0.16 if paragraph._p.pPr is not None and paragraph._p.pPr.get("marL") else 0
        lines = len(wrap("".join(run.text for run in runs), width - indent, size, bold))
        before = paragraph.space_before.pt if paragraph.space_before else 0
        height += (lines * size * LINE_HEIGHT + before) / 72
    return height
