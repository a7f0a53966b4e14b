"""Texts, tables and panels on a slide; all places and sizes are in inches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from dash_app.documents import palette
from dash_app.documents.plain_text import glued
from dash_app.documents.pptx_theme import LANGUAGE
from dash_app.documents.pptx_xml import add_child

Align = Literal["left", "center", "right"]
_ALIGN: Final = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
# An agency gives the deck its own colours by changing the theme: what is in it is named, not mixed.
_THEME: Final = {
    palette.INK: MSO_THEME_COLOR.TEXT_1,
    palette.SOFT: MSO_THEME_COLOR.TEXT_2,
    palette.PANEL: MSO_THEME_COLOR.BACKGROUND_2,
    "FFFFFF": MSO_THEME_COLOR.BACKGROUND_1,
} | dict(
    zip(
        palette.SERIES,
        (
            MSO_THEME_COLOR.ACCENT_1,
            MSO_THEME_COLOR.ACCENT_2,
            MSO_THEME_COLOR.ACCENT_3,
            MSO_THEME_COLOR.ACCENT_4,
            MSO_THEME_COLOR.ACCENT_5,
            MSO_THEME_COLOR.ACCENT_6,
        ),
        strict=False,
    )
)
_PLAIN_TABLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
_INSET: Final = 0.06


@dataclass(frozen=True)
class Box:
    """A place on a slide."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Run:
    """Words in one style.

    Attributes:
        text: On one line.
        size: In points.
        bold: Whether it is.
        colour: Six hex digits of the palette.
        link: Where it leads.
    """

    text: str
    size: float = 11
    bold: bool = False
    colour: str = palette.INK
    link: str = ""


@dataclass(frozen=True)
class Paragraph:
    """Runs on lines of their own.

    Attributes:
        runs: In their order.
        align: Of its lines.
        bullet: Whether it is an item of a list.
        before: Space above it, in points.
    """

    runs: tuple[Run, ...]
    align: Align = "left"
    bullet: bool = False
    before: float = 0


@dataclass(frozen=True)
class Cell:
    """A cell of a table.

    Attributes:
        paragraphs: One line each.
        align: Of all of them.
        fill: Its background; none where empty.
    """

    paragraphs: tuple[tuple[Run, ...], ...]
    align: Align = "left"
    fill: str = ""


@dataclass(frozen=True)
class Grid:
    """A table.

    Attributes:
        widths: Of its columns.
        heights: Of its rows.
        rows: The header first.
        name: For those who cannot see it.
    """

    widths: tuple[float, ...]
    heights: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    name: str = field(default="Bảng")


def add_text(
    slide: Any,
    box: Box,
    paragraphs: Sequence[Paragraph],
    name: str,
    fill: str = "",
    anchor: Literal["top", "middle"] = "top",
    inset: float = 0.0,
) -> Any:
    """Adds a text; it keeps its size, so its words have to fit.

    Args:
        slide: Which slide.
        box: Where.
        paragraphs: What it says.
        name: In the list of shapes.
        fill: Background; none where empty.
        anchor: Where in the box the words stand.
        inset: Between the box and its words, on all sides.
    """
    shape = slide.shapes.add_textbox(*_places(box))
    shape.name = name
    if fill:
        shape.fill.solid()
        paint(shape.fill.fore_color, fill)
    frame = shape.text_frame
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP if anchor == "top" else MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = Inches(inset)
    frame.margin_top = frame.margin_bottom = Inches(min(inset, 0.05))
    write_paragraphs(frame, paragraphs)
    return shape


def write_paragraphs(frame: Any, paragraphs: Sequence[Paragraph]) -> None:
    """Writes paragraphs into an empty text frame."""
    for number, words in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = _ALIGN[words.align]
        if words.before:
            paragraph.space_before = Pt(words.before)
        if words.bullet:
            _add_bullet(paragraph)
        for run in words.runs:
            _write_run(paragraph.add_run(), run)


def add_grid(slide: Any, left: float, top: float, grid: Grid) -> Any:
    """Adds a table whose rows are separated by lines."""
    shape = slide.shapes.add_table(
        len(grid.rows),
        len(grid.widths),
        Inches(left),
        Inches(top),
        Inches(sum(grid.widths)),
        Inches(sum(grid.heights)),
    )
    describe(shape, grid.name)
    table = shape.table
    properties = table._tbl.tblPr
    properties.find(qn("a:tableStyleId")).text = _PLAIN_TABLE
    table.horz_banding = False
    for number, width in enumerate(grid.widths):
        table.columns[number].width = Inches(width)
    for number, height in enumerate(grid.heights):
        table.rows[number].height = Inches(height)
    for row, cells in zip(table.rows, grid.rows, strict=True):
        for place, cell in zip(row.cells, cells, strict=True):
            _write_cell(place, cell)
    return shape


def describe(shape: Any, text: str) -> None:
    """Says what a shape shows to those who cannot see it."""
    shape.name = text[:60]
    shape._element.xpath(".//p:cNvPr")[0].set("descr", text)


def paint(target: Any, colour: str) -> None:
    """Sets a colour, by its name in the theme where it has one."""
    if colour in _THEME:
        target.theme_color = _THEME[colour]
    else:
        target.rgb = RGBColor.from_string(colour)


def write_title(slide: Any, text: str, size: float) -> None:
    """Writes the title of a slide."""
    frame = slide.shapes.title.text_frame
    frame.text = glued(text)
    font = frame.paragraphs[0].runs[0].font
    font.size = Pt(size)
    font._element.set("lang", LANGUAGE)
    slide.shapes.title.name = "Tiêu đề"


def _places(box: Box) -> tuple[Any, Any, Any, Any]:
    return Inches(box.left), Inches(box.top), Inches(box.width), Inches(box.height)


def _write_run(target: Any, run: Run) -> None:
    target.text = glued(run.text)
    font = target.font
    font.size = Pt(run.size)
    font.bold = run.bold
    paint(font.color, run.colour)
    font._element.set("lang", LANGUAGE)
    if run.link:
        target.hyperlink.address = run.link


def _add_bullet(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Inches(0.16)))
    properties.set("indent", str(-Inches(0.16)))
    add_child(properties, "a:buFont", typeface="Arial")
    add_child(properties, "a:buChar", char="•")


def _write_cell(place: Any, cell: Cell) -> None:
    place.margin_left = place.margin_right = Inches(_INSET)
    place.margin_top = place.margin_bottom = Inches(0.02)
    place.vertical_anchor = MSO_ANCHOR.MIDDLE
    write_paragraphs(
        place.text_frame, [Paragraph(runs, align=cell.align) for runs in cell.paragraphs]
    )
    properties = place._tc.get_or_add_tcPr()
    line = add_child(properties, "a:lnB")
    line.set("w", str(Pt(0.75)))
    solid = add_child(line, "a:solidFill")
    add_child(solid, "a:srgbClr", val=palette.LINE)
    if cell.fill:
        place.fill.solid()
        paint(place.fill.fore_color, cell.fill)
