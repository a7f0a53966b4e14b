"""Questions to `creators`."""

from __future__ import annotations

import ibis
from ibis import _

from dash_app.queries.tables import Tables

CREATOR_COLUMNS = (
    "creator",
    "nickname",
    "tier",
    "followers",
    "videos_collected",
    "median_plays",
    "median_engagement_rate",
    "videos_per_week",
    "last_posted_date",
    "verified",
)
_COUNTS = ("plays", "likes", "comments", "shares", "saves")


def creator_rows(t: Tables, order: str, descending: int, offset: int, limit: int) -> ibis.Table:
    """Returns some rows of the table of creators, in an order; what is missing comes last."""
    key = ibis.desc(_[order]) if descending else ibis.asc(_[order])
    ties = () if order == "creator" else (_.creator,)
    return (
        t.creators.order_by(_[order].isnull(), key, *ties)
        .limit(limit, offset=offset)
        .select(*CREATOR_COLUMNS)
    )


def creator_summary(t: Tables) -> ibis.Table:
    """Returns one row: n, known (with followers), and medians over creators."""
    return t.creators.aggregate(
        n=t.creators.count(),
        known=t.creators.followers.count(),
        followers=t.creators.followers.median().cast("float64"),
        median_plays=t.creators.median_plays.median(),
        median_rate=t.creators.median_engagement_rate.median(),
        videos_per_week=t.creators.videos_per_week.median(),
    )


def creator_measures(t: Tables, metric: str, keep_empty: int) -> ibis.Table:
    """Returns one row a creator: who it is, and what its videos in view reach.

    Columns of the channel: creator, nickname, tier, followers, hearts, video_count, verified,
    booking_note. Of the videos in view: videos; total_plays, total_likes, total_comments,
    total_shares, total_saves; engagement_rate (pooled: sum of engagements / sum of plays);
    mean, median (without pinned videos) and total of the metric; videos_per_week (without pinned
    videos: videos / max(1, days from the first to the last / 7)); mean_hashtags, mean_duration_s;
    last_posted_date. Whatever needs a video is missing for a creator without one, and the counts
    are 0 then.

    Args:
        t: The tables.
        metric: A column of `videos`.
        keep_empty: 1 keeps creators without a video in view, 0 leaves them out.
    """
    lasting = ~_.is_pinned
    first, last = (_.posted_date.min(where=lasting), _.posted_date.max(where=lasting))
    sums = {f"total_{name}": _[name].sum() for name in _COUNTS}
    videos = (
        t.videos.group_by("creator")
        .aggregate(
            videos=_.count(),
            lasting=_.count(where=lasting),
            days=last.delta(first, unit="day") + 1,
            mean=_[metric].mean(),
            median=_[metric].median(where=lasting).cast("float64"),
            total=_[metric].sum().cast("float64"),
            mean_hashtags=_.hashtag_count.mean(),
            mean_duration_s=_.duration_s.mean(),
            last_posted_date=_.posted_date.max(),
            **sums,
        )
        .mutate(
            videos_per_week=_.lasting / ibis.greatest(1.0, _.days / 7),
            engagement_rate=(_.total_likes + _.total_comments + _.total_shares + _.total_saves)
            / _.total_plays.nullif(0),
        )
    )
    channels = t.creators.select(
        "creator",
        "nickname",
        "tier",
        "followers",
        "hearts",
        "video_count",
        "verified",
        "booking_note",
    )
    joined = channels.join(videos, "creator", how="left" if keep_empty else "inner")
    counts = {name: _[name].fill_null(0) for name in ("videos", *sums)}
    besides = [name for name in videos.columns if name not in ("creator", "lasting", "days")]
    columns = [*channels.columns, *besides]
    return joined.select(*columns).mutate(**counts).order_by("creator")
