"""How charts look: axes, fills, labels, legends.

The separators of a number format are the machine's; those written into it as letters are
Vietnamese on any machine, and still follow the number when it is edited.
"""

from __future__ import annotations

from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.oxml.ns import qn
from pptx.util import Pt

from dash_app.documents import palette
from dash_app.documents.pptx_shapes import paint
from dash_app.documents.pptx_xml import add_child, new_element

POINTS: Final = "0"
WIDE_POINTS: Final = '[<5]"";0'
"""Points of a score; of those on a bar only the ones that it has room for."""
_WHOLE: Final = "[>=1000000]#\\.000\\.000;[>=1000]#\\.000;0"
_BILLIONS: Final = "[>=1000000000]#\\.000\\.000\\.000;[>=1000000]#\\.000\\.000;0"


def number_format(highest: float) -> str:
    """Returns the format code of whole numbers up to some height."""
    return _BILLIONS if highest >= 1e9 else _WHOLE


def style_names(axis: Any, size: float) -> None:
    """Styles an axis of names."""
    axis.tick_labels.font.size = Pt(size)
    # Long names take two lines rather than being turned.
    axis._element.txPr.bodyPr.set("rot", "0")
    axis._element.txPr.bodyPr.set("vert", "horz")
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.color.rgb = RGBColor.from_string(palette.LINE)
    axis.has_major_gridlines = False


def style_values(axis: Any, highest: float) -> None:
    """Styles an axis of plays from 0 to some height."""
    axis.minimum_scale = 0
    axis.tick_labels.number_format = number_format(highest)
    axis.tick_labels.number_format_is_linked = False
    axis.tick_labels.font.size = Pt(9)
    paint(axis.tick_labels.font.color, palette.SOFT)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.fill.background()
    axis.major_gridlines.format.line.color.rgb = RGBColor.from_string(palette.LINE)
    axis.major_gridlines.format.line.width = Pt(0.5)


def hide_values(axis: Any, low: float, high: float) -> None:
    """Fixes the ends of an axis and hides it."""
    axis.minimum_scale, axis.maximum_scale = low, high
    axis.has_major_gridlines = False
    axis.visible = False


def fill(series: Any, colour: str) -> None:
    """Fills the bars of a series."""
    series.format.fill.solid()
    paint(series.format.fill.fore_color, colour)
    series.invert_if_negative = False


def label(
    plot: Any, code: str, colour: str, size: float, bold: bool = False, position: Any = None
) -> None:
    """Writes its number on every bar."""
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = code, False
    labels.font.size, labels.font.bold = Pt(size), bold
    paint(labels.font.color, colour)
    if position is not None:
        labels.position = position


def add_legend(chart: Any) -> None:
    """Adds the legend below."""
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.BOTTOM
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(10)


def forget_in_legend(chart: Any, number: int) -> None:
    """Takes the n-th series out of the legend."""
    entry = new_element("c:legendEntry")
    add_child(entry, "c:idx", val=str(number))
    add_child(entry, "c:delete", val="1")
    chart.legend._element.find(qn("c:legendPos")).addnext(entry)


def mark_with_dash(series: Any, colour: str, code: str) -> None:
    """Draws a series as dashes with their numbers above."""
    series.format.line.fill.background()
    series.marker.style = XL_MARKER_STYLE.DASH
    series.marker.size = 16
    series.marker.format.fill.solid()
    paint(series.marker.format.fill.fore_color, colour)
    series.marker.format.line.fill.background()
    labels = series.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = code, False
    labels.position = XL_LABEL_POSITION.ABOVE
    labels.font.size, labels.font.bold = Pt(10), True


def draw_line(series: Any, colour: str) -> None:
    """Draws a series as a dashed line."""
    series.marker.style = XL_MARKER_STYLE.NONE
    paint(series.format.line.color, colour)
    series.format.line.width = Pt(1.75)
    series.format.line.dash_style = MSO_LINE_DASH_STYLE.DASH
