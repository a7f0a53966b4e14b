"""Creators as the choice of KOLs sees them, built by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from dash_app.findings.kol_content import Content

ORDINARY: dict[str, Any] = {
    "creator": "bep.nha",
    "nickname": "Bếp Nhà",
    "tier": "middle",
    "followers": 100_000,
    "booking_note": "offers",
    "median_plays": 50_000.0,
    "engagement_rate": 0.05,
    "likes_per_play": 0.04,
    "comments_per_play": 0.001,
    "videos": 40,
    "photos": 0,
    "long_videos": 30,
    "short_videos": 10,
    "placed": 10,
    "north": 5,
    "middle": 0,
    "south": 5,
    "ads": 2,
    "newest_age": 3,
    "lasting": 40,
    "total_plays": 2_000_000.0,
    "best_plays": 200_000.0,
    "weeks_seen": 12,
    "weeks_active": 10,
    "mature": 38,
    "p25_plays": 40_000.0,
    "p75_plays": 60_000.0,
    "heard": 38,
    "silent": 0,
    "newer": 19,
    "older": 19,
    "newer_plays": 50_000.0,
    "older_plays": 50_000.0,
    "labelled": 0.0,
    "snapshots": 0.0,
    "days": np.nan,
    "first_followers": np.nan,
    "last_followers": np.nan,
    "worst_change": np.nan,
}
EMPTY: dict[str, Any] = {
    **{name: 0 for name, value in ORDINARY.items() if isinstance(value, int | float)},
    "creator": "chua.dang",
    "nickname": "",
    "tier": None,
    "followers": None,
    "booking_note": None,
    **dict.fromkeys(
        (
            "median_plays",
            "engagement_rate",
            "likes_per_play",
            "comments_per_play",
            "newest_age",
            "total_plays",
            "best_plays",
            "p25_plays",
            "p75_plays",
            "newer_plays",
            "older_plays",
            "days",
            "first_followers",
            "last_followers",
            "worst_change",
        ),
        np.nan,
    ),
}
"""A creator without a profile and without a video."""


def ordinary(**changes: Any) -> dict[str, Any]:
    """A creator with nothing unusual, but for the changes."""
    return ORDINARY | changes


def crowd(number: int = 40, **changes: Any) -> list[dict[str, Any]]:
    """Ordinary creators who differ a little, as people do."""
    return [
        ordinary(
            creator=f"nguoi.{place}",
            likes_per_play=0.04 * (1 + place / 100),
            comments_per_play=0.001 * (1 + place / 100),
            engagement_rate=0.05 * (1 + place / 100),
            median_plays=50_000.0 + place,
        )
        | changes
        for place in range(number)
    ]


def frame(*channels: dict[str, Any]) -> pd.DataFrame:
    """The frame of some creators."""
    return pd.DataFrame(list(channels))


def content(hits: list[float], videos: list[float]) -> Content:
    """How often the videos of some creators are about cooking."""
    return Content(
        "Ngành nội dung",
        "thuộc “Nấu ăn”",
        "có nhãn thể loại",
        "Bỏ trống ô Ngành nội dung",
        np.array(hits, float),
        np.array(videos, float),
    )
