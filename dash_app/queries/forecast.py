"""What a forecast of plays is made of: each creator's history, the newest videos weighing most.

Pinned videos are left out: they are old and chosen for being the best. So are videos that were
collected within two weeks of posting: their plays still grow, so that with them every creator's
latest level would seem to fall.
"""

from __future__ import annotations

from math import log
from typing import Final

import ibis
from ibis import _

from dash_app.queries.tables import Tables

SETTLED_DAYS: Final = 14
"""Whole days between posting and collection from which plays count as final."""

HALF_LIFE: Final = 15
"""So many videos later, a video weighs half; `python -m bench forecast --settings` says why."""

RECENT_DAYS: Final = 90
"""So long before the newest of all videos, forecasts are compared with what came; likewise."""

_MOST_HALF_LIVES: Final = 20
"""What is older weighs less than a millionth."""


def histories(t: Tables, half_life: int, recent_days: int, every: int) -> ibis.Table:
    """Returns what was known before each creator's newest video, and before other recent videos.

    A creator without such a video has one row, of which only creator and tier are known.

    Columns: creator; tier; n, older videos of the creator; y, ln(1 + plays) of the video;
    is_newest (of its creator); is_recent (posted within the recent days). Of the older videos, with
    weights 2^(−newer / half-life) where newer counts the creator's videos since: w, ww, wy, wyy,
    the sums of w, w², w·y, w·y². In these the creator's newest video has the weight 1.

    Args:
        t: The tables.
        half_life: In videos.
        recent_days: Before the newest of all videos.
        every: Above 1, only each n-th of all videos can be recent.
    """
    usable = t.videos.filter(
        ~_.is_pinned, _.posted_at <= _.collected_at - ibis.interval(days=SETTLED_DAYS)
    )
    settled = usable.select(
        "creator", "posted_at", "video_key", y=(_.plays.cast("float64") + 1).ln()
    )
    newest_first = ibis.window(
        group_by="creator", order_by=(ibis.desc("posted_at"), ibis.desc("video_key"))
    )
    counted = settled.mutate(
        newer=ibis.row_number().over(newest_first), total=_.count().over(group_by="creator")
    )
    # Cut before the sums are made, which take longer than all the rest.
    weighed = counted.filter(_.newer < _MOST_HALF_LIVES * half_life).mutate(
        w=(_.newer * (-log(2) / half_life)).exp()
    )
    latest = usable.aggregate(latest=_.posted_at.max()).latest.as_scalar()
    since = latest - ibis.interval(days=recent_days)
    older = ibis.window(group_by="creator", order_by=ibis.desc("newer"), rows=(None, -1))
    products = {"w": _.w, "ww": _.w * _.w, "wy": _.w * _.y, "wyy": _.w * _.y * _.y}
    known = weighed.select(
        "creator",
        n=_.total - 1 - _.newer,
        y=_.y,
        is_newest=_.newer == 0,
        is_recent=(_.posted_at > since) & (_.video_key % every == 0),
        **{name: value.sum().over(older).fill_null(0.0) for name, value in products.items()},
    )
    channels = t.creators.select("creator", "tier")
    joined = channels.left_join(known.filter(_.is_newest | _.is_recent), "creator")
    return joined.drop("creator_right")
