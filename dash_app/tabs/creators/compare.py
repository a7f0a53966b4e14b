"""So sánh: two to five creators side by side, each against its own tier and against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dash import Dash, html

from dash_app.components.page import page_layout, register_page
from dash_app.components.video_grid import download, video_grid
from dash_app.pages import Card, Grid, Page, Reader, Shown
from dash_app.services import Services
from dash_app.tabs.creators.compare_actions import show_actions
from dash_app.tabs.creators.compare_best import show_best, show_worst
from dash_app.tabs.creators.compare_choice import ACCOUNTS, comparison
from dash_app.tabs.creators.compare_content import show_formats, show_mix, show_tags
from dash_app.tabs.creators.compare_places import show_engagement, show_radar
from dash_app.tabs.creators.compare_plays import show_duels, show_months, show_spread
from dash_app.tabs.creators.compare_rhythm import show_durations, show_slots, show_weeks
from dash_app.tabs.creators.compare_table import show_table
from dash_app.tabs.creators.compare_who import show_who
from dash_app.view import METRIC


def show_videos(reader: Reader) -> Shown:
    """All their videos, read from the server page by page."""
    found = comparison(reader)
    return Shown(
        f"Mọi video của {'những người' if len(found.contenders) != 1 else 'người'} này, xếp theo "
        f"{reader.view.metric.inside}",
        None,
        "số liệu ở lần thu thập mới nhất; bấm tên cột để sắp xếp; tệp CSV có tối đa 50.000 video",
        found.videos,
        table=lambda: download(found.reader),
    )


def _grid() -> Grid:
    """Returns the table of videos, narrowed to those that are compared."""
    every = video_grid("creators-compare-grid")

    def rows(
        reader: Reader, order: str, descending: bool, offset: int, limit: int
    ) -> Sequence[Mapping[str, Any]]:
        return every.rows(comparison(reader).reader, order, descending, offset, limit)

    return replace(every, rows=rows, count=lambda reader: every.count(comparison(reader).reader))


PAGE = Page(
    tab="creators",
    path="/creators/compare",
    title="So sánh",
    icon="circle-half",
    order=5,
    lead="Hai đến năm TikToker cạnh nhau: ai hơn ai ở đâu, hơn thật hay chỉ là may rủi, mỗi người "
    "đứng đâu trong nhóm cùng cỡ.",
    controls=(ACCOUNTS, METRIC),
    cards=(
        Card("who", show_who, "bare"),
        Card("table", show_table, "body", wide=True),
        Card("radar", show_radar, height=470),
        Card("engagement", show_engagement, height=470),
        Card("spread", show_spread, height=360),
        Card("duels", show_duels, height=360),
        Card("months", show_months, height=460),
        Card("weeks", show_weeks, height=460),
        Card("slots", show_slots, height=560),
        Card("tags", show_tags, "body"),
        Card("mix", show_mix, "body"),
        Card("durations", show_durations, height=340),
        Card("formats", show_formats, height=340),
        Card("best", show_best, "body", wide=True),
        Card("worst", show_worst, "body", wide=True),
        Card("videos", show_videos, "grid", wide=True, grid=_grid()),
        Card("actions", show_actions, "body", wide=True),
    ),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)
