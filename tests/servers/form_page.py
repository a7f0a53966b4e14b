"""The dashboard with a made-up form on the page Câu mở đầu: what `dash_app.wsgi` is for real.

Its stream does what is typed: `chậm` times out in the middle, `lỗi` fails, `mãi` never ends.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from dash import html

from dash_app.app import create_app
from dash_app.components import stream_form
from dash_app.components.page import page_layout
from dash_app.pages import Ask, Event, Export, Stream
from dash_app.settings import Settings
from dash_app.tabs.studio import hooks
from llm.errors import TooSlow

_PAUSE = 0.02


def _run(ask: Ask) -> Iterator[Event]:
    yield Event("set", "form-steps", html.P(["Nhận: ", html.Strong(repr(dict(ask.fields)))]))
    yield Event("replace", "form-words", "")
    idea = str(ask.fields.get("idea"))
    for word in ("Phở ", "bò ", "Nam ", "Định "):
        time.sleep(_PAUSE)
        yield Event("text", "form-words", word)
    if "chậm" in idea:
        raise TooSlow
    if "lỗi" in idea:
        raise KeyError(idea)
    while "mãi" in idea:
        time.sleep(_PAUSE)
        yield Event("text", "form-words", "nữa ")
    yield Event("data", "script", {"parts": [1, 2]})
    yield Event("set", "form-words", html.Em("Bản cuối"))


def _write(fields: Mapping[str, Any]) -> bytes:
    if not fields.get("idea"):
        raise ValueError("Chưa có ý tưởng để tải.")
    return str(fields["idea"]).encode()


PAGE = replace(
    hooks.PAGE,
    streams=(Stream("draft", _run),),
    exports=(Export("ý-tưởng.md", "text/markdown", _write),),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page with the form below it."""
    fields = [
        stream_form.build_text_field(
            PAGE, "idea", "Ý tưởng", rows=4, example="Ăn thử bún đậu", hint="Càng rõ càng tốt"
        ),
        stream_form.build_text_field(PAGE, "dish", "Món"),
        stream_form.build_choice_field(PAGE, "kind", "Kiểu", [("review", "Review"), ("eat", "Ăn")]),
        stream_form.build_number_field(PAGE, "seconds", "Thời lượng", unit="giây"),
    ]
    return html.Div(
        [
            page_layout(PAGE, search),
            stream_form.build_form(PAGE, "draft", fields, "Viết"),
            html.Div(id="form-steps"),
            html.P(id="form-words", className="stream-text"),
            stream_form.build_stream_button(PAGE, "draft", "stars", "Viết lại phần 2", part_no="2"),
            stream_form.build_copy_button("form-words"),
            stream_form.build_export_button(PAGE, "ý-tưởng.md", "Tải Markdown"),
        ]
    )


# The page is a module that others know by its name.
hooks.PAGE, hooks.layout = PAGE, layout
server = create_app(Settings.from_env(os.environ)).server
