"""Questions to `creators`."""

from __future__ import annotations

import ibis
from ibis import _

from dash_app.queries.tables import Tables

CREATOR_COLUMNS = (
    "creator",
    "nickname",
    "tier",
    "followers",
    "videos_collected",
    "median_plays",
    "median_engagement_rate",
    "videos_per_week",
    "last_posted_date",
    "verified",
)


def creator_rows(t: Tables, order: str, descending: int, offset: int, limit: int) -> ibis.Table:
    """Returns some rows of the table of creators, in an order; what is missing comes last."""
    key = ibis.desc(_[order]) if descending else ibis.asc(_[order])
    ties = () if order == "creator" else (_.creator,)
    return (
        t.creators.order_by(_[order].isnull(), key, *ties)
        .limit(limit, offset=offset)
        .select(*CREATOR_COLUMNS)
    )


def creator_summary(t: Tables) -> ibis.Table:
    """Returns one row: n, known (with followers), and medians over creators."""
    return t.creators.aggregate(
        n=t.creators.count(),
        known=t.creators.followers.count(),
        followers=t.creators.followers.median().cast("float64"),
        median_plays=t.creators.median_plays.median(),
        median_rate=t.creators.median_engagement_rate.median(),
        videos_per_week=t.creators.videos_per_week.median(),
    )
