"""What to generate, and what was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

DEFAULT_UNTIL: Final = date(2026, 10, 31)
WINDOW_DAYS: Final = 70 * 7
LOCAL_OFFSET: Final = timedelta(hours=7)
"""Viet Nam keeps UTC+7 all year."""


@dataclass(frozen=True)
class SampleSpec:
    """The same spec gives byte-identical files.

    Attributes:
        creators: How many creators land in total.
        videos: How many distinct videos land in total.
        seed: Where all chance comes from.
        until: The local day of the crawl, just after midnight: the last posts are of the evening
            before, so that nothing lies in the future when `until` is today.
        full_size: Pads each video to the size that TikTok really sends (about 25 KB).
    """

    creators: int = 60
    videos: int = 6000
    seed: int = 7
    until: date = DEFAULT_UNTIL
    full_size: bool = False

    def __post_init__(self) -> None:
        """Refuses what cannot be generated.

        Raises:
            ValueError: Where a number is out of range.
        """
        if self.creators < 1:
            raise ValueError(f"creators = {self.creators}: cần ít nhất 1 nhà sáng tạo")
        if self.videos < 0:
            raise ValueError(f"videos = {self.videos}: số video không được âm")
        if self.seed < 0:
            raise ValueError(f"seed = {self.seed}: hạt giống không được âm")
        if not 2018 <= self.until.year <= 2037:
            raise ValueError(f"until = {self.until}: chỉ nhận ngày từ 2018 đến 2037")

    @property
    def first_day(self) -> date:
        """The first day with posts."""
        return self.until - timedelta(days=WINDOW_DAYS)

    @property
    def crawled_at(self) -> int:
        """When the crawl starts (Unix seconds)."""
        return local_midnight(self.until) + 5 * 60


@dataclass(frozen=True)
class SampleSummary:
    """What was written.

    Attributes:
        creators: Distinct creators.
        videos: Distinct videos; those of a second crawl are not counted twice.
        files: Files written.
        bytes: Their total size.
    """

    creators: int
    videos: int
    files: int
    bytes: int


def local_midnight(day: date) -> int:
    """Returns when a day begins in Viet Nam (Unix seconds)."""
    return int((datetime.combine(day, time(), UTC) - LOCAL_OFFSET).timestamp())
