"""The labels of the content datasets: which fields there are and which values each may take.

A label is shown as it is stored: in Vietnamese.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

NOT_FOOD: Final = "Không liên quan ẩm thực"
"""The category of what no food script is written for."""

LABELS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "categories": (
            "Review sản phẩm ăn uống",
            "Nấu ăn",
            "Review quán ăn",
            NOT_FOOD,
            "Mukbang",
            "Khác",
        ),
        "main_content_focus": (
            "Cảm nhận trải nghiệm",
            "Món ăn",
            "Sản phẩm ăn uống",
            "Công thức nấu ăn",
            "Quán ăn",
        ),
        "structure_style": (
            "Review trải nghiệm",
            "Hướng dẫn",
            "Kể chuyện",
            "Review mô tả",
            "So sánh",
            "Kịch hóa",
            "Chia sẻ thông tin",
            "Phỏng vấn",
        ),
        "hook_type": (
            "Vào thẳng vấn đề",
            "Gây tò mò",
            "Kể chuyện",
            "Đặt câu hỏi",
            "Phản hồi bình luận",
            "Khuyến mãi",
            "Giật tít",
            "Gây tranh cãi",
        ),
        "tone_of_voice": (
            "Thân mật",
            "Hào hứng",
            "Hài hước",
            "Ngạc nhiên",
            "Trung lập",
            "Khó chịu",
            "Khác",
            "Ngọt ngào",
            "Bốc phốt",
        ),
        "pacing": ("Thay đổi", "Nhanh", "Chậm", "Khác"),
        "has_cta": ("Không", "Có"),
        "cta_type": (
            "Mời trải nghiệm",
            "Bình luận",
            "Khác",
            "Theo dõi",
            "Xem tiếp",
            "Liên hệ",
            "Lưu lại",
            "Chia sẻ",
            "Thích",
        ),
        # No data set has labels of these two yet: the values are this project's own. None has a
        # comma, at which the ETL splits a CSV cell.
        "content_style": (
            "Đời thường",
            "Chuyên nghiệp",
            "Điện ảnh",
            "ASMR",
            "Vlog",
            "Hoài niệm",
        ),
        "audience_target": (
            "Giới trẻ",
            "Học sinh sinh viên",
            "Dân văn phòng",
            "Gia đình",
            "Nội trợ",
            "Trẻ em",
            "Khách du lịch",
            "Người ăn kiêng",
            "Người ăn chay",
            "Người mới nấu ăn",
        ),
    }
)
"""The values of each field of the dataset `video_labels`, the most used of the real data first."""
