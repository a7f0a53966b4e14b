"""Questions of the home page: how much there is, how it is spread, what is new."""

from __future__ import annotations

import ibis
from ibis import _

from dash_app.queries.tables import Tables


def counts(t: Tables) -> ibis.Table:
    """Returns one row: videos, creators, first, last (days), plays, median_plays, median_rate."""
    unpinned = ~t.videos.is_pinned
    return t.videos.aggregate(
        videos=t.videos.count(),
        creators=t.videos.creator.nunique(),
        first=t.videos.posted_date.min(),
        last=t.videos.posted_date.max(),
        plays=t.videos.plays.sum().cast("float64"),
        median_plays=t.videos.plays.median(where=unpinned).cast("float64"),
        median_rate=t.videos.engagement_rate.median(where=unpinned),
    )


def plays_of_top_tenth(t: Tables) -> ibis.Table:
    """Returns one row: n, threshold, and the share of all plays that the best tenth has."""
    threshold = t.videos.aggregate(threshold=_.plays.quantile(0.9)).threshold.as_scalar()
    plays = t.videos.plays
    return t.videos.aggregate(
        n=t.videos.count(),
        threshold=plays.quantile(0.9).cast("float64"),
        share=plays.sum(where=plays >= threshold).cast("float64") / plays.sum().cast("float64"),
    )


def videos_by_week(t: Tables) -> ibis.Table:
    """Returns week_start, n."""
    return t.videos.group_by("week_start").aggregate(n=_.count()).order_by("week_start")
