"""Gợi ý quay: how to film a video, from what videos of its kind that went far have in common."""

from __future__ import annotations

from typing import Final

from dash import Dash, html

from dash_app.components.model_field import build_model_place
from dash_app.components.stream_form import (
    build_choice_field,
    build_copy_button,
    build_export_button,
    build_form,
    build_stream_button,
    build_text_field,
)
from dash_app.pages import Page
from dash_app.services import Services
from dash_app.tabs.studio.filming_brief import MOST_DESCRIPTION
from dash_app.tabs.studio.filming_export import EXPORTS
from dash_app.tabs.studio.filming_kinds import KINDS
from dash_app.tabs.studio.filming_places import (
    CRAFT,
    CRAFT_TEXT,
    DOCX_NAME,
    FOUND,
    MARKDOWN_NAME,
    NOTE,
    PATH,
    STREAM_NAME,
    WORDS,
)
from dash_app.tabs.studio.filming_stream import STREAM

_WITHOUT: Final = (
    "Không dùng mô hình: số liệu tính từ dữ liệu, lời khuyên chọn từ kinh nghiệm có sẵn theo loại "
    "video và từ ngữ trong mô tả."
)
PAGE = Page(
    tab="studio",
    path=PATH,
    title="Gợi ý quay",
    icon="camera-video",
    order=3,
    lead="Video nổi bật cùng loại giống nhau ở đâu, rồi nên đặt máy, lấy cảnh, sáng, tiếng và trò "
    "chuyện thế nào.",
    streams=(STREAM,),
    exports=EXPORTS,
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page: the form, then the places that the stream fills."""
    head = html.Div(
        [html.H1(PAGE.title), html.P(PAGE.lead, className="lead-line")], className="page-head"
    )
    return html.Div(
        [head, _build_form(), _build_results()], className="page", id=f"page-{PAGE.key}"
    )


def register(app: Dash, services: Services) -> None:
    """Registers nothing: the page is filled by its stream."""


def _build_form() -> html.Section:
    return html.Section(
        build_form(
            PAGE,
            STREAM_NAME,
            [
                build_choice_field(
                    PAGE,
                    "kind",
                    "Loại video",
                    [(kind.key, kind.title) for kind in KINDS.values()],
                ),
                build_model_place(PAGE, _WITHOUT),
                build_text_field(
                    PAGE,
                    "description",
                    "Bạn định quay gì?",
                    rows=4,
                    example="Ví dụ: review xe bún riêu vỉa hè buổi tối, nước dùng nóng, chả chiên "
                    "giòn, quay một mình",
                    hint="Nêu món, nơi, giờ quay, có ai trong hình, máy và đèn đang có.",
                    most=MOST_DESCRIPTION,
                ),
            ],
            "Gợi ý cách quay",
        ),
        className="panel filming-form",
    )


def _build_results() -> html.Div:
    return html.Div(
        [
            html.Section(id=FOUND, className="panel panel-wide filming-part"),
            html.Section(
                [
                    html.Header(html.Div(html.H3("Nên quay thế nào?"), className="card-head")),
                    html.Div(
                        id=WORDS, className="stream-text filming-words", **{"aria-live": "polite"}
                    ),
                    html.Div(id=NOTE, className="filming-note"),
                    html.Div(id=CRAFT),
                    html.Div(
                        [
                            build_copy_button(f"{WORDS} {NOTE} {CRAFT_TEXT}", "Sao chép gợi ý"),
                            build_export_button(PAGE, MARKDOWN_NAME, "Tải Markdown"),
                            build_export_button(PAGE, DOCX_NAME, "Tải DOCX"),
                            html.Span(
                                build_stream_button(
                                    PAGE, STREAM_NAME, "arrow-repeat", "Viết lại", fresh="1"
                                ),
                                className="filming-again",
                            ),
                        ],
                        className="filming-files",
                    ),
                ],
                className="panel panel-wide filming-part filming-advice",
            ),
        ],
        className="panels filming-results",
    )
