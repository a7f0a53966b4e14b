"""Writes the dataset `alerts` of a version whose other datasets are finished."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from etl import schema
from etl.alerts.alert import Alert, alert_rows
from etl.alerts.creators import creator_alerts
from etl.alerts.items import item_alerts
from etl.alerts.period import Period
from etl.alerts.reading import Source, only_row, read_dataset
from etl.alerts.sources import collection_alerts, landing_alerts, loss_alerts
from etl.alerts.videos import video_alerts
from etl.lake.ledger import LandedFile
from etl.transform import alerts as measures
from etl.transform.engines import Engine

NAME = "alerts"


def build_alerts(
    engine: Engine,
    folder: Path,
    landed: Sequence[LandedFile],
    previous: Path | None,
    *,
    losses_meant: bool = False,
) -> None:
    """Writes `alerts.parquet`.

    Args:
        engine: What measures.
        folder: Of the new version.
        landed: The files of the newest landing.
        previous: The version that was current until now; None where there is none to compare with.
        losses_meant: Rows that are gone were removed on request, which is no alert.
    """
    found = find_alerts(engine, folder, landed, None if losses_meant else previous)
    rows = alert_rows(found, _known(previous) if previous else set())
    contract = schema.dataset(NAME)
    rows.sort(key=lambda row: tuple(row[name] for name in contract.key))
    table = pa.Table.from_pylist(rows, contract.arrow)
    pq.write_table(table, folder / f"{NAME}.parquet", compression="zstd")


def find_alerts(
    engine: Engine, folder: Path, landed: Sequence[LandedFile], previous: Path | None
) -> list[Alert]:
    """Returns all alerts, in no order; the arguments are those of `build_alerts`."""
    videos = read_dataset(engine, folder, "videos")
    newest = only_row(engine, measures.newest_instants(videos))
    if newest["collected_at"] is None:
        return []
    source = Source(engine, folder, Period(newest["collected_at"]))
    found = [
        *video_alerts(source),
        *item_alerts(source),
        *creator_alerts(source),
        *collection_alerts(source, newest["posted_at"]),
        *landing_alerts(landed, source.period),
    ]
    return found + (list(loss_alerts(folder, previous, source.period)) if previous else [])


def _known(previous: Path) -> set[tuple[str, str]]:
    """Returns kind and subject of the alerts of a version; none where it has no such file."""
    try:
        table = pq.read_table(previous / f"{NAME}.parquet", columns=["kind", "subject"])
    except (OSError, pa.ArrowException):
        return set()
    return {(row["kind"], row["subject"]) for row in table.to_pylist()}
