"""Chọn KOL: from what a brand asks for to a shortlist that it can defend."""

from __future__ import annotations

from dash import Dash, html

from dash_app.components.page import page_layout, register_page
from dash_app.documents.kol_pptx import write_pptx
from dash_app.documents.kol_xlsx import write_xlsx
from dash_app.links import KOL_PAGE
from dash_app.pages import Card, Document, Page
from dash_app.services import Services
from dash_app.tabs.creators.kol_actions import show_actions
from dash_app.tabs.creators.kol_brief_card import show_brief
from dash_app.tabs.creators.kol_controls import CONTROLS
from dash_app.tabs.creators.kol_quote import show_quote
from dash_app.tabs.creators.kol_ranking_cards import show_ranking, show_scores
from dash_app.tabs.creators.kol_shortlist import show_shortlist
from dash_app.tabs.creators.kol_shortlist_report import kol_report

PAGE = Page(
    tab="creators",
    path=KOL_PAGE,
    title="Chọn KOL",
    icon="bookmark-star",
    order=6,
    lead="Nêu đề bài, xem ai hợp nhất và vì sao, rồi xuất danh sách cho khách hàng.",
    controls=CONTROLS,
    cards=(
        Card("brief", show_brief, "body", wide=True),
        Card("ranking", show_ranking, "body", wide=True),
        Card("scores", show_scores, wide=True, height=620),
        Card("shortlist", show_shortlist, "body", wide=True),
        Card("quote", show_quote, "body", wide=True),
        Card("actions", show_actions, "body", wide=True),
    ),
    has_filters=False,
    documents=(
        Document(
            "kol.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            lambda reader: write_xlsx(kol_report(reader)),
        ),
        Document(
            "kol.pptx",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            lambda reader: write_pptx(kol_report(reader)),
        ),
    ),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)
