"""What to do about what a page shows, at its end."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from dash import html

from dash_app.components.icons import build_icon
from dash_app.findings.suggestion import Suggestion
from dash_app.pages import Shown
from dash_app.words import kept_together

_NOTHING = "Chưa đủ dữ liệu để gợi ý điều gì. Hãy nới bộ lọc."


def show_suggestions(suggestions: Sequence[Suggestion], n: int, unit: str = "video") -> Shown:
    """Returns the card "Gợi ý hành động".

    Args:
        suggestions: The most useful first.
        n: What `unit` counts behind them.
        unit: In Vietnamese.
    """
    return Shown(
        "Gợi ý hành động",
        build_suggestions(suggestions),
        "rút từ chính các con số trên trang này; nói điều đi cùng nhau, không nói nguyên nhân",
        n,
        unit,
        table=pd.DataFrame(
            [{"Gợi ý": each.action, "Vì sao": each.reason} for each in suggestions],
            columns=["Gợi ý", "Vì sao"],
        ),
    )


def build_suggestions(suggestions: Sequence[Suggestion]) -> html.Ol | html.P:
    """Returns the list; one that is not sure says that it is to be looked into."""
    if not suggestions:
        return html.P(_NOTHING, className="muted")
    return html.Ol([_build(each) for each in suggestions], className="suggestions")


def _build(suggestion: Suggestion) -> html.Li:
    icon = "check-circle" if suggestion.sure else "exclamation-triangle"
    link = [
        html.A(
            [suggestion.link_words, build_icon("arrow-right")],
            href=suggestion.link,
            **{"data-nav": suggestion.link},
        )
    ] * bool(suggestion.link)
    topic = [html.Span(suggestion.topic, className="topic")] * bool(suggestion.topic)
    unsure = [html.Span("Cần xem thêm", className="unsure")] * (not suggestion.sure)
    return html.Li(
        [
            build_icon(icon),
            html.Div(
                [
                    *topic,
                    html.P([html.Strong(suggestion.action), *unsure]),
                    html.P(kept_together(suggestion.reason)),
                    *link,
                ]
            ),
        ],
        className="sure" if suggestion.sure else "few",
    )
