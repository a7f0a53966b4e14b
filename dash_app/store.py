"""Opens the current version and runs queries on it: the only place that does.

A connection is opened by the process that uses it (never before a fork), each query gets a cursor
of its own (a connection shared by threads gives wrong rows), and a newly published version is
opened when the link `current` has moved.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar

import duckdb
import ibis
import pandas as pd

from dash_app.errors import NoData
from dash_app.filters import Filters, resolved
from dash_app.lens import lens
from dash_app.queries.tables import tables
from dash_app.words import ZONE
from etl.errors import EtlError
from etl.publish.manifest import Manifest
from etl.publish.versions import Version, current_name, current_version
from etl.schema import datasets, served_columns

Query = Callable[..., ibis.Table]
Keep = Callable[[str, Callable[[], bytes]], bytes]
"""A key and what computes its value -> the value, kept from before or computed now."""
T = TypeVar("T")

_ARGUMENT: Final = re.compile(r"'\{\{(\w+)\}\}'")
_MOST_COMPILED: Final = 1000


@dataclass(frozen=True)
class Compiled:
    """A query as SQL.

    Attributes:
        sql: With the arguments as named parameters.
        tables: The names of the tables that it reads.
    """

    sql: str
    tables: tuple[str, ...]


def compile_query(query: Query, **arguments: str | int | None) -> Compiled:
    """Compiles a query for DuckDB; takes some 20 ms, so the result is kept."""
    expression = query(tables(), **arguments)
    sql = str(ibis.to_sql(expression, dialect="duckdb"))
    named = {node.name for node in expression.op().find(ibis.expr.operations.UnboundTable)}
    return Compiled(_ARGUMENT.sub(r"$\1", sql), tuple(sorted(named)))


@dataclass(frozen=True)
class Snapshot:
    """One open version.

    Attributes:
        version: Its name and manifest.
    """

    version: Version
    _connection: duckdb.DuckDBPyConnection
    _compile: Callable[..., Compiled] = field(repr=False)
    _kept: dict[Callable[..., Any], Any] = field(default_factory=dict, repr=False, compare=False)
    _lock: threading.RLock = field(default_factory=threading.RLock, repr=False, compare=False)

    @property
    def name(self) -> str:
        """The version's name: part of every cache key."""
        return self.version.name

    @property
    def manifest(self) -> Manifest:
        """What the version says of itself."""
        return self.version.manifest

    @cached_property
    def newest(self) -> date | None:
        """The Vietnamese day of the newest video."""
        newest = self.manifest.newest_posted_at
        return datetime.fromisoformat(newest).astimezone(ZONE).date() if newest else None

    def kept(self, make: Callable[[Snapshot], T]) -> T:
        """Returns what `make` makes of this version: once, for as long as it is open.

        For what no filter changes and many pages need; it must be small.
        """
        with self._lock:
            if make not in self._kept:
                self._kept[make] = make(self)
            found: T = self._kept[make]
            return found

    def resolved(self, filters: Filters) -> Filters:
        """Returns the filters with the period as days."""
        return resolved(filters, self.newest)

    def frame(
        self,
        query: Query,
        filters: Filters,
        texts: Mapping[str, str] | None = None,
        **arguments: str | int | None,
    ) -> pd.DataFrame:
        """Runs a query.

        Args:
            query: A function of `dash_app.queries`.
            filters: What the tables are narrowed to.
            texts: The query's `argument(…)` values, bound when it runs.
            arguments: What it is compiled with: names of columns, small numbers.
        """
        compiled = self._compile(query, **arguments)
        laid = lens(self.resolved(filters), compiled.tables)
        values = {**laid.values, **(texts or {})}
        # A query may begin with a WITH of its own: then ours goes before its first table.
        sql = laid.sql + compiled.sql
        if laid.sql and compiled.sql.startswith("WITH "):
            sql = laid.sql.rstrip() + ", " + compiled.sql.removeprefix("WITH ")
        return self._connection.cursor().execute(sql, values or None).df()


class Store:
    """The current version, opened once a process and again when another one is published."""

    def __init__(
        self,
        datasets: Path,
        threads: int = 2,
        memory: str = "1GB",
        keep: Keep = lambda _, compute: compute(),
    ) -> None:
        """Opens nothing yet: a connection must not be older than the process that uses it.

        Args:
            datasets: Folder of the versions.
            threads: Of one query.
            memory: Of all queries, as DuckDB writes it.
            keep: Keeps compiled queries for other workers and the next start.
        """
        self._datasets = datasets
        self._config: dict[str, Any] = {
            "threads": threads,
            "memory_limit": memory,
            # Groups by hour, weekday and month then need no hash table: twice as fast on much.
            "perfect_ht_threshold": 16,
        }
        self._lock = threading.Lock()
        self._compile = _compiler(keep)
        self._snapshot: Snapshot | None = None

    def snapshot(self) -> Snapshot:
        """Returns the current version, opened.

        Raises:
            NoData: Where nothing has been published, or it cannot be opened.
        """
        name = current_name(self._datasets)
        snapshot = self._snapshot
        if snapshot is not None and snapshot.name == name:
            return snapshot
        with self._lock:
            if self._snapshot is None or self._snapshot.name != name:
                # The old connection is closed when its last query has let go of it.
                self._snapshot = self._open()
            return self._snapshot

    def _open(self) -> Snapshot:
        try:
            version = current_version(self._datasets)
        except EtlError as error:
            raise NoData(str(error)) from error
        try:
            connection = duckdb.connect(str(version.serving), read_only=True, config=self._config)
            # Of all cursors; without GLOBAL they would have the machine's zone.
            connection.execute("SET GLOBAL TimeZone = 'UTC'")
            missing = _missing_columns(connection)
        except duckdb.Error as error:
            raise NoData(
                f"Không mở được phiên bản {version.name} trong {self._datasets}: tệp "
                f"{version.serving.name} bị hỏng hoặc thiếu. Hãy quay về bản khác: "
                "python -m etl rollback PHIÊN_BẢN, hoặc xoá thư mục của phiên bản ấy rồi chạy lại: "
                "python -m etl run --input THƯ_MỤC"
            ) from error
        if missing:
            raise NoData(
                f"Phiên bản {version.name} do một bản phát hành khác tạo ra: thiếu {missing[0]}. "
                "Hãy chạy lại: python -m etl run --input THƯ_MỤC"
            )
        return Snapshot(version, connection, self._compile)


def _compiler(keep: Keep) -> Callable[..., Compiled]:
    """Returns what compiles each query once, or reads what was kept of it.

    It knows nothing of the store: an open version that knew it would keep it, and itself, open for
    longer than it is used.
    """
    lock = threading.Lock()

    @lru_cache(_MOST_COMPILED)
    def compiled(query: Query, **arguments: str | int | None) -> Compiled:
        key = f"sql\n{query.__module__}.{query.__qualname__}\n{sorted(arguments.items())}"
        kept = json.loads(
            keep(key, lambda: json.dumps(asdict(compile_query(query, **arguments))).encode())
        )
        return Compiled(kept["sql"], tuple(kept["tables"]))

    def compile_once(query: Query, **arguments: str | int | None) -> Compiled:
        with lock:
            return compiled(query, **arguments)

    return compile_once


def _missing_columns(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Returns the columns that queries may name and the file lacks, as `table.column`."""
    found = connection.execute(
        "SELECT table_name || '.' || column_name FROM duckdb_columns() WHERE schema_name = 'main'"
    ).fetchall()
    have = {name for (name,) in found}
    needed = (f"{d.name}.{column.name}" for d in datasets() for column in served_columns(d.name))
    return [name for name in needed if name not in have]
