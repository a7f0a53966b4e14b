"""Questions of the script writer: labelled videos by how many labels they share, and the best.

Labels that are asked for are slots, numbered from 1 in the order in which they are dropped; a slot
is bound as `field_1` and `label_1`. The texts `shortest` and `longest` bound the duration, which is
dropped after the last slot. The text `categories` lists the categories, one a line; a video needs
any of them. Pinned videos and photo posts are left out: the former gather plays for being pinned,
the latter have no length.
"""

from __future__ import annotations

from typing import Any, Final

import ibis
from ibis import _

from dash_app.queries.content import FASTEST
from dash_app.queries.tables import Tables, argument

DECAY: Final = 0.7
"""Of the exemplar score: how much older videos are held to have had more time for their plays."""

SLOWEST: Final = 0.5
"""Words a second; a video with fewer is silent but for some words."""

_SHOWN: Final = (
    "video_key",
    "video_id",
    "creator",
    "url",
    "caption",
    "hashtags",
    "duration_s",
    "plays",
    "posted_date",
    "has_ad_signs",
    "days",
    "score",
)


def labels_used(t: Tables) -> ibis.Table:
    """Returns field, label, n of the videos that a script can learn from, the most used first."""
    used = _filmed(t.video_labels).group_by("field", "label").aggregate(n=_.count())
    return used.order_by("field", ibis.desc("n"), "label")


def labelled_videos(t: Tables) -> ibis.Table:
    """Returns one row: labelled (videos with any label), in_category (of these), videos (all)."""
    labels = _filmed(t.video_labels)
    return labels.aggregate(
        videos=_filmed(t.videos).count().as_scalar(),
        labelled=labels.video_key.nunique(),
        in_category=labels.video_key.nunique(where=_is_of_category(labels)),
    )


def matches_by_step(t: Tables, slots: int) -> ibis.Table:
    """Returns step, n: videos of the category that fit once so many slots have been dropped."""
    return _matched(t, slots).group_by("step").aggregate(n=_.count()).order_by("step")


def best_matches(t: Tables, slots: int, most: int) -> ibis.Table:
    """Returns the videos with the highest score of those that fit after `step` dropped slots.

    Columns: `_SHOWN`, transcribed, hook, transcript, has_call_to_action, words_per_second (of those
    that speak).
    The score counts days to the text `until`, the newest day of collection.
    """
    wanted = _matched(t, slots).filter(_.step <= argument("step").cast("int64"))
    return _best(t, wanted, most)


def best_by_words(t: Tables, most: int) -> ibis.Table:
    """Returns the same of the videos that have a dish or a hashtag.

    The texts `dishes` and `hashtags` list them, one a line.
    """
    dishes = t.video_dishes.filter(_is_listed(t.video_dishes.dish, "dishes"))
    tags = t.video_hashtags.filter(_is_listed(t.video_hashtags.hashtag_key, "hashtags"))
    return _best(t, dishes.select("video_key").union(tags.select("video_key")), most)


def best_of_all(t: Tables, most: int) -> ibis.Table:
    """Returns the same of all videos."""
    return _best(t, t.videos, most)


def count_by_words(t: Tables) -> ibis.Table:
    """Returns one row: n, the videos that `best_by_words` chooses from."""
    dishes = t.video_dishes.filter(_is_listed(t.video_dishes.dish, "dishes"))
    tags = t.video_hashtags.filter(_is_listed(t.video_hashtags.hashtag_key, "hashtags"))
    keys = dishes.select("video_key").union(tags.select("video_key"))
    return _filmed(t.videos).semi_join(keys, "video_key").aggregate(n=_.count())


def labels_of(t: Tables) -> ibis.Table:
    """Returns video_key, field, label of the videos whose `video_key` the text `keys` lists."""
    # An empty list is one empty text, which is no number.
    listed = argument("keys").split(" ").unnest().name("video_key").as_table()
    wanted = listed.select(video_key=_.video_key.try_cast("int32"))
    labels = t.video_labels.semi_join(wanted, "video_key")
    return labels.select("video_key", "field", "label").order_by("video_key", "field", "label")


