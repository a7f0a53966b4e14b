"""What every slide has: a title, the source, its number, notes, and the banner of made-up data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from pptx.oxml.ns import qn
from pptx.util import Pt

from dash_app.documents import palette
from dash_app.documents.kol_report import KolReport
from dash_app.documents.kol_words import SAMPLE_BANNER, source_words
from dash_app.documents.pptx_shapes import Box, Paragraph, Run, add_text, paint, write_title
from dash_app.documents.pptx_theme import CONTENT, LANGUAGE, MARGIN, TITLE_SIZE, WIDTH
from dash_app.documents.pptx_xml import add_child
from dash_app.documents.text_fit import fit, wrap

TOP: Final = 1.45
BOTTOM: Final = 6.9
INNER: Final = WIDTH - 2 * MARGIN
"""Inches between the title and the foot of a slide, and between its sides."""
_FIELD: Final = "{C1FF6DA9-008F-8B48-92A6-B652298478BF}"


def start_slide(
    deck: Any, report: KolReport, title: str, notes: Sequence[str], layout: int = CONTENT
) -> Any:
    """Adds a slide with everything but its content.

    Args:
        deck: To which deck.
        report: Whose.
        title: A sentence that says what the slide shows.
        notes: For the speaker: how the numbers are made.
        layout: Which one.
    """
    slide = deck.slides.add_slide(deck.slide_layouts[layout])
    if layout == CONTENT:
        size = TITLE_SIZE if len(wrap(title, INNER, TITLE_SIZE, bold=True)) <= 2 else 20
        write_title(slide, fit(title, INNER, size, 2, bold=True), size)
        _add_foot(slide, report)
    if report.synthetic:
        _add_banner(slide)
    _write_notes(slide, notes)
    return slide


def _add_foot(slide: Any, report: KolReport) -> None:
    for holder in slide.slide_layout.placeholders:
        kind = holder.element.ph_type.xml_value
        if kind not in ("ftr", "sldNum"):
            continue
        slide.shapes.clone_placeholder(holder)
        shape = slide.shapes[-1]
        paragraph = shape.text_frame.paragraphs[0]
        if kind == "ftr":
            shape.name = "Nguồn"
            run = paragraph.add_run()
            run.text = fit(f"Nguồn: {source_words(report)}", INNER - 1.2, 9)
            run.font._element.set("lang", LANGUAGE)
            # Not every program takes these from the layout.
            run.font.size, run.font.name = Pt(9), "+mn-lt"
            paint(run.font.color, palette.SOFT)
        else:
            shape.name = "Số trang"
            _add_number(paragraph._p)


def _add_number(paragraph: Any) -> None:
    """Adds a field that follows the slide when slides are moved."""
    number = add_child(paragraph, "a:fld")
    number.set("id", _FIELD)
    number.set("type", "slidenum")
    add_child(number, "a:rPr", lang=LANGUAGE)
    add_child(number, "a:t").text = "‹#›"


def _add_banner(slide: Any) -> None:
    words = Run(SAMPLE_BANNER, 11, bold=True, colour=palette.WARN)
    add_text(
        slide,
        Box(0, 0, WIDTH, 0.32),
        [Paragraph((words,), align="center")],
        "Dữ liệu mẫu",
        fill=palette.WARN_PANEL,
        anchor="middle",
    )


def _write_notes(slide: Any, notes: Sequence[str]) -> None:
    page = slide.notes_slide
    page.notes_text_frame.text = "\n".join(notes)
    for run in page.notes_text_frame._txBody.iter(qn("a:rPr"), qn("a:endParaRPr")):
        run.set("lang", LANGUAGE)
    for shape in page.placeholders:
        kind = shape.element.ph_type.xml_value
        shape.name = {"sldImg": "Ảnh trang", "body": "Ghi chú"}.get(kind, "Khung")
