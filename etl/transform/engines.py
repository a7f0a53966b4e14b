"""The engines that run the transforms, behind one small interface."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import reduce
from pathlib import Path
from typing import Protocol

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from etl.errors import EtlError

_ROW_GROUP = 122_880


class EngineName(StrEnum):
    """The engines that can be asked for."""

    DUCKDB = "duckdb"
    PYSPARK = "pyspark"


class Engine(Protocol):
    """Reads parquet as lazy tables and runs expressions."""

    def read(self, paths: list[Path]) -> ibis.Table:
        """Returns the rows of some parquet files of one schema."""

    def batches(self, expression: ibis.Table) -> Iterator[pa.RecordBatch]:
        """Runs an expression."""


class DuckDbEngine:
    """The embedded default."""

    def __init__(self, spill: Path) -> None:
        """Opens a private in-memory database that spills to a folder."""
        self._con = ibis.duckdb.connect(
            memory_limit="1GB", threads=os.cpu_count() or 1, temp_directory=str(spill)
        )

    def read(self, paths: list[Path]) -> ibis.Table:
        """Returns the rows of some parquet files of one schema."""
        return self._con.read_parquet([str(path) for path in paths], union_by_name=True)

    def batches(self, expression: ibis.Table) -> Iterator[pa.RecordBatch]:
        """Runs an expression."""
        # Ibis 12 streams through a method that DuckDB 2 no longer has (a test pins this).
        relation = self._con.con.sql(self._con.compile(expression))
        yield from relation.to_arrow_reader(_ROW_GROUP)

    def close(self) -> None:
        """Closes the database."""
        self._con.disconnect()


class PySparkEngine:
    """The same transforms on Spark, for data that outgrows one machine."""

    def __init__(self) -> None:
        """Starts a local session, or joins the one that `SPARK_*` settings describe.

        Raises:
            EtlError: Where pyspark or Java is missing.
        """
        if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
            raise EtlError("Không tìm thấy Java. Cài Java 17, hoặc dùng --engine duckdb.")
        try:
            from pyspark.sql import SparkSession
        except ImportError as error:
            raise EtlError(
                "Chưa cài pyspark. Chạy: pip install -r requirements-spark.txt, "
                "hoặc dùng --engine duckdb."
            ) from error
        self._session = (
            SparkSession.builder.master(os.environ.get("SPARK_MASTER", "local[*]"))
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", str(2 * (os.cpu_count() or 1)))
            .config("spark.log.level", "ERROR")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .getOrCreate()
        )
        self._session.sparkContext.setLogLevel("ERROR")
        self._con = ibis.pyspark.connect(self._session)

    def read(self, paths: list[Path]) -> ibis.Table:
        """Returns the rows of some parquet files of one schema."""
        tables = [self._con.read_parquet(str(path.resolve())) for path in paths]
        return reduce(lambda left, right: left.union(right), tables)

    def batches(self, expression: ibis.Table) -> Iterator[pa.RecordBatch]:
        """Runs an expression."""
        # Straight to Arrow; Ibis would take the rows through pandas and lose integers with nulls.
        frame = self._session.sql(self._con.compile(expression))
        yield from frame.toArrow().to_batches(_ROW_GROUP)

    def close(self) -> None:
        """Stops the session."""
        self._session.stop()


@contextmanager
def open_engine(name: EngineName, spill: Path) -> Iterator[Engine]:
    """Opens an engine for the length of a block.

    Args:
        name: Which one.
        spill: A folder for what does not fit into memory.
    """
    engine = DuckDbEngine(spill) if name is EngineName.DUCKDB else PySparkEngine()
    try:
        yield engine
    finally:
        engine.close()


def write_rows(
    engine: Engine, rows: ibis.Table, path: Path, schema: pa.Schema, key: tuple[str, ...]
) -> None:
    """Runs an expression and writes its rows, sorted by key, as one parquet file.

    Args:
        engine: What runs it.
        rows: Has at least the columns of the schema.
        path: The file to write.
        schema: Column names and types of the file; naive times are taken as UTC.
        key: The columns to sort by.
    """
    ordered = rows.select(*schema.names).order_by(list(key))
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in engine.batches(ordered):
            table = pa.Table.from_batches([batch])
            writer.write_table(table.cast(schema), row_group_size=_ROW_GROUP)
