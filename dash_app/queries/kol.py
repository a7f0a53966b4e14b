"""What the choice of KOLs rests on: one row a creator, of all collected videos.

A video is mature from a week after posting: the youngest have not had the time to be judged by
their plays. Ages are whole days between posting and collection. Pinned videos are old and chosen
for being the best: they say something of what a channel is about, nothing of what it reaches.
"""

from __future__ import annotations

from typing import Any, Final

import ibis
from ibis import _

from dash_app.durations import LONG_FROM_S
from dash_app.queries.tables import Tables, argument

MATURE_DAYS: Final = 7
WEEKS: Final = 12
"""Weeks before the collection over which it is counted in how many something was posted."""
COMPARED: Final = 40
"""The newest mature videos whose newer half is compared with the older one."""
RECENT: Final = 20
"""Videos that are drawn of each shortlisted creator."""
HEARD_PLAYS: Final = 1000
"""Plays from which on a video without any comment is unusual."""
# What is missing without a video; everything else of videos is a count.
_MEASURED: Final = (
    "newest_age",
    "total_plays",
    "best_plays",
    "p25_plays",
    "p75_plays",
    "newer_plays",
    "older_plays",
)


def kol_channels(t: Tables) -> ibis.Table:
    """Returns one row a creator.

    Columns of the channel: creator, nickname, tier, followers, booking_note, median_plays,
    engagement_rate (median; both without pinned videos), likes_per_play and comments_per_play (sum
    by sum). Of its videos: videos, photos, long_videos, short_videos, placed (with a main place),
    north, middle, south (placed there), ads (with signs of advertising), newest_age (days). Of
    unpinned ones: lasting, total_plays, best_plays, weeks_seen (of the last `WEEKS`, those since
    the oldest video), weeks_active (of these, with a video). Of mature ones: mature, p25_plays,
    p75_plays, heard (with at least `HEARD_PLAYS` plays), silent (of these, without a comment).
    Of the newest `COMPARED` mature ones: newer, older (videos in each half), newer_plays,
    older_plays (medians). Counts are 0 for creators without a video, the rest is missing.
    """
    channels = t.creators.select(
        "creator",
        "nickname",
        "tier",
        "followers",
        "booking_note",
        "median_plays",
        engagement_rate=_.median_engagement_rate,
        likes_per_play=_.mean_likes / _.mean_plays.nullif(0),
        comments_per_play=_.mean_comments / _.mean_plays.nullif(0),
    )
    videos, halves = _of_videos(t), _of_halves(t)
    joined = channels.left_join(videos, "creator").left_join(halves, "creator")
    measures = [name for each in (videos, halves) for name in each.columns if name != "creator"]
    counts = {name: _[name].fill_null(0) for name in measures if name not in _MEASURED}
    return joined.select(*channels.columns, *measures).mutate(**counts).order_by("creator")


