"""How a crawl can end, and why TikTok's answers are refused; with their Vietnamese words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Outcome(StrEnum):
    """How a crawl ended."""

    COMPLETE = "complete"
    LIMITED = "limited"
    SHORT = "short"
    EMPTY = "empty"
    PRIVATE = "private"
    GONE = "gone"
    BLOCKED = "blocked"
    INTERRUPTED = "interrupted"


class Refusal(StrEnum):
    """Why an answer is none."""

    EMPTY_ANSWER = "empty_answer"
    CAPTCHA = "captcha"
    STATUS = "status"
    NOT_JSON = "not_json"
    SHAPE = "shape"
    STUCK = "stuck"
    NOTHING_LISTED = "nothing_listed"
    ENDED_EARLY = "ended_early"
    EMPTY_PAGE = "empty_page"
    NO_ANSWER = "no_answer"
    CONNECTION = "connection"
    HOME_PAGE = "home_page"


OUTCOMES: Final[Mapping[Outcome, str]] = {
    Outcome.COMPLETE: "đầy đủ",
    Outcome.LIMITED: "đủ theo giới hạn",
    Outcome.SHORT: "danh sách hết sớm",
    Outcome.EMPTY: "chưa có video",
    Outcome.PRIVATE: "tài khoản riêng tư",
    Outcome.GONE: "không còn tồn tại",
    Outcome.BLOCKED: "bị chặn",
    Outcome.INTERRUPTED: "bị dừng giữa chừng",
}

REFUSALS: Final[Mapping[Refusal, str]] = {
    Refusal.EMPTY_ANSWER: "TikTok trả lời rỗng",
    Refusal.CAPTCHA: "TikTok đòi captcha",
    Refusal.STATUS: "TikTok từ chối bằng mã trạng thái",
    Refusal.NOT_JSON: "TikTok trả về trang lỗi thay vì dữ liệu",
    Refusal.SHAPE: "câu trả lời của TikTok không có dữ liệu cần tìm",
    Refusal.STUCK: "danh sách của TikTok không đi tiếp",
    Refusal.NOTHING_LISTED: "TikTok đưa danh sách rỗng dù hồ sơ có video",
    Refusal.ENDED_EARLY: "danh sách của TikTok hết sớm hơn hẳn số video trong hồ sơ",
    Refusal.EMPTY_PAGE: "TikTok đưa một trang rỗng dù danh sách chưa hết",
    Refusal.NO_ANSWER: "TikTok không trả lời trong thời hạn",
    Refusal.CONNECTION: "mất kết nối tới TikTok hoặc trình duyệt",
    Refusal.HOME_PAGE: "trang chủ TikTok không mở được như thường lệ",
}


class Gone(Exception):
    """TikTok knows no such account or hashtag."""


class Refused(Exception):
    """TikTok did not give what was asked for; another try may help.

    Attributes:
        refusal: Why.
        detail: What it said, fit for a log: never an address, which holds tokens.
    """

    def __init__(self, refusal: Refusal, detail: str = "") -> None:
        """Takes the reason and its detail."""
        super().__init__(refusal, detail)
        self.refusal = refusal
        self.detail = detail

    def __str__(self) -> str:
        """Returns the reason in Vietnamese."""
        words = REFUSALS[self.refusal]
        return f"{words} ({self.detail})" if self.detail else words
