"""Viết kịch bản: from a description to a script to film, learned from the videos of the data."""

from __future__ import annotations

from typing import Any

from dash import Dash, html

from dash_app.components.icons import build_icon
from dash_app.components.stream_form import build_copy_button
from dash_app.pages import Page
from dash_app.services import Services
from dash_app.tabs.studio.script_exports import script_exports
from dash_app.tabs.studio.script_form_view import CHANNEL, build_form_panel
from dash_app.tabs.studio.script_places import DRAFT, NAME
from dash_app.tabs.studio.script_steps_view import build_steps_panel
from dash_app.tabs.studio.script_stream import STREAMS
from dash_app.view import read_view

PAGE = Page(
    tab="studio",
    path=f"/{NAME}",
    title="Viết kịch bản",
    icon="pencil",
    order=1,
    lead="Mô tả video muốn quay, nhận kịch bản từng cảnh học từ những video đang được xem nhiều.",
    controls=(CHANNEL,),
    streams=STREAMS,
    exports=script_exports(),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page; scripts and the list of earlier ones are the browser's."""
    view = read_view(PAGE.controls, search)
    return html.Div(
        [
            html.Div(
                [html.H1(PAGE.title), html.P(PAGE.lead, className="lead-line")],
                className="page-head",
            ),
            html.Div(
                [
                    html.Div(
                        [build_form_panel(PAGE, view), build_steps_panel()],
                        className="script-box",
                        **{"data-fields": NAME, "data-working": "Đang làm…"},
                    ),
                    _history(),
                    _result(),
                ],
                className="script-page",
            ),
            html.P(id="studio-script-live", className="visually-hidden", role="status"),
            html.Div(id="studio-script-print", className="script-print"),
        ],
        className="page",
        id=f"page-{PAGE.key}",
    )


def register(app: Dash, services: Services) -> None:
    """Registers nothing: the page is filled by its streams and by the browser."""


def _result() -> html.Section:
    return html.Section(
        [
            html.Details(
                [
                    html.Summary([build_icon("pencil"), "Bản nháp của mô hình"]),
                    html.Div(id=DRAFT, className="stream-text script-draft-text"),
                    build_copy_button(DRAFT, "Sao chép bản nháp"),
                ],
                id="studio-script-draft-panel",
                className="script-draft",
                hidden=True,
            ),
            html.Div(id="studio-script-editor", className="script-editor", hidden=True),
            html.Div(_blank(), id="studio-script-empty", className="blank script-blank"),
        ],
        className="panel script-result",
        id="studio-script-result",
        **{"aria-label": "Kịch bản"},
    )


def _blank() -> list[Any]:
    return [
        build_icon("file-earmark-text"),
        html.H2("Kịch bản sẽ hiện ở đây"),
        html.P(
            "Mỗi phần có mốc thời gian, hình ảnh và lời thoại. Sửa ngay tại chỗ, thời gian tự chạy "
            "theo; rồi sao chép, in hoặc tải về Word, Markdown, bảng quay Excel."
        ),
    ]


def _history() -> html.Details:
    return html.Details(
        [
            html.Summary(
                [
                    html.H2("Kịch bản đã lưu", className="script-title"),
                    html.Span(id="studio-script-count", className="script-count"),
                    build_icon("chevron-down"),
                ]
            ),
            html.P("Chỉ lưu trong trình duyệt này.", className="step-note"),
            html.Div(id="studio-script-undo", className="script-undo"),
            html.Ol(id="studio-script-history", className="script-history"),
        ],
        id="studio-script-saved",
        className="panel script-saved",
    )
