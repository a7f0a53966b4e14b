"""The form of captions in different manners."""

from __future__ import annotations

import re
from typing import Final

from pydantic import BaseModel, Field, field_validator

FEWEST: Final = 3
_HASHTAG: Final = re.compile(r"#\S+")


class CaptionOption(BaseModel):
    """One caption."""

    manner: str = Field(description="Cách viết, vài chữ: đặt câu hỏi, kể chuyện, nêu giá…")
    text: str = Field(description="Mô tả đăng kèm, không có hashtag")

    @field_validator("text", "manner", mode="after")
    @classmethod
    def tidy(cls, value: str) -> str:
        """Takes hashtags out: they are chosen by their numbers, not by a model."""
        return " ".join(_HASHTAG.sub(" ", value).split())


class Captions(BaseModel):
    """Captions for one video, each in another manner."""

    options: list[CaptionOption] = Field(
        min_length=FEWEST, max_length=8, description="Ít nhất ba mô tả, mỗi mô tả một cách viết"
    )

    @field_validator("options", mode="after")
    @classmethod
    def keep_said(cls, value: list[CaptionOption]) -> list[CaptionOption]:
        """Keeps those that say something, each once."""
        said = {each.text.casefold(): each for each in reversed(value) if each.text}
        kept = [each for each in value if each.text and said[each.text.casefold()] is each]
        if len(kept) < FEWEST:
            raise ValueError(f"options needs at least {FEWEST} different captions")
        return kept
