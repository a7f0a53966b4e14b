"""The same transforms on DuckDB and on Spark give equal datasets."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from etl.home import Home
from etl.publish.versions import current_version
from etl.sample import SampleSpec, write_sample
from etl.schema import Dataset, datasets
from etl.transform.engines import EngineName


@pytest.fixture(scope="module")
def spark_is_there() -> None:
    pytest.importorskip("pyspark", reason="chưa cài pyspark (requirements-spark.txt)")
    if shutil.which("java") is None:
        pytest.skip("không có Java trên máy này: không chạy được Spark")


def _published(home: Path, inputs: list[Path], engine: EngineName) -> Path:
    """Runs the command in a process of its own: a Spark session does not end cleanly in ours."""
    named = [part for path in inputs for part in ("--input", str(path))]
    command = [sys.executable, "-m", "etl", "run", "--home", str(home), "--engine", engine.value]
    done = subprocess.run([*command, *named], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    version = current_version(Home(home).datasets)
    assert version.manifest.engine == engine.value
    return version.folder


def _assert_equal(left: Path, right: Path, dataset: Dataset) -> None:
    ours, theirs = (pq.read_table(folder / f"{dataset.name}.parquet") for folder in (left, right))
    assert ours.schema.equals(theirs.schema)
    assert ours.num_rows == theirs.num_rows
    for column in dataset.columns:
        a, b = ours[column.name], theirs[column.name]
        if pa.types.is_floating(column.type):
            # Sums of floating point numbers depend on their order in the last digits.
            np.testing.assert_allclose(
                a.to_numpy(), b.to_numpy(), rtol=1e-9, atol=1e-12, err_msg=column.name
            )
            assert a.is_null().equals(b.is_null()), column.name
        else:
            assert a.equals(b), f"{dataset.name}.{column.name}"


def _assert_engines_agree(tmp_path: Path, inputs: list[Path]) -> None:
    folders = [_published(tmp_path / engine, inputs, engine) for engine in EngineName]
    for dataset in datasets():
        _assert_equal(folders[0], folders[1], dataset)


@pytest.mark.slow
@pytest.mark.usefixtures("spark_is_there")
def test_engines_agree_on_the_sample(tmp_path: Path) -> None:
    write_sample(tmp_path / "in", SampleSpec(creators=8, videos=300, until=date(2025, 3, 20)))
    _assert_engines_agree(tmp_path, [tmp_path / "in"])


@pytest.mark.slow
@pytest.mark.real
@pytest.mark.usefixtures("spark_is_there")
def test_engines_agree_on_real_rows(tmp_path: Path, real_data: Path) -> None:
    inputs = [real_data / name for name in ("raw", "flat", "enrichment")]
    _assert_engines_agree(tmp_path, inputs)


def test_ibis_still_cannot_stream_from_this_duckdb() -> None:
    """Once this fails, `DuckDbEngine.batches` can be Ibis's own `to_pyarrow_batches`."""
    con = ibis.duckdb.connect()
    with pytest.raises(AttributeError, match="fetch_record_batch"):
        list(con.to_pyarrow_batches(ibis.memtable({"a": [1]})))
    con.disconnect()
