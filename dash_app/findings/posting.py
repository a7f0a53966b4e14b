"""How often a creator posts: in words, against its tier, with its pauses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from dash_app.findings.finding import Finding
from dash_app.statistics import Spread
from dash_app.words import day, decimal, percent, whole

LEAST_VIDEOS: Final = 5
LEAST_DAYS: Final = 14
"""Fewer videos, or days from the first to the last, make no rhythm."""

_DAILY: Final = 0.8
# Videos a week from which on a word holds.
_WORDS: Final = (
    (2.5, "vài lần mỗi tuần"),
    (0.9, "một, hai lần mỗi tuần"),
    (0.4, "vài lần mỗi tháng"),
    (0.0, "thưa: chưa tới hai lần mỗi tháng"),
)


@dataclass(frozen=True)
class Rhythm:
    """The posting days of one creator; pinned videos are left out before.

    Attributes:
        videos: How many.
        first: Their first day; None without any.
        last: Their last day.
        active: Days with a video.
        pause: The longest time from one posting day to the next, in days; 0 without two.
        pause_from: The day before it.
        pause_to: The day after it.
        gap: Median days from one posting day to the next; None without two.
        silence: Days from the last video to the end of what was looked at; None where unknown.
    """

    videos: int
    first: date | None
    last: date | None
    active: int
    pause: int
    pause_from: date | None
    pause_to: date | None
    gap: float | None
    silence: int | None

    @property
    def days(self) -> int:
        """From the first to the last day, both included."""
        return (self.last - self.first).days + 1 if self.first and self.last else 0

    @property
    def per_week(self) -> float | None:
        """Videos a week, as `creators.videos_per_week` has them."""
        return self.videos / max(1.0, self.days / 7) if self.videos else None

    @property
    def enough(self) -> bool:
        """Whether it can be called a rhythm."""
        return self.videos >= LEAST_VIDEOS and self.days >= LEAST_DAYS


def rhythm(days: pd.Series, until: date | None) -> Rhythm:
    """Returns the rhythm of posting days.

    Args:
        days: One a video, as pandas has dates.
        until: The last day on which a video could have been seen.
    """
    found = np.unique(pd.to_datetime(days).to_numpy("datetime64[D]"))
    if not found.size:
        return Rhythm(0, None, None, 0, 0, None, None, None, None)
    dates: list[date] = found.tolist()
    gaps = np.diff(found).astype(int)
    widest = int(gaps.argmax()) if gaps.size else None
    return Rhythm(
        videos=len(days),
        first=dates[0],
        last=dates[-1],
        active=len(dates),
        pause=int(gaps[widest]) if widest is not None else 0,
        pause_from=dates[widest] if widest is not None else None,
        pause_to=dates[widest + 1] if widest is not None else None,
        gap=float(np.median(gaps)) if gaps.size else None,
        silence=max(0, (until - dates[-1]).days) if until else None,
    )


def frequency_words(found: Rhythm) -> str:
    """Returns how often that is, in words."""
    if not found.enough or found.per_week is None:
        return "chưa đủ video để nói về nhịp đăng"
    if found.active >= _DAILY * found.days:
        several = found.videos > 1.5 * found.active
        return "mỗi ngày, thường hơn một video" if several else "gần như mỗi ngày"
    return next(words for least, words in _WORDS if found.per_week >= least)


def place_words(found: Rhythm, tier: Spread, tier_name: str) -> str:
    """Returns where its frequency stands among creators of its tier; empty where unknown."""
    low, high = tier.percentile(25), tier.percentile(75)
    if not found.enough or found.per_week is None or low is None or high is None:
        return ""
    where = (
        "dày hơn phần lớn"
        if found.per_week > high
        else "thưa hơn phần lớn"
        if found.per_week < low
        else "ngang mức thường của"
    )
    few = "" if tier.enough else ", còn ít"
    return (
        f"{where} {tier_name} (nửa giữa: {decimal(low)}–{decimal(high)} video/tuần; "
        f"n = {whole(tier.n)} TikToker{few})"
    )


def rhythm_findings(found: Rhythm, tier: Spread, tier_name: str) -> tuple[Finding, ...]:
    """Says how often it posts, how that compares, and where it paused."""
    if not found.enough:
        return (
            Finding(
                f"Chưa đủ dữ liệu để nói về nhịp đăng: {whole(found.videos)} video trong "
                f"{whole(found.days)} ngày, cần ít nhất {LEAST_VIDEOS} video trong {LEAST_DAYS} "
                "ngày.",
                "few",
            ),
        )
    place = place_words(found, tier, tier_name)
    often = (
        f"Nhịp đăng: {frequency_words(found)} ({decimal(found.per_week)} video/tuần; có video ở "
        f"{percent(found.active / found.days, 0)} số ngày)"
    )
    pause = (
        f"Nghỉ lâu nhất {whole(found.pause)} ngày: {day(found.pause_from)} đến "
        f"{day(found.pause_to)}; thường cách nhau {decimal(found.gap, 0)} ngày."
    )
    silence = (
        f" Tới ngày thu thập đã {whole(found.silence)} ngày không có video mới."
        if found.silence and found.silence > max(7, 3 * (found.gap or 0))
        else ""
    )
    return (
        Finding(f"{often}{', ' if place else ''}{place}."),
        Finding(pause + silence),
    )
