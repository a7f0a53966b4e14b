"""Sentences and settings with slots to fill, for a script that no model writes."""

from __future__ import annotations

from typing import Final

SLOT_DISH: Final = "[tên món]"

# By a label of the field `hook_type`.
_OPENINGS: Final = {
    "Vào thẳng vấn đề": "Đây là {dish} [điểm nổi bật nhất].",
    "Gây tò mò": "Mình không ngờ {dish} lại [điều bất ngờ].",
    "Kể chuyện": "Hôm nay [chuyện vừa xảy ra], thế là mình đi tìm {dish}.",
    "Đặt câu hỏi": "Bạn đã bao giờ thử {dish} [điểm khác lạ] chưa?",
    "Phản hồi bình luận": "Có bạn hỏi mình [câu hỏi trong bình luận], hôm nay mình trả lời luôn.",
    "Khuyến mãi": "Từ nay đến [ngày kết thúc], {dish} chỉ còn [giá khuyến mãi].",
    "Giật tít": "{dish} [con số hoặc điều khó tin nhất].",
    "Gây tranh cãi": "Nhiều người bảo {dish} [ý kiến trái chiều], còn mình thì thấy [ý của bạn].",
}
# By a label of the field `cta_type`.
_CALLS: Final = {
    "Mời trải nghiệm": "Bạn thử [tên quán hoặc sản phẩm] rồi kể mình nghe nhé.",
    "Bình luận": "Bạn thích {dish} kiểu nào? Bình luận cho mình biết nhé.",
    "Theo dõi": "Theo dõi mình để xem [chủ đề của video sau] nhé.",
    "Xem tiếp": "Xem tiếp [phần sau hoặc video liên quan] trên kênh mình nhé.",
    "Liên hệ": "Bạn muốn đặt thì nhắn [cách liên hệ] nhé.",
    "Lưu lại": "Lưu video lại để khi nào [dịp cần đến] thì mở ra nhé.",
    "Chia sẻ": "Gửi video này cho người bạn muốn rủ đi ăn {dish} nhé.",
    "Thích": "Thấy có ích thì thả tim cho mình nhé.",
}
_CALL: Final = "[Lời kêu gọi: bạn muốn người xem làm gì tiếp theo]"
_SETTINGS: Final = {
    "Nấu ăn": "Bếp nhà, bàn sơ chế gọn, ánh sáng từ cửa sổ; [dụng cụ cần có].",
    "Review quán ăn": "[Tên quán], [địa chỉ]; chọn bàn gần cửa sổ hoặc có đèn đủ sáng.",
    "Review sản phẩm ăn uống": "Bàn ăn ở nhà, phông nền gọn; sản phẩm còn nguyên bao bì.",
    "Mukbang": "Bàn ăn, máy quay chính diện, micro đặt gần để thu tiếng ăn.",
}


def opening_sentence(hook: str, dish: str) -> str:
    """Returns an opening for a kind of hook.

    Args:
        hook: A label of the field `hook_type`.
        dish: Its name, or a slot.
    """
    frame = _OPENINGS.get(hook, _OPENINGS["Vào thẳng vấn đề"])
    sentence = frame.format(dish=dish)
    return sentence[:1].upper() + sentence[1:]


def call_sentence(call: str, dish: str) -> str:
    """Returns a call to action of a kind, a label of the field `cta_type`."""
    return _CALLS.get(call, _CALL).format(dish=dish)


def setting_of(category: str) -> str:
    """Returns where a video of a category is usually filmed."""
    return _SETTINGS.get(category, "[Nơi quay], đủ sáng và ít tiếng ồn.")
