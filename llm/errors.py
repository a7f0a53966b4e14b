"""What can go wrong with a language model; each error is a Vietnamese sentence for the user.

None of them holds a provider's own text, a key or a part of a prompt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from llm.assistant import Usage


class ModelError(Exception):
    """A model could not answer.

    Attributes:
        sentence: For the user: what happened and what to do.
        code: Short and stable, for logs and tests.
        usage: What was taken until it failed, where something was asked.
    """

    usage: Usage | None = None
    sentence: ClassVar[str] = "Mô hình không trả lời được. Hãy thử lại sau."
    code: ClassVar[str] = "failed"

    def __init__(self) -> None:
        """Says its sentence."""
        super().__init__(self.sentence)


class NoModel(ModelError):
    """No key is configured."""

    sentence = "Chưa cấu hình mô hình ngôn ngữ: đặt GEMINI_API_KEYS rồi khởi động lại."
    code = "no_model"


class BadKey(ModelError):
    """The provider refuses all keys."""

    sentence = "Khóa API bị từ chối. Người quản trị cần kiểm tra lại khóa trong cấu hình."
    code = "bad_key"


class QuotaUsed(ModelError):
    """The client has asked as often as it may today."""

    sentence = "Bạn đã dùng hết lượt hỏi mô hình của hôm nay. Lượt mới bắt đầu lúc 0 giờ."
    code = "quota_used"


class AllUsed(QuotaUsed):
    """All clients together have asked as often, or spent as much, as they may today."""

    sentence = "Hệ thống đã dùng hết lượt hỏi mô hình của hôm nay. Lượt mới bắt đầu lúc 0 giờ."


class TooBusy(ModelError):
    """The provider says 429 with every key, also after waiting."""

    sentence = "Mô hình đang quá tải hoặc hết hạn mức. Hãy thử lại sau ít phút."
    code = "too_busy"


class ProviderFailed(ModelError):
    """The provider fails (5xx, cut connections), also after trying again."""

    sentence = "Dịch vụ mô hình đang gặp sự cố. Hãy thử lại sau."
    code = "provider_failed"


class TooSlow(ModelError):
    """Nothing came in time, before or in the middle of an answer."""

    sentence = "Mô hình trả lời quá lâu nên đã dừng. Hãy thử lại."
    code = "too_slow"


class BrokenAnswer(ModelError):
    """The answer has another form than was asked for, also after one more try."""

    sentence = "Mô hình trả lời sai định dạng hai lần. Hãy thử lại hoặc mô tả ngắn gọn hơn."
    code = "broken_answer"


class RefusedAnswer(ModelError):
    """The model declines to answer, or its filter does."""

    sentence = "Mô hình từ chối nội dung này. Hãy diễn đạt lại mô tả."
    code = "refused"


class TooLong(ModelError):
    """The question is longer than the model can read."""

    sentence = "Nội dung gửi mô hình quá dài. Hãy rút ngắn mô tả hoặc chọn ít dữ liệu hơn."
    code = "too_long"


class UnknownModel(ModelError):
    """The provider has no model of that name, or not for this key."""

    sentence = (
        "Nhà cung cấp không có mô hình đã chọn. Hãy chọn mô hình khác; "
        "người quản trị cần kiểm tra MODEL trong cấu hình."
    )
    code = "unknown_model"


class BadModelSetting(Exception):
    """A setting of the models cannot be used; the message names value and remedy, never a key."""
