"""Nhóm theo người theo dõi: what goes with a channel's size, and what does not."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from dash import Dash, html

from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.components.page import page_layout, register_page
from dash_app.findings.tier_test import tier_inside
from dash_app.pages import Card, Page, Reader, Shown
from dash_app.services import Services
from dash_app.tabs.creators.tier_actions import show_actions
from dash_app.tabs.creators.tier_difference import show_difference
from dash_app.tabs.creators.tier_lines import line_card
from dash_app.tabs.creators.tier_spread import show_bars, show_boxes
from dash_app.tabs.creators.tier_table import show_comparison
from dash_app.tabs.creators.tier_values import CONTROLS, PERCENTILES, tier_values
from dash_app.words import MISSING, TIERS, whole


def show_key_figures(reader: Reader) -> Shown:
    """The thresholds of this version, and how many creators each tier has in view."""
    frame = reader.kept(tier_values).frame
    unknown = int(frame["tier"].isna().sum())
    figures = [
        *_thresholds(reader.snapshot.manifest.tier_thresholds),
        *(_size(name, frame[frame["tier"] == code]) for code, name in TIERS.items()),
        KeyFigure("Chưa rõ nhóm", whole(unknown), "TikToker không biết số người theo dõi"),
    ]
    return Shown(
        "Ba nhóm người theo dõi",
        build_key_figures(figures),
        "ngưỡng ở bách phân vị 33 và 66 của người theo dõi, trên mọi TikToker trong dữ liệu",
        len(frame),
        "TikToker",
        table=pd.DataFrame(
            {
                "Con số": [each.label for each in figures],
                "Giá trị": [each.value for each in figures],
                "Ghi chú": [each.note for each in figures],
            }
        ),
    )


def _thresholds(thresholds: Sequence[float]) -> list[KeyFigure]:
    if len(thresholds) < len(PERCENTILES):
        note = "chưa biết người theo dõi của TikToker nào"
        return [KeyFigure("Ngưỡng chia nhóm", MISSING, note)]
    return [
        KeyFigure(
            f"Vào {tier_inside(code)} từ",
            whole(followers),
            f"người theo dõi (bách phân vị {percentile})",
        )
        for code, followers, percentile in zip(
            list(TIERS)[1:], thresholds, PERCENTILES, strict=True
        )
    ]


def _size(name: str, rows: pd.DataFrame) -> KeyFigure:
    return KeyFigure(
        name,
        whole(len(rows)),
        f"TikToker; {whole((rows['videos'] > 0).sum())} có video trong góc nhìn",
    )


PAGE = Page(
    tab="creators",
    path="/creators/tiers",
    title="Nhóm theo người theo dõi",
    icon="bar-chart",
    order=2,
    lead="Kênh lớn khác kênh nhỏ ở đâu, khác bao nhiêu, và điều gì không theo cỡ kênh.",
    controls=CONTROLS,
    cards=(
        Card("figures", show_key_figures, "bare"),
        Card("comparison", show_comparison, "body", wide=True),
        Card("boxes", show_boxes, height=380),
        Card("bars", show_bars, height=380),
        Card("difference", show_difference, "body", wide=True),
        *(Card(f"line-{code}", line_card(code), height=300) for code in TIERS),
        Card("actions", show_actions, "body", wide=True),
    ),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)
