"""Questions by ISO week."""

from __future__ import annotations

import ibis
from ibis import _

from dash_app.queries.tables import Tables
from dash_app.queries.videos import value_of


def metric_by_week(t: Tables, metric: str, aggregate: str) -> ibis.Table:
    """Returns week_start (Monday), n, value."""
    return (
        t.videos.group_by("week_start")
        .aggregate(n=t.videos.count(), value=value_of(t.videos, metric, aggregate))
        .order_by(_.week_start)
    )
