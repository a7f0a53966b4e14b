"""Nội dung: how results go with content labels, length, hashtags and the pace of speech."""

from __future__ import annotations

from typing import Any

from dash import Dash, Input, Output, State, html
from dash.exceptions import PreventUpdate

from dash_app.components.controls import state_id
from dash_app.components.page import page_layout, register_page
from dash_app.errors import NoData
from dash_app.filters import Filters
from dash_app.pages import Card, Page
from dash_app.queries import content
from dash_app.services import Services
from dash_app.store import Store
from dash_app.tabs.videos.content_labels import (
    FIELD,
    LABELS,
    RADAR_LABELS,
    show_coverage,
    show_effects,
    show_labels,
    show_radar,
)
from dash_app.tabs.videos.content_spread import (
    show_durations,
    show_hashtags,
    show_pace,
    show_speech,
    show_spread,
)
from dash_app.view import AGGREGATE, METRIC
from dash_app.words import whole

PAGE = Page(
    tab="videos",
    path="/videos/content",
    title="Nội dung",
    icon="grid-3x3",
    order=4,
    lead="Thể loại, cách mở đầu, độ dài và tốc độ nói nào đi cùng kết quả tốt hơn.",
    controls=(METRIC, AGGREGATE, FIELD, LABELS),
    cards=(
        Card("coverage", show_coverage, "bare"),
        Card("labels", show_labels, height=420),
        Card("radar", show_radar, height=420),
        Card("effects", show_effects, wide=True),
        Card("duration", show_durations),
        Card("spread", show_spread),
        Card("hashtags", show_hashtags),
        Card("speech", show_speech),
        Card("pace", show_pace, wide=True),
    ),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)

    @app.callback(
        Output(state_id(LABELS.name), "options"),
        Output(state_id(LABELS.name), "placeholder"),
        Input(state_id(FIELD.name), "value"),
        State("url", "pathname"),
    )
    def update_labels(field: str | None, pathname: str | None) -> tuple[list[Any], str]:
        if pathname != PAGE.path:
            raise PreventUpdate
        return label_options(services.store, field)


def label_options(store: Store, field: str | None) -> tuple[list[dict[str, str]], str]:
    """Returns the labels of a field that the data have, most used first, and what none means."""
    try:
        snapshot = store.snapshot()
    except NoData as error:
        raise PreventUpdate from error
    asked = {"field": field or FIELD.default}
    frame = snapshot.frame(content.label_options, Filters(), asked)
    options = [
        {"value": label, "label": f"{label} · {whole(n)}", "search": label}
        for label, n in zip(frame["label"], frame["n"], strict=True)
    ]
    if not options:
        return [], "Chưa có nhãn nào"
    return options, f"{RADAR_LABELS} nhãn nhiều video nhất"
