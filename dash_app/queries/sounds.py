"""Questions to the sounds of videos: which are used, which rise, what one of them reaches.

A sound is its `music_id`, the argument `sound`: titles repeat. Pinned videos count as uses and are
left out of medians.
"""

from __future__ import annotations

from typing import Any, Final

import ibis
from ibis import _

from dash_app.queries.tables import Tables, argument

# What TikTok calls a recording by itself, in the languages of nearly all uploads.
_RECORDINGS: Final = ("nhạc nền", "original sound")
_QUARTILES: Final = {"p25": 0.25, "p50": 0.5, "p75": 0.75}
_SOUND: Final = ("video_key", "music_id", "music_title", "music_author", "music_is_original")


def is_original(rows: Any) -> Any:
    """Returns whether a sound is somebody's own recording and not music from the library.

    TikTok marks only a part of the recordings that it names itself ("nhạc nền - …"): the name
    counts as well as the mark.
    """
    title = rows.music_title.fill_null("")
    named = title.isin(_RECORDINGS)
    for name in _RECORDINGS:
        named |= title.startswith(f"{name} - ")
    return rows.music_is_original.fill_null(False) | named


def most_used(t: Tables, ranked: str, most: int) -> ibis.Table:
    """Returns the sound that is asked for and those most used besides, and how many there are.

    Columns: music_id, videos, creators, main_creator and main_videos (who uses it most, and how
    often); and of all sounds: all_sounds, once (sounds of one video), shared (sounds of several
    creators), all_videos and shared_videos (videos with such a sound).

    Args:
        t: The tables.
        ranked: By the number of `creators` or of `videos`.
        most: At most so many sounds besides.
    """
    rows = t.videos.filter(_.music_id.notnull())
    pairs = rows.group_by("music_id", "creator").aggregate(videos=_.count())
    used = pairs.group_by("music_id").aggregate(
        videos=_.videos.sum(),
        creators=_.count(),
        main_creator=_.creator.argmax(_.videos),
        main_videos=_.videos.max(),
    )
    everything = ibis.window()
    is_shared = used.creators > 1
    used = used.mutate(
        all_sounds=_.videos.count().over(everything),
        once=(_.videos == 1).sum().over(everything),
        shared=is_shared.sum().over(everything),
        all_videos=_.videos.sum().over(everything),
        shared_videos=ibis.ifelse(is_shared, _.videos, 0).sum().over(everything),
    )
    other = "videos" if ranked == "creators" else "creators"
    asked = ibis.desc(used.music_id == argument("sound"))
    return used.order_by(asked, ibis.desc(ranked), ibis.desc(other), "music_id").limit(most + 1)


def sound_facts(t: Tables, metric: str) -> ibis.Table:
    """Returns what some sounds are and what their videos reach.

    The sounds are the argument `sounds`, with a space between. Columns: music_id, title and author
    (as in the newest video), original, first_day, first_creator, last_day, n, p25, p50, p75 of the
    metric (over the videos that are not pinned), engagement_rate (median).
    """
    listed = argument("sounds").split(" ")
    rows = t.videos.filter(listed.contains(t.videos.music_id))
    counts = ~rows.is_pinned & rows[metric].notnull()
    found = rows.group_by("music_id").aggregate(
        **_names(rows),
        first_day=rows.posted_date.min(),
        first_creator=rows.creator.argmin(rows.video_key),
        last_day=rows.posted_date.max(),
        n=rows.count(where=counts),
        quantiles=rows[metric].quantile(list(_QUARTILES.values()), where=counts),
        engagement_rate=rows.engagement_rate.median(where=~rows.is_pinned),
    )
    quartiles = {name: found.quantiles[place] for place, name in enumerate(_QUARTILES)}
    return found.mutate(**quartiles).drop("quantiles").order_by("music_id")


