"""Opens the lake: all landed rows of each table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from etl.inputs.local_time import LOCAL_FIELDS
from etl.inputs.rows import ROWS, Table
from etl.lake.ledger import landings_in_use


@dataclass(frozen=True)
class Snapshots:
    """The parquet files of each table of the lake, at least one for each."""

    files: dict[Table, list[Path]]

    def sql(self, table: Table) -> str:
        """Returns a DuckDB table expression of all rows of a table."""
        paths = ", ".join("'" + str(path).replace("'", "''") + "'" for path in self.files[table])
        return f"read_parquet([{paths}], union_by_name = true)"


def open_lake(lake: Path, work: Path) -> Snapshots:
    """Returns the files of the lake.

    Args:
        lake: The lake's folder.
        work: A folder for the empty files that stand for tables nothing has landed in.
    """
    return Snapshots({table: lake_files(lake, table) or [_empty(table, work)] for table in Table})


def lake_files(lake: Path, table: Table) -> list[Path]:
    """Returns the parquet files of one table, oldest landing first."""
    paths = (folder / f"{table}.parquet" for folder in landings_in_use(lake))
    return [path for path in paths if path.exists()]


def _empty(table: Table, work: Path) -> Path:
    local = LOCAL_FIELDS if table is Table.VIDEOS else ()
    schema = pa.schema([*ROWS[table], *local, pa.field("landing", pa.string())])
    path = work / f"empty-{table}.parquet"
    pq.write_table(schema.empty_table(), path)
    return path
