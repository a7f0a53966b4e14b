"""A shortlist of videos as cards: what was said and done, how far it went; nothing is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from dash_app.components.icons import build_icon


@dataclass(frozen=True)
class VideoCard:
    """One video; all parts are written out.

    Attributes:
        score: How far it went, the largest text.
        measure: What the score is measured by.
        second: The other measure, a sentence.
        hook: The first sentence that is said; empty where there is none.
        no_hook: Why there is none.
        caption: Without its hashtags.
        hashtags: Each with its #.
        creator: Account name.
        facts: Plays, length and day, from left to right.
        marks: What one must know before copying it.
        url: On TikTok.
    """

    score: str
    measure: str
    second: str
    hook: str
    no_hook: str
    caption: str
    hashtags: tuple[str, ...]
    creator: str
    facts: tuple[str, ...]
    marks: tuple[str, ...]
    url: str


def build_video_cards(cards: Sequence[VideoCard]) -> html.Ol:
    """Returns the cards, the best first."""
    return html.Ol([_build(card) for card in cards], className="video-cards")


def _build(card: VideoCard) -> html.Li:
    parts: list[Any] = [
        html.Div(
            [html.Strong(card.score), html.Span(card.measure), html.Em(card.second)],
            className="video-score",
        ),
        html.Blockquote(f"“{card.hook}”")
        if card.hook
        else html.Blockquote(card.no_hook, className="none"),
    ]
    if card.caption:
        parts.append(html.P(card.caption))
    if card.hashtags:
        parts.append(html.P(" ".join(card.hashtags), className="video-tags"))
    parts += [html.P(mark, className="video-mark") for mark in card.marks]
    parts.append(
        html.Footer(
            [
                html.Span(f"@{card.creator} · {' · '.join(card.facts)}"),
                html.A(
                    ["Xem trên TikTok", build_icon("box-arrow-up-right")],
                    href=card.url,
                    target="_blank",
                    rel="noopener noreferrer",
                    **{"aria-label": f"Xem video của @{card.creator} trên TikTok"},
                ),
            ]
        )
    )
    return html.Li(parts)
