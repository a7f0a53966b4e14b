"""Questions to `videos`: how a metric goes with duration, hour, weekday, month and year.

Medians leave pinned videos out: they are old and chosen, and would flatter whatever they stand in.
"""

from __future__ import annotations

from typing import Any

import ibis
from ibis import _

from dash_app.queries.tables import Tables, aggregated, argument, duration_bin


def summary(t: Tables, metric: str) -> ibis.Table:
    """Returns one row: n, creators, first and last (days), sum, mean, median, highest, its video.

    The video is `top_key`, a `video_key`: reading one row by its key beats sorting all of them.
    """
    column = t.videos[metric]
    return t.videos.aggregate(
        n=t.videos.count(),
        creators=t.videos.creator.nunique(),
        first=t.videos.posted_date.min(),
        last=t.videos.posted_date.max(),
        sum=column.sum().cast("float64"),
        mean=column.mean(),
        median=_median(t.videos, metric),
        highest=column.max().cast("float64"),
        top_key=t.videos.video_key.argmax(column),
    )


def video_by_key(t: Tables) -> ibis.Table:
    """Returns the video whose `video_key` is the argument `key`: creator, caption, url."""
    wanted = argument("key").cast("int32")
    return t.videos.filter(_.video_key == wanted).select("creator", "caption", "url")


def metric_by_duration(t: Tables, metric: str, aggregate: str) -> ibis.Table:
    """Returns bin (number of the duration bin), n, value; photo posts have no duration."""
    videos = t.videos.mutate(bin=duration_bin(t.videos.duration_s)).filter(_.bin.notnull())
    return _by(videos, ("bin",), metric, aggregate)


def metric_by_hour(t: Tables, metric: str, aggregate: str) -> ibis.Table:
    """Returns hour (0–23, Vietnamese time), n, value."""
    return _by(t.videos.mutate(hour=_.posted_hour), ("hour",), metric, aggregate)


def metric_by_weekday(t: Tables, metric: str, aggregate: str) -> ibis.Table:
    """Returns weekday (1 = Monday), n, value."""
    return _by(t.videos.mutate(weekday=_.posted_weekday), ("weekday",), metric, aggregate)


def metric_by_weekday_hour(t: Tables, metric: str, aggregate: str) -> ibis.Table:
    """Returns weekday, hour, n, value."""
    videos = t.videos.mutate(weekday=_.posted_weekday, hour=_.posted_hour)
    return _by(videos, ("weekday", "hour"), metric, aggregate)


def metric_by_month(t: Tables, metric: str, aggregate: str) -> ibis.Table:
    """Returns year, month (1–12), n, value."""
    videos = t.videos.mutate(year=_.posted_year, month=_.posted_month)
    return _by(videos, ("year", "month"), metric, aggregate)


def metric_by_year(t: Tables, metric: str, aggregate: str) -> ibis.Table:
    """Returns year, n, value."""
    return _by(t.videos.mutate(year=_.posted_year), ("year",), metric, aggregate)


def within_creator_by_hour(t: Tables, metric: str, every: int = 1) -> ibis.Table:
    """Returns what `statistics.within_creator_effect` needs, by posting hour."""
    return within_creator(t.videos.mutate(bin=_.posted_hour), metric, every)


def within_creator_by_weekday(t: Tables, metric: str, every: int = 1) -> ibis.Table:
    """Returns what `statistics.within_creator_effect` needs, by weekday."""
    return within_creator(t.videos.mutate(bin=_.posted_weekday), metric, every)


def within_creator_by_duration(t: Tables, metric: str, every: int = 1) -> ibis.Table:
    """Returns what `statistics.within_creator_effect` needs, by number of the duration bin."""
    return within_creator(t.videos.mutate(bin=duration_bin(t.videos.duration_s)), metric, every)


