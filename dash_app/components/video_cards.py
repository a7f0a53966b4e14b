"""A shortlist of videos as cards: what was said and done, how far it went; nothing is loaded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
from dash import html

from dash_app.components.icons import build_icon
from dash_app.words import day, seconds, short

_MOST_SPOKEN: Final = 220
_MOST_WRITTEN: Final = 200
_HASHTAG: Final = re.compile(r"#\S+")


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


def video_card(
    row: Mapping[str, Any], *, score: str, measure: str, second: str, marks: tuple[str, ...] = ()
) -> VideoCard:
    """Returns the card of a video.

    Args:
        row: Columns creator, caption, hashtags, hook, transcribed, plays, is_photo, duration_s,
            posted_date and url.
        score: See `VideoCard`, like the rest.
        measure: Of the score.
        second: The other measure.
        marks: What one must know.
    """
    return VideoCard(
        score=score,
        measure=measure,
        second=second,
        hook=_cut(row["hook"], _MOST_SPOKEN) if pd.notna(row["hook"]) else "",
        no_hook="không có lời thoại" if row["transcribed"] else "chưa có bản ghi lời thoại",
        caption=written(row["caption"], _MOST_WRITTEN),
        hashtags=tuple(f"#{tag}" for tag in row["hashtags"]),
        creator=row["creator"],
        facts=(
            f"{short(row['plays'])} lượt xem",
            "bài ảnh" if row["is_photo"] else seconds(row["duration_s"]),
            day(row["posted_date"]),
        ),
        marks=marks,
        url=row["url"],
    )


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
        parts.append(html.P(card.caption, className="video-caption"))
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


def written(caption: str, most: int) -> str:
    """Returns a caption on one line without its hashtags, shortened to so many characters."""
    return _cut(" ".join(_HASHTAG.sub(" ", caption).split()), most)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"
