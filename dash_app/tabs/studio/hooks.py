"""Câu mở đầu: how the videos that went furthest begin, in their own words."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
from dash import Dash, html

from dash_app.components.page import page_layout, register_page
from dash_app.components.video_cards import VideoCard, build_video_cards
from dash_app.pages import Card, Page, Reader, Shown
from dash_app.queries import hooks
from dash_app.services import Services
from dash_app.view import Control
from dash_app.words import day, decimal, seconds, short, whole

_MOST_SPOKEN: Final = 220
_SHOW: Final = Control(
    "hooks", "Số câu mở đầu", (("12", "12 câu"), ("24", "24 câu"), ("48", "48 câu")), "12"
)


def show_hooks(reader: Reader) -> Shown:
    """The first sentences of the videos that went furthest beyond their creator's usual plays."""
    frame = reader.frame(hooks.best_hooks, most=int(reader.view.choice(_SHOW.name)))
    n = int(reader.frame(hooks.spoken_count).iloc[0]["n"])
    content = (
        html.P(
            "Không video nào khớp với bộ lọc mà có bản ghi lời thoại. Đưa lời thoại vào bằng tệp "
            "{mã video}.json rồi chạy lại: python -m etl run --input THƯ_MỤC",
            className="muted",
        )
        if frame.empty
        else build_video_cards([_card(row) for row in frame.to_dict("records")])
    )
    return Shown(
        f"Video vượt mức quen nhất mở đầu thế nào? ({whole(len(frame))} trong {whole(n)} video có "
        "lời thoại)",
        content,
        "xếp theo lượt xem / trung vị lượt xem các video khác của cùng TikToker, không tính video "
        "ghim; câu mở đầu là câu đầu của lời thoại. Một câu hay không phải nguyên nhân duy nhất",
        n,
        "video có lời thoại",
        table=frame[["hook", "creator", "plays", "outlier_ratio", "posted_date", "url"]].rename(
            columns={
                "hook": "Câu mở đầu",
                "creator": "TikToker",
                "plays": "Lượt xem",
                "outlier_ratio": "So với kênh (lần)",
                "posted_date": "Ngày đăng",
                "url": "Liên kết",
            }
        ),
    )


def _card(row: dict[Any, Any]) -> VideoCard:
    hook = str(row["hook"])
    duration = row["duration_s"]
    return VideoCard(
        score=f"{decimal(row['outlier_ratio'])} lần",
        measure="mức thường của kênh",
        second="",
        hook=hook if len(hook) <= _MOST_SPOKEN else hook[:_MOST_SPOKEN].rsplit(" ", 1)[0] + "…",
        no_hook="",
        caption="",
        hashtags=(),
        creator=row["creator"],
        facts=(
            f"{short(row['plays'])} lượt xem",
            "bài ảnh" if pd.isna(duration) else seconds(duration),
            day(row["posted_date"]),
        ),
        marks=("có dấu hiệu quảng cáo",) if row["has_ad_signs"] else (),
        url=row["url"],
    )


PAGE = Page(
    tab="studio",
    path="/studio/hooks",
    title="Câu mở đầu",
    icon="chat",
    order=6,
    lead="Học từ câu đầu tiên của những video vượt xa mức quen của chính kênh mình.",
    controls=(_SHOW,),
    cards=(Card("hooks", show_hooks, "body", wide=True),),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)
