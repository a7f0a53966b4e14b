"""Questions to `transcripts`: how videos that went far begin."""

from __future__ import annotations

import ibis
from ibis import _

from dash_app.queries.tables import Tables


def best_hooks(t: Tables, most: int) -> ibis.Table:
    """Returns the videos with speech that went furthest beyond their creator's usual plays.

    Columns: hook, caption, hashtags, creator, plays, outlier_ratio, duration_s, posted_date,
    has_ad_signs, url.
    """
    spoken = t.transcripts.filter(_.hook.notnull(), _.hook != "").select("video_key", "hook")
    return (
        t.videos.filter(~_.is_pinned, _.outlier_ratio.notnull())
        .inner_join(spoken, "video_key")
        .order_by(ibis.desc(_.outlier_ratio), _.video_id)
        .limit(most)
        .select(
            "hook",
            "caption",
            "hashtags",
            "creator",
            "plays",
            "outlier_ratio",
            "duration_s",
            "posted_date",
            "has_ad_signs",
            "url",
        )
    )


def spoken_count(t: Tables) -> ibis.Table:
    """Returns one row: n, the videos whose first sentence is known."""
    return t.transcripts.filter(_.hook.notnull(), _.hook != "").aggregate(n=_.count())
