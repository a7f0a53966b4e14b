"""Một TikToker: what to do about what the page shows."""

from __future__ import annotations

import numpy as np

from dash_app.components.chosen_creator import band, chosen, own_videos, per, settled
from dash_app.components.creator_traits import compared_levels
from dash_app.components.own_rhythm import own_rhythm
from dash_app.components.suggestions import show_suggestions
from dash_app.findings.creator_suggestions import (
    TIMES,
    Standing,
    TierGap,
    suggest,
    suggest_for_nobody,
)
from dash_app.pages import Reader, Shown
from dash_app.tabs.creators.creator_level import GAUGES, own_measures


def show_actions(reader: Reader) -> Shown:
    """What the creator could try, and where to look next."""
    found = reader.kept(chosen)
    n = len(own_videos(reader))
    return show_suggestions(
        suggest(
            account=found.account,
            tier=found.tier,
            tier_name=found.tier_name,
            metric=reader.view.metric,
            levels=reader.kept(compared_levels),
            rhythm=reader.kept(own_rhythm),
            frequency=band(reader, "videos_per_week"),
            gaps=_gaps(reader),
            standing=_standing(reader),
            covered=per(found.value("videos_collected"), found.value("video_count")),
        )
        if n
        else suggest_for_nobody(found.account, found.profile is not None),
        n,
    )


def _gaps(reader: Reader) -> list[TierGap]:
    values = reader.kept(own_measures)
    return [
        TierGap(
            each.measure,
            each.inside,
            each.write(values[each.measure]),
            each.write(spread.percentile(50)),
            spread.rank(values[each.measure]),
            spread.n,
        )
        for each in GAUGES
        for spread in (band(reader, each.measure),)
    ]


def _standing(reader: Reader) -> Standing:
    videos = reader.kept(settled)
    plays = videos["plays"].to_numpy("float64")
    low, middle, top = np.quantile(plays, (0.25, 0.5, 0.75)).tolist() if plays.size else [None] * 3
    return Standing(plays.size, int((videos["outlier_ratio"] >= TIMES).sum()), low, middle, top)
