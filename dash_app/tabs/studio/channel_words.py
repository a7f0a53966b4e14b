"""Tối ưu kênh: how its numbers are made, for the user."""

from __future__ import annotations

from typing import Final

RULE: Final = (
    "Chênh lệch trong cùng một TikToker (của 1 + chỉ số, trung bình nhân; tỷ lệ: điểm phần trăm), "
    "khoảng tin cậy 95 % theo cụm TikToker, không tính video ghim; “chắc”: còn khác 0 sau hiệu "
    "chỉnh Holm cho mọi phép so của trang này; “cần xem thêm”: chỉ sau hiệu chỉnh trong cùng loại, "
    "như các trang được dẫn tới"
)
OWN_RULE: Final = (
    "Riêng một kênh: tỷ lệ video vượt trung vị của chính kênh, khoảng tin cậy Wilson 95 %, kiểm "
    "định dấu với cùng hai mức hiệu chỉnh, bỏ video chưa đủ 3 ngày tuổi và video ghim"
)
PLAN_RULE: Final = (
    "Kế hoạch xếp bằng quy tắc từ các khuyến nghị, không dùng mô hình: tuần 1 giữ nguyên để làm "
    "mốc, từ tuần 2 làm điều chắc, mỗi tuần thử một điều chưa chắc"
)


def inside(sentence: str) -> str:
    """Returns a sentence as it stands behind another one."""
    return f"{sentence[0].lower()}{sentence[1:]}"
