"""From repeated snapshots to the newest state, and to the history."""

from __future__ import annotations

import ibis
from ibis import _


def newest(snapshots: ibis.Table, key: str, *order: str) -> ibis.Table:
    """Returns the newest row of each key.

    Args:
        snapshots: Rows with `key` and the columns of `order`.
        key: What a row is of.
        order: Columns that grow with time, the most important first.
    """
    window = ibis.window(group_by=key, order_by=[ibis.desc(name) for name in order])
    ranked = snapshots.mutate(age_rank=ibis.row_number().over(window))
    return ranked.filter(_.age_rank == 0).drop("age_rank")


def video_history(videos: ibis.Table) -> ibis.Table:
    """Returns a row for each time a video was collected: the counts of then."""
    counts = ("plays", "likes", "comments", "shares", "saves")
    return newest_of_moment(videos, "video_id").select("video_id", "collected_at", *counts)


def newest_of_moment(snapshots: ibis.Table, key: str) -> ibis.Table:
    """Returns one row for each key and time of collection, the last one that landed."""
    window = ibis.window(group_by=[key, "collected_at"], order_by=ibis.desc("landing"))
    ranked = snapshots.mutate(landing_rank=ibis.row_number().over(window))
    return ranked.filter(_.landing_rank == 0).drop("landing_rank")


def snapshot_counts(videos: ibis.Table) -> ibis.Table:
    """Returns `video_id, snapshots`: how often each video was collected."""
    return videos.group_by("video_id").aggregate(snapshots=_.collected_at.nunique())


_CREATOR_COLUMNS = (
    "creator",
    "nickname",
    "bio",
    "verified",
    "is_seller",
    "followers",
    "following",
    "hearts",
    "video_count",
    "collected_at",
    "landing",
)


def creator_snapshots(profiles: ibis.Table, videos: ibis.Table) -> ibis.Table:
    """Returns all that is known of creators at any time, from profiles and from their videos.

    Columns: those of a profile, `is_business` and `from_profile`.
    """
    own = profiles.select(*_CREATOR_COLUMNS, "is_business").mutate(from_profile=ibis.literal(True))
    repeated = videos.select(*_CREATOR_COLUMNS).mutate(
        is_business=ibis.null("boolean"), from_profile=ibis.literal(False)
    )
    return own.union(repeated.select(own.columns))


def creator_history(snapshots: ibis.Table) -> ibis.Table:
    """Returns the last counts of each creator on each (UTC) day of collection.

    A crawl of one creator takes seconds to minutes and repeats the counts with every video.
    """
    counted = snapshots.filter(_.followers.notnull()).mutate(day=_.collected_at.date())
    window = ibis.window(
        group_by=["creator", "day"],
        order_by=[
            ibis.desc("collected_at"),
            ibis.desc("from_profile"),
            ibis.desc("landing"),
            "video_count",
        ],
    )
    last = counted.mutate(place=ibis.row_number().over(window)).filter(_.place == 0)
    return last.select("creator", "collected_at", "followers", "following", "hearts", "video_count")
