"""Caption, hashtag & nhạc: what to write below a video, with which tags and sound, and when."""

from __future__ import annotations

from dataclasses import replace

from dash import Dash, html

from dash_app.components.chosen_creator import ACCOUNT
from dash_app.components.page import page_layout, register_page
from dash_app.components.stream_form import build_form, build_text_field
from dash_app.pages import Card, Page
from dash_app.services import Services
from dash_app.tabs.studio.captions_brief import MOST_FACTS, MOST_IDEA
from dash_app.tabs.studio.captions_export import EXPORTS
from dash_app.tabs.studio.captions_slots import show_slot_grid, show_slots
from dash_app.tabs.studio.captions_sounds import show_sounds
from dash_app.tabs.studio.captions_stream import PATH, STREAM, build_results

PAGE = Page(
    tab="studio",
    path=PATH,
    title="Caption, hashtag & nhạc",
    icon="hash",
    order=4,
    lead="Từ ý tưởng hoặc kịch bản: mô tả đăng kèm, hashtag có số liệu, âm thanh và giờ đăng.",
    controls=(replace(ACCOUNT, label="TikToker (để xem giờ đăng)"),),
    cards=(
        Card("sounds", show_sounds, "body", wide=True),
        Card("slots", show_slots, "body", wide=True),
        Card("slot-grid", show_slot_grid, wide=True),
    ),
    streams=(STREAM,),
    exports=EXPORTS,
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page: the form and its results, then the cards."""
    page = page_layout(PAGE, search)
    head, *rest = page.children
    page.children = [head, _build_form(), build_results(PAGE), *rest]
    return page


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)


def _build_form() -> html.Section:
    return html.Section(
        build_form(
            PAGE,
            "write",
            [
                html.Div(
                    [
                        html.Label("Kịch bản đã lưu trên máy này", htmlFor="studio-captions-saved"),
                        html.Select(
                            html.Option("Không chọn: tự nhập bên dưới", value=""),
                            id="studio-captions-saved",
                            className="form-select",
                            **{"data-saved-scripts": "studio-captions-field-idea"},
                        ),
                    ],
                    className="field saved-scripts",
                    hidden=True,
                ),
                build_text_field(
                    PAGE,
                    "idea",
                    "Ý tưởng hoặc kịch bản",
                    rows=5,
                    example="Ví dụ: Ăn bánh mì chảo ở Đà Nẵng, 45k một phần, quán mở từ 6 giờ sáng",
                    hint="Nêu món, nơi, điều đáng nói; hoặc dán cả kịch bản.",
                    most=MOST_IDEA,
                ),
                build_text_field(
                    PAGE,
                    "facts",
                    "Thông tin phải đúng (không bắt buộc)",
                    rows=2,
                    example="Tên quán, địa chỉ, giá, ưu đãi",
                    most=MOST_FACTS,
                ),
            ],
            "Viết mô tả và chọn hashtag",
        ),
        className="panel captions-form",
    )
