"""Theo tuần: how much is posted each week, how a metric moves, what years have in common."""

from __future__ import annotations

import pandas as pd
from dash import Dash, html

from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.components.page import page_layout, register_page
from dash_app.components.suggestions import show_suggestions
from dash_app.figures.lines import lines
from dash_app.figures.weekly_bars import weekly_bars
from dash_app.findings.bins import number_words
from dash_app.findings.finding import Finding
from dash_app.findings.growth import WEEKS, growth, growth_finding
from dash_app.findings.week_suggestions import week_suggestions
from dash_app.findings.weeks import (
    extreme_findings,
    metric_findings,
    volume_findings,
    year_findings,
)
from dash_app.pages import Card, Page, Reader, Shown
from dash_app.services import Services
from dash_app.tabs.trends.weekly import (
    AVERAGED,
    by_year,
    holidays_of,
    read_weeks,
    with_context,
)
from dash_app.view import AGGREGATE, METRIC, SCOPE
from dash_app.words import day, decimal, signed_percent, whole

_MARKED = (
    f"đường cam: trung bình {AVERAGED} tuần; nét đứt: đường thẳng bình phương bé nhất qua các tuần "
    "trọn với khoảng tin cậy 95 %; ▲ ▼: cao hoặc thấp nhất trong năm tuần quanh nó và cách xu "
    "hướng hơn 1,5 độ lệch chuẩn; dải màu: Tết, Trung thu, Giáng sinh – năm mới"
)


def show_key_figures(reader: Reader) -> Shown:
    """Weeks, videos a week, the metric a week, growth from the first weeks to the last."""
    view, frame = reader.view, reader.kept(read_weeks)
    volume, measure = growth(frame, "n"), growth(frame, "value")
    short = f"cần ít nhất {2 * WEEKS} tuần trọn"
    figures = [
        KeyFigure("Số tuần", whole(len(frame)), _span(frame)),
        KeyFigure(
            "Video mỗi tuần, trung bình",
            decimal(frame["n"].mean()),
            f"trung vị {whole(frame['n'].median())} video",
        ),
        KeyFigure(
            f"{view.measure}: trung vị các tuần",
            number_words(frame["value"].median(), view.metric),
            f"trung bình {number_words(frame['value'].mean(), view.metric)}",
        ),
        KeyFigure(
            f"Số video, {WEEKS} tuần cuối so với đầu",
            signed_percent(volume.change if volume else None),
            "các tuần trọn ở hai đầu" if volume else short,
        ),
        KeyFigure(
            f"{view.metric.label}, {WEEKS} tuần cuối so với đầu",
            signed_percent(measure.change if measure else None),
            "video mới chưa tích đủ lượt" if measure else short,
        ),
    ]
    return Shown(
        "Các con số chính",
        build_key_figures(figures),
        f"trên {view.scope_words}",
        int(frame["n"].sum()),
        table=pd.DataFrame([{"Chỉ số": each.label, "Giá trị": each.value} for each in figures]),
    )


def show_volume(reader: Reader) -> Shown:
    """The number of videos a week."""
    frame = with_context(reader.kept(read_weeks), "n")
    return Shown(
        "Mỗi tuần có bao nhiêu video?",
        weekly_bars(frame, value="n", title="Số video", holidays=holidays_of(frame)),
        f"số video đăng trong tuần ISO, giờ Việt Nam, trên {reader.view.scope_words}; tuần không "
        f"có video là 0; {_MARKED}",
        int(frame["n"].sum()),
        findings=(
            *_rule_of_top(reader),
            *volume_findings(frame),
            *extreme_findings(frame, "n", lambda value: f"{whole(value)} video"),
            growth_finding(growth(frame, "n"), "số video"),
        ),
        table=lambda: _table(reader, frame),
    )


