"""The manifest tells what a version holds, what it was made from and what was set aside."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pyarrow.parquet as pq
import pytest
from homes import copied, publish
from raw_shapes import video, write

from etl import schema
from etl.home import Home
from etl.inputs.rejections import Reason
from etl.inputs.rows import Table
from etl.publish.checks import check_version
from etl.publish.manifest import Manifest, read_manifest, write_manifest
from etl.publish.versions import current_version
from etl.words import KINDS, REASONS


@pytest.fixture(scope="module")
def manifest(sample_home: Home) -> Manifest:
    return current_version(sample_home.datasets).manifest


def test_rows_are_those_of_the_files(sample_home: Home, manifest: Manifest) -> None:
    folder = current_version(sample_home.datasets).folder
    assert manifest.rows == {
        d.name: pq.read_metadata(folder / f"{d.name}.parquet").num_rows for d in schema.datasets()
    }
    assert manifest.rows["videos"] == 200
    assert manifest.rows["creators"] == 8
    assert min(manifest.rows.values()) > 0


def test_every_input_row_is_accounted_for(manifest: Manifest, sample: Path) -> None:
    assert set(manifest.inputs) == {*map(str, Table), "ignored"}
    for account in manifest.inputs.values():
        parts = account.rows_landed + account.rows_duplicate + account.rows_quarantined
        assert account.rows_read == parts
    files = [path for path in sample.rglob("*") if path.is_file()]
    assert sum(account.files for account in manifest.inputs.values()) == len(files)
    assert sum(account.bytes for account in manifest.inputs.values()) == sum(
        path.stat().st_size for path in files
    )


def test_made_up_data_says_so(manifest: Manifest, two_versions_home: Home) -> None:
    assert manifest.synthetic
    assert not current_version(two_versions_home.datasets).manifest.synthetic


def test_the_checks_are_those_of_a_check_of_the_version(
    sample_home: Home, manifest: Manifest
) -> None:
    version = current_version(sample_home.datasets)
    now = {check.name for check in check_version(version)}
    then = {check.name for check in manifest.checks}
    assert all(check.passed for check in manifest.checks)
    assert {name for name in now if not name.startswith("rows.")} <= then
    assert {name.split(".")[0] for name in then - now} == {"rows_accounted", "lake_complete"}


def test_times_and_thresholds(manifest: Manifest, sample_home: Home) -> None:
    videos = pq.read_table(
        current_version(sample_home.datasets).folder / "videos.parquet",
        columns=["posted_at", "collected_at"],
    )
    newest = {name: max(videos[name].to_pylist()) for name in videos.column_names}
    assert manifest.newest_posted_at == f"{newest['posted_at']:%Y-%m-%dT%H:%M:%SZ}"
    assert manifest.newest_collected_at == f"{newest['collected_at']:%Y-%m-%dT%H:%M:%SZ}"
    low, high = manifest.tier_thresholds
    assert 0 < low < high
    assert set(manifest.seconds) == {"land", "enrich", "transform", "alerts", "publish"}
    assert (manifest.engine, manifest.schema_version) == ("duckdb", schema.SCHEMA_VERSION)


def test_what_was_set_aside_is_counted_by_reason(home: Home, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    write(raw / "a" / "videos_info.json", [video(5), video(6, createTime="hôm qua"), {"id": "7"}])
    write(raw / "b" / "videos_info.json", b'[{"id": "73')
    write(raw / "c" / "user_info.json", b"")
    write(raw / "t" / f"{video(5)['id']}.json", {"transcript": "xin chào", "takeaways": []})
    write(raw / "t" / "7399999999999999999.json", {"transcript": "của ai?", "takeaways": []})
    manifest = publish(home, raw).current.manifest
    assert manifest.quarantined.total == 4
    assert manifest.quarantined.by_reason == {
        Reason.EMPTY_FILE: 1,
        Reason.MISSING_FIELD: 1,
        Reason.TRUNCATED_JSON: 1,
        Reason.WRONG_TYPE: 1,
    }
    by_kind = manifest.quarantined.by_kind
    assert sum(sum(reasons.values()) for reasons in by_kind.values()) == 4
    assert manifest.unpublished == {"transcripts": 1, "mentions": 0, "labels": 0}


def test_reasons_and_kinds_have_words() -> None:
    assert set(REASONS) == set(Reason)
    assert set(KINDS) == {*map(str, Table), "unknown", "ignored"}


def test_what_cannot_be_read_back_is_not_written(manifest: Manifest, tmp_path: Path) -> None:
    broken = msgspec.structs.replace(manifest, tier_thresholds=[None])
    with pytest.raises(msgspec.ValidationError, match="tier_thresholds"):
        write_manifest(tmp_path, broken)
    assert list(tmp_path.iterdir()) == []
    write_manifest(tmp_path, manifest)
    assert read_manifest(tmp_path) == manifest


def test_a_release_that_knows_more_fields_reads_as_before(
    sample_home: Home, tmp_path: Path
) -> None:
    """Fields that a later release adds do not hide its versions from this one."""
    home = copied(sample_home, tmp_path / "home")
    path = current_version(home.datasets).folder / "manifest.json"
    content = msgspec.json.decode(path.read_bytes())
    path.write_bytes(msgspec.json.encode(content | {"added_later": {"x": 1}}))
    assert current_version(home.datasets).manifest.rows["videos"] == 200
