"""Filters as SQL: a lens laid over the tables that a compiled query names.

`WITH videos AS (SELECT * FROM main.videos WHERE …)` shadows the table for the query that follows,
so queries know nothing of filters and each is compiled once. All values are bound parameters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dash_app.durations import DURATION_BINS
from dash_app.filters import Filters
from etl.schema import dataset, served_columns

# Filter -> column of a table that has the facts of its video.
_COLUMNS: Final = {
    "creator": "creator",
    "tier": "creator_tier",
    "region": "region",
    "province": "province",
}
# Filter -> (dataset that says which videos have it, its column, what else must hold there).
_MEMBERSHIPS: Final = {
    "hashtag": ("video_hashtags", "hashtag_key", ""),
    "category": ("video_labels", "label", " AND field = 'categories'"),
    "dish": ("video_dishes", "dish_group", ""),
}
# What hangs on a creator and on no video; an alert that is of no creator is of none asked for.
_OF_CREATORS: Final = ("creator_history", "alerts")


@dataclass(frozen=True)
class Lens:
    """What stands before a query.

    Attributes:
        sql: Empty, or `WITH … ` with a space at its end.
        values: Of its named parameters.
    """

    sql: str
    values: Mapping[str, Any]


def lens(filters: Filters, names: Iterable[str]) -> Lens:
    """Returns the lens over the named tables; `filters` has no period any more."""
    if not filters:
        return Lens("", {})
    conditions = _Conditions(filters)
    parts = [
        f"{name} AS (SELECT * FROM main.{name} WHERE {where})"
        for name in sorted(names)
        if (where := conditions.on(name))
    ]
    sql = f"WITH {', '.join(parts)} " if parts else ""
    return Lens(sql, conditions.values)


class _Conditions:
    """The conditions of one filter value, with the parameters that they use."""

    def __init__(self, filters: Filters) -> None:
        self._filters = filters
        self.values: dict[str, Any] = {}

    def on(self, table: str) -> str:
        """Returns the condition on a table; empty where nothing narrows it."""
        if table == "creators":
            return " AND ".join(self._creator_parts())
        if table in _OF_CREATORS:
            return self._within("creator", "creators")
        if self._has_facts(table):
            return " AND ".join(self._video_parts())
        return self._within("video_key", "videos")

    def _within(self, key: str, table: str) -> str:
        where = self.on(table)
        return f"{key} IN (SELECT {key} FROM main.{table} WHERE {where})" if where else ""

    def _has_facts(self, table: str) -> bool:
        """Whether a table has the facts of its videos that are asked for.

        A column of its own says something else: `province` of `video_places` is that place's.
        """
        if table == "videos":
            return True
        own = {column.name for column in dataset(table).columns}
        asked = {column for name, column in _COLUMNS.items() if getattr(self._filters, name)}
        served = {column.name for column in served_columns(table)}
        return "posted_date" in served and not asked & own

    def _creator_parts(self) -> Iterable[str]:
        if self._filters.creator:
            yield self._among("creator", "creator", self._filters.creator)
        if self._filters.tier:
            yield self._among("tier", "tier", self._filters.tier)

    def _video_parts(self) -> Iterable[str]:
        asked = self._filters
        if asked.start:
            yield f"posted_date >= {self._bound('start', asked.start)}"
        if asked.end:
            yield f"posted_date <= {self._bound('end', asked.end)}"
        if asked.weekly_top:
            yield "is_weekly_top"
        for name, column in _COLUMNS.items():
            if values := getattr(asked, name):
                yield self._among(name, column, values)
        if asked.duration:
            chosen = [each for each in DURATION_BINS if each.key in asked.duration]
            ranges = (
                f"(duration_s >= {each.start}"
                + (f" AND duration_s < {each.end})" if each.end else ")")
                for each in chosen
            )
            yield f"({' OR '.join(ranges)})"
        for name, (table, column, besides) in _MEMBERSHIPS.items():
            if values := getattr(asked, name):
                condition = self._among(name, column, values) + besides
                yield f"video_key IN (SELECT video_key FROM main.{table} WHERE {condition})"

    def _among(self, name: str, column: str, values: tuple[str, ...]) -> str:
        names = [self._bound(f"{name}_{n}", value) for n, value in enumerate(values)]
        return f"{column} IN ({', '.join(names)})"

    def _bound(self, name: str, value: Any) -> str:
        # Apart from the names that queries give to their arguments.
        self.values[f"filter_{name}"] = value
        return f"$filter_{name}"
