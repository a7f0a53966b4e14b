"""Gợi ý quay: rules of the craft as they stand on the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from dash import html

from dash_app.components.icons import build_icon
from dash_app.tabs.studio.filming_places import CRAFT_TEXT
from dash_app.tabs.studio.filming_sentences import CRAFT_NOTE
from llm.offline.filming import Craft

_ICONS: Final = {
    "Góc máy": "camera-video",
    "Cỡ cảnh": "fullscreen-exit",
    "Ánh sáng": "sun",
    "Âm thanh": "music-note-beamed",
    "Tương tác": "chat",
}


def build_craft(craft: Sequence[Craft], folded: bool) -> Any:
    """Returns the rules by aspect.

    Args:
        craft: In the order of their aspects.
        folded: Whether they stand behind the words of a model, which was given them; else they
            are what is copied.
    """
    note = html.P(
        [html.Span("Không phải số liệu", className="craft-mark"), f" {CRAFT_NOTE}"],
        className="filming-note",
    )
    aspects = html.Div(
        [
            _aspect(aspect, list(rules))
            for aspect, rules in groupby(craft, key=lambda each: each.aspect)
        ],
        className="craft",
    )
    if not folded:
        return html.Div([note, aspects], id=CRAFT_TEXT)
    title = "Kinh nghiệm chung của nghề đã đưa cho mô hình"
    return html.Details(
        [html.Summary([build_icon("chevron-down"), title]), note, aspects],
        className="filming-more",
    )


def _aspect(aspect: str, rules: list[Craft]) -> html.Section:
    return html.Section(
        [
            html.H4([build_icon(_ICONS[aspect]), aspect]),
            html.Ul([html.Li(_rule(each)) for each in rules]),
        ]
    )


def _rule(craft: Craft) -> list[Any]:
    if not craft.because:
        return [craft.advice]
    because = ", ".join(f"“{each}”" for each in craft.because)
    return [craft.advice, html.Small(f"vì mô tả có {because}")]
