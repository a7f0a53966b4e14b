"""Questions of the page on filming: the videos of one kind, those far above the usual among them.

A kind is `review`, `cooking` or `mukbang`, the argument `kind`. A video with category labels is of
the kinds that these say, which the argument `labels` lists, one a line. Any other is of the kind
that the words of its caption say, where they say one: the arguments `STRENGTHS` are expressions
that find them. Hashtags do not count there: creators set the same ones below all of their videos.
"""

from __future__ import annotations

from typing import Any, Final

import ibis
from ibis import _

from dash_app.bands import DAY_PARTS, HASHTAG_BANDS, Band
from dash_app.queries.outliers import is_young
from dash_app.queries.sounds import is_original
from dash_app.queries.tables import Tables, argument, duration_bin

LEAST: Final = 3
"""Times the creator's usual plays from which on a video is called far above it."""

STRENGTHS: Final = (
    "mukbang",
    "cooking_strong",
    "cooking_weak",
    "review_strong",
    "review_weak",
)
"""Expressions for a text in small letters; what is strong is looked for before what is weak."""

DETAIL_FIELDS: Final = (
    "hook_type",
    "structure_style",
    "tone_of_voice",
    "pacing",
    "has_cta",
    "cta_type",
)
"""The labels that say how a video is made."""

CAPTION_BANDS: Final = (
    Band("không chữ", 1),
    Band("1–49 ký tự", 50),
    Band("50–99 ký tự", 100),
    Band("100–199 ký tự", 200),
    Band("từ 200 ký tự", None),
)
"""Characters of a caption without its hashtags."""

_SHOWN: Final = (
    "creator",
    "caption",
    "hashtags",
    "posted_date",
    "duration_s",
    "is_photo",
    "plays",
    "outlier_ratio",
    "has_ad_signs",
    "url",
)


def kind_videos(t: Tables, every: int = 1) -> ibis.Table:
    """Returns the videos of a kind that have had the time to show how they do, none pinned.

    Columns: video_key, creator, outlier_ratio, is_outlier (argument `least`), by_label (whether a
    label says its kind), duration_s, words_per_second, hashtag_count, caption_length (characters,
    without hashtags); numbers of `DURATION_BINS`, `DAY_PARTS`, `HASHTAG_BANDS`, `CAPTION_BANDS` as
    duration, part, hashtags, caption; weekday (1 to 7), is_photo, is_original (missing without a
    known sound), has_ad_signs, has_dish, has_place.

    Args:
        t: The tables.
        every: Above 1, only each n-th video in order of posting is looked at.
    """
    videos = t.videos.filter(_.video_key % every == 0) if every > 1 else t.videos
    settled = videos.filter(~_.is_pinned, _.outlier_ratio.notnull(), ~is_young(videos))
    rows = settled.select(
        "video_key",
        "creator",
        "outlier_ratio",
        "duration_s",
        "words_per_second",
        "hashtag_count",
        "is_photo",
        "has_ad_signs",
        "posted_hour",
        is_outlier=_.outlier_ratio >= argument("least").cast("float64"),
        weekday=_.posted_weekday,
        is_original=ibis.ifelse(_.music_id.notnull(), is_original(settled), ibis.null("boolean")),
        has_place=_.province.notnull(),
        shown=_.caption,
        bare=_without_hashtags(settled),
    )
    labelled = _labelled(t)
    found = rows.left_join(labelled, "video_key").filter(
        ibis.ifelse(
            _.is_labelled.fill_null(False),
            _.says_kind,
            (_kind_by_words(rows.bare, rows.shown) == argument("kind")).fill_null(False),
        )
    )
    return found.select(
        "video_key",
        "creator",
        "outlier_ratio",
        "is_outlier",
        "duration_s",
        "words_per_second",
        "hashtag_count",
        "weekday",
        "is_photo",
        "is_original",
        "has_ad_signs",
        "has_place",
        by_label=_.is_labelled.fill_null(False),
        caption_length=_.bare.length(),
        duration=duration_bin(_.duration_s),
        part=_band(_.posted_hour, DAY_PARTS),
        hashtags=_band(_.hashtag_count, HASHTAG_BANDS),
        caption=_band(_.bare.length(), CAPTION_BANDS),
        has_dish=_.video_key.isin(t.video_dishes.video_key),
    ).order_by("video_key")


