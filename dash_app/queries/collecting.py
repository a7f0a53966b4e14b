"""Questions about when creators were collected."""

from __future__ import annotations

import ibis

from dash_app.queries.tables import Tables


def creator_collections(t: Tables) -> ibis.Table:
    """Returns one row a creator: creator, collected_at (newest, UTC), videos, last_posted_date."""
    return t.creators.select(
        "creator",
        "collected_at",
        videos=t.creators.videos_collected,
        last_posted_date=t.creators.last_posted_date,
    ).order_by("creator")
