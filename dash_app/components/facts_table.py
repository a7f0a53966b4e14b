"""A plain table of facts that scrolls inside its card where it is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html


@dataclass(frozen=True)
class FactColumn:
    """One column.

    Attributes:
        title: In Vietnamese.
        number: Whether it stands at the right.
        wide: Whether it holds sentences and takes the spare width.
    """

    title: str
    number: bool = False
    wide: bool = False


def build_facts_table(
    name: str, columns: Sequence[FactColumn], rows: Sequence[Sequence[Any]], tall: bool = False
) -> html.Div:
    """Returns the table; the first cell of a row names the row.

    Args:
        name: What the table is, for a screen reader.
        columns: From left to right.
        rows: Texts or components, written out; one a column.
        tall: Whether it may be long: then it also scrolls up and down.
    """
    head = html.Tr(
        [html.Th(column.title, scope="col", className=_class(column)) for column in columns]
    )
    body = [
        html.Tr(
            [
                html.Th(cell, scope="row") if not place else html.Td(cell, className=_class(column))
                for place, (column, cell) in enumerate(zip(columns, row, strict=True))
            ]
        )
        for row in rows
    ]
    return html.Div(
        html.Table([html.Thead(head), html.Tbody(body)]),
        className="facts facts-tall" if tall else "facts",
        role="region",
        tabIndex=0,
        **{"aria-label": name},
    )


def _class(column: FactColumn) -> str | None:
    return "number" if column.number else ("wide" if column.wide else None)
