"""The sheets of a shortlist that are drawn: parts of the score, forecasts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash_app.documents import palette
from dash_app.documents.kol_numbers import known, part_names, shares_of_score, whole_range
from dash_app.documents.kol_report import Candidate, KolReport
from dash_app.documents.kol_sentences import NOBODY, forecast_title, score_title
from dash_app.documents.kol_words import spoken, videos_words
from dash_app.documents.plain_text import plain
from dash_app.documents.xlsx_cells import (
    HEADER_ROW,
    WHOLE,
    Formats,
    add_sheet,
    write_cell,
    write_header,
    write_text,
)
from dash_app.documents.xlsx_creators import CREATOR_TITLES, set_creator_columns, write_creator

_ROW_PIXELS = 20
_FIRST_PART = len(CREATOR_TITLES)


def add_scores(book: Any, formats: Formats, report: KolReport) -> None:
    """Adds the sheet with the points that each part brings, drawn, and the reasons below."""
    sheet = add_sheet(book, formats, report, "Điểm", score_title(report.candidates))
    candidates, parts = report.candidates, part_names(report.candidates)
    set_creator_columns(sheet)
    sheet.set_column(3, 3, 24)
    sheet.set_column(4, max(7, len(parts) + 3), 13)
    if not candidates:
        write_text(sheet, HEADER_ROW, 0, f"{NOBODY}.", formats.note)
        return
    titles = [*CREATOR_TITLES, *parts, "Điểm (tổng)"]
    write_header(sheet, formats, HEADER_ROW, titles)
    for number, candidate in enumerate(candidates, start=1):
        row = HEADER_ROW + number
        points = shares_of_score(candidate)
        write_creator(sheet, formats, row, number, candidate)
        for column, part in enumerate(parts, start=_FIRST_PART):
            write_cell(sheet, formats, row, column, "decimal", points.get(part))
        write_cell(sheet, formats, row, len(parts) + _FIRST_PART, "decimal", candidate.score)
    row = HEADER_ROW + len(candidates) + 2
    if parts:
        chart, height = _stacked_points(book, len(candidates), parts)
        sheet.insert_chart(row, 1, chart, {"description": score_title(candidates)})
        row += height // _ROW_PIXELS + 2
        _write_reasons(sheet, formats, row, candidates)
    sheet.freeze_panes(0, 2)


def add_forecasts(book: Any, formats: Formats, report: KolReport) -> None:
    """Adds the sheet with the quartiles of the forecasts, those of all videos drawn."""
    sheet = add_sheet(book, formats, report, "Dự báo", forecast_title(report))
    videos = videos_words(report)
    titles = [
        *CREATOR_TITLES,
        *(f"1 video: {part}" for part in ("P25", "P50", "P75")),
        *(f"Tổng {videos}: {part}" for part in ("P25", "P50", "P75")),
        f"Tổng {videos}: P75 − P25",
        "Lượt xem mong muốn",
        "Cơ hội đạt",
    ]
    set_creator_columns(sheet)
    sheet.set_column(3, len(titles) - 1, 15)
    write_header(sheet, formats, HEADER_ROW, titles)
    for number, candidate in enumerate(report.candidates, start=1):
        row = HEADER_ROW + number
        one, total = candidate.one, candidate.total
        whole = whole_range(total)
        write_creator(sheet, formats, row, number, candidate)
        numbers = (one.p25, one.p50, one.p75, total.p25, total.p50, total.p75)
        between = whole[2] - whole[0] if whole else None
        for column, value in enumerate((*numbers, between, report.wanted_plays), start=3):
            write_cell(sheet, formats, row, column, "whole", value)
        write_cell(sheet, formats, row, 11, "percent", candidate.chance)
    count = len(report.candidates)
    if any(whole_range(candidate.total) for candidate in report.candidates):
        chart = _ranges(book, report)
        sheet.insert_chart(
            HEADER_ROW + count + 2, 1, chart, {"description": forecast_title(report)}
        )
    elif not count:
        write_text(sheet, HEADER_ROW + 1, 0, f"{NOBODY}.", formats.note)
    sheet.freeze_panes(HEADER_ROW + 1, 2)
    sheet.repeat_rows(HEADER_ROW)


def _write_reasons(sheet: Any, formats: Formats, row: int, candidates: Sequence[Candidate]) -> None:
    titles = [*CREATOR_TITLES, "Phần", "Điểm phần (0–100)", "Trọng số", "Điểm góp", "Vì sao"]
    write_header(sheet, formats, row, titles)
    sheet.set_h_pagebreaks([row])
    first = row
    for number, candidate in enumerate(candidates, start=1):
        points = shares_of_score(candidate)
        for part in candidate.parts:
            row += 1
            write_creator(sheet, formats, row, number, candidate)
            write_text(sheet, row, 3, part.name, formats.cell["text"])
            write_cell(sheet, formats, row, 4, "decimal", part.score)
            write_cell(sheet, formats, row, 5, "percent", part.weight)
            write_cell(sheet, formats, row, 6, "decimal", points[part.name])
            write_text(sheet, row, 7, part.reason, formats.cell["text"])
    sheet.autofilter(first, 0, max(row, first + 1), len(titles) - 1)


def _stacked_points(book: Any, count: int, parts: Sequence[str]) -> tuple[Any, int]:
    """Returns the chart and its height in pixels."""
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    first, last = HEADER_ROW + 1, HEADER_ROW + count
    for number, part in enumerate(parts):
        column = number + _FIRST_PART
        chart.add_series(
            {
                "name": plain(part, 60),
                "categories": ["Điểm", first, 1, last, 1],
                "values": ["Điểm", first, column, last, column],
                "fill": {"color": f"#{palette.colour(number)}"},
                "gap": 45,
                "data_labels": {
                    "value": True,
                    "num_format": '[<5]"";0',
                    "font": {"color": "#FFFFFF", "size": 9},
                },
            }
        )
    height = 130 + 34 * count
    chart.set_title({"name": "Điểm góp của từng phần", "name_font": {"size": 12}})
    chart.set_legend({"position": "bottom"})
    chart.set_y_axis({"reverse": True, "line": {"color": f"#{palette.LINE}"}})
    chart.set_x_axis(
        {
            "min": 0,
            "max": 100,
            "num_format": "0",
            "label_position": "high",
            "major_gridlines": {"visible": True, "line": {"color": f"#{palette.LINE}"}},
        }
    )
    chart.set_size({"width": 900, "height": height})
    return chart, height


def _ranges(book: Any, report: KolReport) -> Any:
    """Returns the chart of the middle half of each forecast, its middle, and the wish."""
    first, last = HEADER_ROW + 1, HEADER_ROW + len(report.candidates)

    def series(name: str, column: int, **parts: Any) -> dict[str, Any]:
        return {
            "name": name,
            "categories": ["Dự báo", first, 1, last, 1],
            "values": ["Dự báo", first, column, last, column],
        } | parts

    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    chart.add_series(series("P25", 6, fill={"none": True}, border={"none": True}, gap=90))
    chart.add_series(series("Khoảng P25–P75", 9, fill={"color": f"#{palette.PALE}"}))
    lines = book.add_chart({"type": "line"})
    dash = {"type": "long_dash", "size": 14, "fill": {"color": f"#{palette.ACCENT}"}}
    lines.add_series(series("P50", 7, line={"none": True}, marker=dash))
    wanted = known(report.wanted_plays)
    if wanted is not None:
        lines.add_series(
            series(
                f"Mong muốn: {spoken(wanted)}",
                10,
                line={"color": f"#{palette.SECOND}", "width": 2, "dash_type": "dash"},
                # A line through one point is no line.
                marker={"type": "long_dash", "size": 14, "fill": {"color": f"#{palette.SECOND}"}}
                if len(report.candidates) == 1
                else {"type": "none"},
            )
        )
    chart.combine(lines)
    chart.set_title(
        {"name": f"Dự báo lượt xem của {videos_words(report)}", "name_font": {"size": 12}}
    )
    chart.set_legend({"position": "bottom", "delete_series": [0]})
    chart.set_y_axis(
        {
            "num_format": WHOLE,
            "min": 0,
            "major_gridlines": {"visible": True, "line": {"color": f"#{palette.LINE}"}},
        }
    )
    chart.set_size({"width": max(560, 200 + 90 * len(report.candidates)), "height": 380})
    return chart
