"""The form of a script, and of one part of it."""

from __future__ import annotations

from pydantic import BaseModel, Field


class ScriptPart(BaseModel):
    """A part of a script."""

    title: str = Field(description="Tên phần, vài chữ")
    visuals: str = Field(description="Quay gì: góc máy, cỡ cảnh, chữ trên màn hình, âm thanh")
    dialogue: str = Field(description="Chỉ lời được nói ra; để trống nếu phần này không lời")
    silent_s: float = Field(description="Số giây cần cho hình nếu không lời; có lời thì 3")


class Lesson(BaseModel):
    """What was learned from an exemplar."""

    number: int = Field(description="Số của video mẫu, trong các số được cho")
    lesson: str = Field(description="Học được gì, một câu ngắn")


class Script(BaseModel):
    """A script for a short food video."""

    description: str = Field(description="Mô tả đăng kèm, không có hashtag")
    hashtags: list[str] = Field(description="Hashtag, không có dấu #")
    duration_s: float = Field(description="Thời lượng mong muốn, giây")
    setting: str = Field(description="Nơi quay")
    characters: list[str] = Field(description="Những người xuất hiện")
    parts: list[ScriptPart] = Field(min_length=1, description="Các phần theo thứ tự")
    learned_from: list[Lesson] = Field(description="Những video mẫu đã học")
