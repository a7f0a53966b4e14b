"""What stands around every page: navigation, notices, filters, and the places that pages fill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html

from dash_app.components.filter_bar import build_filter_bar
from dash_app.components.icons import build_action, build_icon
from dash_app.components.views_panel import build_views_panel
from dash_app.pages import Page, Tab


def build_shell(defaults: Mapping[str, str]) -> html.Div:
    """Returns the layout that stays while pages change.

    Args:
        defaults: Value of each page control that the URL leaves out.
    """
    return html.Div(
        [
            dcc.Location(id="url", refresh=False),
            dcc.Store(id="defaults", data=dict(defaults)),
            html.A("Tới nội dung chính", href="#page", className="skip-link"),
            html.Header(
                [
                    build_action("toggle-side", "list", "Mở hoặc đóng trang con"),
                    html.A(
                        [build_icon("graph-up-arrow"), html.Span("TikTok ẩm thực")],
                        href="/",
                        className="brand",
                        title="Trang chủ",
                        **{"data-nav": "/"},
                    ),
                    html.Nav(id="tabs", className="tabs", **{"aria-label": "Các mục chính"}),
                    html.Div(
                        [
                            build_action("save-view", "bookmark-plus", "Lưu góc nhìn này"),
                            build_action("open-views", "bookmark-star", "Góc nhìn đã lưu"),
                            build_action("present", "easel", "Chế độ trình bày"),
                            build_action("theme", "moon-stars", "Đổi giao diện sáng hoặc tối"),
                        ],
                        className="tools",
                    ),
                ],
                className="topbar",
            ),
            html.Div(id="notices", role="status"),
            html.Div(id="fresh-notice", role="status"),
            html.Div(
                [
                    html.Nav(id="side", className="side", **{"aria-label": "Trang con"}),
                    html.Main(
                        [build_filter_bar(), html.Div(id="page", tabIndex=-1)], className="main"
                    ),
                ],
                className="frame",
            ),
            build_views_panel(),
            html.Div(id="presentation-bar", className="presentation-bar", hidden=True),
            html.Div(id="toast", className="toast-line", role="status"),
        ],
        id="shell",
    )


def build_tabs(tabs: Sequence[Tab], pages: Sequence[Page], active: str) -> list[Any]:
    """Returns the links of the top tabs; each leads to its first page."""
    return [
        html.A(
            [build_icon(tab.icon), html.Span(tab.title)],
            href=(path := _first(tab, pages)),
            className="tab-link active" if tab.key == active else "tab-link",
            **{"data-nav": path, **({"aria-current": "page"} if tab.key == active else {})},
        )
        for tab in tabs
    ]


def build_side(tab: Tab, pages: Sequence[Page], active: Page) -> list[Any]:
    """Returns the links of a tab's pages."""
    links = [
        html.A(
            [build_icon(page.icon), html.Span(page.title)],
            href=page.path,
            className="side-link active" if page is active else "side-link",
            **{"data-nav": page.path, **({"aria-current": "page"} if page is active else {})},
        )
        for page in pages
        if page.tab == tab.key
    ]
    return [html.P(tab.title, className="side-title"), *links]


def build_sample_notice() -> html.Div:
    """Returns the banner of the synthetic sample."""
    return html.Div(
        [
            build_icon("info-circle"),
            html.Span(
                "Đây là dữ liệu mẫu: mọi tài khoản và con số đều là bịa. "
                "Đưa dữ liệu thật vào bằng: python -m etl run --input THƯ_MỤC"
            ),
        ],
        className="notice notice-sample",
    )


def build_no_data(message: str) -> html.Div:
    """Returns the page that stands where no version can be opened."""
    return html.Div(
        [
            build_icon("database"),
            html.H1("Chưa có dữ liệu"),
            html.P(message),
            html.P("Trang tự mở khi có phiên bản đầu tiên: chỉ cần tải lại."),
        ],
        className="blank",
    )


def build_not_found(path: str) -> html.Div:
    """Returns the page of an unknown address."""
    return html.Div(
        [
            build_icon("question-circle"),
            html.H1("Không có trang này"),
            html.P(f"Địa chỉ {path!r} không dẫn tới trang nào."),
            html.A("Về trang chủ", href="/", className="button", **{"data-nav": "/"}),
        ],
        className="blank",
    )


def _first(tab: Tab, pages: Sequence[Page]) -> str:
    return min((page for page in pages if page.tab == tab.key), key=lambda page: page.order).path
