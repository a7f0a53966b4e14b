"""Parts of a form whose answer comes in parts; `assets/js/fields.js`, `streams.js` do the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from dash_app.components.icons import build_icon
from dash_app.pages import Page


def stream_name(page: Page, name: str) -> str:
    """Returns how scripts call a stream or an export of a page: `studio/script/draft`."""
    return f"{page.path.strip('/') or 'home'}/{name}"


def build_form(page: Page, stream: str, fields: Sequence[Any], button: str) -> html.Form:
    """Returns a form; what is typed into it is kept in the browser.

    Args:
        page: Whose stream is asked.
        stream: Its name.
        fields: Made by the functions below, and whatever stands between them.
        button: What is on it.
    """
    return html.Form(
        [
            *fields,
            html.Div(
                [
                    html.Button([build_icon("stars"), button], type="submit", className="button"),
                    build_stream_state(),
                ],
                className="form-end",
            ),
        ],
        className="stream-form",
        **{
            "data-fields": stream_name(page, "").rstrip("/"),
            "data-stream": stream_name(page, stream),
        },
    )


def build_text_field(
    page: Page,
    name: str,
    label: str,
    *,
    rows: int = 1,
    hint: str = "",
    example: str = "",
    value: str = "",
    most: int = 4_000,
) -> html.Div:
    """Returns a field for free text.

    Args:
        page: Part of its id.
        name: In the fields that the stream is sent.
        label: Above it.
        rows: Of an area; one for a line.
        hint: Below it.
        example: In it while it is empty.
        value: In it at first.
        most: So many characters at most.
    """
    shared = {"id": _id(page, name), "placeholder": example, "value": value, "maxLength": most}
    control = (
        dbc.Textarea(**shared, rows=rows) if rows > 1 else dbc.Input(**shared, autocomplete="off")
    )
    return _field(page, name, label, control, hint, "field field-wide" if rows > 1 else "field")


def build_choice_field(
    page: Page,
    name: str,
    label: str,
    options: Sequence[tuple[str, str]],
    *,
    value: str = "",
    hint: str = "",
) -> html.Div:
    """Returns a choice of pairs of value and label; without `value` the first is chosen."""
    control = dbc.Select(
        id=_id(page, name),
        options=[{"value": key, "label": words} for key, words in options],
        value=value or (options[0][0] if options else ""),
    )
    return _field(page, name, label, control, hint)


def build_number_field(
    page: Page,
    name: str,
    label: str,
    *,
    least: float = 0,
    greatest: float = 1e9,
    unit: str = "",
    value: float | None = None,
    example: str = "Không đặt",
    hint: str = "",
) -> html.Div:
    """Returns a field for a number, which is sent as one, or as null while it is empty."""
    control = dbc.Input(
        id=_id(page, name),
        type="number",
        min=least,
        max=greatest,
        step="any",
        inputmode="decimal",
        value=value,
        placeholder=example,
    )
    return _field(page, name, f"{label} ({unit})" if unit else label, control, hint)


def _field(
    page: Page, name: str, label: str, control: Any, hint: str, kind: str = "field"
) -> html.Div:
    below = [html.P(hint, className="field-hint")] if hint else []
    return html.Div(
        [html.Label(label, htmlFor=_id(page, name)), control, *below],
        className=kind,
        **{"data-field": name},
    )


def _id(page: Page, name: str) -> str:
    return f"{page.key}-field-{name.replace('_', '-')}"


def build_stream_state() -> html.Div:
    """Returns where the script says how far a stream is, with buttons to stop and to try again."""
    return html.Div(className="stream-state", role="status", **{"data-stream-state": ""})


def build_stream_button(page: Page, stream: str, icon: str, text: str, **sent: str) -> html.Button:
    """Returns a button that asks a stream of its page with the page's fields.

    Args:
        page: Whose stream is asked.
        stream: Its name.
        icon: Name of its icon.
        text: Beside it.
        sent: Fields besides, as which part is to be written anew.
    """
    own = {f"data-send-{name.replace('_', '-')}": value for name, value in sent.items()}
    return _button(icon, text, **{"data-stream": stream_name(page, stream), **own})


def build_export_button(page: Page, name: str, text: str) -> html.Button:
    """Returns a button that saves a file made of what the page holds."""
    return _button("download", text, **{"data-export": stream_name(page, name)})


def build_copy_button(element: str, text: str = "Sao chép") -> html.Button:
    """Returns a button that copies the text of an element."""
    return _button("clipboard", text, **{"data-copy": element})


def _button(icon: str, text: str, **data: str) -> html.Button:
    return html.Button(
        [build_icon(icon), html.Span(text)], type="button", className="action bordered", **data
    )
