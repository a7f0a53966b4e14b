"""What the advice for a channel compares videos by: read once, compared by many things.

Every row is one that `queries.videos.within_creator` would count: not pinned, with the metric. With
`every` above 1 only each n-th video in order of posting is read.
"""

from __future__ import annotations

from typing import Any

import ibis
from ibis import _

from dash_app.queries.tables import Tables, argument
from dash_app.words import COMPARED_LABELS


def compared_videos(t: Tables, metric: str, every: int = 1) -> ibis.Table:
    """Returns the videos in the order of `video_key`.

    Columns: video_key, creator_number, value (of the metric), posted_hour, posted_weekday,
    posted_date, week_start, duration_s, hashtag_count.
    """
    order = ibis.window(order_by="creator")
    numbers = t.creators.select("creator", creator_number=ibis.row_number().over(order))
    return (
        _counted(t.videos, metric, every)
        .select(
            "video_key",
            "creator",
            "posted_hour",
            "posted_weekday",
            "posted_date",
            "week_start",
            "duration_s",
            "hashtag_count",
            value=_[metric].cast("float64"),
        )
        .inner_join(numbers, "creator")
        .drop("creator")
        .order_by("video_key")
    )


def creator_number(t: Tables) -> ibis.Table:
    """Returns creator_number of the argument `account`, as `compared_videos` numbers creators."""
    order = ibis.window(order_by="creator")
    numbers = t.creators.select("creator", creator_number=ibis.row_number().over(order))
    return numbers.filter(_.creator == argument("account")).select("creator_number")


def named_dishes(t: Tables, metric: str, most: int, every: int = 1) -> ibis.Table:
    """Returns label, videos (their `video_key`): the most named dish groups.

    The row with a missing label has the videos that name any other group.
    """
    rows = _counted(t.video_dishes, metric, every)
    rows = rows.select("video_key", name=rows.dish_group).distinct()
    counted = rows.group_by("name").aggregate(n=_.count())
    common = counted.order_by(ibis.desc("n"), "name").limit(most).select("name", label=_.name)
    return _collected(rows.left_join(common, "name").select("video_key", "label"), "label")


def used_hashtags(t: Tables, metric: str, most: int, every: int = 1) -> ibis.Table:
    """Returns label, videos: the most used hashtags but for those in the argument `left_out`.

    A video that carries a tag in two spellings stands there twice.
    """
    left_out = argument("left_out").split(" ").unnest().name("label").as_table()
    rows = _counted(t.video_hashtags, metric, every).select("video_key", label=_.hashtag_key)
    counted = rows.group_by("label").aggregate(n=_.count()).anti_join(left_out, "label")
    common = counted.order_by(ibis.desc("n"), "label").limit(most)
    return _collected(rows.semi_join(common, "label"), "label")


def placed_videos(t: Tables, metric: str, every: int = 1) -> ibis.Table:
    """Returns label, videos: the province, before July 2025, of the main place."""
    rows = _counted(t.video_places, metric, every).filter(_["rank"] == 1)
    return _collected(rows.select("video_key", label=_.province), "label")


def labelled_videos(t: Tables, metric: str, every: int = 1) -> ibis.Table:
    """Returns field, label, videos: the content labels of `COMPARED_LABELS`."""
    rows = _counted(t.video_labels, metric, every).filter(_.field.isin(COMPARED_LABELS))
    return _collected(rows.select("video_key", "field", "label"), "field", "label")


def own_contents(t: Tables) -> ibis.Table:
    """Returns video_key, field, label of each video of the argument `account`.

    The fields are those of `COMPARED_LABELS`, and `dish` and `province` as `named_dishes` and
    `placed_videos` have them.
    """
    labels = _own(t.video_labels).filter(_.field.isin(COMPARED_LABELS))
    dishes, places = _own(t.video_dishes), _own(t.video_places).filter(_["rank"] == 1)
    names = ("video_key", "field", "label")
    return ibis.union(
        labels.select(*names),
        dishes.select("video_key", field=ibis.literal("dish"), label=_.dish_group).select(*names),
        places.select("video_key", field=ibis.literal("province"), label=_.province).select(*names),
        distinct=True,
    ).order_by(*names)


def _own(rows: ibis.Table) -> Any:
    return rows.filter(rows.creator == argument("account"))


def _counted(rows: ibis.Table, metric: str, every: int) -> Any:
    some = rows.filter(_.video_key % every == 0) if every > 1 else rows
    return some.filter(~_.is_pinned, _[metric].notnull())


def _collected(rows: Any, *keys: str) -> ibis.Table:
    # One row a name, not one a video: names would take longer to hand over than to find.
    return rows.group_by(*keys).aggregate(videos=_.video_key.collect()).order_by(*keys)
