"""Danh sách TikToker: all creators with their medians, sortable by any of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
from dash import Dash, html

from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.components.page import page_layout, register_page
from dash_app.pages import Card, Grid, GridColumn, Page, Reader, Shown
from dash_app.queries import creators
from dash_app.services import Services
from dash_app.words import MISSING, TIERS, day, decimal, percent, whole

_MOST_DOWNLOADED: Final = 50_000


def show_key_figures(reader: Reader) -> Shown:
    """How many creators, and their usual size."""
    row = reader.frame(creators.creator_summary).iloc[0]
    figures = [
        KeyFigure("TikToker", whole(row["n"]), f"{whole(row['known'])} có số người theo dõi"),
        KeyFigure("Người theo dõi trung vị", whole(row["followers"]), "của một TikToker"),
        KeyFigure(
            "Lượt xem trung vị mỗi video", whole(row["median_plays"]), "trung vị qua các TikToker"
        ),
        KeyFigure("Tỷ lệ tương tác", percent(row["median_rate"], 2), "trung vị qua các TikToker"),
        KeyFigure("Video mỗi tuần", decimal(row["videos_per_week"]), "trung vị qua các TikToker"),
    ]
    return Shown(
        "Các con số chính",
        build_key_figures(figures),
        "trung vị qua các TikToker khớp với bộ lọc",
        int(row["n"]),
        "TikToker",
    )


def show_table(reader: Reader) -> Shown:
    """All creators, read from the server page by page."""
    row = reader.frame(creators.creator_summary).iloc[0]
    return Shown(
        "Mọi TikToker trong dữ liệu",
        None,
        "trên mọi video đã thu thập của từng người; trung vị không tính video ghim. Ở bảng này chỉ "
        "bộ lọc TikToker và nhóm người theo dõi có tác dụng",
        int(row["n"]),
        "TikToker",
        table=lambda: _rows_frame(reader, "followers", True, 0, _MOST_DOWNLOADED).rename(
            columns={column.field: column.title for column in _COLUMNS}
        ),
    )


def _rows_frame(
    reader: Reader, order: str, descending: bool, offset: int, limit: int
) -> pd.DataFrame:
    frame = reader.frame(
        creators.creator_rows,
        order=order,
        descending=int(descending),
        offset=offset,
        limit=limit,
    )
    return frame.assign(url="https://www.tiktok.com/@" + frame["creator"])


def _rows(
    reader: Reader, order: str, descending: bool, offset: int, limit: int
) -> Sequence[Mapping[str, Any]]:
    rows = _rows_frame(reader, order, descending, offset, limit).to_dict("records")
    return [{str(name): value for name, value in row.items()} for row in rows]


def _known(value: Any, words: str) -> str:
    return MISSING if pd.isna(value) else words


_COLUMNS: Final = (
    GridColumn("url", "Xem", width=64, link=True, sortable=False),
    GridColumn("creator", "TikToker", width=170, creator=True),
    GridColumn("nickname", "Tên hiển thị", lambda v: _known(v, str(v)), 180, flex=1),
    GridColumn("tier", "Nhóm", lambda v: TIERS.get(v, MISSING), 120, sortable=False),
    GridColumn("followers", "Người theo dõi", whole, 150, number=True),
    GridColumn("videos_collected", "Video đã thu thập", whole, 160, number=True),
    GridColumn("median_plays", "Lượt xem trung vị", whole, 160, number=True),
    GridColumn(
        "median_engagement_rate", "Tương tác trung vị", lambda v: percent(v, 2), 165, number=True
    ),
    GridColumn("videos_per_week", "Video mỗi tuần", decimal, 145, number=True),
    GridColumn("last_posted_date", "Đăng lần cuối", lambda v: _known(v, day(v)), 135),
)

PAGE = Page(
    tab="creators",
    path="/creators/list",
    title="Danh sách TikToker",
    icon="people",
    order=7,
    lead="Ai có trong dữ liệu, lớn cỡ nào, thường được xem bao nhiêu.",
    cards=(
        Card("figures", show_key_figures, "bare"),
        Card(
            "table",
            show_table,
            "grid",
            wide=True,
            grid=Grid(
                "creators-list-grid",
                _COLUMNS,
                _rows,
                lambda reader: int(reader.frame(creators.creator_summary).iloc[0]["n"]),
                lambda _: "followers",
            ),
        ),
    ),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)
