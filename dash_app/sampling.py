"""When an estimate that has an interval anyway is made of a part of the videos."""

from __future__ import annotations

from typing import Final

MOST_WHOLE: Final = 1_000_000
EVERY: Final = 10


def every_nth(videos: int) -> int:
    """Returns 1 where all videos are compared, 10 where each tenth of more than a million is."""
    return 1 if videos <= MOST_WHOLE else EVERY


def sample_words(every: int) -> str:
    """Returns what a formula adds where not all videos were compared."""
    return "" if every == 1 else f"; tính trên 1/{every} số video, lấy cách đều theo ngày đăng"
