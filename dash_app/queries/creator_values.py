"""One more measure of each creator, beside `creators.creator_measures`."""

from __future__ import annotations

import ibis
from ibis import _

from dash_app.queries.tables import Tables


def metric_by_creator(t: Tables, metric: str, aggregate: str) -> ibis.Table:
    """Returns creator and value: a metric of the creator's videos in view, as one number.

    Medians leave pinned videos out; a creator with no other has no value.

    Args:
        t: The tables.
        metric: A column of `videos`.
        aggregate: `sum`, `mean` or `median`.
    """
    column = _[metric]
    value = {
        "sum": column.sum(),
        "mean": column.mean(),
        "median": column.median(where=~_.is_pinned),
    }[aggregate].cast("float64")
    return t.videos.group_by("creator").aggregate(value=value).order_by("creator")
