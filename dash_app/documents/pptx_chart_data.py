"""Charts with their numbers in a sheet behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final

import xlsxwriter
from pptx.chart.data import CategoryChartData
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from dash_app.documents import palette
from dash_app.documents.plain_text import glued
from dash_app.documents.pptx_shapes import Box, describe, paint
from dash_app.documents.pptx_theme import LANGUAGE
from dash_app.documents.pptx_xml import add_child, new_element

Values = Sequence[float | None]
_SHEET: Final = "Số liệu"
# The same bytes for the same numbers.
_DATE: Final = datetime(2000, 1, 1)


class _ChartData(CategoryChartData):
    """Categories and series whose sheet holds texts as texts: a name is no formula."""

    @property
    def xlsx_blob(self) -> bytes:
        content = BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        with xlsxwriter.Workbook(content, options) as book:
            book.set_properties({"created": _DATE})
            sheet = book.add_worksheet(_SHEET)
            sheet.set_column(0, 0, 30)
            sheet.set_column(1, len(self), 18)
            for row, category in enumerate(self.categories, start=1):
                sheet.write_string(row, 0, category.label)
            for column, series in enumerate(self, start=1):
                sheet.write_string(0, column, series.name)
                for row, value in enumerate(series.values, start=1):
                    if value is not None:
                        sheet.write_number(row, column, value)
        return content.getvalue()


def add_chart(
    slide: Any,
    box: Box,
    kind: Any,
    names: Sequence[str],
    series: Mapping[str, Values],
    about: str,
) -> Any:
    """Adds a chart without a title and legend.

    Args:
        slide: Which slide.
        box: Where.
        kind: Of the library's kinds of charts.
        names: The categories.
        series: Values by name, one a category.
        about: What the chart shows, for those who cannot see it.
    """
    data = _ChartData(number_format="General")
    data.categories = [glued(name) for name in names]
    for name, values in series.items():
        data.add_series(name, list(values))
    place = (Inches(box.left), Inches(box.top), Inches(box.width), Inches(box.height))
    shape = slide.shapes.add_chart(kind, *place, data)
    describe(shape, about)
    chart = shape.chart
    chart.has_title = False
    chart.has_legend = False
    chart.font.size = Pt(10)
    paint(chart.font.color, palette.INK)
    for end in chart._chartSpace.iter(qn("a:endParaRPr")):
        end.set("lang", LANGUAGE)
    for reference in chart._chartSpace.iter(qn("c:f")):
        reference.text = reference.text.replace("Sheet1!", f"'{_SHEET}'!")
    return chart


def move_to_lines(chart: Any, first: int) -> None:
    """Draws the series from the n-th on as lines over the same axes."""
    bars = chart.plots[0]._element
    lines = new_element("c:lineChart")
    add_child(lines, "c:grouping", val="standard")
    add_child(lines, "c:varyColors", val="0")
    for series in bars.findall(qn("c:ser"))[first:]:
        inverted = series.find(qn("c:invertIfNegative"))
        if inverted is not None:
            series.remove(inverted)
        add_child(series, "c:smooth", val="0")
        lines.append(series)
    add_child(lines, "c:marker", val="1")
    for axis in bars.findall(qn("c:axId")):
        add_child(lines, "c:axId", val=axis.get("val"))
    bars.addnext(lines)
