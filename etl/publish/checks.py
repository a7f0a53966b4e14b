"""The quality checks that a version must pass before it is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from etl.alerts.kinds import AlertKind, Severity
from etl.inputs.rows import Table
from etl.lake.ledger import LandedFile
from etl.lake.snapshots import Snapshots
from etl.numbers import local_instant, whole
from etl.publish.manifest import Check
from etl.publish.versions import Version
from etl.schema import Dataset, datasets


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(f"'{code}'" for code in codes)


_ALLOWED = {
    ("videos", "posted_hour"): "posted_hour BETWEEN 0 AND 23",
    ("videos", "posted_weekday"): "posted_weekday BETWEEN 1 AND 7",
    ("videos", "weekly_score"): "weekly_score BETWEEN 0 AND 100.000001",
    ("videos", "year_week"): "regexp_full_match(year_week, 'Y[0-9]{4}_W[0-9]{2}')",
    ("creators", "tier"): "tier IS NULL OR tier IN ('low', 'middle', 'high')",
    ("video_places", "region"): "region IN ('Bắc', 'Trung', 'Nam')",
    ("video_local_labels", "confidence"): "confidence <= 1",
    ("alerts", "kind"): f"kind IN ({_listed(AlertKind)})",
    ("alerts", "severity"): f"severity IN ({_listed(Severity)})",
}


def check_datasets(folder: Path, max_age_days: int | None = None) -> list[Check]:
    """Returns the result of every check on the parquet files of a version.

    Args:
        folder: The version's folder.
        max_age_days: How old the newest collection may be; None for any age.
    """
    readable = [_schema_check(folder, dataset) for dataset in datasets()]
    if not all(check.passed for check in readable):
        return readable
    with duckdb.connect(config={"memory_limit": "1GB"}) as con:
        con.execute("SET TimeZone = 'UTC'")
        for dataset in datasets():
            con.read_parquet(str(folder / f"{dataset.name}.parquet")).create_view(dataset.name)
        return [*readable, *_content_checks(con), _freshness(con, max_age_days)]


def check_accounts(files: list[LandedFile], lake: Snapshots) -> list[Check]:
    """Returns whether every input row is accounted for, and whether the lake holds what landed."""
    unaccounted = [
        file.path
        for file in files
        if file.rows_read != file.rows_landed + file.rows_duplicate + file.rows_quarantined
    ]
    checks = [
        _check("rows_accounted", len(unaccounted), "tệp có dòng không rõ đi đâu", unaccounted)
    ]
    for table in Table:
        landed = sum(file.rows_landed for file in files if file.table == table.value)
        held = sum(pq.read_metadata(path).num_rows for path in lake.files[table])
        checks.append(
            Check(
                f"lake_complete.{table}",
                landed == held,
                f"{whole(landed)} dòng đã ghi nhận, {whole(held)} dòng có trong kho",
            )
        )
    return checks


def _schema_check(folder: Path, dataset: Dataset) -> Check:
    """Returns whether a file has the columns of the contract and can be read to its end.

    It is really read: the other checks are mostly answered by the statistics in its footer, which
    stay intact where the pages above them are damaged.
    """
    name, path = f"schema.{dataset.name}", folder / f"{dataset.name}.parquet"
    try:
        with pq.ParquetFile(path) as file:
            found = file.schema_arrow.remove_metadata()
            rows = sum(batch.num_rows for batch in file.iter_batches())
    except FileNotFoundError:
        return Check(name, False, f"thiếu tệp {path.name}")
    except (OSError, pa.ArrowException):
        return Check(name, False, f"tệp {path.name} hỏng, không đọc được")
    if found.equals(dataset.arrow):
        return Check(name, True, f"{len(found)} cột đúng hợp đồng, {whole(rows)} dòng đọc được")
    wrong = sorted({str(f) for f in found} ^ {str(f) for f in dataset.arrow})
    return Check(name, False, f"cột khác hợp đồng: {', '.join(wrong) or 'sai thứ tự'}")


def _content_checks(con: duckdb.DuckDBPyConnection) -> Iterator[Check]:
    videos = _count(con, "SELECT count(*) FROM videos")
    yield Check("not_empty", videos > 0, f"{whole(videos)} video")
    for dataset in datasets():
        yield _unique_key(con, dataset)
        yield _required_values(con, dataset)
        yield from _no_negative_numbers(con, dataset)
        for reference in dataset.references:
            missing = _count(
                con,
                f"SELECT count(*) FROM {dataset.name} a ANTI JOIN {reference.dataset} b "
                f"ON a.{reference.column} = b.{reference.target} "
                f"WHERE a.{reference.column} IS NOT NULL",
            )
            yield _check(
                f"reference.{dataset.name}.{reference.column}",
                missing,
                f"dòng không tìm thấy trong {reference.dataset}",
            )
    for (dataset_name, column), condition in _ALLOWED.items():
        wrong = _count(con, f"SELECT count(*) FROM {dataset_name} WHERE NOT ({condition})")
        yield _check(f"range.{dataset_name}.{column}", wrong, "giá trị ngoài khoảng cho phép")
    outside = _count(
        con,
        "SELECT count(*) FROM videos WHERE posted_at < TIMESTAMPTZ '2014-01-01 00:00:00+00' "
        "OR posted_at > collected_at + INTERVAL 1 DAY",
    )
    yield _check("posted_at_in_range", outside, "video đăng trước 2014 hoặc sau khi được thu thập")


def _unique_key(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> Check:
    key = ", ".join(dataset.key)
    repeated = _count(
        con,
        f"SELECT count(*) FROM (SELECT 1 FROM {dataset.name} GROUP BY {key} HAVING count(*) > 1)",
    )
    return _check(f"unique.{dataset.name}", repeated, f"khoá ({key}) bị lặp")


def _required_values(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> Check:
    needed = [column.name for column in dataset.columns if not column.nullable]
    missing = " OR ".join(f"{name} IS NULL" for name in needed)
    rows = _count(con, f"SELECT count(*) FROM {dataset.name} WHERE {missing}")
    return _check(f"required.{dataset.name}", rows, "dòng thiếu giá trị bắt buộc")


def _no_negative_numbers(con: duckdb.DuckDBPyConnection, dataset: Dataset) -> Iterator[Check]:
    wrong = []
    for column in dataset.columns:
        if pa.types.is_integer(column.type):
            wrong.append(f"{column.name} < 0")
        elif pa.types.is_floating(column.type):
            # NaN is neither below nor above: the statistics of a file do not show it.
            wrong.append(f"{column.name} < 0 OR NOT isfinite({column.name})")
    if wrong:
        rows = _count(con, f"SELECT count(*) FROM {dataset.name} WHERE {' OR '.join(wrong)}")
        yield _check(f"no_negative.{dataset.name}", rows, "dòng có số âm hoặc không phải số")


def _freshness(con: duckdb.DuckDBPyConnection, max_age_days: int | None) -> Check:
    row = con.execute("SELECT epoch(max(collected_at)) FROM videos").fetchone()
    if row is None or row[0] is None:
        return Check("freshness", False, "không có video nào")
    newest = datetime.fromtimestamp(row[0], UTC)
    age = datetime.now(UTC) - newest
    when = f"thu thập mới nhất {local_instant(newest.isoformat())} (giờ Việt Nam)"
    days = f"{when}, {whole(max(age.days, 0))} ngày trước"
    if age < -timedelta(days=1):
        return Check("freshness", False, f"{when}: ở tương lai, đồng hồ máy thu thập sai")
    if max_age_days is not None and age > timedelta(days=max_age_days):
        return Check("freshness", False, f"{days}: quá {max_age_days} ngày, hãy thu thập lại")
    return Check("freshness", True, days)


def _check(name: str, wrong: int, words: str, examples: list[str] | None = None) -> Check:
    shown = f" (ví dụ: {examples[0]})" if examples else ""
    return Check(name, wrong == 0, f"{whole(wrong)} {words}{shown}")


def _count(con: duckdb.DuckDBPyConnection, query: str) -> int:
    row = con.execute(query).fetchone()
    return int(row[0]) if row else 0


def check_version(version: Version, max_age_days: int | None = None) -> list[Check]:
    """Returns the result of every check on a published version, against its own manifest too.

    Args:
        version: The version.
        max_age_days: How old the newest collection may be; None for any age.
    """
    checks = check_datasets(version.folder, max_age_days)
    if not all(check.passed for check in checks if check.name.startswith("schema.")):
        return checks
    for dataset in datasets():
        name = dataset.name
        promised = version.manifest.rows.get(name)
        held = pq.read_metadata(version.folder / f"{name}.parquet").num_rows
        served = _served_rows(version, name)
        counts = (
            f"manifest ghi {_told(promised)} dòng, parquet có {_told(held)}, "
            f"serving.duckdb có {_told(served)}"
        )
        checks.append(Check(f"rows.{name}", promised == held == served, counts))
    return checks


def _told(rows: int | None) -> str:
    return "?" if rows is None else whole(rows)


def _served_rows(version: Version, name: str) -> int | None:
    try:
        with duckdb.connect(str(version.serving), read_only=True) as con:
            return _count(con, f"SELECT count(*) FROM {name}")
    except duckdb.Error:
        return None
