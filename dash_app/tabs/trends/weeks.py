"""Theo tuần: how much is posted each week, and how a metric moves."""

from __future__ import annotations

import pandas as pd
from dash import Dash, html

from dash_app.components.page import page_layout, register_page
from dash_app.figures.columns import columns_by_week
from dash_app.figures.lines import lines
from dash_app.findings.weeks import metric_findings, volume_findings
from dash_app.pages import Card, Page, Reader, Shown
from dash_app.queries import weeks
from dash_app.services import Services
from dash_app.view import AGGREGATE, METRIC


def show_volume(reader: Reader) -> Shown:
    """The number of videos a week."""
    frame = _weeks(reader)
    return Shown(
        "Mỗi tuần có bao nhiêu video?",
        columns_by_week(frame, x="week_start", y="n", title="Số video"),
        "số video đăng trong tuần ISO, giờ Việt Nam; tuần không có video là 0",
        int(frame["n"].sum()),
        findings=volume_findings(frame),
        table=_table(reader, frame),
    )


def show_metric(reader: Reader) -> Shown:
    """The metric a week."""
    frame, view = _weeks(reader), reader.view
    name = f"{view.metric.label} ({view.aggregate.label.lower()})"
    return Shown(
        f"{name} mỗi tuần",
        lines(
            frame.assign(series=name),
            x="week_start",
            y="value",
            series="series",
            count="n",
            y_title=name,
            rate=view.metric.is_rate,
        ),
        f"{view.aggregate.label.lower()} của {view.metric.formula}; video mới chưa có đủ thời gian "
        "tích lượt xem nên các tuần cuối thường thấp",
        int(frame["n"].sum()),
        findings=metric_findings(frame, view.metric, view.aggregate),
        table=_table(reader, frame),
    )


PAGE = Page(
    tab="trends",
    path="/trends/weeks",
    title="Theo tuần",
    icon="graph-up",
    order=1,
    lead="Lượng video và kết quả đi lên hay đi xuống qua từng tuần.",
    controls=(METRIC, AGGREGATE),
    cards=(
        Card("volume", show_volume, wide=True),
        Card("metric", show_metric, wide=True),
    ),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)


def _weeks(reader: Reader) -> pd.DataFrame:
    """Returns one row a week from the first to the last, also where nothing was posted."""
    view = reader.view
    frame = reader.frame(weeks.metric_by_week, metric=view.metric.key, aggregate=view.aggregate.key)
    if frame.empty:
        return frame
    all_weeks = pd.date_range(frame["week_start"].min(), frame["week_start"].max(), freq="7D")
    full = frame.set_index("week_start").reindex(all_weeks).rename_axis("week_start").reset_index()
    return full.assign(n=full["n"].fillna(0).astype("int64"))


def _table(reader: Reader, frame: pd.DataFrame) -> pd.DataFrame:
    name = f"{reader.view.metric.label} ({reader.view.aggregate.label.lower()})"
    return frame.rename(columns={"week_start": "Tuần bắt đầu", "n": "Số video", "value": name})
