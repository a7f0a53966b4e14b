"""Tối ưu kênh: four weeks made of the recommendations by rules."""

from __future__ import annotations

from typing import Final

import pandas as pd
from dash import html

from dash_app.components.icons import build_icon
from dash_app.findings.channel_plan import Week
from dash_app.findings.finding import Finding
from dash_app.pages import Reader, Shown
from dash_app.tabs.studio.channel_reading import plan, whose
from dash_app.tabs.studio.channel_words import PLAN_RULE, inside
from dash_app.words import kept_together

TITLES: Final = ("Tuần", "Số video", "Khi nào", "Nội dung", "Hashtag", "Thử một điều", "Đo")
_FILES: Final = (
    ("toi-uu-kenh.docx", "download", "Tải cả trang (DOCX)"),
    ("toi-uu-kenh.md", "download", "Tải cả trang (Markdown)"),
)


def show_plan(reader: Reader) -> Shown:
    """The weeks beside each other."""
    about = whose(reader)
    weeks = plan(reader)
    return Shown(
        f"Kế hoạch 4 tuần cho {about.name}",
        html.Div(
            [html.Ol([_build(each) for each in weeks], className="plan-weeks"), _files(reader)]
        )
        if weeks
        else html.P(f"{about.nothing}.", className="muted"),
        inside(PLAN_RULE),
        about.n,
        findings=(
            Finding(
                "Không dùng mô hình: kế hoạch này xếp bằng quy tắc, mỗi lần đổi một điều để còn "
                "biết điều gì làm nên khác biệt."
            ),
        )
        if weeks
        else (),
        table=pd.DataFrame([written(each) for each in weeks], columns=list(TITLES)),
    )


def written(week: Week) -> tuple[str, ...]:
    """Returns the parts of a week in the order of `TITLES`."""
    return (
        week.name,
        week.videos,
        week.when,
        week.content,
        week.hashtags,
        week.trial,
        week.measure,
    )


def _files(reader: Reader) -> html.Div:
    """Returns the links of the page as a file."""
    query = reader.view.to_url()
    return html.Div(
        [
            html.A(
                [build_icon(icon), html.Span(text)],
                href=f"/download/studio/channel/{name}?{query}",
                download=name,
                className="action bordered",
            )
            for name, icon, text in _FILES
        ],
        className="plan-files",
    )


def _build(week: Week) -> html.Li:
    name, *parts = written(week)
    lines = [
        html.Div([html.Dt(title), html.Dd(kept_together(part))])
        for title, part in zip(TITLES[1:], parts, strict=True)
    ]
    number, _, days = name.partition(": ")
    return html.Li([html.H4([number, html.Small(days)]), html.Dl(lines)])
