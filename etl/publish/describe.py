"""Describes a finished version: counts, accounts, thresholds."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from etl import schema
from etl.inputs.rows import Table
from etl.lake.ledger import accounts, quarantined_by_reason, read_ledger
from etl.lake.snapshots import Snapshots
from etl.publish.manifest import Check, InputAccount, Manifest, Quarantined
from etl.publish.versions import SERVING
from etl.transform.creators import HIGH_QUANTILE, LOW_QUANTILE


def describe(
    folder: Path,
    name: str,
    engine: str,
    fingerprint: str,
    landings: list[Path],
    lake: Snapshots,
    checks: list[Check],
    seconds: dict[str, float],
) -> Manifest:
    """Returns the manifest of a version whose files are complete.

    Args:
        folder: The version's folder.
        name: What the version will be called.
        engine: What ran the transforms.
        fingerprint: Of all that the datasets depend on.
        landings: The landings that it was made from.
        lake: The same, opened.
        checks: The quality checks, all passed.
        seconds: How long each step took.
    """
    files = read_ledger(landings)
    by_kind = quarantined_by_reason(files)
    by_reason: dict[str, int] = {}
    for counts in by_kind.values():
        for reason, count in counts.items():
            by_reason[reason] = by_reason.get(reason, 0) + count
    with duckdb.connect(str(folder / SERVING), read_only=True) as con:
        rows = {d.name: _one(con, f"SELECT count(*) FROM {d.name}") for d in schema.datasets()}
        con.execute("SET TimeZone = 'UTC'")
        newest = [
            _one(con, f"SELECT strftime(max({column}), '%Y-%m-%dT%H:%M:%SZ') FROM videos")
            for column in ("posted_at", "collected_at")
        ]
        tiers = [
            _one(con, f"SELECT quantile_cont(followers, {share}) FROM creators")
            for share in (LOW_QUANTILE, HIGH_QUANTILE)
        ]
    return Manifest(
        version=name,
        created_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        schema_version=schema.SCHEMA_VERSION,
        fingerprint=fingerprint,
        engine=engine,
        synthetic=any(file.synthetic for file in files),
        landings=[landing.name for landing in landings],
        inputs={kind: InputAccount(**asdict(account)) for kind, account in accounts(files).items()},
        rows=rows,
        quarantined=Quarantined(sum(by_reason.values()), dict(sorted(by_reason.items())), by_kind),
        unpublished=_unpublished(lake, folder),
        newest_posted_at=newest[0],
        newest_collected_at=newest[1],
        tier_thresholds=[followers for followers in tiers if followers is not None],
        checks=checks,
        seconds=seconds,
    )


def _one(con: duckdb.DuckDBPyConnection, query: str) -> Any:
    row = con.execute(query).fetchone()
    return row[0] if row else None


def _unpublished(lake: Snapshots, folder: Path) -> dict[str, int]:
    """Returns how many landed answers and labels belong to no known video."""
    videos = str(folder / "videos.parquet").replace("'", "''")
    with duckdb.connect() as con:
        return {
            table.value: _one(
                con,
                f"SELECT count(DISTINCT video_id) FROM {lake.sql(table)} r "
                f"ANTI JOIN read_parquet('{videos}') v USING (video_id)",
            )
            for table in (Table.TRANSCRIPTS, Table.MENTIONS, Table.LABELS)
        }
