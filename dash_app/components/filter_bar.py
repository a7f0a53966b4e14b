"""The filters above every page, and the chips that say what is active."""

from __future__ import annotations

from typing import Any

import dash_bootstrap_components as dbc
from dash import dcc, html

from dash_app.components.controls import DROPDOWN_LABELS, dom_id, state_id
from dash_app.components.icons import build_action, build_icon
from dash_app.durations import DURATION_BINS
from dash_app.filters import LISTS, PERIODS, Filters
from dash_app.words import REGIONS, TIERS, day

DATES = "filter-dates"
LABELS = {
    "creator": "TikToker",
    "hashtag": "Hashtag",
    "category": "Thể loại",
    "tier": "Nhóm người theo dõi",
    "duration": "Thời lượng",
    "region": "Miền",
    "province": "Tỉnh thành",
    "dish": "Nhóm món",
}
_FIXED = {
    "tier": tuple(TIERS.items()),
    "region": tuple(REGIONS.items()),
    "duration": tuple((each.key, each.label) for each in DURATION_BINS),
}


def build_filter_bar() -> html.Section:
    """Returns the filter bar; its values come from the URL."""
    return html.Section(
        [
            html.Div(
                [
                    build_action("toggle-filters", "funnel", "Mở hoặc đóng bộ lọc", "Bộ lọc"),
                    html.Div(id="chips", className="chips"),
                ],
                className="filter-line",
            ),
            html.Div(
                [
                    _field("Thời gian", dom_id("period"), _period()),
                    _field("Khoảng ngày", DATES, _dates()),
                    *(_field(LABELS[name], dom_id(name), _dropdown(name)) for name in LISTS),
                ],
                className="filter-fields",
                id="filter-fields",
            ),
        ],
        id="filters",
        className="filters",
        **{"aria-label": "Bộ lọc"},
    )


def _field(label: str, target: str, control: Any) -> html.Div:
    return html.Div([html.Label(label, htmlFor=target), control], className="filter-field")


def _period() -> dbc.Select:
    options = [{"value": "", "label": "Tất cả"}]
    options += [{"value": key, "label": label} for key, label in PERIODS.items()]
    # The empty value is that of the placeholder, which is shown for it.
    return dbc.Select(
        id=state_id("period"), options=options, value="", placeholder="Tất cả", size="sm"
    )


def _dates() -> dcc.DatePickerRange:
    return dcc.DatePickerRange(
        id=DATES,
        display_format="DD/MM/YYYY",
        start_date_placeholder_text="Từ ngày",
        end_date_placeholder_text="Đến ngày",
        first_day_of_week=1,
        clearable=True,
        minimum_nights=0,
        updatemode="bothdates",
    )


def _dropdown(name: str) -> dcc.Dropdown:
    return dcc.Dropdown(
        id=state_id(name),
        options=[{"value": value, "label": label} for value, label in _FIXED.get(name, ())],
        value=[],
        multi=True,
        placeholder="Tất cả",
        labels=DROPDOWN_LABELS,
        maxHeight=340,
        optionHeight=34,
    )


def build_chips(filters: Filters) -> list[Any]:
    """Returns a chip for each active filter value, and a button that clears them all."""
    chips = [_chip(name, value, text) for name, value, text in active_values(filters)]
    if not chips:
        return [html.Span("Tất cả video", className="chips-none")]
    clear = build_action("clear-filters", "x-circle", "Xoá bộ lọc", "Xoá bộ lọc")
    return [*chips, clear]


def active_values(filters: Filters) -> list[tuple[str, str, str]]:
    """Returns the values that narrow what is shown: parameter, value, and its words."""
    found: list[tuple[str, str, str]] = []
    if filters.period:
        found.append(("period", filters.period, PERIODS[filters.period]))
    if filters.start:
        found.append(("start", "", f"Từ {day(filters.start)}"))
    if filters.end:
        found.append(("end", "", f"Đến {day(filters.end)}"))
    for name in LISTS:
        names = dict(_FIXED.get(name, ()))
        marks = {"creator": "@", "hashtag": "#"}
        found += [
            (name, value, marks.get(name, "") + names.get(value, value))
            for value in getattr(filters, name)
        ]
    return found


def _chip(name: str, value: str, text: str) -> html.Button:
    label = f"Bỏ lọc {LABELS.get(name, 'Thời gian')}: {text}"
    return html.Button(
        [html.Span(text), build_icon("x")],
        type="button",
        className="chip",
        title=label,
        **{
            "aria-label": label,
            "data-action": "remove-filter",
            "data-name": name,
            "data-value": value,
        },
    )
