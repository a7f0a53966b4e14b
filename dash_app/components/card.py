"""A card: a title that states the metric, its chart or body, findings, and its buttons."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from dash_app.components.grid import build_slot
from dash_app.components.icons import build_action, build_icon
from dash_app.figures.theme import Figure
from dash_app.findings.finding import Finding
from dash_app.pages import Card, Page, Shown
from dash_app.words import kept_together, whole

_CONFIG = {
    "displayModeBar": False,
    "showSendToCloud": False,
    "displaylogo": False,
    "responsive": True,
    "locale": "vi",
}
_FINDING_ICONS = {"fact": "check-circle", "effect": "graph-up-arrow", "few": "exclamation-triangle"}


def card_id(page: Page, card: Card, part: str) -> str:
    """Returns the id of a part of a card: head, content or findings."""
    return f"{page.key}-{card.key}-{part}"


def build_card(page: Page, card: Card) -> html.Section:
    """Returns an empty card; its page's callback fills it."""
    content = _content(page, card)
    if card.kind == "bare":
        return html.Section(content, className="bare-card", id=f"{page.key}-{card.key}")
    return html.Section(
        [
            html.Header(
                [
                    html.Div(id=card_id(page, card, "head"), className="card-head"),
                    html.Div(_actions(card), className="card-actions"),
                ]
            ),
            content,
            html.Ul(id=card_id(page, card, "findings"), className="findings"),
        ],
        id=f"{page.key}-{card.key}",
        className=f"panel{' panel-wide' if card.wide else ''}",
        **{"data-card": card.key},
    )


def _content(page: Page, card: Card) -> Any:
    name = card_id(page, card, "content")
    if card.kind == "chart":
        return build_chart(name, _blank_figure(), card.height)
    if card.grid:
        return build_slot(card.grid)
    return html.Div(id=name, className="card-content")


def build_chart(name: str, figure: Figure, height: int) -> html.Div:
    """Returns a chart of so many pixels.

    The frame has its height before the chart's script is there: nothing below jumps, and what comes
    late is not taken for being in sight.
    """
    graph = dcc.Graph(id=name, config=_CONFIG, responsive=True, figure=figure)
    return html.Div(graph, className="chart", style={"height": f"{height}px"})


def _blank_figure() -> Figure:
    hidden = {"visible": False}
    return {"data": [], "layout": {"xaxis": hidden, "yaxis": hidden}}


def _actions(card: Card) -> list[html.Button]:
    png = [build_action("png", "image", "Tải ảnh PNG")] if card.kind == "chart" else []
    return [
        *png,
        build_action("csv", "filetype-csv", "Tải số liệu CSV"),
        build_action("expand", "arrows-angle-expand", "Phóng to"),
    ]


def build_head(shown: Shown) -> list[Any]:
    """Returns a card's title with its formula and n on hover or focus."""
    return [
        html.H3(shown.title),
        html.Button(
            [
                build_icon("info-circle"),
                html.Span(
                    [
                        html.Strong("Cách tính: "),
                        shown.formula,
                        html.Br(),
                        html.Strong("Cỡ mẫu: "),
                        f"n = {whole(shown.n)} {shown.unit}",
                    ],
                    className="tip",
                    role="tooltip",
                ),
            ],
            type="button",
            className="info",
            **{"aria-label": f"Cách tính: {shown.formula}. n = {whole(shown.n)} {shown.unit}"},
        ),
    ]


def build_findings(findings: tuple[Finding, ...]) -> list[html.Li]:
    """Returns the sentences under a chart."""
    return [
        html.Li(
            [build_icon(_FINDING_ICONS[each.kind]), html.Span(kept_together(each.text))],
            className=each.kind,
        )
        for each in findings
    ]


def build_failure() -> list[Any]:
    """Returns what stands in a card whose computation failed."""
    return [
        build_icon("exclamation-triangle"),
        html.Span("Không tính được phần này. Hãy thử bỏ bớt bộ lọc hoặc tải lại trang."),
    ]
