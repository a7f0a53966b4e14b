"""Questions of the page on captions: which hashtags a niche has, how it writes, when it posts.

A niche is what the filters leave, so that each question is asked of it and of all videos alike.
"""

from __future__ import annotations

from typing import Any, Final

import ibis
from ibis import _

from dash_app.bands import DAY_PARTS
from dash_app.queries.tables import Tables, argument
from dash_app.queries.videos import effect_sums, outcome, within_creator

_QUARTILES: Final = (0.25, 0.5, 0.75)
SLOTS_A_DAY: Final = 100
"""A slot is the weekday, from 1, times this, and the hour or the part of the day."""


def niche_size(t: Tables) -> ibis.Table:
    """Returns one row: n, creators of all videos in view."""
    return t.videos.aggregate(n=t.videos.count(), creators=t.videos.creator.nunique())


def dish_groups(t: Tables) -> ibis.Table:
    """Returns dish, dish_group of all dishes that any video names."""
    return t.video_dishes.select("dish", "dish_group").distinct().order_by("dish")


def niche_hashtags(t: Tables, least: int, most: int) -> ibis.Table:
    """Returns the tags of the videos in view that several creators set, most videos first.

    Columns: hashtag_key, n, creators, valued, p25, p50, p75 (plays of the `valued` videos that are
    not pinned). Those in the argument `left_out` do not count.

    Args:
        t: The tables.
        least: Creators that set it, at least.
        most: At most so many tags.
    """
    left_out = argument("left_out").split(" ").unnest().name("hashtag_key").as_table()
    # A caption may carry two spellings of one tag.
    rows = t.video_hashtags.select(
        "video_key", "hashtag_key", "creator", "plays", "is_pinned"
    ).distinct()
    found = rows.group_by("hashtag_key").aggregate(
        n=rows.count(),
        creators=rows.creator.nunique(),
        valued=rows.count(where=~rows.is_pinned),
        quartiles=rows.plays.quantile(list(_QUARTILES), where=~rows.is_pinned),
    )
    names = ("p25", "p50", "p75")
    columns = {name: found.quartiles[place].cast("float64") for place, name in enumerate(names)}
    return (
        found.filter(_.creators >= least)
        .anti_join(left_out, "hashtag_key")
        .order_by(ibis.desc("n"), "hashtag_key")
        .limit(most)
        .mutate(**columns)
        .drop("quartiles")
    )


def hashtag_totals(t: Tables) -> ibis.Table:
    """Returns hashtag_key, total: the videos with each tag of the argument `tags`."""
    rows = _listed_tags(t).select("video_key", "hashtag_key").distinct()
    return rows.group_by("hashtag_key").aggregate(total=_.count()).order_by("hashtag_key")


def within_creator_by_hashtags(t: Tables, metric: str, every: int = 1) -> ibis.Table:
    """Returns what `statistics.within_creator_effect` needs, by each tag of the argument `tags`.

    Videos with the tag are compared with the other videos of their creator, as
    `queries.hashtags.within_creator_by_tag` does for one.
    """
    counted = t.videos.filter(~_.is_pinned, _[metric].notnull())
    tagged = _listed_tags(t).filter(~_.is_pinned, _[metric].notnull())
    if every > 1:
        counted = counted.filter(_.video_key % every == 0)
        tagged = tagged.filter(_.video_key % every == 0)
    of_all = counted.group_by("creator").aggregate(
        all_n=_.count().cast("float64"), all_total=outcome(metric).sum()
    )
    rows = tagged.select("creator", "video_key", bin=_.hashtag_key, y=outcome(metric)).distinct()
    of_tag = rows.group_by("creator", "bin").aggregate(n=_.count(), total=_.y.sum())
    return effect_sums(of_tag.join(of_all, "creator"))


def within_creator_by_slot(t: Tables, metric: str, every: int = 1) -> ibis.Table:
    """Returns what `statistics.within_creator_effect` needs, by weekday and hour."""
    slot = t.videos.posted_weekday.cast("int64") * SLOTS_A_DAY + t.videos.posted_hour
    return within_creator(t.videos.mutate(bin=slot), metric, every)


def within_creator_by_day_part(t: Tables, metric: str, every: int = 1) -> ibis.Table:
    """Returns what `statistics.within_creator_effect` needs, by weekday and part of the day."""
    hour = t.videos.posted_hour
    cases = [(hour < each.end, place) for place, each in enumerate(DAY_PARTS) if each.end]
    part = ibis.cases(*cases, else_=len(cases))
    slot = t.videos.posted_weekday.cast("int64") * SLOTS_A_DAY + part
    return within_creator(t.videos.mutate(bin=slot), metric, every)


def _listed_tags(t: Tables) -> Any:
    listed = argument("tags").split(" ").unnest().name("hashtag_key").as_table()
    return t.video_hashtags.semi_join(listed, "hashtag_key")
