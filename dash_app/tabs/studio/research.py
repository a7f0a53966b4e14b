"""Nghiên cứu chủ đề: what our own videos say on a topic, and seven sections about it."""

from __future__ import annotations

from dash import Dash, html

from dash_app.components.page import page_layout
from dash_app.pages import Page
from dash_app.services import Services
from dash_app.tabs.studio.research_export import EXPORTS
from dash_app.tabs.studio.research_form import build_form_panel, build_results
from dash_app.tabs.studio.research_places import PATH
from dash_app.tabs.studio.research_stream import STREAM

PAGE = Page(
    tab="studio",
    path=PATH,
    title="Nghiên cứu chủ đề",
    icon="search",
    order=2,
    lead="Trước khi quay: dữ liệu nói gì về một chủ đề, ai đang làm, cách nào đáng thử.",
    streams=(STREAM,),
    exports=EXPORTS,
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page: the form, then the places that its stream fills."""
    page = page_layout(PAGE, search)
    page.children = [page.children[0], build_form_panel(PAGE), build_results(PAGE)]
    return page


def register(app: Dash, services: Services) -> None:
    """Registers nothing: the page is filled by its stream."""
