"""The labels of a description as chips that can be corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import dash_bootstrap_components as dbc
from dash import html

from dash_app.components.icons import build_icon
from dash_app.tabs.studio.script_brief import FIELDS, Brief
from dash_app.tabs.studio.script_labels import FoundLabels, LabelChoice
from dash_app.tabs.studio.script_places import NAME, WRITE
from dash_app.words import LABEL_FIELDS, seconds, whole

BETWEEN: Final = "|"
"""Between labels of one field in the value of its chip."""

NO_LABEL: Final = "none"
"""The value of a chip without a label: a select shows nothing for an empty one."""

_TITLES: Final = {"hook_type": "Mở đầu", "cta_type": "Kêu gọi"}
"""Where the field's own is too long for a chip."""

Choices = Mapping[str, Sequence[LabelChoice]]


def build_labels(brief: Brief, found: FoundLabels, choices: Choices) -> html.Div:
    """Returns the chips, what one must know of them, and the button that begins from them anew.

    Args:
        brief: What the user asks.
        found: Its labels; where they come with a refusal, that stands above.
        choices: Labels by field, as `label_choices` returns them.
    """
    refusal = [_refusal(found.refusal)] if found.refusal else []
    duration = (
        [html.P(f"Thời lượng {seconds(found.duration_s)}, theo mô tả.", className="step-note")]
        if found.duration_s and not brief.duration_s
        else []
    )
    return html.Div(
        [
            *refusal,
            html.Div(
                [_chip(field, found.labels.get(field, ()), choices[field]) for field in FIELDS],
                className="label-chips",
            ),
            *duration,
            *(html.P(note, className="step-note") for note in found.notes),
            build_again(brief, found, "Làm lại từ bước này"),
        ]
    )


def build_again(brief: Brief, found: FoundLabels, text: str, **sent: str) -> html.Button:
    """Returns a button that writes anew with the labels as the chips then show them.

    Args:
        brief: What the user asked.
        found: The labels; `assets/js/script_steps.js` keeps the button's up to date.
        text: On the button.
        sent: Fields besides.
    """
    labels = {field: BETWEEN.join(found.labels.get(field, ())) for field in FIELDS}
    duration = found.duration_s if found.duration_s and not brief.duration_s else ""
    fields = {"given": "1", "found_duration": str(duration), **labels, **sent}
    return html.Button(
        [build_icon("arrow-repeat"), html.Span(text)],
        type="button",
        className="action bordered step-again",
        **{
            "data-stream": f"{NAME}/{WRITE}",
            **{f"data-send-{name.replace('_', '-')}": value for name, value in fields.items()},
        },
    )


def _refusal(sentence: str) -> html.P:
    return html.P(
        [build_icon("exclamation-triangle"), html.Span(sentence)], className="step-refusal"
    )


def _chip(field: str, labels: Sequence[str], choices: Sequence[LabelChoice]) -> html.Label:
    title = _TITLES.get(field, LABEL_FIELDS[field])
    value = BETWEEN.join(labels)
    known = {choice.label for choice in choices}
    several: list[dict[str, Any]] = (
        [{"value": value, "label": ", ".join(labels)}]
        if value and (len(labels) > 1 or value not in known)
        else []
    )
    options = [
        {"value": NO_LABEL, "label": "Chưa chọn" if field == "categories" else "Không đặt"},
        *several,
        *(
            {"value": choice.label, "label": f"{choice.label} ({whole(choice.n)})"}
            for choice in choices
        ),
    ]
    return html.Label(
        [html.Span(title), dbc.Select(options=options, value=value or NO_LABEL, size="sm")],
        className="label-chip" if value else "label-chip label-none",
        **{"data-label": field},
    )
