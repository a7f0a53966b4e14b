"""A page from its description: its layout, and the one callback that fills all of its cards."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, Final

import orjson
from dash import Dash, Input, Output, State, html
from dash.exceptions import PreventUpdate

from dash_app.cache import LOG
from dash_app.components.card import build_card, build_failure, build_findings, build_head, card_id
from dash_app.components.controls import build_controls
from dash_app.components.grid import register_grid
from dash_app.components.json_form import encode
from dash_app.figures.theme import empty_figure
from dash_app.findings.finding import Finding
from dash_app.pages import Card, Page, Reader, Shown, open_reader
from dash_app.services import Services
from dash_app.view import View, read_view

_FAILED: Final = "Không tính được biểu đồ này"
_CARDS_AT_A_TIME: Final = 2
_BETWEEN: Final = b"\0"  # JSON never holds it


def page_layout(page: Page, search: str | None = None) -> html.Div:
    """Returns the layout of a page with its controls set as in a URL and its cards empty."""
    return html.Div(
        [
            html.Div(
                [html.H1(page.title), html.P(page.lead, className="lead-line")],
                className="page-head",
            ),
            *(
                [build_controls(page.controls, read_view(page.controls, search))]
                * bool(page.controls)
            ),
            html.Div([build_card(page, card) for card in page.cards], className="panels"),
        ],
        className="page",
        id=f"page-{page.key}",
    )


def register_page(app: Dash, page: Page, services: Services) -> None:
    """Registers the callback that fills a page's cards when its URL changes."""

    @app.callback(
        [
            Output(card_id(page, card, part), prop)
            for card in page.cards
            for part, prop in _parts(card)
        ],
        Input("url", "search"),
        State("url", "pathname"),
    )
    def update_page(search: str | None, pathname: str | None) -> Any:
        if pathname != page.path:
            raise PreventUpdate
        parts = page_parts(page, services, read_view(page.controls, search))
        # Dash writes them into its answer as they are, neither read nor written once more.
        return [orjson.Fragment(part) for part in parts.split(_BETWEEN)]

    for card in page.cards:
        if card.grid:
            register_grid(app, card.grid, page, services)


def page_parts(page: Page, services: Services, view: View) -> bytes:
    """Returns the outputs of a page's callback, kept by version, page and view.

    Each is JSON; `_BETWEEN` stands between them.
    """
    reader = open_reader(services.store.snapshot(), view)
    # Ages are counted to today, so a result does not outlive its day.
    day, url = reader.today.isoformat(), reader.view.to_url()
    stamp = page.stamp(reader.snapshot) if page.stamp else ""
    key = "\n".join((services.code, reader.snapshot.name, page.path, day, url, stamp))
    try:
        return services.cache.get(key, lambda: _compute(page, reader))
    except _Incomplete as incomplete:
        return incomplete.parts


class _Incomplete(Exception):
    """A card failed: what the others show is answered, but not kept."""

    def __init__(self, parts: bytes) -> None:
        super().__init__()
        self.parts = parts


def _compute(page: Page, reader: Reader) -> bytes:
    # Two cards at a time: small queries keep one core busy each, and wait outside of Python's lock.
    with ThreadPoolExecutor(_CARDS_AT_A_TIME) as pool:
        tasks = [
            pool.submit(copy_context().run, _encoded_card, page, each, reader)
            for each in page.cards
        ]
        cards = [task.result() for task in tasks]
    encoded = _BETWEEN.join(part for parts, _ in cards for part in parts)
    if any(failed for _, failed in cards):
        raise _Incomplete(encoded)
    return encoded


def _encoded_card(page: Page, card: Card, reader: Reader) -> tuple[list[bytes], bool]:
    """Returns the parts of a card as JSON, and whether it failed."""
    shown = show_card(page, card, reader)
    try:
        return _encoded(card, shown), shown.title == _FAILED
    except TypeError:
        return _encoded(card, _failed_card(page, card, reader)), True


def _encoded(card: Card, shown: Shown) -> list[bytes]:
    values = {
        "head": build_head(shown),
        "content": shown.content,
        "findings": build_findings(shown.findings),
    }
    return [encode(values[part]) for part, _ in _parts(card)]


def show_card(page: Page, card: Card, reader: Reader) -> Shown:
    """Computes a card; one that fails says so and leaves the others standing."""
    try:
        return card.show(reader)
    except Exception:
        return _failed_card(page, card, reader)


def _failed_card(page: Page, card: Card, reader: Reader) -> Shown:
    """Writes the error that is being handled to the log; returns what stands in the card."""
    logging.getLogger(LOG).exception(
        "card failed", extra={"page": page.path, "card": card.key, "view": reader.view.to_url()}
    )
    content = (
        empty_figure(_FAILED)
        if card.kind == "chart"
        else html.Div(build_failure(), className="failure")
    )
    return Shown(_FAILED, content, "—", 0, findings=(Finding("Lỗi đã được ghi lại.", "few"),))


def _parts(card: Card) -> tuple[tuple[str, str], ...]:
    """Returns which parts of a card a callback fills, with the property of each."""
    content = ("content", "figure" if card.kind == "chart" else "children")
    if card.kind == "bare":
        return (content,)
    own = () if card.kind == "grid" else (content,)
    return (("head", "children"), *own, ("findings", "children"))
