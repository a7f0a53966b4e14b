"""The steps of writing a script as a list: what each one does, how far it is, what it found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dash import html

from dash_app.components.stream_form import build_stream_state
from dash_app.tabs.studio.script_places import body_id


@dataclass(frozen=True)
class Step:
    """One step.

    Attributes:
        key: In element ids and events.
        title: In Vietnamese.
        lead: What it does, a sentence.
    """

    key: str
    title: str
    lead: str


STEPS: Final = (
    Step("labels", "Đọc nhãn từ mô tả", "Thể loại, cấu trúc, kiểu mở đầu, giọng điệu, khán giả."),
    Step("filter", "Lọc video cùng nhãn", "Đủ mọi nhãn trước, rồi nới từng nhãn tới khi đủ 20."),
    Step("exemplars", "Chọn video mẫu", "20 video đạt điểm cao nhất, kèm lý do."),
    Step("length", "Tính độ dài", "Số từ vừa với thời lượng, theo tốc độ nói của video mẫu."),
    Step("draft", "Viết bản nháp", "Có mô hình thì viết từng chữ; không thì dựng khung để điền."),
    Step("script", "Xếp thành kịch bản", "Từng phần có thời gian, hình ảnh và lời thoại."),
)


def build_steps_panel() -> html.Section:
    """Returns the list; `assets/js/script_steps.js` marks how far each step is."""
    return html.Section(
        [
            html.Header(
                [html.H2("Các bước", className="script-title"), build_stream_state()],
                className="steps-head",
            ),
            html.Ol([_build(number, step) for number, step in enumerate(STEPS, 1)]),
        ],
        id="studio-script-steps",
        className="panel script-steps",
        **{"aria-label": "Các bước viết kịch bản"},
    )


def _build(number: int, step: Step) -> html.Li:
    return html.Li(
        [
            html.Span(str(number), className="step-mark", **{"aria-hidden": "true"}),
            html.Div(
                [html.H3(step.title), html.Span(className="step-state")], className="step-head"
            ),
            html.P(step.lead, className="step-lead"),
            html.Div(id=body_id(step.key), className="step-body"),
            html.Div(className="step-failure"),
        ],
        className="step",
        **{"data-step": step.key, "data-step-state": "waiting"},
    )
