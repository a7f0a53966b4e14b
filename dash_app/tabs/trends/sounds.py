"""Âm nhạc & định dạng: which sounds rise and are used, how long and of what form posts are."""

from __future__ import annotations

from dash import Dash, html

from dash_app.components.page import page_layout, register_page
from dash_app.components.suggestions import show_suggestions
from dash_app.findings.sound_suggestions import sound_suggestions
from dash_app.pages import Card, Page, Reader, Shown
from dash_app.services import Services
from dash_app.tabs.trends.form_mixes import (
    show_durations,
    show_formats,
    show_lengths,
    show_origins,
)
from dash_app.tabs.trends.form_periods import read_periods
from dash_app.tabs.trends.form_values import (
    NAMES,
    read_effects,
    show_effects,
    show_format_values,
    show_origin_values,
)
from dash_app.tabs.trends.sound_choice import CONTROLS, sound_link
from dash_app.tabs.trends.sound_detail import show_sound, show_sound_videos, show_sound_weeks
from dash_app.tabs.trends.sounds_rising import read_rising, show_rising
from dash_app.tabs.trends.sounds_used import show_key_figures, show_used


def show_actions(reader: Reader) -> Shown:
    """What to do about it."""
    frame = read_periods(reader)
    suggestions = sound_suggestions(
        reader.kept(read_rising),
        read_effects(reader),
        NAMES,
        metric=reader.view.metric,
        link=lambda key: sound_link(reader.view, key),
    )
    return show_suggestions(suggestions, int(frame["n"].sum()) if len(frame) else 0)


PAGE = Page(
    tab="trends",
    path="/trends/sounds",
    title="Âm nhạc & định dạng",
    icon="music-note-beamed",
    order=6,
    lead="Âm thanh nào đang lên, video đang dài hay ngắn, và dạng bài nào đang được dùng.",
    controls=CONTROLS,
    cards=(
        Card("figures", show_key_figures, "bare"),
        Card("rising", show_rising, "body", wide=True),
        Card("used", show_used, "body", wide=True),
        Card("sound", show_sound, "body", wide=True),
        Card("sound-weeks", show_sound_weeks, height=340),
        Card("sound-videos", show_sound_videos, "body"),
        Card("origins", show_origins, height=340),
        Card("origin-values", show_origin_values, height=340),
        Card("durations", show_durations, height=340),
        Card("lengths", show_lengths, height=340),
        Card("formats", show_formats, wide=True, height=340),
        Card("format-values", show_format_values, height=340),
        Card("effects", show_effects, height=340),
        Card("actions", show_actions, "body", wide=True),
    ),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)
