"""Creators side by side: who each is, in the colour that it has on all charts of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html

from dash_app.components.icons import build_icon


@dataclass(frozen=True)
class ContenderCard:
    """One creator; all parts are written out.

    Attributes:
        colour: Its own.
        nickname: Display name.
        account: With @.
        marks: Short properties: tier, verified, shop.
        warnings: What one must know before booking.
        counts: Pairs of label and number.
        note: What the numbers rest on.
        page: Address of its own page here.
        url: On TikTok.
    """

    colour: str
    nickname: str
    account: str
    marks: Sequence[str]
    warnings: Sequence[str]
    counts: Sequence[tuple[str, str]]
    note: str
    page: str
    url: str


def build_contenders(cards: Sequence[ContenderCard], notes: Sequence[str], drawn: int) -> html.Div:
    """Returns the cards beside each other, under what one must know about the choice.

    Args:
        cards: From left to right.
        notes: Sentences.
        drawn: So many of them are drawn: the height of the charts follows from it.
    """
    return html.Div(
        [
            *([html.Ul([_note(note) for note in notes], className="choice-notes")] * bool(notes)),
            html.Ol([_build(card) for card in cards], className="contenders"),
        ],
        className=f"drawn-{drawn}",
    )


def _note(note: str) -> html.Li:
    return html.Li([build_icon("info-circle"), html.Span(note)])


def _build(card: ContenderCard) -> html.Li:
    return html.Li(
        [
            html.Div(
                [html.Strong(card.nickname), html.Span(card.account)], className="contender-name"
            ),
            html.Ul(
                [
                    *(html.Li(mark) for mark in card.marks),
                    *(html.Li(warning, className="warning") for warning in card.warnings),
                ],
                className="contender-marks",
            ),
            html.Dl([html.Div([html.Dt(label), html.Dd(value)]) for label, value in card.counts]),
            html.P(card.note),
            html.Footer(
                [
                    html.A(
                        ["Trang riêng", build_icon("arrow-right")],
                        href=card.page,
                        **{"data-nav": card.page, "aria-label": f"Trang riêng của {card.account}"},
                    ),
                    html.A(
                        ["TikTok", build_icon("box-arrow-up-right")],
                        href=card.url,
                        target="_blank",
                        rel="noopener noreferrer",
                        **{"aria-label": f"Mở {card.account} trên TikTok"},
                    ),
                ]
            ),
        ],
        style={"--own": card.colour},
    )
