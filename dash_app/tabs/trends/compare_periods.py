"""So sánh hai giai đoạn: two ranges of days week by week, video by video, and in content."""

from __future__ import annotations

from dash import Dash, html

from dash_app.components.page import page_layout, register_page
from dash_app.components.suggestions import show_suggestions
from dash_app.findings.period_suggestions import period_suggestions
from dash_app.links import page
from dash_app.pages import Card, Page, Reader, Shown
from dash_app.services import Services
from dash_app.tabs.trends.period_content import read_content, show_content
from dash_app.tabs.trends.period_facts import show_facts
from dash_app.tabs.trends.period_ranges import show_ranges
from dash_app.tabs.trends.period_rows import read_effects, read_totals
from dash_app.tabs.trends.period_values import show_values
from dash_app.tabs.trends.period_weeks import show_metric, show_volume, volume_test
from dash_app.tabs.trends.two_ranges import CONTROLS, chosen_pair


def show_actions(reader: Reader) -> Shown:
    """What to do about it."""
    pair, rows = chosen_pair(reader), read_totals(reader)
    n = sum(int(row["n"]) for row in rows.values())
    if pair is None or 2 not in rows:
        return show_suggestions((), n)
    later = rows[2]
    suggestions = period_suggestions(
        volume_test(reader),
        read_effects(reader),
        read_content(reader),
        later["young"] / later["n"],
        pair.known.last,
        metric=reader.view.metric,
        counts=reader.view.choice("scope") == "all",
        link=lambda kind, name: page(
            "/videos/performance",
            **{kind: name},
            start=pair.second.first.isoformat(),
            end=pair.second.last.isoformat(),
        ),
    )
    return show_suggestions(suggestions, n)


PAGE = Page(
    tab="trends",
    path="/trends/periods",
    title="So sánh hai giai đoạn",
    icon="bar-chart-line",
    order=2,
    lead="Hai khoảng thời gian khác nhau thật đến đâu: số video, kết quả và nội dung.",
    controls=CONTROLS,
    cards=(
        Card("ranges", show_ranges, "body", wide=True),
        Card("volume", show_volume, height=440),
        Card("metric", show_metric, height=440),
        Card("facts", show_facts, "body"),
        Card("values", show_values, height=380),
        Card("content", show_content, wide=True, height=620),
        Card("actions", show_actions, "body", wide=True),
    ),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)
