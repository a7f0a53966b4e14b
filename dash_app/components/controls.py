"""The choices of a page, and the one id by which scripts and callbacks know a state control."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

import dash_bootstrap_components as dbc
from dash import dcc, html

from dash_app.view import Control, View

_TYPING: Final = 900
"""In milliseconds."""

DROPDOWN_LABELS = {
    "select_all": "Chọn tất cả",
    "deselect_all": "Bỏ chọn tất cả",
    "selected_count": "{num_selected} mục",
    "search": "Tìm…",
    "clear_search": "Xoá chữ tìm",
    "clear_selection": "Bỏ chọn",
    "no_options_found": "Không tìm thấy",
}


def state_id(name: str) -> dict[str, str]:
    """Returns the id of the control that holds a parameter of the URL."""
    return {"type": "state", "name": name}


def dom_id(name: str) -> str:
    """Returns the element id that Dash gives to a state control, for its label."""
    return json.dumps(state_id(name), sort_keys=True, separators=(",", ":"))


def build_controls(controls: Sequence[Control], view: View) -> html.Div:
    """Returns a page's controls, set to a view; neighbours of one group stand under its heading."""
    groups = [
        (name, [_with_label(control, view) for control in members])
        for name, members in groupby(controls, lambda control: control.group)
    ]
    return html.Div(
        [
            html.Fieldset([html.Legend(name), *members], className="control-group")
            if name
            else html.Div(members, className="control-row")
            for name, members in groups
        ],
        className="controls",
        role="group",
        **{"aria-label": "Tuỳ chọn của trang"},
    )


def _with_label(control: Control, view: View) -> html.Div:
    unit = html.Span(f" ({control.unit})", className="unit") if control.unit else ""
    return html.Div(
        [
            html.Label([control.label, unit], htmlFor=dom_id(control.name)),
            _build_control(control, view.choice(control.name)),
        ],
        className="control",
    )


def _build_control(control: Control, value: str) -> Any:
    if control.kind == "number":
        return dbc.Input(
            id=state_id(control.name),
            type="number",
            value=float(value) if value else None,
            min=control.least,
            max=control.greatest,
            step="any",
            inputmode="decimal",
            debounce=True,
            placeholder="Không đặt",
            size="sm",
        )
    if control.kind == "date":
        return dbc.Input(
            id=state_id(control.name),
            type="date",
            value=value or None,
            # So long nothing may be typed before the day is taken: a year is typed digit by digit.
            debounce=_TYPING,
            size="sm",
        )
    if control.search or control.many:
        chosen: Any = [part for part in value.split(",") if part] if control.many else value or None
        options = [{"value": key, "label": label} for key, label in control.options]
        if not options:
            # Found in the data later; until then the dropdown must know what is chosen.
            known = chosen if control.many else [value] * bool(value)
            options = [{"value": each, "label": each} for each in known]
        return dcc.Dropdown(
            id=state_id(control.name),
            options=options,
            value=chosen,
            multi=control.many,
            clearable=control.many or not control.default,
            placeholder="Gõ để tìm…",
            labels=DROPDOWN_LABELS,
            optionHeight=34,
            maxHeight=340,
        )
    return dbc.Select(
        id=state_id(control.name),
        options=[{"value": key, "label": label} for key, label in control.options],
        value=value,
        size="sm",
    )