def _of_videos(t: Tables) -> ibis.Table:
    videos = _with_age(t.videos).mutate(lasting=~_.is_pinned)
    videos = videos.mutate(mature=_.lasting & (_.age >= MATURE_DAYS), week=_.age // 7)
    heard = _.mature & (_.plays >= HEARD_PLAYS)
    return (
        videos.group_by("creator")
        .aggregate(
            videos=_.count(),
            photos=_.count(where=_.is_photo),
            long_videos=_.count(where=_.duration_s >= LONG_FROM_S),
            short_videos=_.count(where=_.duration_s < LONG_FROM_S),
            placed=_.region.count(),
            north=_.count(where=_.region == "Bắc"),
            middle=_.count(where=_.region == "Trung"),
            south=_.count(where=_.region == "Nam"),
            ads=_.count(where=_.has_ad_signs),
            newest_age=_.age.min(),
            lasting=_.count(where=_.lasting),
            total_plays=_.plays.sum(where=_.lasting).cast("float64"),
            best_plays=_.plays.max(where=_.lasting).cast("float64"),
            oldest_week=_.week.max(where=_.lasting),
            weeks_active=_.week.nunique(where=_.lasting & (_.week < WEEKS)),
            mature=_.count(where=_.mature),
            p25_plays=_.plays.quantile(0.25, where=_.mature).cast("float64"),
            p75_plays=_.plays.quantile(0.75, where=_.mature).cast("float64"),
            heard=_.count(where=heard),
            silent=_.count(where=heard & (_.comments == 0)),
        )
        .mutate(weeks_seen=ibis.least(_.oldest_week + 1, WEEKS))
        .drop("oldest_week")
    )


def _of_halves(t: Tables) -> ibis.Table:
    """Returns creator and what the newer and the older half of its mature videos reach."""
    mature = _with_age(t.videos).filter(~_.is_pinned, _.age >= MATURE_DAYS)
    newest_first = ibis.window(
        group_by="creator", order_by=[ibis.desc("posted_at"), ibis.asc("video_id")]
    )
    ranked = mature.mutate(
        place=ibis.row_number().over(newest_first),
        half=ibis.least(_.count().over(ibis.window(group_by="creator")), COMPARED) // 2,
    ).filter(_.place < 2 * _.half)
    newer = ranked.place < ranked.half
    return ranked.group_by("creator").aggregate(
        newer=ranked.count(where=newer),
        older=ranked.count(where=~newer),
        newer_plays=ranked.plays.median(where=newer).cast("float64"),
        older_plays=ranked.plays.median(where=~newer).cast("float64"),
    )


def _with_age(videos: ibis.Table) -> ibis.Table:
    """Returns videos with age: whole days between posting and collection, never negative."""
    seconds = _.collected_at.epoch_seconds() - _.posted_at.epoch_seconds()
    return videos.mutate(age=ibis.greatest(seconds, 0) // 86_400)


def kol_labelled(t: Tables) -> ibis.Table:
    """Returns creator and labelled: its videos whose category is known."""
    labels = t.video_labels.filter(_.field == "categories")
    return labels.group_by("creator").aggregate(labelled=_.video_key.nunique()).order_by("creator")


def kol_in_category(t: Tables) -> ibis.Table:
    """Returns creator and hits: its videos of the category `niche`."""
    labels = t.video_labels.filter(_.field == "categories", _.label == argument("niche"))
    return _hits(labels)


def kol_with_dish(t: Tables) -> ibis.Table:
    """Returns creator and hits: its videos with a dish of the group `food`."""
    return _hits(t.video_dishes.filter(_.dish_group == argument("food")))


def _hits(found: ibis.Table) -> ibis.Table:
    return found.group_by("creator").aggregate(hits=_.video_key.nunique()).order_by("creator")


def kol_dish_coverage(t: Tables) -> ibis.Table:
    """Returns one row: videos and with_dish, those in which a dish was found."""
    with_dish = t.video_dishes.aggregate(with_dish=_.video_key.nunique()).with_dish.as_scalar()
    return t.videos.aggregate(videos=_.count(), with_dish=with_dish)


def kol_follower_history(t: Tables) -> ibis.Table:
    """Returns one row a creator whose followers were counted on two days at least.

    Columns: creator, snapshots, days (from the first to the last), first_followers,
    last_followers, worst_change (the most negative share between two neighbours).
    """
    known = t.creator_history.filter(_.followers > 0)
    in_order = ibis.window(group_by="creator", order_by="collected_at")
    steps = known.mutate(before=_.followers.lag().over(in_order))
    changed = steps.mutate(change=_.followers / _.before - 1)
    seconds: Any = (
        changed.collected_at.max().epoch_seconds() - changed.collected_at.min().epoch_seconds()
    )
    return (
        changed.group_by("creator")
        .aggregate(
            snapshots=_.count(),
            days=seconds / 86_400,
            first_followers=_.followers.argmin(_.collected_at),
            last_followers=_.followers.argmax(_.collected_at),
            worst_change=_.change.min(),
        )
        .filter(_.snapshots >= 2)
        .order_by("creator")
    )


def kol_recent_plays(t: Tables) -> ibis.Table:
    """Returns creator, posted_date, plays of the newest unpinned videos, the oldest first.

    At most `RECENT` of each creator; the filters say which creators.
    """
    newest_first = ibis.window(
        group_by="creator", order_by=[ibis.desc("posted_at"), ibis.asc("video_id")]
    )
    placed = t.videos.filter(~_.is_pinned).mutate(place=ibis.row_number().over(newest_first))
    recent = placed.filter(_.place < RECENT).order_by("creator", ibis.desc("place"))
    return recent.select("creator", "posted_date", "plays")
