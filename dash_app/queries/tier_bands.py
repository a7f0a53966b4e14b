"""How the creators of a tier are spread over each measure: the band that one is compared with.

The bands are made of the published `creators`, hence of all collected videos. They are read without
filters, so that they stay what they are while a page is narrowed.
"""

from __future__ import annotations

from typing import Final

import ibis
from ibis import _

from dash_app.queries.tables import Tables

TIER_MEASURES: Final = (
    "median_engagement_rate",
    "plays_per_follower",
    "likes_per_play",
    "comments_per_play",
    "shares_per_play",
    "saves_per_play",
    "median_plays",
    "videos_per_week",
    "mean_duration_s",
    "mean_hashtags",
)
"""What a creator is measured by; the formulas are those of `_by_measure`."""

PERCENTILES: Final = tuple(range(101))
"""From the smallest value (0) to the largest (100)."""


def tier_bands(t: Tables) -> ibis.Table:
    """Returns tier, measure, n (creators of whom it is known), at (its values at `PERCENTILES`).

    Percentiles are linearly interpolated. Creators without followers have no tier and are left out.
    """
    known = _by_measure(t).filter(_.tier.notnull(), _.value.notnull())
    shares = [each / 100 for each in PERCENTILES]
    return (
        known.group_by("tier", "measure")
        .aggregate(n=known.count(), at=known.value.quantile(shares))
        .order_by("tier", "measure")
    )


def _by_measure(t: Tables) -> ibis.Table:
    """Returns creator, tier, measure, value: of all collected videos of each creator.

    plays_per_follower = median plays / followers; likes_per_play (likewise comments, shares, saves)
    = sum of likes / sum of plays, which is the mean by the mean; the others are columns of
    `creators`. Medians and videos_per_week leave pinned videos out.
    """
    plays = t.creators.mean_plays.nullif(0)
    ratios = {
        f"{name}_per_play": t.creators[f"mean_{name}"] / plays
        for name in ("likes", "comments", "shares", "saves")
    }
    wide = t.creators.mutate(
        plays_per_follower=_.median_plays / _.followers.nullif(0), **ratios
    ).select("creator", "tier", *TIER_MEASURES)
    return wide.pivot_longer(TIER_MEASURES, names_to="measure", values_to="value")
