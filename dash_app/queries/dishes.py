"""Questions to `video_dishes`: which groups are named, how their videos do, what goes together.

A dish stands in a group with its variants (`bánh mì` has `bánh mì thịt`). A video that names
several variants of a group counts once for the group. The chosen group is the argument `group`.
"""

from __future__ import annotations

from typing import Any, Final

import ibis
from ibis import _

from dash_app.queries.tables import Tables, argument
from dash_app.queries.videos import effect_sums, outcome, value_of

_QUARTILES: Final = (0.25, 0.5, 0.75)


def coverage(t: Tables) -> ibis.Table:
    """Returns one row: n (videos), named (those that name a dish), groups, dishes, creators."""
    return t.video_dishes.aggregate(
        named=_.video_key.nunique(),
        groups=_.dish_group.nunique(),
        dishes=_.dish.nunique(),
        creators=_.creator.nunique(),
        n=t.videos.aggregate(n=t.videos.count()).as_scalar(),
    )


def metric_by_group(t: Tables, metric: str, aggregate: str, most: int) -> ibis.Table:
    """Returns dish_group, n, creators, value, valued, p25, p50, p75; of the most named groups.

    The quartiles are of the metric over the `valued` videos that have it and are not pinned.
    """
    rows = _in_groups(t, "creator", "is_pinned", metric)
    counted = rows.group_by("dish_group").aggregate(
        n=rows.count(),
        creators=rows.creator.nunique(),
        value=value_of(rows, metric, aggregate),
        **_spread(rows, metric),
    )
    return _most(_split(counted), "dish_group", most)


def spread_of_named(t: Tables, metric: str) -> ibis.Table:
    """Returns one row: valued, p25, p50, p75 of the metric over all videos that name a dish."""
    rows = t.videos.semi_join(t.video_dishes, "video_key")
    return _split(rows.aggregate(**_spread(rows, metric)))


def variants(t: Tables, metric: str, most: int) -> ibis.Table:
    """Returns dish, n, creators, valued, p25, p50, p75: of the chosen group, the most named first.

    And of the group as a whole: all_n (its videos), all_variants (its variants), all_mentions (the
    sum of n over all variants: a video that names two counts twice).
    """
    rows = _of_group(t)
    counted = rows.group_by("dish").aggregate(
        n=rows.count(), creators=rows.creator.nunique(), **_spread(rows, metric)
    )
    return _most(_split(counted), "dish", most).mutate(
        all_n=rows.aggregate(n=rows.video_key.nunique()).as_scalar(),
        all_variants=rows.aggregate(n=rows.dish.nunique()).as_scalar(),
        all_mentions=rows.aggregate(n=rows.count()).as_scalar(),
    )


def videos_by_period(t: Tables, period: str) -> ibis.Table:
    """Returns period (its first day), n (videos), named (those that name a dish)."""
    every = t.videos.group_by(period=_period(t.videos, period)).aggregate(n=_.count())
    named = t.video_dishes.group_by(period=_period(t.video_dishes, period)).aggregate(
        named=_.video_key.nunique()
    )
    joined = every.left_join(named, "period").drop("period_right")
    return joined.mutate(named=_.named.fill_null(0)).order_by("period")


def group_by_period(t: Tables, period: str, metric: str, aggregate: str) -> ibis.Table:
    """Returns period (its first day), n, value: of the videos that name the chosen group."""
    rows = _one_row_a_video(_of_group(t), "posted_date", "week_start", "is_pinned", metric)
    return (
        rows.group_by(period=_period(rows, period))
        .aggregate(n=rows.count(), value=value_of(rows, metric, aggregate))
        .order_by("period")
    )


def named_together(t: Tables, together: int, least: int, most: int) -> ibis.Table:
    """Returns groups named beside the chosen one, of at least `least` videos, closest first.

    Columns: dish_group; n, together, group_n, total: videos that name this group; both; the chosen
    one; any dish.
    """
    own = _of_group(t)
    rows = _in_groups(t).mutate(beside=_.video_key.isin(own.video_key))
    counted = rows.group_by("dish_group").aggregate(n=_.count(), together=_.count(where=_.beside))
    return (
        counted.filter(_.together >= together, _.n >= least)
        .filter(_.dish_group != argument("group"))
        .order_by(ibis.desc(_.together / _.n), ibis.desc("together"), "dish_group")
        .limit(most)
        .mutate(
            group_n=own.aggregate(n=own.video_key.nunique()).as_scalar(),
            total=t.video_dishes.aggregate(n=t.video_dishes.video_key.nunique()).as_scalar(),
        )
    )


def within_creator_by_group(t: Tables, metric: str, every: int = 1) -> ibis.Table:
    """Returns what `statistics.within_creator_effect` needs, by group.

    The groups are those in the argument `groups`, with line breaks between. A group's videos are
    compared with the creator's other videos that name a dish, each of which counts once; with
    `every` above 1 only each n-th video in order of posting is looked at.
    """
    dishes = t.video_dishes.filter(~_.is_pinned, _[metric].notnull())
    if every > 1:
        dishes = dishes.filter(_.video_key % every == 0)
    rows = dishes.select("creator", "video_key", "dish_group", outcome=outcome(metric)).distinct()
    of_all = (
        rows.select("creator", "video_key", "outcome")
        .distinct()
        .group_by("creator")
        .aggregate(all_n=_.count().cast("float64"), all_total=_.outcome.sum())
    )
    groups = argument("groups").split("\n").unnest().name("bin").as_table()
    of_group = (
        rows.rename(bin="dish_group")
        .semi_join(groups, "bin")
        .group_by("creator", "bin")
        .aggregate(n=_.count(), total=_.outcome.sum())
    )
    return effect_sums(of_group.join(of_all, "creator"))


def _in_groups(t: Tables, *columns: str) -> ibis.Table:
    """Returns one row a video and group, with facts of the video."""
    return t.video_dishes.select("video_key", "dish_group", *columns).distinct()


def _of_group(t: Tables) -> ibis.Table:
    return t.video_dishes.filter(_.dish_group == argument("group"))


def _one_row_a_video(rows: ibis.Table, *columns: str) -> ibis.Table:
    return rows.select("video_key", *columns).distinct()


def _spread(rows: ibis.Table, metric: str) -> dict[str, Any]:
    # One call for all quantiles sorts once; one call each would sort each time.
    counts = ~rows.is_pinned & rows[metric].notnull()
    return {
        "valued": rows.count(where=counts),
        "quartiles": rows[metric].quantile(list(_QUARTILES), where=~rows.is_pinned),
    }


def _split(rows: ibis.Table) -> ibis.Table:
    names = ("p25", "p50", "p75")
    columns = {name: rows.quartiles[place].cast("float64") for place, name in enumerate(names)}
    return rows.mutate(**columns).drop("quartiles")


def _most(rows: ibis.Table, name: str, most: int) -> ibis.Table:
    return rows.order_by(ibis.desc("n"), name).limit(most)


def _period(rows: ibis.Table, period: str) -> Any:
    return {
        "day": rows.posted_date,
        "week": rows.week_start,
        "month": rows.posted_date.truncate("M"),
    }[period]
