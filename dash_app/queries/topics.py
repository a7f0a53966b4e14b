"""Questions of the page on a topic: which videos mention it, and what they have in common.

Where a video mentions it is asked once for each part of the topic. All other questions are of the
videos whose `video_key` the text `keys` lists, with a space between: there may be thousands.
"""

from __future__ import annotations

from typing import Any, Final

import ibis
from ibis import _

from dash_app.queries.tables import Tables, argument
from dash_app.queries.videos import within_creator
from dash_app.words import COMPARED_LABELS

_QUARTILES: Final = (0.25, 0.5, 0.75)


def mentions(t: Tables) -> ibis.Table:
    """Returns source, videos: the `video_key` of the videos that mention a part of a topic.

    The texts are `pattern`, a regular expression for running text; `place`, one for the whole name
    of a place; and `tags`, the keys of hashtags.

    Sources: caption (without its hashtags), hashtag, dish, transcript, place.
    """
    says, tags = argument("pattern"), _listed("tags", "hashtag_key")
    places, place = t.video_places, argument("place")
    named = places.province.re_search(place) | places.district.re_search(place)
    found = {
        "caption": t.videos.filter(t.videos.caption.re_search(says)),
        "hashtag": t.video_hashtags.semi_join(tags, "hashtag_key"),
        "dish": t.video_dishes.filter(t.video_dishes.dish.re_search(says)),
        "transcript": t.transcripts.filter(t.transcripts.transcript.re_search(says)),
        "place": places.filter(named),
    }
    named_rows = (
        each.select("video_key", source=ibis.literal(name)) for name, each in found.items()
    )
    rows = ibis.union(*named_rows)
    # One row a source, not one a video: keys would take longer to hand over than to find.
    return (
        rows.distinct()
        .group_by("source")
        .aggregate(videos=_.video_key.collect())
        .order_by("source")
    )


def topic_videos(t: Tables) -> ibis.Table:
    """Returns the videos of the topic, the newest first.

    Columns: video_key, creator, plays, engagement_rate, outlier_ratio, posted_date, posted_hour,
    duration_s, hashtag_count, is_pinned, has_ad_signs.
    """
    return (
        _on_topic(t, t.videos)
        .order_by(ibis.desc("video_key"))
        .select(
            "video_key",
            "creator",
            "plays",
            "engagement_rate",
            "outlier_ratio",
            "posted_date",
            "posted_hour",
            "duration_s",
            "hashtag_count",
            "is_pinned",
            "has_ad_signs",
        )
    )


def spread_of_others(t: Tables) -> ibis.Table:
    """Returns one row on all other videos in view: n, creators, and of each of two metrics more.

    The metrics are plays and engagement_rate, of videos that are not pinned: `<metric>_n`,
    `<metric>_p25`, `<metric>_p50`, `<metric>_p75`.
    """
    rows = t.videos.anti_join(_keys(), "video_key")
    found = rows.aggregate(
        n=rows.count(),
        creators=rows.creator.nunique(),
        plays_n=rows.plays.count(where=~rows.is_pinned),
        plays=rows.plays.quantile(list(_QUARTILES), where=~rows.is_pinned),
        engagement_rate_n=rows.engagement_rate.count(where=~rows.is_pinned),
        engagement_rate=rows.engagement_rate.quantile(list(_QUARTILES), where=~rows.is_pinned),
    )
    quartiles = {
        f"{metric}_p{round(100 * share)}": found[metric][place].cast("float64")
        for metric in ("plays", "engagement_rate")
        for place, share in enumerate(_QUARTILES)
    }
    return found.select("n", "creators", "plays_n", "engagement_rate_n", **quartiles)


def within_creator_by_topic(t: Tables, metric: str, every: int = 1) -> ibis.Table:
    """Returns what `statistics.within_creator_effect` needs, by whether a video has the topic."""
    marked = t.videos.mutate(bin=_.video_key.isin(_keys().video_key))
    return within_creator(marked, metric, every)


def hashtags_of_topic(t: Tables, least: int, most: int) -> ibis.Table:
    """Returns hashtag_key, n, together, creators: the tags that most videos of the topic carry.

    Columns: all videos in view with the tag; those of the topic; the topic's creators that set it,
    at least `least`. The keys in the argument `left_out` do not count.
    """
    left_out = _listed("left_out", "hashtag_key")
    # A caption may carry two spellings of one tag.
    rows = t.video_hashtags.select("video_key", "hashtag_key", "creator").distinct()
    rows = rows.mutate(on_topic=_.video_key.isin(_keys().video_key))
    return (
        rows.group_by("hashtag_key")
        .aggregate(
            n=_.count(),
            together=_.count(where=_.on_topic),
            creators=_.creator.nunique(where=_.on_topic),
        )
        .filter(_.creators >= least)
        .anti_join(left_out, "hashtag_key")
        .order_by(ibis.desc("together"), "hashtag_key")
        .limit(most)
    )


def contents_of_topic(t: Tables) -> ibis.Table:
    """Returns field, label, n, of: how many of the topic's videos have a dish, place or label.

    `of` counts those of which the field is known at all. The fields are `dish` (its group),
    `province` (of the main place) and those of `COMPARED_LABELS`; the commonest come first.
    """
    labels = t.video_labels.filter(_.field.isin(COMPARED_LABELS))
    places = t.video_places.filter(_["rank"] == 1)
    names = ("video_key", "field", "label")
    rows = ibis.union(
        _on_topic(t, t.video_dishes)
        .select("video_key", field=ibis.literal("dish"), label=_.dish_group)
        .select(*names),
        _on_topic(t, places)
        .select("video_key", field=ibis.literal("province"), label=_.province)
        .select(*names),
        _on_topic(t, labels).select(*names),
        distinct=True,
    )
    known = rows.group_by("field").aggregate(of=_.video_key.nunique())
    counted = rows.group_by("field", "label").aggregate(n=_.count())
    return (
        counted.inner_join(known, "field")
        .select("field", "label", "n", "of")
        .order_by("field", ibis.desc("n"), "label")
    )


def labelled_plays(t: Tables) -> ibis.Table:
    """Returns label, plays of the topic's videos that are not pinned: a row a kind of opening."""
    rows = t.video_labels.filter(_.field == "hook_type", ~_.is_pinned)
    return _on_topic(t, rows).select("label", "plays").order_by("label", "plays")


def shown_videos(t: Tables) -> ibis.Table:
    """Returns what is told of single videos: the best or the newest of the topic.

    Columns: video_key, creator, caption, hashtags, hook, transcribed, plays, engagement_rate,
    outlier_ratio, is_photo, duration_s, posted_date, has_ad_signs, url.
    """
    spoken = t.transcripts.select("video_key", "hook", transcribed=True)
    return (
        _on_topic(t, t.videos)
        .left_join(spoken, "video_key")
        .order_by(ibis.desc("plays"), "video_key")
        .select(
            "video_key",
            "creator",
            "caption",
            "hashtags",
            "hook",
            "plays",
            "engagement_rate",
            "outlier_ratio",
            "is_photo",
            "duration_s",
            "posted_date",
            "has_ad_signs",
            "url",
            transcribed=_.transcribed.fill_null(False),
        )
    )


def _on_topic(t: Tables, rows: Any) -> Any:
    return rows.semi_join(_keys(), "video_key")


def _keys() -> Any:
    # An empty list is one empty text, which is no number.
    return _listed("keys", "video_key").select(video_key=_.video_key.try_cast("int32"))


def _listed(name: str, column: str) -> Any:
    return argument(name).split(" ").unnest().name(column).as_table()