def uses(t: Tables, least: int) -> ibis.Table:
    """Returns how often sounds were used lately and before.

    A use is a creator in a week, however many videos; only creators that were collected after the
    last week count, for others would seem to have fallen silent in it. The arguments are `since`,
    `week` and `until`, the Mondays of the first week, of the first of the latest weeks and of the
    last one, and `end`, the instant at which that one ends, in seconds since 1970.

    Columns: music_id, recent, earlier (uses); and over all videos all_recent and all_earlier (pairs
    of creator and week), weeks (how many there are before). Without any sound there is one row
    without a `music_id`.

    Args:
        t: The tables.
        least: Sounds with fewer uses in all are left out.
    """
    rows = _covered(t)
    weeks = rows.group_by("creator", "week_start").aggregate(videos=_.count())
    active = weeks.aggregate(
        all_recent=weeks.count(where=_lately(weeks)),
        all_earlier=weeks.count(where=~_lately(weeks)),
        weeks=weeks.week_start.nunique(where=~_lately(weeks)),
    )
    with_sound = rows.filter(_.music_id.notnull())
    pairs = with_sound.group_by("music_id", "creator", "week_start").aggregate(videos=_.count())
    used = pairs.group_by("music_id").aggregate(
        recent=pairs.count(where=_lately(pairs)), earlier=pairs.count(where=~_lately(pairs))
    )
    asked = used.filter(_.recent + _.earlier >= least)
    return active.left_join(asked, True).order_by("music_id")


def weeks_of_sounds(t: Tables) -> ibis.Table:
    """Returns what some sounds did in the weeks of `uses`, whose arguments it has too.

    The sounds are the argument `sounds`, with a space between. Columns: music_id, week (missing in
    the row of all of the latest weeks together), creators, videos, plays (median), title, author,
    original.
    """
    listed = argument("sounds").split(" ")
    columns = ("creator", "plays", *_SOUND)
    rows = _covered(t)
    rows = rows.filter(listed.contains(rows.music_id))
    by_week = rows.select(*columns, week=rows.week_start)
    lately = rows.filter(_lately(rows)).select(*columns, week=ibis.null("date"))
    every = by_week.union(lately)
    return (
        every.group_by("music_id", "week")
        .aggregate(
            creators=every.creator.nunique(),
            videos=every.count(),
            plays=every.plays.median().cast("float64"),
            **_names(every),
        )
        .order_by("music_id", "week")
    )


def sound_by_week(t: Tables) -> ibis.Table:
    """Returns week_start, n, creators of the sound's videos."""
    rows = _of_sound(t)
    counted = rows.group_by("week_start").aggregate(n=_.count(), creators=_.creator.nunique())
    return counted.order_by("week_start")


def best_with_sound(t: Tables, metric: str, most: int) -> ibis.Table:
    """Returns the sound's videos with the highest metric.

    Columns: creator, posted_date, caption, value (of the metric), outlier_ratio, url.
    """
    return (
        _of_sound(t)
        .filter(_[metric].notnull())
        .order_by(ibis.desc(_[metric]), "video_key")
        .limit(most)
        .select(
            "creator",
            "posted_date",
            "caption",
            "outlier_ratio",
            "url",
            value=_[metric].cast("float64"),
        )
    )


def _of_sound(t: Tables) -> Any:
    return t.videos.filter(_.music_id == argument("sound"))


def _names(rows: Any) -> dict[str, Any]:
    """Returns what a sound is called in its newest video, and whether it is a recording."""
    return {
        "title": rows.music_title.argmax(rows.video_key),
        "author": rows.music_author.argmax(rows.video_key),
        "original": is_original(rows).any(),
    }


def _covered(t: Tables) -> Any:
    """Returns the videos of the weeks that are compared, of creators that were seen after them."""
    seen = t.creators.filter(_.collected_at.epoch_seconds() >= argument("end").cast("int64"))
    weeks = t.videos.filter(_.week_start.between(_day("since"), _day("until")))
    rows = weeks.select("creator", "week_start", "plays", *_SOUND)
    return rows.semi_join(seen.select("creator"), "creator")


def _lately(rows: Any) -> Any:
    return rows.week_start >= _day("week")


def _day(name: str) -> Any:
    return argument(name).cast("date")