def within_creator(videos: ibis.Table, metric: str, every: int = 1) -> ibis.Table:
    """Returns one row a `bin`: sums over creators of each one's deviation from its own mean.

    The columns are n, creators, sum_d, sum_w, sum_dd, sum_dw, sum_ww, as
    `statistics.within_creator_effect` defines them. The outcome is ln(1 + metric) for counts and
    the metric itself for rates; pinned videos are left out. With `every` above 1 only each n-th
    video in order of posting is looked at.
    """
    if every > 1:
        videos = videos.filter(_.video_key % every == 0)
    by_creator = (
        videos.filter(~_.is_pinned, _.bin.notnull(), _[metric].notnull())
        .mutate(outcome=outcome(metric))
        .group_by("creator", "bin")
        .aggregate(n=_.count(), total=_.outcome.sum())
    )
    own = ibis.window(group_by="creator")
    with_own = by_creator.mutate(
        all_n=_.n.sum().over(own).cast("float64"), all_total=_.total.sum().over(own)
    )
    return effect_sums(with_own)


def outcome(metric: str) -> Any:
    """Returns what effects are of: ln(1 + metric) for counts, the metric itself for rates."""
    return _[metric] if metric.startswith("engagement_rate") else (_[metric] + 1).ln()


def effect_sums(by_creator: ibis.Table) -> ibis.Table:
    """Returns the sums that `statistics.within_creator_effect` needs, one row a `bin`.

    Args:
        by_creator: One row a creator and bin: bin, n and total of the outcome in it; all_n and
            all_total of all videos of the creator that are compared.
    """
    deviations = by_creator.filter(_.n < _.all_n).select(
        "bin",
        "n",
        d=_.total - _.n * _.all_total / _.all_n,
        w=_.n * (1 - _.n / _.all_n),
    )
    return summed(deviations).order_by("bin")


def summed(deviations: ibis.Table) -> ibis.Table:
    """Returns n, creators, sum_d, sum_w, sum_dd, sum_dw, sum_ww of each `bin`.

    Args:
        deviations: One row a creator and bin: bin, n, d and w.
    """
    return deviations.group_by("bin").aggregate(
        n=_.n.sum(),
        creators=_.count(),
        sum_d=_.d.sum(),
        sum_w=_.w.sum(),
        sum_dd=(_.d * _.d).sum(),
        sum_dw=(_.d * _.w).sum(),
        sum_ww=(_.w * _.w).sum(),
    )


def video_rows(t: Tables, order: str, descending: int, offset: int, limit: int) -> ibis.Table:
    """Returns some rows of the table of videos, in an order; ties by video."""
    key = ibis.desc(_[order]) if descending else ibis.asc(_[order])
    return t.videos.order_by(key, _.video_id).limit(limit, offset=offset).select(*VIDEO_COLUMNS)


def top_videos(t: Tables, metric: str, most: int) -> ibis.Table:
    """Returns the videos with the highest metric, for a download."""
    return video_rows(t, metric, 1, 0, most)


def video_count(t: Tables) -> ibis.Table:
    """Returns one row: n."""
    return t.videos.aggregate(n=t.videos.count())


VIDEO_COLUMNS = (
    "video_id",
    "creator",
    "caption",
    "posted_date",
    "posted_hour",
    "duration_s",
    "plays",
    "likes",
    "comments",
    "shares",
    "saves",
    "engagement_rate",
    "outlier_ratio",
    "hashtag_count",
    "url",
)


def value_of(videos: ibis.Table, metric: str, aggregate: str) -> Any:
    """Returns the sum, mean or median of a metric over rows that have their video's facts."""
    if aggregate == "median":
        return _median(videos, metric)
    return aggregated(videos[metric], aggregate)


def _by(videos: ibis.Table, keys: tuple[str, ...], metric: str, aggregate: str) -> ibis.Table:
    value = value_of(videos, metric, aggregate)
    return videos.group_by(*keys).aggregate(n=videos.count(), value=value).order_by(*keys)


def _median(videos: ibis.Table, metric: str) -> Any:
    return videos[metric].median(where=~videos.is_pinned).cast("float64")
