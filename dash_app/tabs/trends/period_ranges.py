"""Which two ranges are compared, and what keeps one careful."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
from dash import html

from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.findings.bins import number_words
from dash_app.findings.finding import Finding
from dash_app.findings.period_cautions import age_cautions, range_cautions
from dash_app.findings.period_pair import change_words
from dash_app.findings.week_span import Span
from dash_app.pages import Reader, Shown
from dash_app.tabs.trends.period_rows import Rows, read_totals
from dash_app.tabs.trends.period_weeks import read_weeks
from dash_app.tabs.trends.two_ranges import Pair, chosen_pair
from dash_app.words import MISSING, whole

_NOTHING = "Chưa có dữ liệu."


def show_ranges(reader: Reader) -> Shown:
    """Which days are compared, and what keeps one careful."""
    pair, rows = chosen_pair(reader), read_totals(reader)
    if pair is None:
        return Shown("Hai giai đoạn", html.P(_NOTHING, className="muted"), "—", 0)
    weeks = read_weeks(reader)
    whole_weeks = (int(weeks[0]["whole"].sum()), int(weeks[1]["whole"].sum()))
    figures = [
        *(
            KeyFigure(
                f"Giai đoạn {number}",
                span.words,
                f"{_iso_words(span)}; {whole(count)} tuần trọn",
            )
            for number, span, count in zip((1, 2), pair.spans, whole_weeks, strict=True)
        ),
        _change("Số video", rows, "n", whole),
        _change("Số TikToker đăng", rows, "creators", whole),
        _change(
            f"{reader.view.metric.label}, trung vị",
            rows,
            "p50",
            lambda value: number_words(value, reader.view.metric),
        ),
    ]
    return Shown(
        "Đang so hai giai đoạn nào?",
        build_key_figures(figures),
        "chỉ lấy tuần đã kết thúc trước ngày của video mới nhất; tuần ISO thuộc về năm có thứ Năm "
        "của nó, nên năm tuần cuối là 48–52 hoặc 49–53; tuần trọn: không bị giai đoạn hay mép dữ "
        f"liệu cắt; {reader.view.metric.formula}; trên {reader.view.scope_words}",
        sum(int(row["n"]) for row in rows.values()),
        findings=(
            *_day_cautions(reader, pair),
            *range_cautions(pair.spans, pair.known, whole_weeks),
            *age_cautions(rows),
        ),
        table=pd.DataFrame(
            [
                {"Chỉ số": each.label, "Giá trị": each.value, "Ghi chú": each.note}
                for each in figures
            ]
        ),
    )


def _iso_words(span: Span) -> str:
    first, last = (each.isocalendar() for each in (span.mondays[0], span.mondays[-1]))
    if first.year == last.year:
        return f"tuần {first.week}–{last.week}/{last.year}"
    return f"tuần {first.week}/{first.year} – {last.week}/{last.year}"


def _change(
    label: str,
    rows: Rows,
    column: str,
    write: Callable[[float], str],
) -> KeyFigure:
    if len(rows) < 2 or any(pd.isna(row[column]) for row in rows.values()):
        return KeyFigure(label, MISSING, "một giai đoạn không có video")
    before, after = (float(rows[number][column]) for number in (1, 2))
    return KeyFigure(label, change_words(before, after), f"{write(before)} → {write(after)}")


def _day_cautions(reader: Reader, pair: Pair) -> tuple[Finding, ...]:
    found = []
    asked = reader.view.filters
    if asked.start or asked.end:
        found.append(
            "Khoảng ngày trên thanh bộ lọc không dùng ở trang này: hai giai đoạn ở trên thay nó; "
            "các bộ lọc khác vẫn có tác dụng."
        )
    if pair.missing:
        found.append("Chưa chọn đủ bốn ngày: ngày còn thiếu lấy theo các tuần gần nhất.")
    return tuple(Finding(text, "few") for text in found)
