"""What is read of the videos of two ranges, for several cards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash_app.pages import Reader
from dash_app.queries import compare_periods
from dash_app.sampling import every_nth
from dash_app.statistics import BinEffect, within_creator_effect
from dash_app.tabs.trends.two_ranges import chosen_pair, without_days
from etl.alerts.kinds import GROWN

Rows = Mapping[int, Mapping[Any, Any]]
"""Of `queries.compare_periods.totals`, by period; one without videos has none."""


def read_totals(reader: Reader) -> Rows:
    """Returns the rows of `queries.compare_periods.totals` by period."""
    pair = chosen_pair(reader)
    if pair is None:
        return {}
    frame = reader.frame(
        compare_periods.totals,
        pair.texts,
        without_days(reader.view),
        metric=reader.view.metric.key,
        grown=GROWN,
    )
    return {int(row["period"]): row for row in frame.to_dict("records")}


def read_effects(reader: Reader) -> tuple[BinEffect, ...]:
    """Returns how videos of the second range differ from the same creator's of the first."""
    pair = chosen_pair(reader)
    if pair is None:
        return ()
    frame = reader.frame(
        compare_periods.within_creator,
        pair.texts,
        without_days(reader.view),
        metric=reader.view.metric.key,
        every=compared_every(reader),
    )
    return within_creator_effect(frame, reader.view.metric.scale)


def compared_every(reader: Reader) -> int:
    """Returns which part of the videos comparisons within creators are made of."""
    return every_nth(sum(int(row["n"]) for row in read_totals(reader).values()))
