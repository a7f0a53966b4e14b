"""The read-only DuckDB file that the dashboard queries: the parquet files as tables."""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.publish.versions import SERVING
from etl.schema import datasets


def build_serving(folder: Path) -> None:
    """Writes `serving.duckdb` from the parquet files of a version."""
    path = folder / SERVING
    with duckdb.connect(str(path), config={"memory_limit": "1GB"}) as con:
        con.execute("SET TimeZone = 'UTC'")
        for dataset in datasets():
            source = str(folder / f"{dataset.name}.parquet").replace("'", "''")
            con.execute(f"CREATE TABLE {dataset.name} AS FROM read_parquet('{source}')")
        con.execute("CHECKPOINT")
