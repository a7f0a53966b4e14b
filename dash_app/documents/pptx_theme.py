"""The empty deck: 16:9, colours and fonts of its theme, two layouts, Vietnamese throughout."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any, Final

import pptx
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from dash_app.documents import palette
from dash_app.documents.kol_report import KolReport
from dash_app.documents.plain_text import plain
from dash_app.documents.pptx_xml import add_child, new_element

WIDTH: Final = 13.333
HEIGHT: Final = 7.5
MARGIN: Final = 0.5
"""All in inches."""
FONT: Final = "Arial"
TITLE_SIZE: Final = 24
COVER, CONTENT = 0, 1
"""The two layouts."""
LANGUAGE: Final = "vi-VN"
_KEPT_LAYOUTS: Final = {"Title Slide": "Bìa", "Title Only": "Tiêu đề và nội dung"}
_PROMPTS: Final = {
    "Click to edit Master title style": "Bấm để sửa tiêu đề",
    "Click to edit Master subtitle style": "Bấm để sửa phụ đề",
    "Click to edit Master text styles": "Bấm để sửa nội dung",
    "Second level": "Cấp hai",
    "Third level": "Cấp ba",
    "Fourth level": "Cấp bốn",
    "Fifth level": "Cấp năm",
}
_PLACES: Final = {
    "title": (MARGIN, 0.42, WIDTH - 2 * MARGIN, 0.92),
    "body": (MARGIN, 1.5, WIDTH - 2 * MARGIN, 5.3),
    "ftr": (MARGIN, 7.05, WIDTH - 2 * MARGIN - 1.0, 0.3),
    "sldNum": (WIDTH - MARGIN - 0.9, 7.05, 0.9, 0.3),
    "ctrTitle": (0.55, 1.9, 4.6, 2.6),
    "subTitle": (0.55, 4.6, 4.6, 1.6),
}
_NAMES: Final = {
    "title": "Tiêu đề",
    "ctrTitle": "Tiêu đề",
    "subTitle": "Phụ đề",
    "body": "Nội dung",
    "ftr": "Nguồn",
    "sldNum": "Số trang",
    "sldImg": "Ảnh trang",
    "hdr": "Đầu trang",
}
_APP: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>Microsoft Office PowerPoint</Application></Properties>'
)


def open_deck(report: KolReport) -> Any:
    """Returns a deck without slides, its properties set."""
    deck: Any = pptx.Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    _remove_leftovers(deck)
    for layout in list(deck.slide_layouts):
        if layout.name in _KEPT_LAYOUTS:
            layout.element.cSld.set("name", _KEPT_LAYOUTS[layout.name])
            _adapt(layout)
        else:
            deck.slide_layouts.remove(layout)
    _adapt(deck.slide_master)
    _style_titles(deck.slide_master)
    _adapt(deck.notes_master)
    _list_notes_master(deck)
    _paint_theme(deck.slide_master.part.part_related_by(RELATION.THEME))
    _set_properties(deck, report)
    return deck


def _adapt(sheet: Any) -> None:
    """Places what a master or layout holds, and has it speak Vietnamese."""
    for shape in list(sheet.placeholders):
        kind = shape.element.ph_type.xml_value if shape.element.ph is not None else ""
        if kind == "dt":
            shape.element.getparent().remove(shape.element)
            continue
        shape.name = _NAMES.get(kind, "Khung")
        if kind in _PLACES and sheet.part.partname.startswith("/ppt/slide"):
            _move(shape, _PLACES[kind])
    for text in sheet.element.iter(qn("a:t")):
        text.text = _PROMPTS.get(text.text, text.text)
    for run in sheet.element.iter(qn("a:rPr"), qn("a:endParaRPr"), qn("a:defRPr")):
        if run.get("lang"):
            run.set("lang", LANGUAGE)


def _move(shape: Any, place: tuple[float, float, float, float]) -> None:
    shape.left, shape.top, shape.width, shape.height = (Inches(each) for each in place)


def _style_titles(master: Any) -> None:
    styles = master.element.find(qn("p:txStyles"))
    level = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    level.set("algn", "l")
    font = level.find(qn("a:defRPr"))
    font.set("sz", str(TITLE_SIZE * 100))
    font.set("b", "1")
    for shape in master.placeholders:
        kind = shape.element.ph_type.xml_value
        if kind == "title":
            body = shape.text_frame
            body.margin_left = body.margin_right = 0
            body.vertical_anchor = MSO_ANCHOR.BOTTOM
        if kind in ("ftr", "sldNum"):
            shape.text_frame.margin_left = shape.text_frame.margin_right = 0
            level = shape.element.txBody.find(qn("a:lstStyle")).find(qn("a:lvl1pPr"))
            level.set("algn", "l" if kind == "ftr" else "r")
            level.find(qn("a:defRPr")).set("sz", str(Pt(9).centipoints))


def _paint_theme(part: Any) -> None:
    """Gives the theme the colours and the one font of the deck.

    The fonts per script go too: one of them puts another font on Vietnamese letters.
    """
    theme = parse_xml(part.blob)
    theme.set("name", "Danh sách KOL")
    colours = dict(zip((f"accent{n}" for n in range(1, 7)), palette.SERIES, strict=False)) | {
        "dk1": palette.INK,
        "lt1": "FFFFFF",
        "dk2": palette.SOFT,
        "lt2": palette.PANEL,
        "hlink": palette.ACCENT,
        "folHlink": palette.ACCENT,
    }
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    scheme.set("name", "Danh sách KOL")
    for name, colour in colours.items():
        slot = scheme.find(qn(f"a:{name}"))
        slot.clear()
        add_child(slot, "a:srgbClr", val=colour)
    fonts = theme.find(f".//{qn('a:fontScheme')}")
    fonts.set("name", FONT)
    for font in list(fonts.iter(qn("a:font"))):
        font.getparent().remove(font)
    for latin in fonts.iter(qn("a:latin")):
        latin.set("typeface", FONT)
    part.blob = serialize_part_xml(theme)


def _remove_leftovers(deck: Any) -> None:
    """Removes the template's thumbnail and printer, and what its program wrote of itself."""
    package = deck.part.package
    for relations, wanted in (
        (package._rels, RELATION.THUMBNAIL),
        (deck.part.rels, "printerSettings"),
    ):
        for key in [key for key in relations if relations[key].reltype.endswith(wanted)]:
            relations.pop(key)
    for part in package.iter_parts():
        if part.partname == "/docProps/app.xml":
            part.blob = _APP.encode()
    root = deck.part._element
    root.find(qn("p:sldSz")).attrib.pop("type", None)
    for run in root.iter(qn("a:defRPr")):
        if run.get("lang"):
            run.set("lang", LANGUAGE)


def _list_notes_master(deck: Any) -> None:
    """Names the notes master in the presentation, where the library only relates to it."""
    key = deck.part.relate_to(deck.notes_master.part, RELATION.NOTES_MASTER)
    masters = new_element("p:notesMasterIdLst")
    add_child(masters, "p:notesMasterId").set(qn("r:id"), key)
    deck.part._element.find(qn("p:sldMasterIdLst")).addnext(masters)


def _set_properties(deck: Any, report: KolReport) -> None:
    made = datetime.combine(report.made_on, time())
    properties = deck.core_properties
    properties.title = plain(report.title, 200)
    properties.subject = "Danh sách KOL"
    properties.language = LANGUAGE
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.keywords = "KOL, TikTok"
    properties.created = properties.modified = made
