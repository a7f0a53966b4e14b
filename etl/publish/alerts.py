"""Reads the alerts of a published version."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import msgspec
import pyarrow.parquet as pq

from etl import schema
from etl.alerts.kinds import AlertKind, Severity
from etl.errors import UnknownDataset
from etl.publish.versions import Version

_NAME = "alerts"
_SEVERITIES = tuple(Severity)


class PublishedAlert(msgspec.Struct, frozen=True):
    """One row of the dataset `alerts`, see `etl.schema`."""

    kind: AlertKind
    subject: str
    name: str
    creator: str | None
    severity: Severity
    rank: int
    size: float
    unit: str
    value: float
    baseline: float
    n: int
    q_value: float | None
    since: date
    until: date
    is_new: bool
    evidence: str


def read_alerts(
    version: Version,
    kinds: Collection[AlertKind] = (),
    least: Severity = Severity.LOW,
    *,
    only_new: bool = False,
) -> list[PublishedAlert]:
    """Returns the alerts of a version, the most important first.

    Args:
        version: Any that was made with alerts.
        kinds: Only these; all where it is empty.
        least: Only alerts that are at least so serious.
        only_new: Only those that the version before did not have.

    Raises:
        UnknownDataset: Where an older release made the version.
    """
    if _NAME not in version.manifest.rows:
        raise UnknownDataset(
            f"Phiên bản {version.name} do một bản phát hành trước tạo ra, chưa có cảnh báo. "
            "Hãy chạy lại: python -m etl run --input THƯ_MỤC"
        )
    names = [column.name for column in schema.dataset(_NAME).columns]
    rows = pq.read_table(version.parquet(_NAME), columns=names).to_pylist()
    serious = _SEVERITIES[_SEVERITIES.index(least) :]
    alerts = (msgspec.convert(row, PublishedAlert) for row in rows)
    kept = [
        alert
        for alert in alerts
        if (not kinds or alert.kind in kinds)
        and alert.severity in serious
        and (alert.is_new or not only_new)
    ]
    return sorted(kept, key=lambda alert: alert.rank)
