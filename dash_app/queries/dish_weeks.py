"""Questions to `video_dishes` by ISO week; `level` is the column with the names: dish or its group.

A mention is a video that names the dish, however often and in how many variants.
"""

from __future__ import annotations

import ibis
from ibis import _

from dash_app.queries.tables import Tables, argument


def videos_by_week(t: Tables) -> ibis.Table:
    """Returns week_start (Monday), n (videos), named (that name a dish), creators (of those)."""
    every = t.videos.group_by("week_start").aggregate(n=_.count())
    named = t.video_dishes.group_by("week_start").aggregate(
        named=_.video_key.nunique(), creators=_.creator.nunique()
    )
    joined = every.left_join(named, "week_start").drop("week_start_right")
    return joined.mutate(named=_.named.fill_null(0), creators=_.creators.fill_null(0)).order_by(
        "week_start"
    )


def mentions_by_week(t: Tables, level: str, most: int) -> ibis.Table:
    """Returns name, week_start, n, creators; of the weeks from the day `since` to the day `until`.

    Only the `most` dishes that are named in most videos of any one week are in it.
    """
    rows = t.video_dishes.filter(
        _.week_start.between(argument("since").cast("date"), argument("until").cast("date"))
    ).rename(name=level)
    videos = rows.select("name", "week_start", "creator", "video_key").distinct()
    of_creator = videos.group_by("name", "week_start", "creator").aggregate(n=_.count())
    counted = of_creator.group_by("name", "week_start").aggregate(n=_.n.sum(), creators=_.count())
    best = counted.group_by("name").aggregate(best=_.n.max())
    return counted.semi_join(best.order_by(ibis.desc("best"), "name").limit(most), "name")


def groups_of_dishes(t: Tables) -> ibis.Table:
    """Returns dish, dish_group; of the dishes in the argument `names`, with line breaks between."""
    names = argument("names").split("\n").unnest().name("dish").as_table()
    return t.video_dishes.select("dish", "dish_group").distinct().semi_join(names, "dish")


def weeks_present(t: Tables, level: str, most: int) -> ibis.Table:
    """Returns name, weeks, n (videos that name it); the dishes that are in most weeks first."""
    rows = t.video_dishes.rename(name=level)
    counted = rows.group_by("name").aggregate(weeks=_.week_start.nunique(), n=_.video_key.nunique())
    return counted.order_by(ibis.desc("weeks"), ibis.desc("n"), "name").limit(most)
