"""Questions to when creators were last collected: which weeks are known whole."""

from __future__ import annotations

import ibis
from ibis import _

from dash_app.queries.tables import Tables, argument


def newest_look(t: Tables) -> ibis.Table:
    """Returns one row: looked_at, when the newest creator was collected, in seconds since 1970."""
    return t.creators.aggregate(looked_at=_.collected_at.epoch_seconds().max())


def looked_at_after(t: Tables) -> ibis.Table:
    """Returns end, after, active: of active creators those that were collected after an instant.

    The instants are the argument `ends`, in seconds since 1970 with a space between; active are
    the creators that were collected since the instant `lately`.
    """
    ends = argument("ends").split(" ").unnest().name("end").as_table()
    seen = t.creators.select(looked_at=_.collected_at.epoch_seconds()).filter(
        _.looked_at >= argument("lately").cast("int64")
    )
    return (
        seen.cross_join(ends.select(end=_.end.cast("int64")))
        .group_by("end")
        .aggregate(after=_.count(where=_.looked_at >= _.end), active=_.count())
        .order_by("end")
    )
