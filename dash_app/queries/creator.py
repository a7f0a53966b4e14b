"""Questions about one creator, the argument `account`.

What one creator posts is little, so its videos are read once, narrow, and every card that counts or
compares them works on that one frame.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import ibis
from ibis import _

from dash_app.bands import AGE_BANDS, YOUNG
from dash_app.queries import videos
from dash_app.queries.hashtags import tagged
from dash_app.queries.tables import Tables, argument

PROFILE_COLUMNS: Final = (
    "creator",
    "nickname",
    "bio",
    "booking_note",
    "followers",
    "following",
    "hearts",
    "video_count",
    "verified",
    "is_seller",
    "is_business",
    "has_profile",
    "tier",
    "videos_collected",
    "collected_at",
)
VIDEO_COLUMNS: Final = (
    "video_key",
    "posted_date",
    "posted_hour",
    "posted_weekday",
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
    "music_id",
    "music_title",
    "music_author",
    "music_is_original",
    "snapshots",
    "collected_at",
)
_EXTREME_COLUMNS: Final = (
    "video_key",
    "creator",
    "caption",
    "hashtags",
    "posted_date",
    "duration_s",
    "is_photo",
    "plays",
    "engagement_rate",
    "outlier_ratio",
    "has_ad_signs",
    "url",
)
_COUNTS: Final = ("followers", "hearts", "video_count")


def most_collected(t: Tables) -> ibis.Table:
    """Returns creator, n: the creator with most videos in view; no row where there is none."""
    counted = t.videos.group_by("creator").aggregate(n=_.count())
    return counted.order_by(ibis.desc("n"), "creator").limit(1)


def profile(t: Tables) -> ibis.Table:
    """Returns `PROFILE_COLUMNS` of the account, whose argument is in lower case."""
    return t.creators.filter(_.creator.lower() == argument("account")).select(*PROFILE_COLUMNS)


def own_videos(t: Tables) -> ibis.Table:
    """Returns `VIDEO_COLUMNS` and is_young of each video of the account, the oldest first.

    is_young: collected before it was old enough to be called low, see `bands.YOUNG`.
    """
    ready = t.videos.collected_at - ibis.interval(days=AGE_BANDS[YOUNG].end)
    return (
        _own(t.videos)
        .mutate(is_young=t.videos.posted_at > ready)
        .select(*VIDEO_COLUMNS, "is_young")
        .order_by("video_key")
    )


def own_hashtags(t: Tables, metric: str, most: int) -> ibis.Table:
    """Returns hashtag_key, n, judged, value: the tags that the account uses most.

    `value` is the median of the metric over `judged` videos, which are not pinned.

    Argument besides the account: `repeats`, see `queries.hashtags`.
    """
    own = _own(tagged(t))
    return (
        own.group_by("hashtag_key")
        .aggregate(
            n=own.count(),
            judged=own[metric].count(where=~own.is_pinned),
            value=videos.value_of(own, metric, "median"),
        )
        .order_by(ibis.desc("n"), "hashtag_key")
        .limit(most)
    )


def content(t: Tables, most: int) -> ibis.Table:
    """Returns field, label, n, of_field: what the account's videos are about, most first.

    The fields are those of `video_labels`, and `dish` (groups of dishes) and `province`, which are
    found without a model. `n` counts videos with the label, `of_field` videos with any label of the
    field; of each field the `most` commonest labels are returned.
    """
    labels = _own(t.video_labels).select("field", "label", "video_key")
    dishes = _own(t.video_dishes).select(
        "video_key", field=ibis.literal("dish"), label=_.dish_group
    )
    places = _own(t.video_places).select(
        "video_key", field=ibis.literal("province"), label=_.province
    )
    names = ("field", "label", "video_key")
    rows = ibis.union(*(each.select(*names) for each in (labels, dishes, places)), distinct=True)
    of_field = rows.group_by("field").aggregate(of_field=_.video_key.nunique())
    ranked = ibis.window(group_by="field", order_by=(ibis.desc("n"), "label"))
    counted = rows.group_by("field", "label").aggregate(n=_.count())
    return (
        counted.mutate(place=ibis.row_number().over(ranked))
        .filter(_.place < most)
        .join(of_field, "field")
        .order_by("field", "place")
        .select("field", "label", "n", "of_field")
    )


def videos_by_key(t: Tables) -> ibis.Table:
    """Returns what a card of each video needs; the argument `keys` lists their `video_key`.

    Besides columns of `videos` they have hook and transcribed (whether the speech is known at all).
    """
    # An empty list is one empty text, which is no number.
    listed = argument("keys").split(" ").unnest().name("video_key").as_table()
    wanted = listed.select(video_key=_.video_key.try_cast("int32"))
    said = t.transcripts.select("video_key", "hook", transcribed=True)
    return (
        t.videos.semi_join(wanted, "video_key")
        .select(*_EXTREME_COLUMNS)
        .left_join(said, "video_key")
        .select(*_EXTREME_COLUMNS, "hook", transcribed=_.transcribed.coalesce(False))
        .order_by("video_key")
    )


def channel_history(t: Tables) -> ibis.Table:
    """Returns collected_at, followers, hearts, video_count of the account, the oldest first."""
    return _own(t.creator_history).select("collected_at", *_COUNTS).order_by("collected_at")


def play_growth(t: Tables, most: int) -> ibis.Table:
    """Returns the account's videos that were collected at least a day apart, most gain first.

    Columns: video_key; first_at, last_at (collections); first, last (plays then); and over all such
    videos: videos, gained (plays), days (mean days between).
    """
    own = t.video_history.semi_join(_own(t.videos), "video_key")
    ends = (
        own.group_by("video_key")
        .aggregate(
            first_at=_.collected_at.min(),
            last_at=_.collected_at.max(),
            first=_.plays.argmin(_.collected_at),
            last=_.plays.argmax(_.collected_at),
        )
        .mutate(days=_.last_at.epoch_seconds() / 86_400 - _.first_at.epoch_seconds() / 86_400)
        .filter(_.days >= 1)
    )
    everyone = ibis.window()
    return (
        ends.mutate(
            videos=_.count().over(everyone),
            gained=(_["last"] - _["first"]).sum().over(everyone).cast("float64"),
            days=_.days.mean().over(everyone),
        )
        .order_by(ibis.desc(_["last"] - _["first"]), "video_key")
        .limit(most)
    )


def video_rows(t: Tables, order: str, descending: int, offset: int, limit: int) -> ibis.Table:
    """Returns some rows of the table of the account's videos, in an order."""
    return videos.video_rows(_narrowed(t), order, descending, offset, limit)


def top_videos(t: Tables, metric: str, most: int) -> ibis.Table:
    """Returns the account's videos with the highest metric, for a download."""
    return videos.top_videos(_narrowed(t), metric, most)


def video_count(t: Tables) -> ibis.Table:
    """Returns one row: n, the account's videos."""
    return videos.video_count(_narrowed(t))


def _own(rows: ibis.Table) -> Any:
    return rows.filter(rows.creator == argument("account"))


def _narrowed(t: Tables) -> Tables:
    return replace(t, videos=_own(t.videos))
