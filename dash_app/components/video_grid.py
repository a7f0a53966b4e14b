"""The table of videos, the same on every page that lists them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from dash_app.pages import Grid, GridColumn, Reader
from dash_app.queries import videos
from dash_app.store import Query
from dash_app.words import MISSING, day, decimal, percent, whole

_MOST_DOWNLOADED = 50_000


def _optional(write: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda value: MISSING if pd.isna(value) else write(value)


def _columns() -> tuple[GridColumn, ...]:
    return (
        GridColumn("url", "Xem", width=64, link=True, sortable=False),
        GridColumn("creator", "TikToker", width=150, creator=True),
        GridColumn("caption", "Mô tả", width=220, flex=1, sortable=False),
        GridColumn("posted_date", "Ngày đăng", _optional(day), 112),
        GridColumn("posted_hour", "Giờ", lambda hour: f"{hour}h", 76, number=True),
        GridColumn("duration_s", "Giây", _optional(whole), 84, number=True),
        *(
            GridColumn(name, title, whole, 116, number=True)
            for name, title in (
                ("plays", "Lượt xem"),
                ("likes", "Thích"),
                ("comments", "Bình luận"),
                ("shares", "Chia sẻ"),
                ("saves", "Lưu"),
            )
        ),
        GridColumn("engagement_rate", "Tương tác", _optional(lambda v: percent(v, 2)), 110, True),
        GridColumn(
            "outlier_ratio", "So với kênh", _optional(lambda v: f"{decimal(v)} lần"), 118, True
        ),
        GridColumn("hashtag_count", "Số hashtag", whole, 112, number=True),
    )


Texts = Callable[[Reader], Mapping[str, str]]
"""What is bound to a query's `argument(…)` in a view."""


def _no_texts(_: Reader) -> Mapping[str, str]:
    return {}


def video_grid(
    key: str,
    *,
    rows_query: Query = videos.video_rows,
    count_query: Query = videos.video_count,
    texts: Texts = _no_texts,
) -> Grid:
    """Returns the table of a page's videos, ordered by the page's metric.

    Args:
        key: Of the grid.
        rows_query: What reads some rows: `videos.video_rows`, or the same of fewer videos.
        count_query: What counts them.
        texts: The arguments of both.
    """

    def rows(
        reader: Reader, order: str, descending: bool, offset: int, limit: int
    ) -> Sequence[Mapping[str, Any]]:
        frame = reader.frame(
            rows_query,
            texts(reader),
            order=order,
            descending=int(descending),
            offset=offset,
            limit=limit,
        )
        return [{str(key): value for key, value in row.items()} for row in frame.to_dict("records")]

    def order(reader: Reader) -> str:
        shown = {column.field for column in _columns()}
        return reader.view.metric.key if reader.view.metric.key in shown else "plays"

    return Grid(
        key,
        _columns(),
        rows,
        lambda reader: int(reader.frame(count_query, texts(reader)).iloc[0]["n"]),
        order,
    )


def download(
    reader: Reader, query: Query = videos.top_videos, texts: Texts = _no_texts
) -> pd.DataFrame:
    """Returns the page's videos with Vietnamese column names, the best by its metric first.

    Args:
        reader: Of the view.
        query: What reads them: `videos.top_videos`, or the same of fewer videos.
        texts: Its arguments.
    """
    frame = reader.frame(query, texts(reader), metric=reader.view.metric.key, most=_MOST_DOWNLOADED)
    names = {column.field: column.title for column in _columns()} | {
        "video_id": "Mã video",
        "url": "Liên kết",
    }
    return frame.rename(columns=names)