def hashtag_creators(t: Tables) -> ibis.Table:
    """Returns hashtag_key, creators of the hashtags that the text `hashtags` lists, one a line."""
    tags = t.video_hashtags.filter(_is_listed(t.video_hashtags.hashtag_key, "hashtags"))
    return (
        tags.group_by("hashtag_key").aggregate(creators=_.creator.nunique()).order_by("hashtag_key")
    )


def dish_names(t: Tables) -> ibis.Table:
    """Returns dish, n: the videos that have it, most first."""
    return t.video_dishes.group_by("dish").aggregate(n=_.count()).order_by(ibis.desc("n"), "dish")


def usual_length(t: Tables) -> ibis.Table:
    """Returns medians of the category's labelled videos and of all, one row each.

    Columns: of_category, n, duration_s, spoken (videos behind the rate), words_per_second.
    """
    labels = t.video_labels
    category = labels.filter(_is_of_category(labels)).select("video_key").distinct()
    videos = _filmed(t.videos).select("video_key", "duration_s", "words_per_second")
    lengths = (
        _lengths(rows).mutate(of_category=of_category)
        for rows, of_category in ((videos.semi_join(category, "video_key"), True), (videos, False))
    )
    return ibis.union(*lengths).order_by(ibis.desc("of_category"))


def _lengths(videos: Any) -> Any:
    rate = _rate(videos.words_per_second)
    return videos.aggregate(
        n=videos.count(),
        duration_s=videos.duration_s.median(),
        spoken=rate.count(),
        words_per_second=rate.median(),
    )


def _matched(t: Tables, slots: int) -> Any:
    """Returns video_key, step: how many slots are dropped until the video fits."""
    labels = _filmed(t.video_labels)
    category = labels.filter(_is_of_category(labels)).select("video_key", "duration_s").distinct()
    wanted = {
        f"has_{slot}": (labels.field == argument(f"field_{slot}"))
        & (labels.label == argument(f"label_{slot}"))
        for slot in range(1, slots + 1)
    }
    found = labels.semi_join(category, "video_key").group_by("video_key", "duration_s")
    videos = found.aggregate(**{name: each.any() for name, each in wanted.items()}, n=_.count())
    fits = videos.duration_s.between(
        argument("shortest").cast("float64"), argument("longest").cast("float64")
    )
    missing = [ibis.ifelse(videos[name], 0, slot) for slot, name in enumerate(wanted, start=1)]
    return videos.select("video_key", step=ibis.greatest(*missing, ibis.ifelse(fits, 0, slots + 1)))


def _best(t: Tables, wanted: Any, most: int) -> ibis.Table:
    videos = _filmed(t.videos).semi_join(wanted, "video_key")
    days = argument("until").cast("date").delta(videos.posted_date, unit="day")
    scored = videos.mutate(days=ibis.greatest(days, 0)).mutate(
        score=_.plays / (_.days + 1).cast("float64") ** DECAY
    )
    best_first = (ibis.desc("score"), ibis.asc("video_id"))
    best = scored.order_by(*best_first).limit(most)
    said = t.transcripts.select(
        "video_key",
        "hook",
        "transcript",
        "has_call_to_action",
        transcribed=True,
        words_per_second=_rate(t.transcripts.words_per_second),
    )
    return (
        best.select(*_SHOWN)
        .left_join(said, "video_key")
        .select(
            *_SHOWN,
            "hook",
            "transcript",
            "has_call_to_action",
            "words_per_second",
            transcribed=_.transcribed.coalesce(False),
        )
        .order_by(*best_first)
    )


def _filmed(rows: Any) -> Any:
    return rows.filter(~_.is_pinned, _.duration_s.notnull(), _.duration_s > 0)


def _rate(words_per_second: Any) -> Any:
    """Returns the speaking rate where it is one: not of a few words here and there."""
    can_be = (words_per_second >= SLOWEST) & (words_per_second < FASTEST)
    return ibis.ifelse(can_be, words_per_second, ibis.null("float64"))


def _is_of_category(labels: Any) -> Any:
    return (labels.field == "categories") & _is_listed(labels.label, "categories")


def _is_listed(column: Any, name: str) -> Any:
    return argument(name).split("\n").contains(column)
