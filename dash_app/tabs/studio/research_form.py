"""Nghiên cứu chủ đề: what the user is asked, and where the answer stands."""

from __future__ import annotations

from typing import Final

from dash import html

from dash_app.components.icons import build_icon
from dash_app.components.model_field import build_model_place
from dash_app.components.stream_form import (
    build_copy_button,
    build_export_button,
    build_form,
    build_stream_button,
    build_text_field,
)
from dash_app.findings.topic_sections import SECTIONS
from dash_app.pages import Page
from dash_app.tabs.studio.research_places import (
    DOCX_NAME,
    FOUND,
    MARKDOWN_NAME,
    NOTE,
    SOURCES,
    STREAM_NAME,
    TEXTS,
    TITLE,
    section_id,
)
from dash_app.tabs.studio.research_prompt import MOST_PROMPT, default_prompt
from dash_app.tabs.studio.research_topic import MOST_TOPIC, TOPIC_NAME

_WITHOUT: Final = "Không dùng mô hình: bảy phần được viết bằng quy tắc từ số liệu."
_EXAMPLES: Final = ("bún bò Huế ở Sài Gòn", "trà sữa", "ăn vặt cho sinh viên", "#mukbang")


def build_form_panel(page: Page) -> html.Section:
    """Returns the form."""
    return html.Section(
        build_form(
            page,
            STREAM_NAME,
            [
                html.Div(
                    [
                        build_text_field(
                            page,
                            "topic",
                            TOPIC_NAME,
                            example="Ví dụ: bún bò Huế ở Sài Gòn",
                            hint="Nêu món, nơi, hashtag hoặc cụm từ; có dấu hay không đều được.",
                            most=MOST_TOPIC,
                        ),
                        build_topic_buttons("Thử với:", _EXAMPLES),
                    ],
                    className="research-topic",
                ),
                _build_prompt(page),
                build_model_place(page, _WITHOUT),
            ],
            "Nghiên cứu",
        ),
        className="panel research-form",
        **{"aria-label": "Hỏi về một chủ đề"},
    )


def build_results(page: Page) -> html.Div:
    """Returns the places that the stream fills, and the buttons that take away what is there."""
    return html.Div(
        [
            html.Div(id=FOUND, className="panels research-found"),
            html.Section(
                [
                    html.Header(
                        html.Div(html.H2("Bảy phần về chủ đề", id=TITLE), className="card-head")
                    ),
                    html.P(id=NOTE, className="research-note", **{"aria-live": "polite"}),
                    html.Div(
                        [_build_section(key, title) for key, title in SECTIONS.items()],
                        id=TEXTS,
                        className="research-sections",
                    ),
                    html.Div(
                        [
                            build_copy_button(f"{TITLE} {NOTE} {TEXTS}", "Sao chép bảy phần"),
                            build_export_button(page, MARKDOWN_NAME, "Tải Markdown"),
                            build_export_button(page, DOCX_NAME, "Tải DOCX"),
                            build_stream_button(
                                page, STREAM_NAME, "arrow-repeat", "Viết lại", fresh="1"
                            ),
                        ],
                        className="research-files",
                    ),
                ],
                className="panel panel-wide research-written",
                hidden=True,
                **{"aria-label": "Bảy phần về chủ đề"},
            ),
        ],
        className="research-results",
    )


def build_topic_buttons(lead: str, topics: tuple[str, ...]) -> html.Div:
    """Returns buttons that ask about other topics."""
    return html.Div(
        [
            html.Span(lead),
            *(
                html.Button(topic, type="button", className="example", **{"data-topic": topic})
                for topic in topics
            ),
        ],
        className="examples",
        role="group",
        **{"aria-label": lead.rstrip(":")},
    )


def _build_prompt(page: Page) -> html.Details:
    field = build_text_field(
        page,
        "prompt",
        "Lời dặn mô hình (prompt)",
        rows=9,
        value=default_prompt(),
        hint="Sửa tùy ý. Mô hình còn luôn nhận quy tắc chung (tên bảy phần, chỉ dùng con số có "
        "trong dữ liệu) và số liệu của chủ đề ở dạng trích dẫn.",
        most=MOST_PROMPT,
    )
    setattr(field, "data-default", default_prompt())
    return html.Details(
        [
            html.Summary([build_icon("chevron-right"), "Prompt gửi mô hình: xem và sửa"]),
            field,
            html.Button(
                [build_icon("arrow-counterclockwise"), html.Span("Đặt lại")],
                type="button",
                className="action bordered",
                title="Lấy lại prompt có sẵn",
                **{"data-reset": "prompt"},
            ),
        ],
        className="research-prompt",
    )


def _build_section(key: str, title: str) -> html.Section:
    sources = [html.Div(id=SOURCES, className="research-sources")] * (key == "sources")
    return html.Section(
        [
            html.H3(title),
            html.Div(
                id=section_id(key), className="stream-text research-text", **{"aria-live": "polite"}
            ),
            *sources,
        ],
        **{"data-section": title},
    )
