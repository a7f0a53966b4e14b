"""How Word documents look: A4, one typeface, quiet tables in the colours of the pages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

from dash_app.documents import palette

_FONT: Final = "Arial"
_LETTERS: Final = 10.5
_MARGIN_CM: Final = 2.0
_HEADINGS: Final = {"Title": 22, "Heading 1": 14, "Heading 2": 11}


def set_up(document: Any) -> None:
    """Gives a new document its paper, typeface, colours and language."""
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(_MARGIN_CM)
    section.top_margin = section.bottom_margin = Cm(_MARGIN_CM)
    _set_font(document.styles["Normal"], _LETTERS, palette.INK)
    _speak_vietnamese(document.styles["Normal"])
    document.styles["Normal"].paragraph_format.space_after = Cm(0.15)
    for name, size in _HEADINGS.items():
        _set_font(document.styles[name], size, palette.ACCENT, bold=True)
    _without_rule(document.styles["Title"])


def add_text(document: Any, text: str, style: str = "Normal") -> None:
    """Adds a paragraph; its lines stay apart."""
    document.add_paragraph(text, style=style)


def add_soft(document: Any, text: str) -> None:
    """Adds a paragraph that stands back."""
    from docx.shared import RGBColor

    run = document.add_paragraph().add_run(text)
    run.font.color.rgb = RGBColor.from_string(palette.SOFT)


def add_table(document: Any, widths_cm: Sequence[float]) -> Any:
    """Returns a new table without rows, its columns of these widths."""
    from docx.shared import Cm

    table = document.add_table(rows=0, cols=len(widths_cm))
    table.autofit = False
    _set_borders(table)
    for column, width in zip(table.columns, widths_cm, strict=True):
        column.width = Cm(width)
    return table


def add_header(table: Any, titles: Sequence[str]) -> None:
    """Adds the row that is repeated on every page."""
    from docx.oxml import OxmlElement
    from docx.shared import RGBColor

    row = add_row(table, titles, bold=range(len(titles)))
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in row.cells:
        shading = OxmlElement("w:shd")
        _set(shading, val="clear", color="auto", fill=palette.ACCENT)
        cell._tc.get_or_add_tcPr().append(shading)
        for run in cell.paragraphs[0].runs:
            run.font.color.rgb = RGBColor(255, 255, 255)


def add_row(table: Any, texts: Sequence[str], bold: Collection[int] = ()) -> Any:
    """Returns a new row, which no page parts.

    Args:
        table: The table.
        texts: Of its cells.
        bold: Numbers of the cells that stand out.
    """
    from docx.oxml import OxmlElement

    row = table.add_row()
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for number, (cell, text, column) in enumerate(
        zip(row.cells, texts, table.columns, strict=True)
    ):
        # Some programs look at the width of each cell only.
        cell.width = column.width
        cell.paragraphs[0].add_run(text).bold = True if number in bold else None
    return row


def add_link(paragraph: Any, text: str, url: str) -> None:
    """Adds an address on the web to a paragraph."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, True))
    run = paragraph.add_run(text)
    run.underline = True
    run.font.color.rgb = RGBColor.from_string(palette.ACCENT)
    link.append(run._r)
    paragraph._p.append(link)


def _set_font(style: Any, size: float, colour: str, bold: bool = False) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    # The template's headings name the theme's typeface, which would win.
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), _FONT)


def _speak_vietnamese(style: Any) -> None:
    from docx.oxml import OxmlElement

    language = OxmlElement("w:lang")
    _set(language, val="vi-VN", eastAsia="vi-VN")
    style.element.get_or_add_rPr().append(language)


def _without_rule(style: Any) -> None:
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _set_borders(table: Any) -> None:
    """Draws lines between rows, and none between columns."""
    from docx.oxml import OxmlElement

    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        _set(line, val="single", sz="4", space="0", color=palette.LINE)
        borders.append(line)
    # Word wants the properties of a table in their order.
    table._tbl.tblPr.insert_element_before(borders, "w:tblLayout", "w:tblCellMar", "w:tblLook")


def _set(element: Any, **attributes: str) -> None:
    from docx.oxml.ns import qn

    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
