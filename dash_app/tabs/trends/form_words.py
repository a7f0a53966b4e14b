"""What the forms of posts are called, and how they are told apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dash_app.figures.theme import ACCENT, MUTED, SECOND

FORMAT_NAMES: Final[Mapping[str, str]] = {
    "photo": "Bài ảnh",
    "shop": "Video gắn giỏ hàng",
    "ad": "Video có dấu hiệu quảng cáo",
    "plain": "Video thường",
}
FORMAT_COLOURS: Final[Mapping[str, str]] = {
    "photo": "#3b6fd4",
    "shop": SECOND,
    "ad": "#b8860b",
    "plain": MUTED,
}
ORIGIN_NAMES: Final[Mapping[str, str]] = {"original": "Âm thanh gốc", "music": "Nhạc có sẵn"}
ORIGIN_COLOURS: Final[Mapping[str, str]] = {"original": ACCENT, "music": SECOND}

FORMAT_RULE: Final = (
    "mỗi bài thuộc một dạng, xét lần lượt: bài ảnh; video gắn giỏ hàng hoặc liên kết shop; video "
    "có dấu hiệu quảng cáo (không phải bằng chứng); video thường"
)
ORIGIN_RULE: Final = (
    "âm thanh gốc: TikTok đánh dấu là gốc, hoặc mang tên TikTok tự đặt “nhạc nền - …”, “original "
    "sound - …”, vì TikTok bỏ sót dấu ở nhiều bản tự thu; còn lại là nhạc có sẵn"
)
