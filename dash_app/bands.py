"""Ranges of whole numbers that videos are put into: their age, hashtags, part of the day."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Band:
    """A range that begins where the one before it ends.

    Attributes:
        label: In Vietnamese.
        end: The first number above it; None for the last one.
    """

    label: str
    end: int | None


AGE_BANDS = (
    Band("0–2 ngày", 3),
    Band("3–6 ngày", 7),
    Band("7–13 ngày", 14),
    Band("14–29 ngày", 30),
    Band("30–89 ngày", 90),
    Band("90–364 ngày", 365),
    Band("từ 365 ngày", None),
)
"""Whole days between posting and collection."""

YOUNG = 0
"""The age band whose videos have not had the time to be called low."""

HASHTAG_BANDS = (
    Band("không hashtag", 1),
    Band("1–2 hashtag", 3),
    Band("3–5 hashtag", 6),
    Band("6–9 hashtag", 10),
    Band("từ 10 hashtag", None),
)

DAY_PARTS = (
    Band("khuya (0–4h)", 5),
    Band("sáng (5–10h)", 11),
    Band("trưa (11–13h)", 14),
    Band("chiều (14–17h)", 18),
    Band("tối (18–23h)", None),
)
"""Vietnamese hours."""