def show_metric(reader: Reader) -> Shown:
    """The metric a week."""
    view, frame = reader.view, with_context(reader.kept(read_weeks), "value")
    return Shown(
        f"{view.measure} mỗi tuần",
        weekly_bars(
            frame,
            value="value",
            title=view.measure,
            rate=view.metric.is_rate,
            holidays=holidays_of(frame),
        ),
        f"{view.formula}, trên {view.scope_words}; video mới chưa có đủ thời gian tích lượt xem "
        f"nên các tuần cuối thường thấp; {_MARKED}",
        int(frame["n"].sum()),
        findings=(
            *metric_findings(frame, view.metric, view.aggregate),
            *extreme_findings(frame, "value", lambda value: number_words(value, view.metric)),
            *(
                ()
                if view.metric.is_rate
                else (growth_finding(growth(frame, "value"), view.metric.inside, 0),)
            ),
        ),
        table=lambda: _table(reader, frame),
    )


def show_years(reader: Reader) -> Shown:
    """The years over each other, by number of the week."""
    frame = by_year(reader.kept(read_weeks))
    named = frame.assign(series=frame["year"].astype(str), name=frame["week"].astype(str))
    return Shown(
        "Các năm chồng lên nhau: số video theo tuần trong năm",
        lines(
            named,
            x="name",
            y="n",
            series="series",
            xs=[str(week) for week in range(1, 54)],
            x_title="Tuần trong năm",
            y_title="Số video",
        ),
        "số video đăng trong mỗi tuần ISO, trên "
        f"{reader.view.scope_words}; tuần thuộc về năm có thứ Năm của nó, năm dài có tuần 53; Tết "
        "và Trung thu theo âm lịch nên không rơi vào cùng một tuần mỗi năm",
        int(frame["n"].sum()),
        findings=year_findings(frame),
        table=lambda: frame[["year", "week", "week_start", "n"]].rename(
            columns={
                "year": "Năm",
                "week": "Tuần",
                "week_start": "Tuần bắt đầu",
                "n": "Số video",
            }
        ),
    )


def show_actions(reader: Reader) -> Shown:
    """What to do about it."""
    frame, newest = reader.kept(read_weeks), reader.snapshot.newest
    suggestions = week_suggestions(frame, reader.view.metric, newest) if newest else ()
    return show_suggestions(suggestions, int(frame["n"].sum()))


PAGE = Page(
    tab="trends",
    path="/trends/weeks",
    title="Theo tuần",
    icon="graph-up",
    order=1,
    lead="Lượng video và kết quả đi lên hay đi xuống qua từng tuần, và mùa nào làm nên khác biệt.",
    controls=(SCOPE, METRIC, AGGREGATE),
    cards=(
        Card("figures", show_key_figures, "bare"),
        Card("volume", show_volume, wide=True, height=360),
        Card("metric", show_metric, wide=True, height=360),
        Card("years", show_years, wide=True, height=360),
        Card("actions", show_actions, "body", wide=True),
    ),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)


def _span(frame: pd.DataFrame) -> str:
    if frame.empty:
        return "không có video nào khớp"
    silent = int((frame["n"] == 0).sum())
    return f"từ {day(frame['week_start'].iloc[0])}; {whole(silent)} tuần không có video"


def _rule_of_top(reader: Reader) -> tuple[Finding, ...]:
    """Says why the number of videos a week moves so little under the weekly top."""
    if reader.view.choice("scope") == "all":
        return ()
    return (
        Finding(
            "Nhóm đầu tuần có số video do quy tắc định sẵn (20 %, ít nhất 100 mỗi tuần): muốn xem "
            "lượng đăng thật, hãy chọn “Mọi video”.",
            "few",
        ),
    )


def _table(reader: Reader, frame: pd.DataFrame) -> pd.DataFrame:
    columns = {
        "week_start": "Tuần bắt đầu",
        "n": "Số video",
        "value": reader.view.measure,
        "average": f"Trung bình {AVERAGED} tuần",
        "fitted": "Xu hướng",
        "low": "Cận dưới 95 %",
        "high": "Cận trên 95 %",
    }
    return frame.reindex(columns=list(columns)).rename(columns=columns)