def kind_agreement(t: Tables) -> ibis.Table:
    """Returns one row that says how far the words of captions can be relied on.

    Columns: n (videos with category labels whose words say the kind), agreed (those of them whose
    labels say it too).
    """
    rows = t.videos.select("video_key", shown=_.caption, bare=_without_hashtags(t.videos))
    found = rows.inner_join(_labelled(t), "video_key").filter(
        _kind_by_words(rows.bare, rows.shown) == argument("kind")
    )
    return found.aggregate(n=_.count(), agreed=found.count(where=found.says_kind))


def video_details(t: Tables, every: int = 1) -> ibis.Table:
    """Returns field, label, videos (their `video_key`).

    The fields are `DETAIL_FIELDS`, and `dish` (groups) and `province`, before July 2025, of the
    main place. Pinned videos are left out.

    Args:
        t: The tables.
        every: As for `kind_videos`.
    """
    labels = _counted(t.video_labels, every).filter(_.field.isin(DETAIL_FIELDS))
    dishes = _counted(t.video_dishes, every)
    places = _counted(t.video_places, every).filter(_["rank"] == 1)
    names = ("video_key", "field", "label")
    rows = ibis.union(
        labels.select(*names),
        dishes.select("video_key", field=ibis.literal("dish"), label=_.dish_group).select(*names),
        places.select("video_key", field=ibis.literal("province"), label=_.province).select(*names),
        distinct=True,
    )
    # One row a name, not one a video: names would take longer to hand over than to find.
    found = rows.group_by("field", "label").aggregate(videos=_.video_key.collect())
    return found.order_by("field", "label")


def videos_of(t: Tables) -> ibis.Table:
    """Returns the videos whose `video_key` the text `keys` lists, furthest above the usual first.

    Columns: creator, caption, hashtags, posted_date, duration_s, is_photo, plays, outlier_ratio,
    has_ad_signs, url; hook (first sentence), transcribed (whether the speech is known), and the
    creator's videos_collected.
    """
    # An empty list is one empty text, which is no number.
    listed = argument("keys").split(" ").unnest().name("video_key").as_table()
    wanted = listed.select(video_key=_.video_key.try_cast("int32"))
    videos = t.videos.semi_join(wanted, "video_key").select("video_key", *_SHOWN)
    said = t.transcripts.select("video_key", "hook", transcribed=True)
    sizes = t.creators.select("creator", "videos_collected")
    return (
        videos.left_join(said, "video_key")
        .left_join(sizes, "creator")
        .select(
            *_SHOWN,
            "hook",
            "videos_collected",
            "video_key",
            transcribed=_.transcribed.coalesce(False),
        )
        .order_by(ibis.desc("outlier_ratio"), ibis.asc("video_key"))
    )


def _labelled(t: Tables) -> ibis.Table:
    """Returns video_key, is_labelled, says_kind of the videos with category labels."""
    labels = t.video_labels.filter(_.field == "categories")
    listed = argument("labels").split("\n").contains(labels.label)
    return labels.group_by("video_key").aggregate(is_labelled=True, says_kind=listed.any())


def _without_hashtags(videos: Any) -> Any:
    # Not `strip`: how engines write what it takes away holds an end of line.
    return videos.caption.re_replace(r"#\S+", " ").re_replace(r"^\s+|\s+$", "")


def _kind_by_words(bare: Any, shown: Any) -> Any:
    """Returns the kind that the words of a caption say; missing where they say none, or two."""
    words = ibis.ifelse(bare.re_search(r"\p{L}"), bare, shown).lower()
    mukbang, *levels = (words.re_search(argument(name)) for name in STRENGTHS)
    cooking_strong, cooking_weak, review_strong, review_weak = levels
    none = ibis.null("string")
    return ibis.cases(
        (mukbang, "mukbang"),
        (cooking_strong & review_strong, none),
        (cooking_strong, "cooking"),
        (review_strong, "review"),
        (cooking_weak & review_weak, none),
        (cooking_weak, "cooking"),
        (review_weak, "review"),
        else_=none,
    )


def _counted(rows: Any, every: int) -> Any:
    some = rows.filter(_.video_key % every == 0) if every > 1 else rows
    return some.filter(~_.is_pinned)


def _band(number: Any, bands: tuple[Band, ...]) -> Any:
    """Returns the number of the band, 0 first."""
    ends = [(number < each.end, place) for place, each in enumerate(bands) if each.end is not None]
    return ibis.cases(*ends, else_=len(ends))
