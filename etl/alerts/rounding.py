"""What TikTok's rounding hides: a change of a count is sure only beyond one step of it."""

from __future__ import annotations


def rounding(count: int) -> int:
    """Returns the step that TikTok rounds a count of that size to."""
    return 100_000 if count >= 1_000_000 else 100 if count >= 10_000 else 0
