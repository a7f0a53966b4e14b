"""The read-only DuckDB file that the dashboard queries: the parquet files as tables, in time order.

Beside its own columns a table has those of `served_columns`, so that filters and metrics need no
join, and rows of one time stand together, so that a filter by date skips the others.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from etl.publish.versions import SERVING
from etl.schema import Dataset, datasets, served_columns


def build_serving(folder: Path) -> None:
    """Writes `serving.duckdb` from the parquet files of a version.

    What does not fit into memory spills to a folder beside the file, which is gone afterwards.
    """
    path = folder / SERVING
    with duckdb.connect(str(path), config={"memory_limit": "1GB"}) as con:
        con.execute("SET TimeZone = 'UTC'")
        for dataset in datasets():
            rows = _served_rows(folder, dataset)
            con.execute(f"CREATE TABLE {dataset.name} AS {rows}")
        con.execute("CHECKPOINT")


def _served_rows(folder: Path, dataset: Dataset) -> str:
    """Returns the query of a table's rows; `videos` comes first, the others take from it."""
    file = str(folder / f"{dataset.name}.parquet").replace("'", "''")
    source = f"FROM read_parquet('{file}')"
    added = ", ".join(c.name for c in served_columns(dataset.name)[len(dataset.columns) :])
    if not added:
        return source
    facts = f"SELECT video_id, {added} FROM videos"
    if dataset.name == "videos":
        # Numbered apart from the sort below: together they would run on one thread.
        number = "row_number() OVER (ORDER BY posted_at, video_id) - 1"
        facts = f"SELECT video_id, ({number})::INTEGER AS video_key {source}"
    key = ", ".join(dataset.key)
    return f"{source} JOIN ({facts}) USING (video_id) ORDER BY video_key, {key}"
