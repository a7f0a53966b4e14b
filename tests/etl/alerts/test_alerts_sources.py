"""Stale, empty and broken sources, and versions that have less than the one before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from alert_worlds import COLLECTED, alerts_of, creator, video, write_version

from etl.alerts.kinds import TRAITS, AlertKind, Severity, Topic
from etl.lake.ledger import LandedFile

SOURCES = tuple(kind for kind, trait in TRAITS.items() if trait.topic is Topic.SOURCE)
TODAY = date(2025, 3, 19)
FILE = LandedFile(
    path="/v.json",
    size=1,
    modified_ns=0,
    content_hash="x",
    table="videos",
    ignored=False,
    synthetic=False,
    rows_read=100,
    rows_landed=100,
    rows_duplicate=0,
    rows_quarantined=0,
    fields_dropped=0,
    repaired=0,
    reasons={},
)


def fresh(folder: Path, videos: int = 10) -> Path:
    """Writes a version in which nothing is wrong."""
    return write_version(folder, [video(f"v{n}", f"c{n}", TODAY) for n in range(videos)])


def test_nothing_is_wrong(tmp_path: Path) -> None:
    folder = fresh(tmp_path)
    assert alerts_of(folder, landed=[FILE], previous=folder) == []


def test_no_video_no_alert(tmp_path: Path) -> None:
    assert alerts_of(write_version(tmp_path, [])) == []


@pytest.mark.parametrize(
    ("days", "severity"),
    [(6, None), (7, Severity.LOW), (14, Severity.MEDIUM), (28, Severity.HIGH)],
)
def test_the_newest_video_is_old(tmp_path: Path, days: int, severity: Severity | None) -> None:
    rows = [video("a", "an", TODAY - timedelta(days=days)), video("b", "an", date(2024, 1, 1))]
    found = alerts_of(write_version(tmp_path, rows), *SOURCES)
    assert [(one.kind, one.size, one.severity) for one in found] == (
        [(AlertKind.STALE_VIDEOS, days, severity)] if severity else []
    )
    if days == 14:
        assert found[0].evidence == (
            "Video mới nhất đăng 05/03/2025, cũ hơn lần thu thập mới nhất (19/03/2025) 14 ngày: "
            "có thể thu thập bị thiếu."
        )


def test_creators_that_were_not_collected_again(tmp_path: Path) -> None:
    old, older = COLLECTED - timedelta(days=15), COLLECTED - timedelta(days=40)
    rows = [video(f"v{n}", f"c{n}", TODAY) for n in range(8)]
    rows += [
        video("x", "xa", date(2025, 2, 1), collected_at=old),
        video("y", "ya", date(2025, 2, 1), collected_at=older),
    ]
    (alert,) = alerts_of(write_version(tmp_path, rows), *SOURCES)
    assert (alert.kind, alert.size, alert.value, alert.n) == (
        AlertKind.STALE_CREATORS,
        0.2,
        2,
        10,
    )
    assert alert.since == date(2025, 2, 7)
    assert alert.evidence == (
        "2 trong 10 TikToker (20 %) không được thu thập lại trong 14 ngày trước lần thu thập mới "
        "nhất (19/03/2025); lâu nhất: @ya, @xa."
    )


def test_creators_without_videos(tmp_path: Path) -> None:
    known = [creator(f"c{n}") for n in range(10)]
    empty = [
        creator("it", videos_collected=0, followers=10),
        creator("nhieu", videos_collected=0, followers=90),
        creator("khong", videos_collected=0, has_profile=False),
    ]
    rows = [video(f"v{n}", f"c{n}", TODAY) for n in range(10)]
    folder = write_version(tmp_path, rows, creators=[*known, *empty])
    (alert,) = alerts_of(folder, *SOURCES)
    assert (alert.kind, alert.value, alert.n) == (AlertKind.EMPTY_CREATORS, 2, 13)
    assert alert.evidence == (
        "2 trong 13 TikToker (15,4 %) có hồ sơ mà không có video nào được thu thập; nhiều người "
        "theo dõi nhất: @nhieu, @it."
    )


def test_a_landing_that_brings_nothing_new(tmp_path: Path) -> None:
    nothing = replace(FILE, rows_landed=0, rows_duplicate=100)
    labels = replace(FILE, table="labels", rows_read=5, rows_landed=5)
    (alert,) = alerts_of(fresh(tmp_path), landed=[nothing, nothing, labels])
    assert (alert.kind, alert.subject, alert.severity) == (
        AlertKind.EMPTY_LANDING,
        "videos",
        Severity.HIGH,
    )
    assert alert.evidence == "Video: 2 tệp của lần nạp mới nhất (200 dòng) không cho dòng mới nào."


def test_an_answer_with_an_empty_body_is_noticed(tmp_path: Path) -> None:
    """A collection that breaks silently: the files are there and hold nothing."""
    empty = replace(FILE, rows_read=0, rows_landed=0)
    ignored = replace(empty, table="unknown", ignored=True)
    found = alerts_of(fresh(tmp_path), landed=[empty, ignored])
    assert [(one.kind, one.subject) for one in found] == [(AlertKind.EMPTY_LANDING, "videos")]


@pytest.mark.parametrize(
    ("rows", "severity"),
    [(0, None), (99, None), (100, Severity.LOW), (500, Severity.MEDIUM), (2000, Severity.HIGH)],
)
def test_rows_in_quarantine(tmp_path: Path, rows: int, severity: Severity | None) -> None:
    file = replace(
        FILE,
        table="transcripts",
        rows_read=10_000,
        rows_landed=10_000 - rows,
        rows_quarantined=rows,
    )
    found = alerts_of(fresh(tmp_path), landed=[file])
    assert [(one.kind, one.severity) for one in found] == (
        [(AlertKind.QUARANTINE, severity)] if severity else []
    )
    if rows == 100:
        assert found[0].evidence == (
            "Lời thoại: 100 trong 10.000 dòng (1,0 %) của lần nạp mới nhất không dùng được, xem "
            "thư mục quarantine."
        )


def test_less_than_the_version_before(tmp_path: Path) -> None:
    before, now = fresh(tmp_path / "before", 100), fresh(tmp_path / "now", 98)
    videos, creators = alerts_of(now, previous=before)
    assert (videos.kind, videos.subject, creators.subject) == (
        AlertKind.FEWER_ROWS,
        "videos",
        "creators",
    )
    assert (videos.value, videos.baseline, videos.size) == (98, 100, 0.02)
    assert videos.evidence == "Còn 98 video, ít hơn phiên bản trước 2 (2,0 %)."
    assert creators.evidence == "Còn 98 TikToker, ít hơn phiên bản trước 2 (2,0 %)."
    assert alerts_of(before, previous=now) == []


def test_a_version_before_that_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    before, now = fresh(tmp_path / "before", 100), fresh(tmp_path / "now", 98)
    (before / "videos.parquet").unlink()
    (before / "creators.parquet").write_bytes(b"PAR1")
    assert alerts_of(now, previous=before) == []
