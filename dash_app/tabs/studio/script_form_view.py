"""What the user is asked: a description with examples and hints, and what may be added to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from dash import html

from dash_app.components.chosen_creator import ACCOUNT
from dash_app.components.controls import build_controls
from dash_app.components.icons import build_icon
from dash_app.components.model_field import build_model_place
from dash_app.components.stream_form import build_number_field, build_text_field, stream_name
from dash_app.pages import Page
from dash_app.tabs.studio.script_brief import LONGEST_S, SHORTEST_S
from dash_app.tabs.studio.script_places import WRITE
from dash_app.view import View

_FORM: Final = "studio-script-form"
CHANNEL: Final = replace(ACCOUNT, label="Kênh sẽ quay (không bắt buộc)")

_WITHOUT: Final = (
    "Không dùng mô hình: nhãn tìm theo từ ngữ, video mẫu và độ dài lấy từ dữ liệu, kịch bản là "
    "khung có chỗ trống để bạn điền."
)
# Short name on the button, and the whole description.
_EXAMPLES: Final = (
    (
        "Quán bún chả",
        "Review quán bún chả trong ngõ ở Hà Nội, 45 nghìn một suất đầy đặn, nước chấm pha chua "
        "ngọt. Mở đầu gây tò mò, giọng thân mật, mời mọi người tới ăn thử. Khoảng 60 giây.",
    ),
    (
        "Nấu thịt kho",
        "Hướng dẫn nấu thịt kho tàu cho người mới vào bếp, từng bước rõ ràng, nhịp chậm, giọng "
        "ngọt ngào. Cuối video nhắc lưu lại để nấu theo.",
    ),
    (
        "Thử đồ ăn vặt",
        "Ăn thử chân gà sốt Thái mới ra, giòn và cay, giá 59 nghìn một hộp. Hài hước, nhịp nhanh, "
        "dành cho học sinh sinh viên, hỏi mọi người có dám ăn không. 30 giây.",
    ),
    (
        "Mukbang hải sản",
        "Mukbang mâm hải sản sốt cay 5 người ăn, vào thẳng vấn đề, giữ tiếng ăn, rủ bạn bè bình "
        "luận món muốn xem tiếp.",
    ),
)
_HINTS: Final = (
    ("egg-fried", "Món gì, ở đâu", "tên món, quán hoặc sản phẩm, giá"),
    ("star", "Điều đáng xem nhất", "vị, cách làm, câu chuyện, ưu đãi"),
    ("lightning", "Mở đầu và giọng", "gây tò mò, kể chuyện, hài hước, nhịp nhanh"),
    ("people", "Ai sẽ xem", "sinh viên, nội trợ, dân văn phòng"),
    ("chat", "Muốn họ làm gì", "ghé quán, bình luận, lưu lại, đặt hàng"),
)


def build_form_panel(page: Page, view: View) -> html.Section:
    """Returns the form; `assets/js/streams.js` sends it.

    The dropdown stands outside of the form proper: Enter in its search would send it.
    """
    return html.Section(
        html.Div(
            [
                html.Form(
                    [_description(page), _hints()],
                    id=_FORM,
                    className="script-ask",
                    **{"data-stream": stream_name(page, WRITE)},
                ),
                html.Div(
                    [
                        build_text_field(
                            page,
                            "facts",
                            "Thông tin của người bán hoặc TikToker (không bắt buộc)",
                            rows=2,
                            example="Địa chỉ, giờ mở cửa, giá, ưu đãi, điều nhất định phải nói",
                            most=2_000,
                        ),
                        build_number_field(
                            page,
                            "duration_s",
                            "Thời lượng",
                            unit="giây",
                            least=SHORTEST_S,
                            greatest=LONGEST_S,
                            example="Theo video mẫu",
                        ),
                        build_controls((CHANNEL,), view),
                    ],
                    className="script-more",
                ),
                html.Div(
                    [
                        html.Button(
                            [build_icon("stars"), "Viết kịch bản"],
                            type="submit",
                            form=_FORM,
                            title="Ctrl + Enter trong ô mô tả cũng vậy",
                            className="button script-write",
                        ),
                        build_model_place(page, _WITHOUT),
                    ],
                    className="script-send",
                ),
            ],
            className="stream-form script-form",
        ),
        className="panel script-form-panel",
        **{"aria-label": "Mô tả video"},
    )


def _description(page: Page) -> html.Div:
    examples: list[Any] = [
        html.Button(
            name,
            type="button",
            className="example",
            title=text,
            **{"data-action": "script-example", "data-text": text},
        )
        for name, text in _EXAMPLES
    ]
    return html.Div(
        [
            build_text_field(
                page,
                "description",
                "Bạn muốn quay video gì?",
                rows=6,
                example="Ví dụ: review quán phở bò gia truyền ở Nam Định, giọng thân mật, 60 giây",
            ),
            html.Div(
                [
                    html.Span("Thử với:"),
                    *examples,
                    html.Button(
                        [build_icon("arrow-counterclockwise"), "Lấy lại mô tả trước"],
                        type="button",
                        className="example example-back",
                        hidden=True,
                        **{"data-action": "script-example-back"},
                    ),
                ],
                className="examples",
                role="group",
                **{"aria-label": "Mô tả mẫu"},
            ),
        ]
    )


def _hints() -> html.Aside:
    return html.Aside(
        [
            html.H2([build_icon("lightbulb"), "Nói càng rõ, kịch bản càng sát"]),
            html.Ul(
                [
                    html.Li([build_icon(icon), html.Div([html.Strong(what), html.Span(such)])])
                    for icon, what, such in _HINTS
                ]
            ),
        ],
        className="script-hints",
    )
