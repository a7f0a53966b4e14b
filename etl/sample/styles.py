"""The four kinds of food creators, each with its habits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Style:
    """What the videos of one kind of creator have in common.

    Attributes:
        category: As the content labels call it.
        frequency: How many creators are of this kind, against the others.
        focus: What the videos are about, with weights.
        structures: How they are told, with weights.
        seconds: Median duration.
        likes: Mean likes a play.
        comments: Mean comments a play.
        shares: Mean shares a play.
        saves: Mean saves a play.
        names_a_place: How often a video says where it was made.
    """

    category: str
    frequency: float
    focus: tuple[tuple[str, float], ...]
    structures: tuple[tuple[str, float], ...]
    seconds: float
    likes: float
    comments: float
    shares: float
    saves: float
    names_a_place: float


COOKING: Final = Style(
    category="Nấu ăn",
    frequency=0.30,
    focus=(("Công thức nấu ăn", 6), ("Món ăn", 4), ("Cảm nhận trải nghiệm", 2)),
    structures=(("Hướng dẫn", 7), ("Kể chuyện", 2), ("Chia sẻ thông tin", 1)),
    seconds=95,
    likes=0.042,
    comments=0.0007,
    shares=0.0018,
    saves=0.0062,
    names_a_place=0.08,
)
RESTAURANTS: Final = Style(
    category="Review quán ăn",
    frequency=0.36,
    focus=(("Quán ăn", 6), ("Cảm nhận trải nghiệm", 5), ("Món ăn", 3)),
    structures=(("Review trải nghiệm", 6), ("Review mô tả", 3), ("So sánh", 1), ("Phỏng vấn", 1)),
    seconds=72,
    likes=0.038,
    comments=0.0009,
    shares=0.0028,
    saves=0.0048,
    names_a_place=0.88,
)
PRODUCTS: Final = Style(
    category="Review sản phẩm ăn uống",
    frequency=0.22,
    focus=(("Sản phẩm ăn uống", 6), ("Cảm nhận trải nghiệm", 5)),
    structures=(("Review trải nghiệm", 7), ("So sánh", 2), ("Review mô tả", 1)),
    seconds=58,
    likes=0.044,
    comments=0.0011,
    shares=0.0012,
    saves=0.0026,
    names_a_place=0.10,
)
MUKBANG: Final = Style(
    category="Mukbang",
    frequency=0.12,
    focus=(("Món ăn", 6), ("Cảm nhận trải nghiệm", 5)),
    structures=(("Review trải nghiệm", 6), ("Kể chuyện", 3), ("Kịch hóa", 1)),
    seconds=140,
    likes=0.050,
    comments=0.0016,
    shares=0.0008,
    saves=0.0015,
    names_a_place=0.15,
)

STYLES: Final = (COOKING, RESTAURANTS, PRODUCTS, MUKBANG)
