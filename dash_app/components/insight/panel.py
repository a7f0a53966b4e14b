"""Where a comment stands in its card; `assets/js/insight.js` shows, hides and clears it."""

from __future__ import annotations

from typing import Any

from dash import html

from dash_app.components.card import card_id
from dash_app.components.icons import build_action, build_icon
from dash_app.components.insight.comment import SUFFIX
from dash_app.components.stream_form import build_stream_state, stream_name
from dash_app.pages import Card, Page


def add_comments(layout: Any, page: Page) -> None:
    """Puts a place for a comment below the findings of each chart of a page's layout."""
    for card in page.cards:
        if card.kind == "chart":
            try:
                section = layout[f"{page.key}-{card.key}"]
            except KeyError:  # a page may leave a card out
                continue
            section.children.append(_build_place(page, card))


def _build_place(page: Page, card: Card) -> html.Div:
    return html.Div(
        [
            _ask_button(page, card, "stars", "Nhận xét của AI", className="action insight-ask"),
            html.Div(
                [
                    html.P(
                        [build_icon("stars"), "Nhận xét của AI"],
                        className="insight-title",
                    ),
                    html.P(
                        id=card_id(page, card, "comment"),
                        className="insight-text stream-text",
                        **{"aria-live": "polite"},
                    ),
                    html.P(id=card_id(page, card, "comment-note"), className="insight-note"),
                    html.Div(
                        [
                            _ask_button(
                                page, card, "arrow-repeat", "Viết lại", **{"data-send-fresh": "1"}
                            ),
                            build_action(
                                "hide-comment",
                                "hand-thumbs-down",
                                "Không hữu ích: ẩn nhận xét này",
                                "Không hữu ích",
                            ),
                        ],
                        className="insight-actions",
                    ),
                ],
                className="insight-comment",
            ),
            build_stream_state(),
            html.P(
                [
                    "Bạn đã ẩn nhận xét của AI cho góc nhìn này.",
                    build_action("show-comment", "eye", "Hiện lại nhận xét", "Hiện lại"),
                ],
                className="insight-hidden",
            ),
        ],
        className="insight",
        **{"data-fields": "", "data-insight": card.key},
    )


def _ask_button(
    page: Page, card: Card, icon: str, text: str, className: str = "action", **data: str
) -> html.Button:
    return html.Button(
        [build_icon(icon), html.Span(text)],
        type="button",
        className=className,
        **{"data-stream": stream_name(page, f"{card.key}{SUFFIX}"), **data},
    )
