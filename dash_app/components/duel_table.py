"""Creators as columns, measures as lines; each number with its place in the creator's own tier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from dash import html

_MARKS = {"ahead": "dẫn đầu", "level": "ngang nhau"}


@dataclass(frozen=True)
class DuelColumn:
    """One creator.

    Attributes:
        name: With @.
        colour: Its own.
        note: What its numbers rest on.
    """

    name: str
    colour: str
    note: str


@dataclass(frozen=True)
class DuelCell:
    """One number.

    Attributes:
        value: Written out.
        place: Percentile in its own tier, 0 to 100; None where it is not known.
        place_words: That percentile in words.
        mark: Whether it is ahead of all, cannot be told from the best, or neither.
        hover: How precisely it is known.
        few: Whether it rests on too little to be compared.
    """

    value: str
    place: float | None
    place_words: str
    mark: Literal["", "ahead", "level"]
    hover: str
    few: bool


@dataclass(frozen=True)
class DuelRow:
    """One measure.

    Attributes:
        group: The heading that it stands under with its neighbours.
        label: In Vietnamese.
        formula: How it is made, for hover.
        cells: One a column.
    """

    group: str
    label: str
    formula: str
    cells: Sequence[DuelCell]


def build_duel(name: str, columns: Sequence[DuelColumn], rows: Sequence[DuelRow]) -> html.Div:
    """Returns the table; it scrolls sideways in its card, and the first column stays.

    Args:
        name: What the table is, for a screen reader.
        columns: From left to right.
        rows: Those of a group beside each other.
    """
    body: list[Any] = []
    group = ""
    for row in rows:
        if row.group != group:
            group = row.group
            body.append(
                html.Tr(
                    html.Th(group, colSpan=len(columns) + 1, scope="colgroup"),
                    className="duel-group",
                )
            )
        body.append(_row(row))
    head = html.Tr([html.Th("Chỉ số", scope="col"), *(_head(column) for column in columns)])
    return html.Div(
        html.Table([html.Thead(head), html.Tbody(body)], className="duel"),
        className="facts duel-frame",
        role="region",
        tabIndex=0,
        **{"aria-label": name},
    )


def _head(column: DuelColumn) -> html.Th:
    return html.Th(
        [html.Span(column.name, className="duel-name"), html.Small(column.note)],
        scope="col",
        style={"--own": column.colour},
    )


def _row(row: DuelRow) -> html.Tr:
    return html.Tr(
        [html.Th(row.label, scope="row", title=row.formula), *(_cell(each) for each in row.cells)]
    )


def _cell(cell: DuelCell) -> html.Td:
    parts: list[Any] = [cell.value]
    if cell.mark:
        parts.append(html.Em(_MARKS[cell.mark]))
    if cell.place is not None:
        parts.append(html.Small(cell.place_words, style={"--place": f"{cell.place:.0f}%"}))
    properties: dict[str, Any] = {}
    if classes := " ".join([cell.mark] * bool(cell.mark) + ["few"] * cell.few):
        properties["className"] = classes
    if cell.hover:
        properties["title"] = cell.hover
    return html.Td(parts if len(parts) > 1 else cell.value, **properties)
