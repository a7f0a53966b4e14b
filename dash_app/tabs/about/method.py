"""Phương pháp: every formula, its source, and what one must know to read the numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pandas as pd
from dash import Dash, dcc, html

from dash_app.components.facts_table import FactColumn, build_facts_table
from dash_app.components.icons import build_icon
from dash_app.components.page import page_layout, register_page
from dash_app.formulas import CAVEATS, FormulaGroup, formula_groups
from dash_app.pages import Card, Page, Reader, Shown
from dash_app.services import Services
from dash_app.statistics import MIN_SAMPLE

_COLUMNS: Final = (
    FactColumn("Tên"),
    FactColumn("Cách tính", wide=True),
    FactColumn("Nguồn"),
    FactColumn("Lưu ý"),
)


def show_contents(reader: Reader) -> Shown:
    """A search field, and a link to each group of formulas."""
    groups = _groups(reader)
    body = html.Nav(
        [
            html.Div(
                [
                    html.Label([build_icon("search"), "Tìm công thức"], htmlFor="formula-search"),
                    dcc.Input(
                        id="formula-search",
                        type="search",
                        placeholder="trung vị, hashtag, tuần…",
                    ),
                    html.Span(id="formula-found", role="status"),
                ],
                className="formula-search",
            ),
            html.Ul(
                [
                    html.Li(html.A(title, href=f"#{PAGE.key}-{key}"))
                    for key, title in (
                        ("caveats", "Điều cần nhớ"),
                        *((group.key, group.title) for group in groups),
                    )
                ]
            ),
        ],
        className="formula-contents",
        **{"aria-label": "Mục lục công thức"},
    )
    return Shown("Mục lục", body, "", sum(len(group.formulas) for group in groups), "công thức")


def show_caveats(_: Reader) -> Shown:
    """What holds for every page."""
    sentences = (
        *CAVEATS,
        f"Dưới {MIN_SAMPLE} video, trang nói “chưa đủ dữ liệu” thay vì kết luận.",
    )
    return Shown(
        "Điều cần nhớ khi đọc mọi con số",
        html.Ul([html.Li(sentence) for sentence in sentences], className="caveats"),
        "giới hạn của dữ liệu và của cách so sánh",
        len(sentences),
        "điều",
        table=pd.DataFrame({"Điều cần nhớ": sentences}),
    )


def _show_group(number: int) -> Callable[[Reader], Shown]:
    def show(reader: Reader) -> Shown:
        group = _groups(reader)[number]
        rows = [(each.name, each.formula, each.source, each.note) for each in group.formulas]
        return Shown(
            group.title,
            build_facts_table(group.title, _COLUMNS, rows),
            "định nghĩa mà các trang dùng, với ngưỡng của phiên bản dữ liệu đang mở",
            len(rows),
            "công thức",
            table=pd.DataFrame(rows, columns=[column.title for column in _COLUMNS]),
        )

    return show


PAGE = Page(
    tab="about",
    path="/about/method",
    title="Phương pháp",
    icon="question-circle",
    order=2,
    lead="Mỗi con số tính thế nào, định nghĩa từ đâu ra, và khi nào chưa nên tin.",
    cards=(
        Card("contents", show_contents, "bare"),
        Card("caveats", show_caveats, "body", wide=True),
        *(
            Card(group.key, _show_group(number), "body", wide=True)
            for number, group in enumerate(formula_groups(()))
        ),
    ),
    has_filters=False,
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)


def _groups(reader: Reader) -> tuple[FormulaGroup, ...]:
    return formula_groups(reader.snapshot.manifest.tier_thresholds)
