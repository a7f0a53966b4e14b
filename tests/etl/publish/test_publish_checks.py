"""Each check fails on what it is for, and on nothing else; none of them cannot fail."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from etl import schema
from etl.home import Home
from etl.lake.ledger import landings, read_ledger
from etl.lake.snapshots import open_lake
from etl.publish.checks import check_accounts, check_datasets, check_version
from etl.publish.versions import Version, current_version

Change = Callable[[pa.Table], pa.Table]
Row = dict[str, Any]


@dataclass(frozen=True)
class Damage:
    """What is done to a dataset, and the checks that must fail for it."""

    dataset: str
    change: Change
    failing: frozenset[str]

    def __str__(self) -> str:
        return ", ".join(sorted(self.failing))


@pytest.fixture
def version(sample_home: Home, tmp_path: Path) -> Version:
    """Returns a copy of a good version."""
    good = current_version(sample_home.datasets)
    return Version(shutil.copytree(good.folder, tmp_path / good.name), good.manifest)


def failed(version: Version, max_age_days: int | None = None) -> set[str]:
    """Returns the names of the failed checks on the datasets."""
    checks = check_datasets(version.folder, max_age_days)
    assert all(check.detail for check in checks)
    return {check.name for check in checks if not check.passed}


def path_of(version: Version, dataset: str) -> Path:
    return version.folder / f"{dataset}.parquet"


def rewrite(version: Version, dataset: str, change: Change) -> None:
    path = path_of(version, dataset)
    pq.write_table(change(pq.read_table(path)), path)


def with_value(column: str, value: Any) -> Change:
    """Puts a value into the first row; a function gets the row."""

    def change(table: pa.Table) -> pa.Table:
        rows = table.to_pylist()
        rows[0][column] = value(rows[0]) if callable(value) else value
        return pa.Table.from_pylist(rows, table.schema)

    return change


def first_row_twice(table: pa.Table) -> pa.Table:
    return pa.concat_tables([table, table.slice(0, 1)])


def renamed(table: pa.Table) -> pa.Table:
    return table.rename_columns([f"{table.column_names[0]}2", *table.column_names[1:]])


def first_column_text(table: pa.Table) -> pa.Table:
    return table.set_column(0, table.column_names[0], table.column(0).cast(pa.large_string()))


def damage(dataset: str, change: Change, *failing: str) -> Damage:
    return Damage(dataset, change, frozenset(failing))


def far(row: Row) -> datetime:
    moment: datetime = row["collected_at"]
    return moment + timedelta(days=2)


# A required column that is neither in a key nor in any other check.
REQUIRED = {
    "videos": "caption",
    "creators": "has_profile",
    "video_hashtags": "hashtag",
    "video_dishes": "dish_group",
    "video_places": "province_now",
    "transcripts": "takeaways",
    "video_labels": "label",
    "video_local_labels": "confidence",
    "video_history": "likes",
    "creator_history": "collected_at",
    "alerts": "evidence",
}
NUMBERS = {
    "videos": "shares",
    "creators": "following",
    "video_hashtags": "position",
    "video_places": "rank",
    "transcripts": "words_per_second",
    "video_local_labels": "confidence",
    "video_history": "saves",
    "creator_history": "hearts",
    "alerts": "size",
}
RANGES = (
    ("videos", "posted_hour", 24),
    ("videos", "posted_weekday", 0),
    ("videos", "posted_weekday", 8),
    ("videos", "weekly_score", 100.5),
    ("videos", "year_week", "2024-08"),
    ("creators", "tier", "huge"),
    ("video_places", "region", "Đông"),
    ("video_local_labels", "confidence", 1.5),
    ("alerts", "kind", "rising_star"),
    ("alerts", "severity", "huge"),
)
DAMAGES = (
    *(damage(d.name, first_row_twice, f"unique.{d.name}") for d in schema.datasets()),
    *(damage(d, with_value(c, None), f"required.{d}") for d, c in REQUIRED.items()),
    *(damage(d, with_value(c, -1), f"no_negative.{d}") for d, c in NUMBERS.items()),
    damage("videos", with_value("engagement_rate", float("nan")), "no_negative.videos"),
    damage("creators", with_value("mean_plays", float("inf")), "no_negative.creators"),
    *(
        damage(d.name, with_value(r.column, "khong.co"), f"reference.{d.name}.{r.column}")
        for d in schema.datasets()
        for r in d.references
        if d.name != "videos"
    ),
    damage("videos", with_value("creator", "khong.co"), "reference.videos.creator"),
    *(damage(d, with_value(c, value), f"range.{d}.{c}") for d, c, value in RANGES),
    damage(
        "videos",
        with_value("posted_at", datetime(2013, 12, 31, 23, 59, tzinfo=UTC)),
        "posted_at_in_range",
    ),
    damage("videos", with_value("posted_at", far), "posted_at_in_range"),
    damage("videos", with_value("collected_at", datetime(2200, 1, 1, tzinfo=UTC)), "freshness"),
    *(
        damage(d.name, change, f"schema.{d.name}")
        for d in schema.datasets()
        for change in (
            lambda table: table.drop_columns(table.column_names[-1]),
            lambda table: table.append_column("thừa", pa.nulls(table.num_rows)),
            lambda table: table.select(table.column_names[::-1]),
            renamed,
            first_column_text,
        )
    ),
)


@pytest.mark.parametrize("damage", DAMAGES, ids=str)
def test_a_check_fails_on_its_damage_alone(version: Version, damage: Damage) -> None:
    rewrite(version, damage.dataset, damage.change)
    assert failed(version) == damage.failing


def test_a_good_version_passes_every_check(version: Version) -> None:
    assert all(check.passed for check in check_version(version))


def test_empty_datasets_fail(version: Version) -> None:
    for dataset in schema.datasets():
        rewrite(version, dataset.name, lambda table: table.slice(0, 0))
    assert failed(version) == {"not_empty", "freshness"}


def test_every_check_is_shown_to_be_able_to_fail(version: Version) -> None:
    """A check without a damage of its own in this file could be one that never fails."""
    shown = {name for one in DAMAGES for name in one.failing} | {"not_empty"}
    assert {check.name for check in check_datasets(version.folder)} == shown
    assert {check.name for check in check_version(version)} - shown == {
        f"rows.{dataset.name}" for dataset in schema.datasets()
    }


def test_a_missing_word_of_the_contract_is_named(version: Version) -> None:
    rewrite(version, "videos", renamed)
    check = next(one for one in check_datasets(version.folder) if not one.passed)
    assert "video_id2: string" in check.detail
    assert "video_id: string" in check.detail


@pytest.mark.parametrize("dataset", [dataset.name for dataset in schema.datasets()])
@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda path: path.unlink(), "thiếu tệp"),
        (lambda path: path.write_bytes(path.read_bytes()[:-200]), "hỏng"),
        (lambda path: path.write_bytes(b""), "hỏng"),
        (lambda path: (path.unlink(), path.mkdir()), "hỏng"),
    ],
    ids=["missing", "truncated", "empty", "a folder"],
)
def test_a_file_that_cannot_be_opened(
    version: Version, dataset: str, damage: Callable[[Path], object], words: str
) -> None:
    damage(path_of(version, dataset))
    failures = [check for check in check_version(version) if not check.passed]
    assert [check.name for check in failures] == [f"schema.{dataset}"]
    assert words in failures[0].detail


@pytest.mark.parametrize("dataset", ["videos", "transcripts", "video_hashtags"])
def test_damaged_pages_below_an_intact_footer(version: Version, dataset: str) -> None:
    path = path_of(version, dataset)
    data = bytearray(path.read_bytes())
    middle = len(data) // 4
    data[100:middle] = bytes(middle - 100)
    path.write_bytes(data)
    assert pq.read_schema(path).names == [c.name for c in schema.dataset(dataset).columns]
    assert failed(version) == {f"schema.{dataset}"}


@pytest.mark.parametrize(
    ("limit", "fails"), [(None, False), (100_000, False), (3, True), (0, True)]
)
def test_stale_data(version: Version, limit: int | None, fails: bool) -> None:
    assert failed(version, limit) == ({"freshness"} if fails else set())


def test_the_age_is_told_in_local_time(version: Version) -> None:
    (check,) = (one for one in check_datasets(version.folder, 0) if one.name == "freshness")
    assert "thu thập mới nhất 19/03/2025 00:" in check.detail
    assert "(giờ Việt Nam)" in check.detail
    assert check.detail.endswith("quá 0 ngày, hãy thu thập lại")


def without_table(serving: Path) -> None:
    with duckdb.connect(str(serving)) as con:
        con.execute("DROP TABLE transcripts")


def without_a_row(serving: Path) -> None:
    with duckdb.connect(str(serving)) as con:
        con.execute("DELETE FROM transcripts WHERE video_id = (SELECT min(video_id) FROM videos)")
        con.execute("DELETE FROM transcripts WHERE rowid = 0")


@pytest.mark.parametrize(
    ("damage", "all_tables"),
    [
        (lambda serving: serving.unlink(), True),
        (lambda serving: serving.write_bytes(b"not a database"), True),
        (lambda serving: serving.write_bytes(serving.read_bytes()[:5000]), True),
        (without_table, False),
        (without_a_row, False),
    ],
    ids=["missing", "garbage", "truncated", "a table missing", "a row missing"],
)
def test_a_damaged_serving_file(
    version: Version, damage: Callable[[Path], object], all_tables: bool
) -> None:
    damage(version.serving)
    names = {check.name for check in check_version(version) if not check.passed}
    every = {f"rows.{dataset.name}" for dataset in schema.datasets()}
    assert names == (every if all_tables else {"rows.transcripts"})


@pytest.mark.parametrize("claim", [-1, 1, None])
def test_a_manifest_that_counts_otherwise(version: Version, claim: int | None) -> None:
    counts = version.manifest.rows
    if claim is None:
        del counts["video_places"]
    else:
        counts["video_places"] += claim
    failures = [check for check in check_version(version) if not check.passed]
    assert [check.name for check in failures] == ["rows.video_places"]


def test_the_accounts_of_the_lake(sample_home: Home, tmp_path: Path) -> None:
    files = read_ledger(landings(sample_home.lake))
    lake = open_lake(sample_home.lake, tmp_path)
    checks = check_accounts(files, lake)
    assert all(check.passed for check in checks)
    lost = [file for file in files if file.table != "transcripts"]
    assert [check.name for check in check_accounts(lost, lake) if not check.passed] == [
        "lake_complete.transcripts"
    ]
