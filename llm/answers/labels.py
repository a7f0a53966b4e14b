"""The forms of labels: of a description, and of a video."""

from __future__ import annotations

from typing import Annotated, Any, Final, Self

from pydantic import BaseModel, Field, ValidationInfo, field_validator, model_validator

from llm.vocabulary import LABELS, NOT_FOOD

MOST_LABELS: Final = 3
"""Of one field."""


def _values(field: str) -> dict[str, Any]:
    """Returns what tells a model the values; others are passed over, for the data know none."""
    return {"items": {"type": "string", "enum": list(LABELS[field])}}


Categories = Annotated[
    list[str],
    Field(
        min_length=1,
        json_schema_extra=_values("categories"),
        description=f"Thể loại, hợp nhất đứng đầu; “{NOT_FOOD}” nếu không nói về ăn uống",
    ),
]
Structures = Annotated[
    list[str], Field(json_schema_extra=_values("structure_style"), description="Cấu trúc")
]
Hooks = Annotated[
    list[str], Field(json_schema_extra=_values("hook_type"), description="Kiểu mở đầu")
]
Tones = Annotated[
    list[str], Field(json_schema_extra=_values("tone_of_voice"), description="Giọng điệu")
]
Pacings = Annotated[
    list[str], Field(json_schema_extra=_values("pacing"), description="Nhịp độ, một giá trị")
]
Styles = Annotated[
    list[str], Field(json_schema_extra=_values("content_style"), description="Phong cách")
]
Audiences = Annotated[
    list[str], Field(json_schema_extra=_values("audience_target"), description="Khán giả")
]


class _KnownLabels(BaseModel):
    """What holds for all labels."""

    @field_validator("*", mode="after")
    @classmethod
    def keep_known(cls, value: Any, info: ValidationInfo) -> Any:
        """Keeps the labels that there are; a category is needed."""
        if not isinstance(value, list):
            return value
        field = info.field_name or ""
        known = {label.casefold(): label for label in LABELS[field]}
        found = (known.get(label.strip().casefold()) for label in value)
        labels = list(dict.fromkeys(label for label in found if label))[:MOST_LABELS]
        if field == "categories" and not labels:
            raise ValueError("categories needs one of the listed values")
        return labels


class ScriptLabels(_KnownLabels):
    """Labels of a description of a video to be made."""

    is_food: bool = Field(description="Mô tả có nói về ăn uống, món ăn hay quán ăn không")
    categories: Categories
    structure_style: Structures
    hook_type: Hooks
    tone_of_voice: Tones
    pacing: Pacings
    cta_type: list[str] = Field(
        json_schema_extra=_values("cta_type"), description="Kiểu kêu gọi hành động"
    )
    content_style: Styles
    audience_target: Audiences
    duration_s: float = Field(description="Thời lượng mà mô tả nêu, giây; 0 nếu không nêu")


class VideoLabels(_KnownLabels):
    """Labels of a video that was published."""

    categories: Categories
    main_content_focus: list[str] = Field(
        json_schema_extra=_values("main_content_focus"), description="Nội dung nói về gì là chính"
    )
    structure_style: Structures
    hook_type: Hooks
    tone_of_voice: Tones
    pacing: Pacings
    has_cta: bool = Field(description="Có kêu gọi người xem làm một việc cụ thể không")
    cta_type: list[str] = Field(
        json_schema_extra=_values("cta_type"), description="Kiểu kêu gọi; trống nếu không kêu gọi"
    )
    content_style: Styles
    audience_target: Audiences

    @model_validator(mode="after")
    def agree_on_the_call(self) -> Self:
        """A kind of call to action is one."""
        self.has_cta = self.has_cta or bool(self.cta_type)
        return self
