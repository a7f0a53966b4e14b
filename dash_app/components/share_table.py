"""Shares of a few creators side by side: what is shared of, in groups, against who shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from dash_app.words import percent


@dataclass(frozen=True)
class ShareRow:
    """One thing.

    Attributes:
        group: The heading that it stands under with its neighbours.
        name: In Vietnamese.
        shares: One a column, 0 to 1; None where it is not known.
        hovers: What is said of each.
    """

    group: str
    name: str
    shares: Sequence[float | None]
    hovers: Sequence[str]


def build_share_table(label: str, columns: Mapping[str, str], rows: Sequence[ShareRow]) -> html.Div:
    """Returns the table; a cell is darker for a larger share.

    Args:
        label: What the table is, for a screen reader.
        columns: Names with their colours, from left to right.
        rows: Those of a group beside each other.
    """
    body: list[Any] = []
    group = ""
    for row in rows:
        if row.group != group:
            group = row.group
            heading = html.Th(group, colSpan=len(columns) + 1, scope="colgroup")
            body.append(html.Tr(heading, className="duel-group"))
        cells = zip(row.shares, row.hovers, strict=True)
        body.append(html.Tr([html.Th(row.name, scope="row"), *(_cell(*each) for each in cells)]))
    head = [
        html.Th(html.Span(name), scope="col", style={"--own": colour})
        for name, colour in columns.items()
    ]
    return html.Div(
        html.Table([html.Thead(html.Tr([html.Td(), *head])), html.Tbody(body)], className="mix"),
        className="facts mix-frame",
        role="region",
        tabIndex=0,
        **{"aria-label": label},
    )


def _cell(share: float | None, hover: str) -> html.Td:
    if share is None:
        return html.Td("", title=hover)
    return html.Td(percent(share, 0), title=hover, style={"--share": f"{100 * share:.0f}%"})
