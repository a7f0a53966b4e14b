"""How the captions of videos that go far are written: counted, not felt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Final

from dash_app.words import whole

_HASHTAG: Final = re.compile(r"#\S+")
_WORD: Final = re.compile(r"\w+")
_PRICE: Final = re.compile(r"\d[\d.,]*\s*(?:k|nghìn|ngàn|đ|đồng|vnd|triệu|tr)\b", re.IGNORECASE)
_CALL: Final = re.compile(
    r"\b(?:lưu lại|lưu ngay|theo dõi|follow|bình luận|comment|chia sẻ|share|tag|ghé|thử ngay|"
    r"xem tiếp|link|đặt hàng|inbox|liên hệ)\b",
    re.IGNORECASE,
)
_EMOJI: Final = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]")


@dataclass(frozen=True)
class Spread3:
    """The quartiles of some counts."""

    p25: int
    p50: int
    p75: int

    @property
    def words(self) -> str:
        """As it stands in a sentence: `9 (nửa giữa 5–14)`."""
        if self.p25 == self.p75:
            return whole(self.p50)
        return f"{whole(self.p50)} (nửa giữa {whole(self.p25)}–{whole(self.p75)})"


@dataclass(frozen=True)
class CaptionHabits:
    """What the captions of the exemplars do.

    Attributes:
        n: Captions.
        length: Words besides hashtags.
        hashtags: How many.
        asks: Captions with a question.
        prices: With a price.
        calls: With a call to do something.
        emoji: With a picture letter.
    """

    n: int
    length: Spread3
    hashtags: Spread3
    asks: int
    prices: int
    calls: int
    emoji: int


def caption_habits(captions: Sequence[str]) -> CaptionHabits:
    """Returns what some captions do."""
    bare = [_HASHTAG.sub(" ", each) for each in captions]
    return CaptionHabits(
        n=len(captions),
        length=_spread([len(_WORD.findall(each)) for each in bare]),
        hashtags=_spread([len(_HASHTAG.findall(each)) for each in captions]),
        asks=sum("?" in each for each in bare),
        prices=sum(bool(_PRICE.search(each)) for each in bare),
        calls=sum(bool(_CALL.search(each)) for each in bare),
        emoji=sum(bool(_EMOJI.search(each)) for each in bare),
    )


def habit_words(habits: CaptionHabits) -> str:
    """Returns it in one sentence, with how many captions say so."""
    if not habits.n:
        return "Không có mô tả mẫu nào để học."
    of = whole(habits.n)
    return (
        f"{of} mô tả mẫu: {habits.length.words} từ không kể hashtag, {habits.hashtags.words} "
        f"hashtag; {whole(habits.asks)}/{of} đặt câu hỏi, {whole(habits.prices)}/{of} nêu giá, "
        f"{whole(habits.calls)}/{of} kêu gọi, {whole(habits.emoji)}/{of} có biểu tượng."
    )


def _spread(counts: Sequence[int]) -> Spread3:
    if not counts:
        return Spread3(0, 0, 0)
    if len(counts) == 1:
        return Spread3(counts[0], counts[0], counts[0])
    low, middle, high = quantiles(counts, n=4, method="inclusive")
    return Spread3(round(low), round(middle), round(high))
