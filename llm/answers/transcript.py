"""The form of what is said in a video, and of what it comes to."""

from __future__ import annotations

from typing import Final, Self

from pydantic import BaseModel, Field, field_validator, model_validator

MOST_TAKEAWAYS: Final = 3
# A model that has lost its way says one thing for ever.
_LONGEST: Final = 20_000


class VideoTranscript(BaseModel):
    """What is said in a video."""

    has_speech: bool = Field(
        description="Có lời nói nghe được không; chỉ nhạc, tiếng nấu ăn hay im lặng thì là false"
    )
    transcript: str = Field(description="Nguyên văn lời nói, tiếng Việt đủ dấu; trống nếu không có")
    takeaways: list[str] = Field(
        description=f"{MOST_TAKEAWAYS} ý chính, mỗi ý một câu ngắn; trống nếu không có lời"
    )
    has_call_to_action: bool = Field(
        description="Người nói có mời người xem làm một việc cụ thể không"
    )
    has_curiosity_gap: bool = Field(
        description="Lời mở đầu có gợi một điều mà phải xem tiếp mới biết không"
    )

    @field_validator("takeaways", mode="after")
    @classmethod
    def keep_three(cls, value: list[str]) -> list[str]:
        """Keeps as many as are wanted, the first ones, without empty ones."""
        return [each.strip() for each in value if each.strip()][:MOST_TAKEAWAYS]

    @model_validator(mode="after")
    def fit_together(self) -> Self:
        """An answer of silence says nothing; one of speech says what and what it comes to."""
        self.transcript = self.transcript.strip()
        if self.has_speech and not self.transcript:
            raise ValueError("has_speech is true but transcript is empty")
        if len(self.transcript) > _LONGEST:
            raise ValueError(f"transcript is longer than {_LONGEST} characters")
        if self.has_speech and not self.takeaways:
            raise ValueError("has_speech is true but takeaways is empty")
        if not self.has_speech:
            self.transcript, self.takeaways = "", []
            self.has_call_to_action = self.has_curiosity_gap = False
        return self
