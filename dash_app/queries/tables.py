"""The served tables as Ibis sees them, and what queries are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import ibis
import pyarrow as pa

from dash_app.durations import DURATION_BINS
from etl.schema import datasets, served_columns


@dataclass(frozen=True)
class Tables:
    """One unbound table for each served dataset; see `etl.schema` for the columns."""

    videos: ibis.Table
    creators: ibis.Table
    video_hashtags: ibis.Table
    video_dishes: ibis.Table
    video_places: ibis.Table
    transcripts: ibis.Table
    video_labels: ibis.Table
    video_local_labels: ibis.Table
    video_history: ibis.Table
    creator_history: ibis.Table
    alerts: ibis.Table


def tables() -> Tables:
    """Returns the served tables."""
    return Tables(**{dataset.name: _table(dataset.name) for dataset in datasets()})


def _table(name: str) -> ibis.Table:
    arrow = pa.schema([(column.name, column.type) for column in served_columns(name)])
    return ibis.table(ibis.Schema.from_pyarrow(arrow), name=name)


def argument(name: str) -> Any:
    """Returns a text that is bound when the query runs, so that it is compiled once for all."""
    return ibis.literal(f"{{{{{name}}}}}")


def aggregated(column: Any, aggregate: str) -> Any:
    """Returns the sum, mean or median of a column, as a real number."""
    result = {"sum": column.sum, "mean": column.mean, "median": column.median}[aggregate]()
    return result.cast("float64")


def duration_bin(duration: Any) -> Any:
    """Returns the number of the duration bin, 0 first; missing for photo posts."""
    cases = [
        (duration < each.end, number)
        for number, each in enumerate(DURATION_BINS)
        if each.end is not None
    ]
    return ibis.cases((duration.isnull(), ibis.null("int64")), *cases, else_=len(cases))
