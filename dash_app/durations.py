"""The nine duration bins, the same in filters, charts and tables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DurationBin:
    """A half-open range of durations.

    Attributes:
        key: The word in the URL.
        label: In Vietnamese.
        start: Seconds, included.
        end: Seconds, excluded; None for the last one.
    """

    key: str
    label: str
    start: int
    end: int | None


DURATION_BINS = (
    DurationBin("0-10", "<10s", 0, 10),
    DurationBin("10-30", "10–30s", 10, 30),
    DurationBin("30-60", "30–60s", 30, 60),
    DurationBin("60-90", "60–90s", 60, 90),
    DurationBin("90-120", "90–120s", 90, 120),
    DurationBin("120-180", "2–3 phút", 120, 180),
    DurationBin("180-300", "3–5 phút", 180, 300),
    DurationBin("300-600", "5–10 phút", 300, 600),
    DurationBin("600-", ">10 phút", 600, None),
)

LONG_FROM_S = 60
"""Seconds from which on a video is called long where only short and long are told apart."""
