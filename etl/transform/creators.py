"""Creators, their statistics and their follower tier."""

from __future__ import annotations

import ibis
from ibis import _

from etl.transform.snapshots import newest

LOW_TIER, MIDDLE_TIER, HIGH_TIER = "low", "middle", "high"
LOW_QUANTILE, HIGH_QUANTILE = 0.33, 0.66


def newest_creators(snapshots: ibis.Table, bios: ibis.Table) -> ibis.Table:
    """Returns the newest state of each creator; a field unknown now keeps its last known value.

    Args:
        snapshots: As from `creator_snapshots`.
        bios: `bio, masked, booking_note`; the bio itself, with phone numbers, is not kept.
    """
    latest = newest(snapshots, "creator", "collected_at", "from_profile", "landing")
    flags = snapshots.group_by("creator").aggregate(has_profile=_.from_profile.any())
    creators = (
        latest.select("creator", "collected_at").left_join(flags, "creator").drop("creator_right")
    )
    for name in (
        "nickname",
        "bio",
        "verified",
        "is_seller",
        "is_business",
        "followers",
        "following",
        "hearts",
        "video_count",
    ):
        known = newest(
            snapshots.filter(_[name].notnull()),
            "creator",
            "collected_at",
            "from_profile",
            "landing",
        )
        creators = creators.left_join(known.select("creator", name), "creator").drop(
            "creator_right"
        )
    creators = creators.left_join(bios, "bio").drop("bio", "bio_right")
    return creators.rename(bio="masked")


def with_statistics(
    creators: ibis.Table, videos: ibis.Table, metrics: tuple[str, ...]
) -> ibis.Table:
    """Adds number, means, medians, rhythm and lengths of each creator's collected videos.

    Pinned videos count in means and are left out of medians and of the rhythm: they are old and
    chosen for being the best.
    """
    unpinned = videos.filter(~_.is_pinned)
    means = videos.group_by("creator").aggregate(
        videos_collected=_.count(),
        **{f"mean_{name}": videos[name].mean() for name in metrics},
        mean_hashtags=_.hashtag_count.mean(),
        mean_duration_s=_.duration_s.mean(),
        last_posted_date=_.posted_date.max(),
    )
    medians = unpinned.group_by("creator").aggregate(
        **{f"median_{name}": unpinned[name].cast("float64").median() for name in metrics},
        unpinned=_.count(),
        first_posted_date=_.posted_date.min(),
        last_unpinned_date=_.posted_date.max(),
    )
    # A literal 7.0 is a decimal to Spark and would round the quotient.
    days = (_.last_unpinned_date.delta(_.first_posted_date, unit="day") + 1).cast("float64")
    weeks = ibis.greatest(days / 7, ibis.literal(1, "float64"))
    medians = medians.mutate(videos_per_week=_.unpinned / weeks)
    medians = medians.drop("unpinned", "last_unpinned_date")
    joined = creators.left_join(means, "creator").drop("creator_right")
    joined = joined.left_join(medians, "creator").drop("creator_right")
    return joined.mutate(videos_collected=_.videos_collected.coalesce(0))


def tier_thresholds(creators: ibis.Table) -> ibis.Table:
    """Returns one row, `low_below` and `high_from`: the 33rd and 66th percentile of followers.

    Linear interpolation. Source: the source project.
    """
    return creators.aggregate(
        low_below=_.followers.quantile(LOW_QUANTILE), high_from=_.followers.quantile(HIGH_QUANTILE)
    )


def with_tier(creators: ibis.Table) -> ibis.Table:
    """Adds the follower tier.

    Low is strictly below the first threshold, high at or above the second. Null where the
    followers are unknown.
    """
    split = creators.cross_join(tier_thresholds(creators))
    tier = ibis.cases(
        (split.followers.isnull(), ibis.null("string")),
        (split.followers < split.low_below, LOW_TIER),
        (split.followers >= split.high_from, HIGH_TIER),
        else_=MIDDLE_TIER,
    )
    return split.mutate(tier=tier).drop("low_below", "high_from")
