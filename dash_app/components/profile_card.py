"""Who a creator is: name, marks, what the channel says of itself, and its counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html

from dash_app.components.icons import build_icon


@dataclass(frozen=True)
class Mark:
    """A short property of a channel.

    Attributes:
        text: In Vietnamese.
        icon: Name of its icon.
        tone: Whether it is good to know, something to watch, or neither.
    """

    text: str
    icon: str
    tone: str = ""


@dataclass(frozen=True)
class ProfileCard:
    """A profile; all parts are written out.

    Attributes:
        nickname: Display name.
        account: With @.
        url: On TikTok.
        marks: Short properties.
        bio: What the channel says of itself; empty where there is nothing.
        no_bio: Why not.
        counts: Pairs of label and number.
        facts: Pairs of label and sentence.
        unknown: What is not known, in sentences.
        note: Which creator it is and how to choose another; empty where one was chosen.
        no_videos: Why nothing is shown of its videos; empty where there are some.
    """

    nickname: str
    account: str
    url: str
    marks: Sequence[Mark]
    bio: str
    no_bio: str
    counts: Sequence[tuple[str, str]]
    facts: Sequence[tuple[str, str]]
    unknown: Sequence[str]
    note: str
    no_videos: str


def build_profile(card: ProfileCard) -> html.Div:
    """Returns the profile."""
    return html.Div(
        [
            *([html.P(card.note, className="profile-note")] * bool(card.note)),
            html.Div([_who(card), _numbers(card)], className="profile-parts"),
            *([_unknown(card.unknown)] * bool(card.unknown)),
            *([_no_videos(card.no_videos)] * bool(card.no_videos)),
        ],
        className="profile",
    )


def build_no_profile(title: str, ways: Sequence[str], command: str) -> html.Div:
    """Returns what stands where a creator is not found: why, and what can be done.

    Args:
        title: What is missing.
        ways: What one can do, the easiest first.
        command: What is run in a terminal; empty for none.
    """
    return html.Div(
        [
            build_icon("question-circle"),
            html.Div(
                [
                    html.P(html.Strong(title)),
                    html.Ul([html.Li(way) for way in ways]),
                    *([html.Code(command)] * bool(command)),
                ]
            ),
        ],
        className="profile-missing no-videos",
    )


def _who(card: ProfileCard) -> html.Div:
    initial = next((letter for letter in card.nickname if letter.isalnum()), "?").upper()
    return html.Div(
        [
            html.Div(
                [
                    html.Span(initial, className="profile-badge", **{"aria-hidden": "true"}),
                    html.Div(
                        [
                            html.P(card.nickname, className="profile-name"),
                            html.A(
                                [card.account, build_icon("box-arrow-up-right", "mở trên TikTok")],
                                href=card.url,
                                target="_blank",
                                rel="noopener noreferrer",
                            ),
                        ]
                    ),
                ],
                className="profile-head",
            ),
            html.Ul([_mark(mark) for mark in card.marks], className="profile-marks"),
            html.Blockquote(card.bio or card.no_bio, className="" if card.bio else "none"),
        ],
        className="profile-who",
    )


def _mark(mark: Mark) -> html.Li:
    return html.Li([build_icon(mark.icon), html.Span(mark.text)], className=mark.tone)


def _numbers(card: ProfileCard) -> html.Div:
    return html.Div(
        [
            html.Dl(
                [html.Div([html.Dt(label), html.Dd(value)]) for label, value in card.counts],
                className="profile-counts",
            ),
            html.Dl(
                [html.Div([html.Dt(label), html.Dd(value)]) for label, value in card.facts],
                className="profile-facts",
            ),
        ],
        className="profile-numbers",
    )


def _unknown(sentences: Sequence[str]) -> html.Div:
    return html.Div(
        [
            build_icon("info-circle"),
            html.Span([html.Strong("Chưa biết: "), " ".join(sentences)]),
        ],
        className="profile-unknown",
    )


def _no_videos(words: str) -> html.P:
    """Returns the sentence that stands for the cards of videos; the style sheet hides those."""
    return html.P(
        [build_icon("exclamation-triangle"), html.Span(words)], className="profile-none no-videos"
    )
