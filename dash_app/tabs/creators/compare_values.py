"""So sánh: what is measured of each creator, with how precisely it is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from dash_app.components.tier_bands import tier_bands
from dash_app.findings.posting import Rhythm, rhythm
from dash_app.pages import Reader
from dash_app.queries.compare import follower_growth
from dash_app.statistics import (
    Interval,
    Spread,
    mean_interval,
    median_interval,
    pooled_ratio_interval,
    quartile_ratio_interval,
    share_interval,
)
from dash_app.statistics.sample import floats
from dash_app.tabs.creators.compare_choice import Columns, Contender, comparison
from dash_app.tabs.creators.compare_measures import OUTLIER, measure

_MONTH_DAYS: Final = 30
_NONE: Final = Interval(None, None, None, 0, False)
_COUNTS: Final = ("plays", "likes", "comments", "shares", "saves")


def measured(reader: Reader) -> tuple[Mapping[str, Interval], ...]:
    """Returns the measures of each contender by their keys; made once for all cards."""
    return reader.kept(_measure_all)


def tier_spread(reader: Reader, contender: Contender, key: str) -> Spread:
    """Returns how the contender's tier is spread over a measure.

    Nothing comes back where none is known, or the contender has too few videos to be placed in it.
    """
    band = measure(key).band
    tier = contender.tier if band and contender.is_drawn else None
    return tier_bands(reader.snapshot).of(tier, band)


def _measure_all(reader: Reader) -> tuple[Mapping[str, Interval], ...]:
    found = comparison(reader)
    rows = found.reader.frame(follower_growth).itertuples(index=False, name=None)
    growth = {creator: (last - first) / days for creator, first, last, days in rows}
    return tuple(
        _of_channel(each, growth) | _of_results(each) | _of_rhythm(each, reader) | _of_content(each)
        for each in found.contenders
    )


def _of_channel(contender: Contender, growth: Mapping[str, float]) -> dict[str, Interval]:
    exact = {
        name: _exact(contender.channel[name]) for name in ("followers", "hearts", "video_count")
    }
    daily = growth.get(contender.account)
    gained = _exact(None if daily is None else daily * _MONTH_DAYS)
    return exact | {"growth": gained}


def _of_results(contender: Contender) -> dict[str, Interval]:
    lasting, videos = contender.lasting, contender.videos
    found = {f"median_{name}": median_interval(lasting[name]) for name in _COUNTS}
    plays = lasting["plays"]
    ratios = floats(lasting["outlier_ratio"])[~lasting["is_young"].astype(bool)]
    settled = ratios[~np.isnan(ratios)]
    p25, p75 = np.quantile(plays, (0.25, 0.75)) if len(plays) else (None, None)
    return found | {
        "median_engagement_rate": median_interval(lasting["engagement_rate"]),
        "plays_per_follower": _divided(found["median_plays"], contender.channel["followers"]),
        "evenness": quartile_ratio_interval(p25, p75, len(plays)),
        "outlier_share": share_interval(int((settled >= OUTLIER).sum()), len(settled)),
        **{f"{name}_per_play": _per_play(videos, name) for name in _COUNTS[1:]},
    }


def _of_rhythm(contender: Contender, reader: Reader) -> dict[str, Interval]:
    found = contender_rhythm(contender, reader)
    _, counts = videos_by_week(contender.lasting)
    mean = mean_interval(counts)
    per_week = Interval(found.per_week, None, None, len(counts), False)
    if found.per_week is not None and mean.low is not None and mean.high is not None:
        # Whole weeks give the margin, days the rate: the first and last week are rarely whole.
        margin = (mean.high - mean.low) / 2
        low, high = max(found.per_week - margin, 0.0), found.per_week + margin
        per_week = Interval(found.per_week, low, high, len(counts), mean.enough)
    return {
        "videos_per_week": per_week,
        "active_weeks": share_interval(int((counts > 0).sum()), len(counts)),
        "pause": _exact(found.pause if found.active > 1 else None),
    }


def contender_rhythm(contender: Contender, reader: Reader) -> Rhythm:
    """Returns the rhythm of its posting days, without pinned videos."""
    return rhythm(pd.Series(contender.lasting["posted_date"]), reader.snapshot.newest)


def _of_content(contender: Contender) -> dict[str, Interval]:
    videos, own = contender.videos, own_sound(contender)
    return {
        "mean_duration_s": mean_interval(videos["duration_s"]),
        "mean_hashtags": mean_interval(videos["hashtag_count"]),
        "own_sound_share": share_interval(int(own.sum()), len(own)),
        "ad_share": share_interval(int(videos["has_ad_signs"].sum()), contender.n),
    }


def own_sound(contender: Contender) -> npt.NDArray[np.bool_]:
    """Returns whether a video has its creator's own sound, of those whose sound is known."""
    known = contender.videos["sound_known"].astype(bool)
    own: npt.NDArray[np.bool_] = contender.videos["own_sound"][known].astype(bool)
    return own


def videos_by_week(lasting: Columns) -> tuple[npt.NDArray[Any], npt.NDArray[np.int64]]:
    """Returns every week (its Monday, a day) from the first video to the last, and its videos."""
    days = lasting["week_start"].astype("datetime64[D]")
    if not len(days):
        return days, np.empty(0, dtype=np.int64)
    places = (days - days.min()).astype(np.int64) // 7
    counts = np.bincount(places)
    return days.min() + 7 * np.arange(len(counts)), counts


def _exact(value: Any) -> Interval:
    """Returns a number that is known as it is, without any error of sampling."""
    if value is None or pd.isna(value):
        return _NONE
    number = float(value)
    return Interval(number, number, number, 1, True)


def _divided(interval: Interval, by: Any) -> Interval:
    if by is None or pd.isna(by) or not by or interval.estimate is None:
        return Interval(None, None, None, interval.n, False)
    low, high = interval.low, interval.high
    return Interval(
        interval.estimate / by,
        None if low is None else low / by,
        None if high is None else high / by,
        interval.n,
        interval.enough,
    )


def _per_play(videos: Columns, name: str) -> Interval:
    x, y = (videos[column].astype(np.float64) for column in (name, "plays"))
    squares = ((x * x).sum(), (x * y).sum(), (y * y).sum())
    return pooled_ratio_interval(len(x), x.sum(), y.sum(), *squares)
