"""Videos and what is computed from their counts."""

from __future__ import annotations

import ibis
from ibis import _

WEEKLY_WEIGHTS = (
    ("plays", 0.40),
    ("likes", 0.25),
    ("shares", 0.15),
    ("comments", 0.10),
    ("engagement_rate", 0.10),
)
WEEKLY_TOP_MINIMUM = 100
WEEKLY_TOP_ONE_IN = 5


def with_engagement(videos: ibis.Table) -> ibis.Table:
    """Adds two forms of engagement rate by plays; null where there are no plays.

    Sources: the default form is that of the source project; without saves it is that of TikTok
    Creator Marketplace.
    """
    public = _.likes + _.comments + _.shares
    return videos.mutate(
        engagement_rate=(public + _.saves) / _.plays.nullif(0),
        engagement_rate_public=public / _.plays.nullif(0),
    )


def with_weekly_score(videos: ibis.Table) -> ibis.Table:
    """Adds `weekly_score`, `weekly_rank` and `is_weekly_top`.

    Score = 100 × (0.40 plays + 0.25 likes + 0.15 shares + 0.10 comments + 0.10 engagement rate),
    each scaled from 0 (the week's least) to 1 (the week's most); a part that is the same for the
    whole week adds nothing. Top are the best 20 % of an ISO week, at least 100 videos where the
    week has that many. Source: the source project.
    """
    week = ibis.window(group_by="year_week")

    def scaled(name: str) -> ibis.Value:
        value = videos[name].cast("float64")
        least, most = value.min().over(week), value.max().over(week)
        return ((value - least) / (most - least).nullif(0)).coalesce(0.0)

    parts = [scaled(name) * weight for name, weight in WEEKLY_WEIGHTS]
    scored = videos.mutate(weekly_score=100 * sum(parts[1:], parts[0]))
    best_first = ibis.window(
        group_by="year_week", order_by=[ibis.desc("weekly_score"), ibis.asc("video_id")]
    )
    ranked = scored.mutate(
        weekly_rank=ibis.row_number().over(best_first) + 1,
        week_size=_.video_id.count().over(week),
    )
    top_size = ibis.greatest(
        (ranked.week_size + (WEEKLY_TOP_ONE_IN - 1)) // WEEKLY_TOP_ONE_IN, WEEKLY_TOP_MINIMUM
    )
    return ranked.mutate(is_weekly_top=ranked.weekly_rank <= top_size).drop("week_size")


def with_outlier_ratio(videos: ibis.Table) -> ibis.Table:
    """Adds `outlier_ratio`: plays over the median plays of the creator's other videos.

    Pinned videos are left out of every median. The median without one video is read off the
    creator's ordered videos: leaving out the one at place r moves those behind it up by one.
    Null where the creator has no other video, or their median is 0.
    """
    others = videos.filter(~_.is_pinned)
    order = ibis.window(group_by="creator", order_by=[ibis.asc("plays"), ibis.asc("video_id")])
    places = others.mutate(place=ibis.row_number().over(order) + 1)
    sizes = others.group_by("creator").aggregate(size=_.count())
    own = places.select("video_id", own_place=_.place)
    ratio = videos.left_join(sizes, "creator").drop("creator_right").left_join(own, "video_id")
    ratio = ratio.drop("video_id_right").mutate(
        left=ibis.ifelse(_.own_place.notnull(), _.size - 1, _.size),
        out=_.own_place.coalesce(_.size + 1),
    )
    ratio = ratio.mutate(low=(_.left + 1) // 2, high=_.left // 2 + 1)
    ratio = ratio.mutate(
        low=ibis.ifelse(_.low < _.out, _.low, _.low + 1),
        high=ibis.ifelse(_.high < _.out, _.high, _.high + 1),
    )
    at = places.select("creator", "place", "plays")
    low, high = at.rename(low_plays="plays"), at.rename(high_plays="plays")
    ratio = ratio.left_join(low, [ratio.creator == low.creator, ratio.low == low.place])
    ratio = ratio.drop("creator_right", "place")
    ratio = ratio.left_join(high, [ratio.creator == high.creator, ratio.high == high.place])
    ratio = ratio.drop("creator_right", "place")
    median = ibis.ifelse(ratio.left > 0, (ratio.low_plays + ratio.high_plays) / 2.0, None)
    return ratio.mutate(outlier_ratio=ratio.plays / median.nullif(0)).drop(
        "size", "own_place", "left", "out", "low", "high", "low_plays", "high_plays"
    )


def with_format(videos: ibis.Table) -> ibis.Table:
    """Adds `is_photo`, and makes the duration of photo posts null: TikTok writes 0."""
    photo = (_.image_count.coalesce(0) > 0) | (_.duration_s == 0).coalesce(False)
    return videos.mutate(
        is_photo=photo,
        duration_s=ibis.ifelse(photo, ibis.null("float64"), _.duration_s),
    )


def with_words(videos: ibis.Table, texts: ibis.Table) -> ibis.Table:
    """Adds what the words of a video told (`texts`) and the speaking rate."""
    joined = videos.left_join(texts, "video_id").drop("video_id_right")
    return joined.mutate(
        words_per_second=_.word_count / _.duration_s.nullif(0),
        has_ad_signs=_.is_ad | _.is_shop | _.discloses_ad.coalesce(False),
    )


def with_main_place(videos: ibis.Table, places: ibis.Table) -> ibis.Table:
    """Adds `province` and `region` of each video's first place."""
    main = places.filter(_["rank"] == 1).select("video_id", "province", "region")
    return videos.left_join(main, "video_id").drop("video_id_right")


def with_creator(videos: ibis.Table, creators: ibis.Table) -> ibis.Table:
    """Adds the creator's tier as `creator_tier`, and the engagement rate by followers.

    That rate is null where the followers are 0 or unknown. Source: Rival IQ, Sprout.
    """
    known = creators.select("creator", creator_tier=_.tier, creator_followers=_.followers)
    joined = videos.left_join(known, "creator").drop("creator_right")
    engagements = _.likes + _.comments + _.shares + _.saves
    return joined.mutate(
        engagement_rate_by_followers=engagements / _.creator_followers.nullif(0)
    ).drop("creator_followers")


def with_url(videos: ibis.Table) -> ibis.Table:
    """Adds the address of the video on TikTok."""
    kind = ibis.ifelse(videos.is_photo, "/photo/", "/video/")
    address = ibis.literal("https://www.tiktok.com/@") + videos.creator + kind + videos.video_id
    return videos.mutate(url=address)
