"""Reads what alerts are judged by, on any engine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa

from etl.alerts.period import Period
from etl.transform.engines import Engine


@dataclass(frozen=True)
class Source:
    """The finished datasets of a version.

    Attributes:
        engine: What reads them.
        folder: Where their files are.
        period: The time that they speak of.
    """

    engine: Engine
    folder: Path
    period: Period

    def dataset(self, name: str) -> ibis.Table:
        """Returns a dataset, lazy."""
        return read_dataset(self.engine, self.folder, name)

    def columns(self, measured: ibis.Table, *key: str) -> pa.Table:
        """Returns what was measured, in the order of its key."""
        return fetched(self.engine, measured).sort_by([(name, "ascending") for name in key])

    def rows(self, measured: ibis.Table, *key: str) -> list[dict[str, Any]]:
        """Returns what was measured as rows, in the order of its key."""
        rows: list[dict[str, Any]] = self.columns(measured, *key).to_pylist()
        return rows

    def only_row(self, measured: ibis.Table) -> dict[str, Any]:
        """Returns the one row of what was measured of everything."""
        return only_row(self.engine, measured)


def read_dataset(engine: Engine, folder: Path, name: str) -> ibis.Table:
    """Returns a dataset of a version, lazy."""
    return engine.read([folder / f"{name}.parquet"])


def fetched(engine: Engine, measured: ibis.Table) -> pa.Table:
    """Runs a measurement; its columns have the types that Ibis gives them.

    An engine's own may be wider: sums of whole numbers are decimals to DuckDB.
    """
    schema = measured.schema().to_pyarrow()
    tables = (pa.Table.from_batches([batch]) for batch in engine.batches(measured))
    return pa.concat_tables([schema.empty_table(), *(table.cast(schema) for table in tables)])


def only_row(engine: Engine, measured: ibis.Table) -> dict[str, Any]:
    """Returns the one row of what was measured of everything."""
    row: dict[str, Any]
    (row,) = fetched(engine, measured).to_pylist()
    return row
