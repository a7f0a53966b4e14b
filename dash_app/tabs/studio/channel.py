"""Tối ưu kênh: what one creator, or the whole niche, could do better, each with its evidence."""

from __future__ import annotations

from dash import Dash, html

from dash_app.components.chosen_creator import ACCOUNT
from dash_app.components.page import page_layout, register_page
from dash_app.pages import Card, Page
from dash_app.services import Services
from dash_app.tabs.studio.channel_cards import (
    show_advice,
    show_effects,
    show_key_figures,
    show_looked,
)
from dash_app.tabs.studio.channel_plan import show_plan
from dash_app.tabs.studio.channel_report import DOCUMENTS
from dash_app.tabs.studio.channel_stream import STREAM, build_plan_panel
from dash_app.view import METRIC

PAGE = Page(
    tab="studio",
    path="/studio/channel",
    title="Tối ưu kênh",
    icon="graph-up-arrow",
    order=5,
    lead="Nên đổi gì ở nhịp đăng, giờ, thời lượng, hashtag, nội dung: lời nào cũng có bằng chứng.",
    controls=(ACCOUNT, METRIC),
    cards=(
        Card("figures", show_key_figures, "bare"),
        Card("advice", show_advice, "body", wide=True),
        Card("effects", show_effects, wide=True, height=500),
        Card("plan", show_plan, "body", wide=True),
        Card("looked", show_looked, "body", wide=True),
    ),
    documents=DOCUMENTS,
    streams=(STREAM,),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page, with the plan in words at its end."""
    page = page_layout(PAGE, search)
    page.children = [*page.children, html.Div(build_plan_panel(PAGE), className="panels")]
    return page


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)
