"""Questions to two ranges of days: how they differ in number, in reach and in content.

The ranges are the arguments `first_from`, `first_until`, `second_from` and `second_until`, days
that belong to them; they may overlap, and a video in both counts in each. `period` is 1 or 2.
"""

from __future__ import annotations

from typing import Any, Final

import ibis
from ibis import _

from dash_app.queries.sounds import is_original
from dash_app.queries.tables import Tables, argument
from dash_app.queries.videos import effect_sums, outcome, value_of

DAY: Final = 86_400
"""In seconds."""

_QUANTILES: Final = {"p5": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}
# Values count as equal when they differ by less than what counts are published with.
_STEPS: Final = 1000
_RATE_STEPS: Final = 100_000


def known_days(t: Tables) -> ibis.Table:
    """Returns one row: first, last (days) of the videos that are not pinned."""
    lasting = t.videos.filter(~_.is_pinned)
    return lasting.aggregate(first=_.posted_date.min(), last=_.posted_date.max())


def metric_by_week(t: Tables, metric: str, aggregate: str) -> ibis.Table:
    """Returns period, week_start (Monday), n, value."""
    rows = _in_periods(t.videos, "week_start", "is_pinned", metric)
    return (
        rows.group_by("period", "week_start")
        .aggregate(n=rows.count(), value=value_of(rows, metric, aggregate))
        .order_by("period", "week_start")
    )


def totals(t: Tables, metric: str, grown: int) -> ibis.Table:
    """Returns one row a period: what its videos are and what they reach.

    Columns: period, n, creators, plays (sum), median_plays, median_rate (engagement rate), mean of
    hashtags, duration_s (median), age (median days from posting to collection), young (videos
    collected before they were `grown` days old), photo, shop, ad (videos with signs of
    advertising), original (with a recording as sound), measured and p5, p25, p50, p75, p95 of the
    metric over the videos that are not pinned.
    """
    rows = _in_periods(
        t.videos.mutate(
            original=is_original(t.videos),
            age=(t.videos.collected_at.epoch_seconds() - t.videos.posted_at.epoch_seconds()) / DAY,
        ),
        *dict.fromkeys(
            (
                "creator",
                "plays",
                "engagement_rate",
                "hashtag_count",
                "duration_s",
                "is_photo",
                "is_shop",
                "has_ad_signs",
                "original",
                "age",
                "is_pinned",
                metric,
            )
        ),
    )
    lasting = ~rows.is_pinned
    counts = lasting & rows[metric].notnull()
    found = rows.group_by("period").aggregate(
        n=rows.count(),
        creators=rows.creator.nunique(),
        plays=rows.plays.sum().cast("float64"),
        median_plays=rows.plays.median(where=lasting).cast("float64"),
        median_rate=rows.engagement_rate.median(where=lasting),
        hashtags=rows.hashtag_count.mean(),
        duration_s=rows.duration_s.median(),
        age=rows.age.median(),
        young=rows.count(where=rows.age < grown),
        photo=rows.is_photo.sum(),
        shop=rows.is_shop.sum(),
        ad=rows.has_ad_signs.sum(),
        original=rows.original.sum(),
        measured=rows.count(where=counts),
        quantiles=rows[metric].quantile(list(_QUANTILES.values()), where=counts),
    )
    quantiles = {name: found.quantiles[place] for place, name in enumerate(_QUANTILES)}
    return found.mutate(**quantiles).drop("quantiles").order_by("period")


def wins(t: Tables, metric: str) -> ibis.Table:
    """Returns one row: wins, n, other_n, as `statistics.superiority_from_wins` needs them.

    A win is a pair of videos of which the second period's has the higher metric; equal ones are
    half of one. Videos count as equal when they differ by less than 0.1 % (counts) or 0.001 points
    (rates). Pinned ones are left out.
    """
    steps = _RATE_STEPS if metric.startswith("engagement_rate") else _STEPS
    rows = _in_periods(t.videos.filter(~_.is_pinned, _[metric].notnull()), metric)
    cells = (
        rows.mutate(step=(outcome(metric) * steps).round().cast("int64"))
        .group_by("step")
        .aggregate(n=_.count(where=_.period == 2), other_n=_.count(where=_.period == 1))
    )
    up_to_here = ibis.cumulative_window(order_by="step")
    ranked = cells.mutate(below=_.other_n.sum().over(up_to_here) - _.other_n / 2)
    return ranked.aggregate(
        wins=(_.n * _.below).sum().cast("float64"),
        n=_.n.sum().fill_null(0),
        other_n=_.other_n.sum().fill_null(0),
    )


def within_creator(t: Tables, metric: str, every: int = 1) -> ibis.Table:
    """Returns what `statistics.within_creator_effect` needs for the second period, if anything.

    Its videos are compared with those of the same creator in the first period; the bin is `second`.
    """
    some = t.videos.filter(_.video_key % every == 0) if every > 1 else t.videos
    rows = _in_periods(some.filter(~_.is_pinned, _[metric].notnull()), "creator", metric).mutate(
        outcome=outcome(metric)
    )
    later = rows.period == 2
    by_creator = rows.group_by("creator").aggregate(
        n=rows.count(where=later),
        total=rows.outcome.sum(where=later),
        all_n=rows.count().cast("float64"),
        all_total=rows.outcome.sum(),
    )
    return effect_sums(by_creator.filter(_.n > 0).mutate(bin=ibis.literal("second")))


def content(t: Tables, least: int, most: int) -> ibis.Table:
    """Returns how many videos of each period have a category or name a dish group.

    Columns: kind (`category` or `dish`), name, first_n, second_n, first_of and second_of (videos
    that have any of the kind), creators (in both periods together).

    Args:
        t: The tables.
        least: Things in fewer videos of both periods together are left out.
        most: At most so many of a kind, those in most videos.
    """
    categories = t.video_labels.filter(_.field == "categories").rename(name="label")
    kinds = {"category": categories, "dish": t.video_dishes.rename(name="dish_group")}
    rows = ibis.union(
        *(
            _in_periods(each, "name", "video_key", "creator").mutate(kind=ibis.literal(kind))
            for kind, each in kinds.items()
        )
    )
    first, second = rows.period == 1, rows.period == 2
    key = rows.video_key
    counted = rows.group_by("kind", "name").aggregate(
        first_n=key.nunique(where=first),
        second_n=key.nunique(where=second),
        creators=rows.creator.nunique(),
    )
    of_kind = rows.group_by("kind").aggregate(
        first_of=key.nunique(where=first), second_of=key.nunique(where=second)
    )
    order = ibis.window(
        group_by="kind", order_by=(ibis.desc(counted.first_n + counted.second_n), "name")
    )
    frequent = counted.mutate(place=ibis.row_number().over(order)).filter(
        _.first_n + _.second_n >= least, _.place < most
    )
    return frequent.drop("place").join(of_kind, "kind").order_by("kind", "name")


def _in_periods(rows: Any, *columns: str) -> Any:
    """Returns the rows of each period with some of their columns, and `period`."""
    return ibis.union(
        *(
            rows.filter(
                rows.posted_date.between(_day(f"{name}_from"), _day(f"{name}_until"))
            ).select(*columns, period=ibis.literal(number))
            for number, name in enumerate(("first", "second"), 1)
        )
    )


def _day(name: str) -> Any:
    return argument(name).cast("date")
