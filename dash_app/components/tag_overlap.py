"""What a few creators tag: shared tags, and those of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html


@dataclass(frozen=True)
class TagUser:
    """One creator's use of tags.

    Attributes:
        name: With @.
        colour: Its own.
        tags: Tags that none of the others uses, with how often, both written out.
        none: What is said where there is none.
    """

    name: str
    colour: str
    tags: Sequence[tuple[str, str]]
    none: str


def build_tag_overlap(
    shared: Sequence[tuple[str, Sequence[str], str]], users: Sequence[TagUser], none: str
) -> html.Div:
    """Returns the shared tags with who uses them, then the own tags of each.

    Args:
        shared: Tag, colours of those who use it, and how often, written out.
        users: From left to right.
        none: What is said where no tag is shared.
    """
    return html.Div(
        [
            html.H4("Dùng chung"),
            html.Ul([_shared(*each) for each in shared], className="tags")
            if shared
            else html.P(none, className="muted"),
            html.H4("Riêng từng người"),
            html.Ol([_user(each) for each in users], className="tag-users"),
        ],
        className="tag-overlap",
    )


def _shared(tag: str, colours: Sequence[str], used: str) -> html.Li:
    part = 100 / len(colours)
    stripes = ", ".join(
        f"{colour} {part * place:.0f}% {part * (place + 1):.0f}%"
        for place, colour in enumerate(colours)
    )
    dot = html.I(style={"background": f"linear-gradient(90deg, {stripes})"})
    return html.Li([dot, tag], title=used)


def _user(user: TagUser) -> html.Li:
    return html.Li(
        [
            html.Strong(user.name),
            html.Ul([html.Li(f"{tag} · {used}") for tag, used in user.tags], className="tags")
            if user.tags
            else html.P(user.none, className="muted"),
        ],
        style={"--own": user.colour},
    )
