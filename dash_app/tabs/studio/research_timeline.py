"""Nghiên cứu chủ đề: how often a topic comes up, month by month or week by week."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from dash_app.findings.topic_study import Period, Timeline
from dash_app.pages import Reader
from dash_app.queries import hashtags
from dash_app.statistics import MIN_PERIODS, MIN_SAMPLE, linear_trend

_MOST: Final = 24
_FREQUENCIES: Final = {"month": "M", "week": "W-SUN"}
_FORMATS: Final = {"tháng": "%m/%Y", "tuần": "%d/%m/%Y"}


def timeline(reader: Reader, videos: pd.DataFrame) -> Timeline:
    """Returns the newest months, or the newest weeks where there are few months.

    Args:
        reader: Of the page.
        videos: Of the topic, with `posted_date`.
    """
    months = _totals(reader, "month")
    if len(months) >= MIN_PERIODS:
        return _timeline("tháng", months, videos)
    return _timeline("tuần", _totals(reader, "week"), videos)


def _totals(reader: Reader, period: str) -> Any:
    """Returns a series of the videos in view by period, without gaps."""
    frame = reader.frame(hashtags.videos_by_period, period=period, most=_MOST)
    found = frame.set_index(pd.to_datetime(frame["period"]).dt.to_period(_FREQUENCIES[period]))["n"]
    return found.resample(_FREQUENCIES[period]).sum().tail(_MOST)


def _timeline(unit: str, totals: Any, videos: pd.DataFrame) -> Timeline:
    own = pd.to_datetime(videos["posted_date"]).dt.to_period(totals.index.freq).value_counts()
    periods = tuple(
        Period(period.start_time.strftime(_FORMATS[unit]), int(own.get(period, 0)), int(total))
        for period, total in totals.items()
    )
    # A share of few videos jumps about.
    shares = [each.share if each.total >= MIN_SAMPLE else None for each in periods]
    return Timeline(unit, periods, linear_trend(shares))
