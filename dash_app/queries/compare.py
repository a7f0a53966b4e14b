"""Questions about a few creators that are compared; the lens narrows the tables to them.

What a few creators post is little, so their videos are read once, narrow and without texts, and
every card that counts or compares them works on that one frame.
"""

from __future__ import annotations

from typing import Any, Final

import ibis
from ibis import _

from dash_app.bands import AGE_BANDS, YOUNG
from dash_app.queries.tables import Tables

CHANNEL_COLUMNS: Final = (
    "creator",
    "nickname",
    "tier",
    "followers",
    "hearts",
    "video_count",
    "verified",
    "is_seller",
    "is_business",
    "booking_note",
    "has_profile",
    "videos_collected",
    "last_posted_date",
    "collected_at",
)
VIDEO_COLUMNS: Final = (
    "creator",
    "video_key",
    "posted_date",
    "posted_hour",
    "posted_weekday",
    "week_start",
    "duration_s",
    "is_photo",
    "plays",
    "likes",
    "comments",
    "shares",
    "saves",
    "engagement_rate",
    "engagement_rate_public",
    "engagement_rate_by_followers",
    "outlier_ratio",
    "hashtag_count",
    "is_pinned",
    "has_ad_signs",
    "is_shop",
)
LABEL_FIELDS: Final = ("categories", "hook_type")
"""Of the content labels those whose mix is compared."""


def most_collected(t: Tables, most: int) -> ibis.Table:
    """Returns creator, n: the creators with most videos in view, most first."""
    counted = t.videos.group_by("creator").aggregate(n=_.count())
    return counted.order_by(ibis.desc("n"), "creator").limit(most)


def channels(t: Tables) -> ibis.Table:
    """Returns `CHANNEL_COLUMNS` of each creator."""
    return t.creators.select(*CHANNEL_COLUMNS).order_by("creator")


def compared_videos(t: Tables) -> ibis.Table:
    """Returns `VIDEO_COLUMNS` and three marks of each video; by creator, the oldest first.

    is_young: collected before it was old enough to be called low, see `bands.YOUNG`. own_sound:
    TikTok calls the sound original, or its author has the channel's display name. sound_known:
    whether either of these is known.
    """
    ready = t.videos.collected_at - ibis.interval(days=AGE_BANDS[YOUNG].end)
    names = t.creators.select("creator", "nickname")
    original = _.music_is_original.fill_null(False)
    return (
        t.videos.left_join(names, "creator")
        .select(
            *VIDEO_COLUMNS,
            is_young=_.posted_at > ready,
            own_sound=original | (_.music_author == _.nickname).fill_null(False),
            sound_known=_.music_is_original.notnull() | _.music_author.notnull(),
        )
        .order_by("creator", "video_key")
    )


def follower_growth(t: Tables) -> ibis.Table:
    """Returns creator, first, last (followers), days between, of those collected a day apart."""
    known = t.creator_history.filter(_.followers.notnull())
    seconds = known.collected_at.epoch_seconds()
    return (
        known.group_by("creator")
        .aggregate(
            first=_.followers.argmin(_.collected_at),
            last=_.followers.argmax(_.collected_at),
            days=(seconds.max() - seconds.min()) / 86_400,
        )
        .filter(_.days >= 1)
        .order_by("creator")
    )


def content_mix(t: Tables, most: int) -> ibis.Table:
    """Returns field, label, creator, n, of_field: what the creators' videos are about.

    The fields are `LABEL_FIELDS`, and `dish` (groups of dishes) and `province` (of the main place),
    which are found without a model. `n` counts videos with the label, `of_field` the creator's
    videos with any label of the field. Of each field those labels are returned, for all creators,
    that are among the `most` commonest of some creator.
    """
    labels = t.video_labels.filter(_.field.isin(LABEL_FIELDS))
    rows = ibis.union(
        labels.select("creator", "video_key", "field", "label"),
        t.video_dishes.select(
            "creator", "video_key", field=ibis.literal("dish"), label=_.dish_group
        ),
        t.videos.filter(_.province.notnull()).select(
            "creator", "video_key", field=ibis.literal("province"), label=_.province
        ),
    )
    of_field = rows.group_by("creator", "field").aggregate(of_field=_.video_key.nunique())
    counted = rows.group_by("creator", "field", "label").aggregate(n=_.video_key.nunique())
    return (
        _among_the_commonest(counted, ("field", "label"), ("creator", "field"), most)
        .join(of_field, ["creator", "field"])
        .select("field", "label", "creator", "n", "of_field")
        .order_by("field", "label", "creator")
    )


def hashtags_used(t: Tables, least: int) -> ibis.Table:
    """Returns creator, hashtag_key, n: the tags that each uses in `least` videos or more.

    A caption with two spellings of one tag counts once.
    """
    used = t.video_hashtags.group_by("creator", "hashtag_key").aggregate(n=_.video_key.nunique())
    return used.filter(_.n >= least).order_by("creator", ibis.desc("n"), "hashtag_key")


def _among_the_commonest(
    counted: ibis.Table, label: tuple[str, ...], group: tuple[str, ...], most: int
) -> Any:
    """Returns the rows of those labels that are among the first in some group."""
    order = (ibis.desc("n"), *label)
    ranked = counted.mutate(
        place=ibis.row_number().over(ibis.window(group_by=group, order_by=order))
    )
    best = ranked.mutate(best=_.place.min().over(ibis.window(group_by=label)))
    return best.filter(_.best < most)
