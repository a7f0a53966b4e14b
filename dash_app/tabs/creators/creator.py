"""Một TikToker: one creator from profile to advice, measured by its tier and by itself."""

from __future__ import annotations

from dash import Dash, html

from dash_app.components.chosen_creator import ACCOUNT, chosen, own_videos, texts
from dash_app.components.page import page_layout, register_page
from dash_app.components.video_grid import download, video_grid
from dash_app.pages import Card, Page, Reader, Shown
from dash_app.queries import creator as queries
from dash_app.services import Services
from dash_app.tabs.creators.creator_actions import show_actions
from dash_app.tabs.creators.creator_content import show_content, show_hashtags, show_music
from dash_app.tabs.creators.creator_extremes import show_best, show_worst
from dash_app.tabs.creators.creator_growth import show_growth
from dash_app.tabs.creators.creator_level import show_durations, show_gauges
from dash_app.tabs.creators.creator_months import show_months
from dash_app.tabs.creators.creator_profile import show_key_figures, show_profile
from dash_app.tabs.creators.creator_rhythm import show_calendar, show_history, show_hours
from dash_app.view import METRIC


def show_table(reader: Reader) -> Shown:
    """All its videos, read from the server page by page."""
    found = reader.kept(chosen)
    return Shown(
        f"{found.name}: mọi video, xếp theo {reader.view.metric.inside}",
        None,
        "số liệu ở lần thu thập mới nhất; bấm tên cột để sắp xếp; tệp CSV có tối đa 50.000 video",
        len(own_videos(reader)),
        table=lambda: download(reader, queries.top_videos, texts),
    )


PAGE = Page(
    tab="creators",
    path="/creators/creator",
    title="Một TikToker",
    icon="person-video",
    order=4,
    lead="Kênh này là ai, đăng ra sao, hơn kém kênh cùng cỡ ở đâu, video nào vượt mức thường.",
    controls=(ACCOUNT, METRIC),
    cards=(
        Card("profile", show_profile, "body", wide=True),
        Card("figures", show_key_figures, "bare"),
        Card("gauges", show_gauges, height=470),
        Card("duration", show_durations, height=470),
        Card("months", show_months, wide=True, height=300),
        Card("history", show_history, wide=True, height=300),
        Card("calendar", show_calendar, height=270),
        Card("hours", show_hours, height=270),
        Card("best", show_best, "body", wide=True),
        Card("worst", show_worst, "body", wide=True),
        Card("hashtags", show_hashtags, height=380),
        Card("music", show_music, height=380),
        Card("content", show_content, "body", wide=True),
        Card("growth", show_growth, "body", wide=True),
        Card(
            "table",
            show_table,
            "grid",
            wide=True,
            grid=video_grid(
                "creators-creator-grid",
                rows_query=queries.video_rows,
                count_query=queries.video_count,
                texts=texts,
            ),
        ),
        Card("actions", show_actions, "body", wide=True),
    ),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)
