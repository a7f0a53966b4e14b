"""A row of key figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html

from dash_app.components.icons import build_icon


@dataclass(frozen=True)
class KeyFigure:
    """One number of a row.

    Attributes:
        label: What it is.
        value: The number, written out.
        note: What one must know to read it.
        url: Of what it belongs to.
    """

    label: str
    value: str
    note: str = ""
    url: str = ""


def build_key_figures(figures: Sequence[KeyFigure]) -> html.Dl:
    """Returns the row."""
    return html.Dl([_build(figure) for figure in figures], className="key-figures")


def _build(figure: KeyFigure) -> html.Div:
    note = (
        html.A(
            [html.Span(figure.note), build_icon("box-arrow-up-right", "mở trên TikTok")],
            href=figure.url,
            target="_blank",
            rel="noopener noreferrer",
        )
        if figure.url
        else figure.note
    )
    return html.Div(
        [
            html.Dt(figure.label),
            html.Dd(figure.value, className="value"),
            html.Dd(note, className="note", title=figure.note),
        ],
        className="key-figure",
    )
