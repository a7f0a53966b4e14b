"""The panel of saved views; `assets/js/views.js` fills it from the browser's own storage."""

from __future__ import annotations

from dash import html

from dash_app.components.icons import build_action


def build_views_panel() -> html.Dialog:
    """Returns the closed panel."""
    return html.Dialog(
        [
            html.Header(
                [
                    html.H2("Góc nhìn đã lưu"),
                    build_action("close-views", "x-lg", "Đóng"),
                ]
            ),
            html.P(
                "Mỗi góc nhìn giữ trang, bộ lọc và tuỳ chọn. Chúng nằm trong trình duyệt này; "
                "xuất ra tệp để chuyển sang máy khác hoặc gửi cho đồng nghiệp.",
                className="muted",
            ),
            html.Ol(id="view-list", className="view-list"),
            html.Div(
                [
                    build_action(
                        "save-view", "bookmark-plus", "Lưu góc nhìn này", "Lưu góc nhìn này"
                    ),
                    build_action("present", "easel", "Trình bày", "Trình bày"),
                    build_action("export-views", "download", "Xuất tệp JSON", "Xuất JSON"),
                    build_action("import-views", "upload", "Nhập tệp JSON", "Nhập JSON"),
                ],
                className="view-actions",
            ),
        ],
        id="views-panel",
        className="views-panel",
        **{"aria-label": "Góc nhìn đã lưu"},
    )
