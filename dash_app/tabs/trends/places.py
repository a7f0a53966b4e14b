"""Địa lý: where videos are made, how they do there, what is eaten where."""

from __future__ import annotations

from dash import Dash, html

from dash_app.components.page import page_layout, register_page
from dash_app.components.suggestions import show_suggestions
from dash_app.findings.place_dishes import clear_pairs
from dash_app.findings.place_suggestions import place_suggestions
from dash_app.pages import Card, Page, Reader, Shown
from dash_app.services import Services
from dash_app.tabs.trends.place_values import (
    TOP,
    UNITS,
    place_link,
    read_coverage,
    read_effects,
    read_places,
)
from dash_app.tabs.trends.places_cities import show_chances, show_shares
from dash_app.tabs.trends.places_dishes import read_dishes, show_dishes
from dash_app.tabs.trends.places_districts import show_districts
from dash_app.tabs.trends.places_map import PAINTED, show_map
from dash_app.tabs.trends.places_ranking import show_key_figures, show_places
from dash_app.tabs.trends.places_regions import show_region_places, show_regions
from dash_app.view import AGGREGATE, METRIC, SCOPE


def show_actions(reader: Reader) -> Shown:
    """What to do about it."""
    view = reader.view
    videos, placed = read_coverage(reader)
    suggestions = place_suggestions(
        read_places(reader),
        read_effects(reader),
        clear_pairs(reader.kept(read_dishes).pairs),
        videos=videos,
        metric=view.metric,
        aggregate=view.aggregate,
        link=lambda path, place: place_link(view, path, [place]),
    )
    return show_suggestions(suggestions, placed)


PAGE = Page(
    tab="trends",
    path="/trends/places",
    title="Địa lý",
    icon="geo-alt",
    order=3,
    lead="Video quay ở đâu, nơi nào đạt kết quả tốt hơn, và mỗi nơi đang gắn với món gì.",
    controls=(SCOPE, METRIC, AGGREGATE, UNITS, PAINTED, TOP),
    cards=(
        Card("figures", show_key_figures, "bare"),
        Card("map", show_map, height=620),
        Card("provinces", show_places, height=620),
        Card("cities", show_shares, height=330),
        Card("chances", show_chances, height=260),
        Card("regions", show_regions, height=340),
        Card("region-places", show_region_places, "body"),
        Card("districts", show_districts, wide=True, height=560),
        Card("dishes", show_dishes, wide=True, height=620),
        Card("actions", show_actions, "body", wide=True),
    ),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)
