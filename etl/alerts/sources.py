"""Sources that are stale, empty or broken: what makes the other numbers untrue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from etl.alerts.alert import Alert
from etl.alerts.kinds import NOT_COLLECTED, TRAITS, AlertKind, written_size
from etl.alerts.period import DAY, Period, local_day
from etl.alerts.reading import Source
from etl.lake.ledger import LandedFile, accounts
from etl.numbers import day, percent, whole
from etl.transform import alerts as measures
from etl.words import KINDS

_EXAMPLES: Final = 3
_COMPARED: Final = {"videos": "video", "creators": "TikToker"}


def collection_alerts(source: Source, posted_at: int) -> Iterator[Alert]:
    """Yields what the datasets tell of how they were collected.

    Args:
        source: The finished datasets.
        posted_at: Instant of the newest video.
    """
    period = source.period
    posted = local_day(posted_at)
    age = (period.today - posted).days
    if age >= TRAITS[AlertKind.STALE_VIDEOS].levels[0]:
        yield Alert(
            AlertKind.STALE_VIDEOS,
            "videos",
            "Video",
            None,
            age,
            age,
            0,
            pq.read_metadata(source.folder / "videos.parquet").num_rows,
            None,
            posted,
            period.today,
            f"Video mới nhất đăng {day(posted)}, cũ hơn lần thu thập mới nhất ({day(period.today)})"
            f" {whole(age)} ngày: có thể thu thập bị thiếu.",
        )
    looks = source.rows(measures.last_looks(source.dataset("videos")), "looked_at", "creator")
    stale = [row for row in looks if row["looked_at"] < period.collected_at - NOT_COLLECTED * DAY]
    yield from _share_of_creators(
        AlertKind.STALE_CREATORS,
        stale,
        len(looks),
        period,
        f"không được thu thập lại trong {NOT_COLLECTED} ngày trước lần thu thập mới nhất "
        f"({day(period.today)}); lâu nhất",
    )
    creators = source.dataset("creators")
    empty = source.rows(measures.creators_without_videos(creators), "followers", "creator")[::-1]
    total = pq.read_metadata(source.folder / "creators.parquet").num_rows
    yield from _share_of_creators(
        AlertKind.EMPTY_CREATORS,
        empty,
        total,
        period,
        "có hồ sơ mà không có video nào được thu thập; nhiều người theo dõi nhất",
    )


def _share_of_creators(
    kind: AlertKind, rows: Sequence[dict[str, Any]], total: int, period: Period, words: str
) -> Iterator[Alert]:
    share = len(rows) / total if total else 0
    if not rows or share < TRAITS[kind].levels[0]:
        return
    looked_at = [row["looked_at"] for row in rows if "looked_at" in row]
    since = local_day(min(looked_at)) if looked_at else period.today
    examples = ", ".join(f"@{row['creator']}" for row in rows[:_EXAMPLES])
    yield Alert(
        kind,
        "creators",
        "TikToker",
        None,
        share,
        len(rows),
        0,
        total,
        None,
        since,
        period.today,
        f"{whole(len(rows))} trong {whole(total)} TikToker ({written_size(kind, share)}) {words}: "
        f"{examples}.",
    )


def landing_alerts(files: Sequence[LandedFile], period: Period) -> Iterator[Alert]:
    """Yields what was wrong with the newest landing, by kind of file.

    Args:
        files: Of the newest landing.
        period: The time of the data.
    """
    for table, account in accounts(files).items():
        label = KINDS.get(table, table)
        if table in {"ignored", "unknown"}:
            continue
        if account.rows_landed == 0:
            yield Alert(
                AlertKind.EMPTY_LANDING,
                table,
                label,
                None,
                1,
                0,
                account.rows_read,
                account.files,
                None,
                period.today,
                period.today,
                f"{label}: {whole(account.files)} tệp của lần nạp mới nhất "
                f"({whole(account.rows_read)} dòng) không cho dòng mới nào.",
            )
        share = account.rows_quarantined / account.rows_read if account.rows_read else 0
        if share >= TRAITS[AlertKind.QUARANTINE].levels[0]:
            yield Alert(
                AlertKind.QUARANTINE,
                table,
                label,
                None,
                share,
                account.rows_quarantined,
                0,
                account.rows_read,
                None,
                period.today,
                period.today,
                f"{label}: {whole(account.rows_quarantined)} trong {whole(account.rows_read)} dòng "
                f"({percent(share, 1)}) của lần nạp mới nhất không dùng được, xem thư mục "
                "quarantine.",
            )


def loss_alerts(folder: Path, previous: Path, period: Period) -> Iterator[Alert]:
    """Yields whether there are fewer videos or creators than in the previous version.

    Args:
        folder: The new version.
        previous: The one before it; a file of it that cannot be read is passed over.
        period: The time of the data.
    """
    for name, word in _COMPARED.items():
        now = pq.read_metadata(folder / f"{name}.parquet").num_rows
        try:
            before = pq.read_metadata(previous / f"{name}.parquet").num_rows
        except (OSError, pa.ArrowException):
            continue
        if now < before:
            share = (before - now) / before
            yield Alert(
                AlertKind.FEWER_ROWS,
                name,
                KINDS.get(name, word) if name == "videos" else word,
                None,
                share,
                now,
                before,
                before,
                None,
                period.today,
                period.today,
                f"Còn {whole(now)} {word}, ít hơn phiên bản trước {whole(before - now)} "
                f"({percent(share, 1)}).",
            )
