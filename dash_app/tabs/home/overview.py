"""The home page: key figures, freshness, the strongest findings, where to go next."""

from __future__ import annotations

from dash import Dash, html

from dash_app.components.page import page_layout, register_page
from dash_app.pages import Page
from dash_app.services import Services

PAGE = Page(
    tab="",
    path="/",
    title="Hôm nay có gì",
    icon="house",
    order=0,
    lead="Bức tranh chung của dữ liệu và những phát hiện mạnh nhất lúc này.",
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    if PAGE.cards:
        register_page(app, PAGE, services)
