"""Small finished versions, written row by row, in which alerts are looked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from etl.alerts.alert import Alert
from etl.alerts.build import find_alerts
from etl.alerts.kinds import AlertKind
from etl.lake.ledger import LandedFile
from etl.schema import Dataset, dataset, datasets
from etl.transform.engines import EngineName, open_engine
from etl.transform.videos import with_outlier_ratio

Row = dict[str, Any]

COLLECTED = datetime(2025, 3, 19, 5, tzinfo=UTC)
"""A Wednesday, at noon in Viet Nam."""
WEEK = date(2025, 3, 10)
"""Monday of the newest full week then."""

_EMPTY: dict[pa.DataType, Any] = {
    pa.string(): "",
    pa.int64(): 0,
    pa.int32(): 0,
    pa.float64(): 0.0,
    pa.bool_(): False,
    pa.list_(pa.string()): [],
}


def video(name: str, creator: str, posted: date, plays: int = 1000, **fields: Any) -> Row:
    """Returns a row of `videos`, posted at noon in Viet Nam."""
    at = datetime(posted.year, posted.month, posted.day, 5, tzinfo=UTC)
    return {
        "video_id": name,
        "creator": creator,
        "posted_at": at,
        "posted_date": posted,
        "week_start": posted - timedelta(days=posted.weekday()),
        "plays": plays,
        "collected_at": COLLECTED,
        "snapshots": 1,
        **fields,
    }


def creator(name: str, **fields: Any) -> Row:
    """Returns a row of `creators`."""
    return {
        "creator": name,
        "has_profile": True,
        "videos_collected": 1,
        "collected_at": COLLECTED,
        **fields,
    }


def daily(name: str, first: date, last: date, plays: int = 1000) -> list[Row]:
    """Returns a video of a creator each day."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [video(f"{name}-{day:%Y%m%d}", name, day, plays) for day in days]


def tags(videos: Iterable[Row], hashtag: str, key: str = "") -> list[Row]:
    """Returns rows of `video_hashtags`: the videos have the hashtag."""
    return [
        {
            "video_id": each["video_id"],
            "position": 0,
            "hashtag": hashtag,
            "hashtag_key": key or hashtag,
        }
        for each in videos
    ]


def write_version(folder: Path, videos: Sequence[Row], **others: Sequence[Row]) -> Path:
    """Writes the datasets of a version; creators are those of the videos if none are given."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = {"creators": [creator(name) for name in sorted({v["creator"] for v in videos})]}
    rows |= {"videos": list(videos)} | {name: list(each) for name, each in others.items()}
    for each in datasets():
        table = _table(each, rows.get(each.name, []))
        if each.name == "videos" and table.num_rows:
            table = _with_ratio(table)
        pq.write_table(table, folder / f"{each.name}.parquet")
    return folder


def _table(contract: Dataset, rows: Iterable[Row]) -> pa.Table:
    needed = {
        column.name: _EMPTY.get(column.type) for column in contract.columns if not column.nullable
    }
    return pa.Table.from_pylist([needed | row for row in rows], contract.arrow)


def _with_ratio(table: pa.Table) -> pa.Table:
    given = ibis.memtable(table.drop_columns(["outlier_ratio"]))
    rows: list[Row] = with_outlier_ratio(given).to_pyarrow().to_pylist()
    return _table(dataset("videos"), sorted(rows, key=lambda row: str(row["video_id"])))


def alerts_of(
    folder: Path,
    *kinds: AlertKind,
    landed: Sequence[LandedFile] = (),
    previous: Path | None = None,
    engine: EngineName = EngineName.DUCKDB,
) -> list[Alert]:
    """Returns the alerts on a version, of some kinds or all."""
    with open_engine(engine, folder / "spill") as opened:
        found = find_alerts(opened, folder, landed, previous)
    return [alert for alert in found if not kinds or alert.kind in kinds]
