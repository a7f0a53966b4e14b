"""The form of the dishes and the place that a video's words name."""

from __future__ import annotations

import re
from typing import Annotated, Final

from pydantic import BaseModel, Field, StringConstraints, field_validator

MOST_DISHES: Final = 20
_LONGEST_NAME: Final = 60
# What names neither a dish nor a place, as a sentence or an address on the web.
_NO_NAME: Final = re.compile(r"[\n\r<>{}\[\]@#]|https?:|www\.", re.IGNORECASE)

_Name = Annotated[str, StringConstraints(strip_whitespace=True)]


class DishesAndPlace(BaseModel):
    """Dishes and the place of a video."""

    foods: list[_Name] = Field(
        description="Tên các món ăn, thức uống mà video nói tới, chữ thường, không lặp lại"
    )
    city: _Name | None = Field(
        description="Tỉnh hoặc thành phố của nơi ăn hay quay, tên trước 1/7/2025; null nếu không rõ"
    )
    district: _Name | None = Field(
        description="Quận, huyện, thị xã hoặc thành phố thuộc tỉnh; null nếu không rõ"
    )

    @field_validator("foods", mode="after")
    @classmethod
    def keep_names(cls, value: list[str]) -> list[str]:
        """Keeps what can be the name of a dish, each once."""
        names = (each.lower() for each in value if _is_name(each))
        return list(dict.fromkeys(names))[:MOST_DISHES]

    @field_validator("city", "district", mode="after")
    @classmethod
    def keep_name(cls, value: str | None) -> str | None:
        """Keeps what can be the name of a place."""
        return value if value is not None and _is_name(value) else None


def _is_name(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_NAME and not _NO_NAME.search(text)
