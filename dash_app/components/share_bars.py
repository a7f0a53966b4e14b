"""Small groups of shares as bars in the page's own text: readable at any width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html


@dataclass(frozen=True)
class Shares:
    """One group.

    Attributes:
        title: What is shared out.
        base: What the shares are of.
        rows: Name, share (0 to 1) and what is written behind the bar; the largest first.
    """

    title: str
    base: str
    rows: tuple[tuple[str, float, str], ...]


def build_shares(groups: Sequence[Shares]) -> html.Div:
    """Returns the groups side by side, as many as there is room for."""
    return html.Div([_build(group) for group in groups], className="shares")


def _build(group: Shares) -> html.Section:
    return html.Section(
        [
            html.H4([group.title, html.Span(group.base)]),
            html.Ul(
                [
                    html.Li(
                        [name, html.B(words)],
                        # The bar is drawn behind the words by the style sheet.
                        style={"--share": f"{100 * min(share, 1):.0f}%"},
                    )
                    for name, share, words in group.rows
                ]
            ),
        ]
    )
