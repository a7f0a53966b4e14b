"""Questions to `video_places`: where videos are, how those of a place do, what is eaten there.

A video counts at its main place alone, so that shares of places add up. The argument `place` is the
column with the provinces before July 2025 or with those since; it is called `place` in the answer.
"""

from __future__ import annotations

from typing import Any, Final

import ibis
from ibis import _

from dash_app.provinces import HANOI, HCMC, provinces
from dash_app.queries.tables import Tables
from dash_app.queries.videos import outcome, value_of, within_creator

# Ranks are of steps finer than what counts are published with: the number of steps is bounded.
_STEPS: Final = 1000
_RATE_STEPS: Final = 100_000


def coverage(t: Tables) -> ibis.Table:
    """Returns one row: n, placed (videos with a place)."""
    return t.videos.aggregate(n=t.videos.count(), placed=t.videos.province.count())


def metric_by_place(t: Tables, place: str, metric: str, aggregate: str) -> ibis.Table:
    """Returns place, region, n, creators, by_model, value, total; most videos first.

    `by_model` counts the videos whose place a model named; `total` is as in `metric_by_region`.
    """
    rows = _main(t)
    return (
        rows.group_by(place=rows[place])
        .aggregate(
            region=rows.region.min(),
            n=rows.count(),
            creators=rows.creator.nunique(),
            by_model=rows.count(where=rows.source == "model"),
            value=value_of(rows, metric, aggregate),
            total=_total(rows, metric),
        )
        .order_by(ibis.desc("n"), "place")
    )


def metric_by_region(t: Tables, metric: str, aggregate: str) -> ibis.Table:
    """Returns region, n, creators, value, total; most videos first.

    `total` is the sum of the metric, and of plays where the metric is a rate.
    """
    rows = _main(t)
    return (
        rows.group_by("region")
        .aggregate(
            n=rows.count(),
            creators=rows.creator.nunique(),
            value=value_of(rows, metric, aggregate),
            total=_total(rows, metric),
        )
        .order_by(ibis.desc("n"), "region")
    )


def metric_by_district(t: Tables, metric: str, aggregate: str) -> ibis.Table:
    """Returns province, province_now, district (empty where unknown), n, creators, value.

    Districts are those before July 2025; the ones with most videos first.
    """
    rows = _main(t).mutate(district=_.district.fill_null(""))
    return (
        rows.group_by("province", "province_now", "district")
        .aggregate(
            n=rows.count(),
            creators=rows.creator.nunique(),
            value=value_of(rows, metric, aggregate),
        )
        .order_by(ibis.desc("n"), "province", "district")
    )


def within_creator_by_place(t: Tables, place: str, metric: str, every: int = 1) -> ibis.Table:
    """Returns what `statistics.within_creator_effect` needs, by place.

    A video is compared with the creator's videos at other places, not with those without a place.
    """
    return within_creator(_main(t).mutate(bin=_[place]), metric, every)


def city_wins(t: Tables, place: str, metric: str) -> ibis.Table:
    """Returns one row on the metric in Hà Nội, in Hồ Chí Minh and in the rest of the places.

    Videos count as equal when they differ by less than 0.1 % (counts) or 0.001 points (rates);
    pinned ones are left out.

    Columns: hanoi, hcmc, rest (videos); hanoi_rest, hcmc_rest, hanoi_hcmc (pairs of videos in
    which the first is the higher one, and half of those that are equal).
    """
    steps = _RATE_STEPS if metric.startswith("engagement_rate") else _STEPS
    rows = _main(t).filter(~_.is_pinned, _[metric].notnull())
    in_hanoi, in_hcmc = rows[place] == HANOI, rows[place] == HCMC
    cells = rows.group_by(step=(outcome(metric) * steps).round().cast("int64")).aggregate(
        hanoi=rows.count(where=in_hanoi),
        hcmc=rows.count(where=in_hcmc),
        rest=rows.count(where=~(in_hanoi | in_hcmc)),
    )
    up_to_here = ibis.cumulative_window(order_by="step")
    below = cells.mutate(
        lower_hcmc=_.hcmc.sum().over(up_to_here) - _.hcmc / 2,
        lower_rest=_.rest.sum().over(up_to_here) - _.rest / 2,
    )
    return below.aggregate(
        hanoi=_.hanoi.sum(),
        hcmc=_.hcmc.sum(),
        rest=_.rest.sum(),
        hanoi_rest=(_.hanoi * _.lower_rest).sum(),
        hcmc_rest=(_.hcmc * _.lower_rest).sum(),
        hanoi_hcmc=(_.hanoi * _.lower_hcmc).sum(),
    )


def dishes_by_place(t: Tables, place: str, least: int, every: int = 1) -> ibis.Table:
    """Returns place, dish_group, n, creators, dish_n: of groups in at least `least` videos.

    A video counts once for each of its groups; `dish_n` counts the group's videos at all places.
    With `every` above 1 only each n-th video in order of posting is looked at.
    """
    of_creator = (
        _eaten(t, every)
        .select("video_key", "creator", "province", "dish_group")
        .distinct()
        .group_by("province", "dish_group", "creator")
        .aggregate(n=_.count())
    )
    # Counted first: few rows are left to be renamed.
    renamed = of_creator.mutate(place=_called(_.province, place))
    cells = (
        renamed.group_by("place", "dish_group", "creator")
        .aggregate(n=_.n.sum())
        .group_by("place", "dish_group")
        .aggregate(n=_.n.sum(), creators=_.count())
    )
    own = ibis.window(group_by="dish_group")
    return (
        cells.mutate(dish_n=_.n.sum().over(own))
        .filter(_.dish_n >= least)
        .order_by(ibis.desc("dish_n"), "dish_group", ibis.desc("n"), "place")
    )


def videos_with_dishes(t: Tables, place: str, every: int = 1) -> ibis.Table:
    """Returns place, n: the videos there with at least one dish."""
    counted = (
        _eaten(t, every)
        .select("video_key", "province")
        .distinct()
        .group_by("province")
        .aggregate(n=_.count())
    )
    return (
        counted.group_by(place=_called(counted.province, place))
        .aggregate(n=_.n.sum())
        .order_by(ibis.desc("n"), "place")
    )


def _main(t: Tables) -> ibis.Table:
    return t.video_places.filter(_["rank"] == 1)


def _eaten(t: Tables, every: int) -> ibis.Table:
    """Returns the dishes of videos with a place; their `province` is that of the main place."""
    rows = t.video_dishes.filter(_.province.notnull())
    return rows.filter(_.video_key % every == 0) if every > 1 else rows


def _total(rows: ibis.Table, metric: str) -> Any:
    summed = "plays" if metric.startswith("engagement_rate") else metric
    return rows[summed].sum().cast("float64")


def _called(province: Any, place: str) -> Any:
    """Returns the province before or since July 2025 of a province before."""
    if place == "province":
        return province
    renamed = [(each.name, each.now) for each in provinces() if each.name != each.now]
    return province.cases(*renamed, else_=province)
