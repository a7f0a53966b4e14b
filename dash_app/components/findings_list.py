"""The strongest findings as a list that leads to where each one comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html

from dash_app.components.icons import build_icon
from dash_app.findings.finding import Finding


@dataclass(frozen=True)
class Headline:
    """A finding and where it can be looked at.

    Attributes:
        finding: What was found.
        path: Of the page.
        page: Its title.
        icon: Its icon.
    """

    finding: Finding
    path: str
    page: str
    icon: str


def strongest(headlines: Sequence[Headline], most: int) -> list[Headline]:
    """Returns the strongest findings, at most two of one page: they should not all say the same.

    Effects come before facts; equal ones keep their order.
    """
    chosen: list[Headline] = []
    for each in sorted(headlines, key=lambda headline: -headline.finding.strength):
        if each.finding.kind == "few" or len(chosen) == most:
            continue
        if sum(other.path == each.path for other in chosen) < 2:
            chosen.append(each)
    return chosen


def build_headlines(headlines: Sequence[Headline]) -> html.Ol:
    """Returns the list."""
    return html.Ol([_build(each) for each in headlines], className="headlines")


def _build(headline: Headline) -> html.Li:
    return html.Li(
        [
            build_icon(headline.icon),
            html.Div(
                [
                    html.P(headline.finding.text),
                    html.A(
                        [f"Xem ở {headline.page}", build_icon("arrow-right")],
                        href=headline.path.partition("?")[0],
                        **{"data-nav": headline.path},
                    ),
                ]
            ),
        ]
    )
