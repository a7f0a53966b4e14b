"""What parts food videos are made of: the words that tell them, and what to film and say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

OPENING: Final = "opening"
STORY: Final = "story"
CALL: Final = "call"


@dataclass(frozen=True)
class PartKind:
    """A kind of part; `{dish}` stands for the dish, or for a slot.

    Attributes:
        key: Short and stable.
        title: Of the part.
        cues: Words, lower-cased, that a sentence of this kind has; a regular expression.
        visuals: What to film.
        says: What to say.
    """

    key: str
    title: str
    cues: str
    visuals: str
    says: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds the cues in a lower-cased text."""
        return re.compile(rf"\b(?:{self.cues})\b")


_KINDS: Final = (
    PartKind(
        OPENING,
        "Mở đầu",
        "",
        "Cận cảnh khoảnh khắc hấp dẫn nhất của {dish}; chữ lớn trên màn hình.",
        "",
    ),
    PartKind(
        "place",
        "Quán và địa chỉ",
        r"địa chỉ|quán|ở số|ngõ|hẻm|quận|phố|chợ|chi nhánh|tiệm|nhà hàng",
        "Toàn cảnh mặt tiền, biển hiệu, lối vào; chữ địa chỉ trên màn hình.",
        "tên quán, địa chỉ, vì sao bạn đến",
    ),
    PartKind(
        "ingredients",
        "Nguyên liệu",
        r"nguyên liệu|chuẩn bị|gram|gam|muỗng|thìa|kg|ký|sơ chế|rửa|gia vị|muối|bột",
        "Quay từ trên xuống các nguyên liệu đã bày; chữ định lượng trên màn hình.",
        "nguyên liệu và định lượng, mua ở đâu, sơ chế thế nào",
    ),
    PartKind(
        "cooking",
        "Cách làm",
        r"cho vào|xào|chiên|luộc|hấp|nướng|đun|nấu|trộn|ướp|băm|cắt|bắc|đảo|lửa",
        "Từng thao tác ở góc cận, tua nhanh đoạn chờ; tiếng xèo của chảo.",
        "từng bước theo thứ tự, mẹo dễ sai nhất",
    ),
    PartKind(
        "look",
        "Cận cảnh món",
        r"nhìn|màu|đầy đặn|trang trí|view|rộng|topping|bao gồm|menu|gọi|bao bì|mở ra",
        "Xoay quanh {dish}, cận cảnh từng phần; ánh sáng tự nhiên.",
        "món gồm những gì, phần to hay nhỏ, điều đập vào mắt",
    ),
    PartKind(
        "price",
        "Giá và ưu đãi",
        r"giá|nghìn|ngàn|\d+ ?k|\d000|đồng|cành|miễn phí|combo|giảm|voucher|tiền",
        "Bảng giá hoặc hoá đơn; chữ giá tiền trên màn hình.",
        "giá từng món, tổng tiền, mấy người ăn, ưu đãi nếu có",
    ),
    PartKind(
        "bite",
        "Ăn thử",
        r"thử|nếm|cắn|gắp|húp|miếng|ăn",
        "Miếng đầu tiên ở góc cận, giữ nguyên biểu cảm và tiếng ăn.",
        "miếng đầu tiên, phản ứng thật của bạn, rồi ăn tiếp",
    ),
    PartKind(
        "taste",
        "Cảm nhận hương vị",
        r"ngon|giòn|béo|ngọt|cay|mặn|chua|thơm|mềm|dai|đậm|bùi|vị|nóng|lạnh",
        "Cận cảnh lúc bẻ đôi, kéo sợi, chan nước; chữ tả vị trên màn hình.",
        "vị, độ giòn hay mềm, so với điều bạn chờ đợi",
    ),
    PartKind(
        "side",
        "Ăn kèm",
        r"chấm|sốt|nước mắm|tương|rau|kèm|cuốn|kẹp|chan|kim chi|dưa|uống",
        "Tay chấm, cuốn, chan ở góc cận; từng thứ ăn kèm.",
        "chấm gì, ăn kèm gì, cách ăn ngon nhất",
    ),
    PartKind(
        STORY,
        "Dẫn chuyện",
        "",
        "Cảnh đời thường dẫn tới {dish}: trên đường đi, trong bếp, chờ món.",
        "chuyện gì đã xảy ra, vì sao có {dish} hôm nay, điều không ngờ tới",
    ),
    PartKind(
        "verdict",
        "Chốt lại",
        r"đáng|nên thử|chấm điểm|điểm|quay lại|tóm lại|nói chung|hài lòng|ưng|đỉnh",
        "Nhìn vào máy quay, phía sau là {dish}.",
        "có đáng tiền không, hợp với ai, bạn có quay lại không",
    ),
    PartKind(
        CALL,
        "Kêu gọi hành động",
        r"follow|theo dõi|bình luận|comment|lưu lại|ghé|link|giỏ hàng|chia sẻ|inbox|hẹn gặp"
        r"|video sau|tạm biệt|bye",
        "Nhìn vào máy quay; chữ kêu gọi trên màn hình.",
        "",
    ),
)

# What a video of a category may be made of: elsewhere "nướng" is a dish, not a step.
_OF_CATEGORY: Final = {
    "Nấu ăn": ("ingredients", "cooking", "look", "price", "bite", "taste", "side", "verdict"),
    "Review quán ăn": ("place", "look", "price", "bite", "taste", "side", "verdict"),
    "Review sản phẩm ăn uống": ("look", "price", "bite", "taste", "side", "verdict"),
    "Mukbang": ("look", "price", "bite", "taste", "side", "verdict"),
}
_OF_ANY: Final = ("place", "look", "price", "bite", "taste", "side", "verdict")
_TELLING: Final = ("Kể chuyện", "Kịch hóa", "Phỏng vấn")


def part_kinds() -> Mapping[str, PartKind]:
    """Returns all kinds by key."""
    return {kind.key: kind for kind in _KINDS}


def kinds_of(category: str, structure: str) -> tuple[str, ...]:
    """Returns the keys of the kinds between opening and call, in an order that often works.

    Args:
        category: A label of the field `categories`.
        structure: A label of the field `structure_style`: some tell a story besides.
    """
    kinds = _OF_CATEGORY.get(category, _OF_ANY)
    return (STORY, *kinds) if structure in _TELLING else kinds
