"""Món ăn theo danh mục: dish groups, and one of them from near."""

from __future__ import annotations

from dash import Dash, html

from dash_app.components.page import page_layout, register_page
from dash_app.components.suggestions import show_suggestions
from dash_app.findings.dish_suggestions import dish_suggestions
from dash_app.links import DISHES_PAGE
from dash_app.pages import Card, Page, Reader, Shown
from dash_app.services import Services
from dash_app.tabs.trends.dish_group import (
    show_over_time,
    show_together,
    show_variant_table,
    show_variants,
)
from dash_app.tabs.trends.dish_groups import (
    show_effects,
    show_groups,
    show_key_figures,
    show_medians,
)
from dash_app.tabs.trends.dish_values import (
    EVERY,
    GROUP,
    TOP,
    chosen_group,
    read_coverage,
    read_effects,
    read_groups,
    read_together,
    read_variants,
)
from dash_app.view import AGGREGATE, METRIC, SCOPE


def show_actions(reader: Reader) -> Shown:
    """What to do about it."""
    row = read_coverage(reader)
    return show_suggestions(
        dish_suggestions(
            read_effects(reader),
            read_together(reader),
            read_variants(reader),
            chosen_group(reader),
            reader.view.metric,
            int(row["creators"]),
            read_groups(reader),
        ),
        int(row["named"]),
    )


PAGE = Page(
    tab="trends",
    path=DISHES_PAGE,
    title="Món ăn theo danh mục",
    icon="egg-fried",
    order=4,
    lead="Nhóm món nào được quay nhiều, nhóm nào đi cùng kết quả tốt, và một nhóm nhìn từ gần.",
    controls=(GROUP, SCOPE, METRIC, AGGREGATE, TOP, EVERY),
    cards=(
        Card("figures", show_key_figures, "bare"),
        Card("groups", show_groups, wide=True, height=520),
        Card("medians", show_medians, height=560),
        Card("effects", show_effects, height=560),
        Card("over-time", show_over_time, wide=True, height=360),
        Card("variants", show_variants, height=420),
        Card("variant-table", show_variant_table, "body"),
        Card("together", show_together, wide=True, height=520),
        Card("actions", show_actions, "body", wide=True),
    ),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)
