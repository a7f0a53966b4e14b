"""The served file: the parquet rows in time order, with the added columns."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from homes import publish

from etl.enrich.asked.answer_files import AnswerFiles
from etl.enrich.learned.label_file import write_labels
from etl.enrich.learned.labelling import Labelling, LocalLabel
from etl.home import Home
from etl.publish.versions import SERVING, Version, current_version
from etl.sample import SampleSpec, write_sample
from etl.schema import dataset, datasets, served_columns

NAMES = [dataset.name for dataset in datasets()]
OF_VIDEOS = [name for name in NAMES if "video_id" in {c.name for c in dataset(name).columns}]
DETAILS = [name for name in OF_VIDEOS if name != "videos"]


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Version:
    folder = tmp_path_factory.mktemp("serving")
    write_sample(folder / "in", SampleSpec(creators=5, videos=120, seed=3))
    write_learned_labels(folder / "in")
    home = Home(folder / "home's")
    publish(home, folder / "in")
    return current_version(home.datasets)


def read(path: Path) -> list[dict[str, Any]]:
    return list(json.loads(path.read_text(encoding="utf-8")))


def write_learned_labels(folder: Path) -> None:
    """Gives every video a label as if it had been learned: a sample has none."""
    items = [item for path in folder.glob("*/videos_info.json") for item in read(path)]
    label = LocalLabel("categories", "Nấu ăn", 0.75)
    learned = Labelling(frozenset({"categories"}), (label,))
    answers = AnswerFiles(folder / "_enrichment", synthetic=True)
    write_labels(answers, {item["id"]: learned for item in items})


@pytest.fixture
def con(version: Version) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(version.serving), read_only=True) as con:
        yield con


def one(con: duckdb.DuckDBPyConnection, query: str) -> object:
    (row,) = con.execute(query).fetchall()
    return row[0]


@pytest.mark.parametrize("name", NAMES)
def test_columns_are_those_declared(con: duckdb.DuckDBPyConnection, name: str) -> None:
    columns = served_columns(name)
    assert columns[: len(dataset(name).columns)] == dataset(name).columns
    declared = pa.schema([(column.name, column.type) for column in columns])
    expected = con.from_arrow(declared.empty_table())
    table = con.table(name)
    assert (table.columns, table.dtypes) == (expected.columns, expected.dtypes)


@pytest.mark.parametrize("name", NAMES)
def test_rows_are_those_of_the_parquet_file(
    con: duckdb.DuckDBPyConnection, version: Version, name: str
) -> None:
    own = ", ".join(column.name for column in dataset(name).columns)
    path = str(version.parquet(name)).replace("'", "''")
    served, file = f"SELECT {own} FROM {name}", f"SELECT {own} FROM '{path}'"
    assert one(con, f"SELECT count(*) FROM {name}") == one(con, f"SELECT count(*) FROM '{path}'")
    assert one(con, f"SELECT count(*) FROM ({served} EXCEPT ALL {file})") == 0


def test_videos_are_numbered_in_the_order_in_which_they_were_posted(
    con: duckdb.DuckDBPyConnection,
) -> None:
    rows = con.execute("SELECT video_key, posted_at, video_id FROM videos").fetchall()
    assert [row[0] for row in rows] == list(range(len(rows)))
    assert [row[1:] for row in rows] == sorted(row[1:] for row in rows)


@pytest.mark.parametrize("name", DETAILS)
def test_details_stand_in_the_order_of_their_videos_and_say_what_those_say(
    con: duckdb.DuckDBPyConnection, name: str
) -> None:
    keys = [row[0] for row in con.execute(f"SELECT video_key FROM {name}").fetchall()]
    assert keys
    assert keys == sorted(keys)
    added = [column.name for column in served_columns(name)[len(dataset(name).columns) :]]
    differs = " OR ".join(f"d.{column} IS DISTINCT FROM v.{column}" for column in added)
    joined = f"{name} d JOIN videos v USING (video_id)"
    assert one(con, f"SELECT count(*) FROM {joined} WHERE {differs}") == 0


def test_places_keep_their_own_province() -> None:
    names = [column.name for column in served_columns("video_places")]
    assert names.count("province") == names.count("region") == 1
    assert served_columns("creators") == dataset("creators").columns


def test_nothing_is_left_beside_the_files(version: Version) -> None:
    files = {f"{name}.parquet" for name in NAMES}
    assert {path.name for path in version.folder.iterdir()} == {*files, SERVING, "manifest.json"}
