"""Which model answers on a page: a choice where there are several, else a line that says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from dash_app.components.stream_form import build_choice_field
from dash_app.pages import Page


def build_model_place(page: Page, without: str) -> html.Div:
    """Returns the place for the choice; it is that of a page without a model until it is filled.

    Args:
        page: Part of its id.
        without: What is done without a model, a sentence.
    """
    return html.Div(
        html.P(without, className="model-line"),
        id=_id(page),
        className="model-place",
        **{"data-models": ""},
    )


def fill_model_place(layout: Any, page: Page, models: Sequence[str]) -> None:
    """Puts the models into the place for them, where a page's layout has one and there are any."""
    if not models:
        return
    try:
        place = layout[_id(page)]
    except KeyError:
        return
    setattr(place, "data-models", " ".join(models))
    place.children = (
        build_choice_field(page, "model", "Mô hình", [(name, name) for name in models])
        if len(models) > 1
        else html.P(f"Viết với mô hình {models[0]}.", className="model-line")
    )


def _id(page: Page) -> str:
    return f"{page.key}-models"
