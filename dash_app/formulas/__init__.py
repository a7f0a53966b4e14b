"""Every formula behind a number on screen, as data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dash_app.formulas.creators import creator_formulas
from dash_app.formulas.formula import Formula as Formula
from dash_app.formulas.formula import FormulaGroup as FormulaGroup
from dash_app.formulas.kol import kol_formulas
from dash_app.formulas.studio import advice_formulas
from dash_app.formulas.trends import trend_formulas
from dash_app.formulas.videos import video_formulas

CAVEATS: Final = (
    "Dữ liệu là những video đã thu thập của những TikToker đã chọn, không phải toàn bộ TikTok.",
    "Mọi chênh lệch là đi cùng nhau, chưa phải nguyên nhân.",
    "TikTok làm tròn lượt xem trên 10.000; lượt xem của video cũ và mới không cùng thời gian tích.",
    "Không có một tỷ lệ tương tác chuẩn: các dạng không bao giờ trộn trong một biểu đồ.",
    "Người theo dõi là số ở lần thu thập mới nhất, không phải lúc đăng video.",
    "Video ghim thường cũ và được chọn vì nổi bật: không tính vào trung vị nào.",
    "Dấu hiệu quảng cáo không phải bằng chứng; video trả tiền có thể không mang dấu hiệu nào.",
    "Nhãn nội dung, món ăn và địa điểm do mô hình hoặc từ điển tìm, chỉ có ở một phần video và có "
    "thể sai.",
    "Xét nhiều nhóm cùng lúc thì luôn có nhóm khác do ngẫu nhiên: chỉ nêu khác biệt còn rõ sau "
    "hiệu chỉnh Holm.",
)
"""What holds for every page."""


def formula_groups(tier_thresholds: Sequence[float]) -> tuple[FormulaGroup, ...]:
    """Returns all formulas.

    Args:
        tier_thresholds: Followers from which a creator is middle, and high, in the open version;
            empty where no creator's followers are known.
    """
    return (
        *video_formulas(tier_thresholds),
        *creator_formulas(),
        *kol_formulas(),
        *trend_formulas(),
        advice_formulas(),
    )
