"""Breakout videos and old videos that grow, worked by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alert_worlds import COLLECTED, Row, alerts_of, video, write_version

from etl.alerts.kinds import AlertKind, Severity

VIDEOS = (AlertKind.BREAKOUT_VIDEO, AlertKind.GROWING_VIDEO)
TODAY = date(2025, 3, 19)


def channel(others: int = 12, plays: int = 1000, name: str = "an") -> list[Row]:
    """Returns a creator's usual videos, of last year."""
    return [video(f"{name}{n}", name, date(2024, 6, 1 + n), plays) for n in range(others)]


def test_a_breakout_video(tmp_path: Path) -> None:
    hit = video("hit", "an", date(2025, 3, 8), 12_500, caption="Bún bò  Huế\n#an " + "ngon " * 40)
    (alert,) = alerts_of(write_version(tmp_path, [*channel(), hit]), *VIDEOS)
    assert (alert.kind, alert.subject, alert.creator) == (
        AlertKind.BREAKOUT_VIDEO,
        "hit",
        "an",
    )
    assert (alert.size, alert.value, alert.baseline, alert.n) == (12.5, 12_500, 1000, 12)
    assert alert.severity is Severity.MEDIUM
    assert alert.q_value is None
    assert (alert.since, alert.until) == (date(2025, 3, 8), TODAY)
    assert alert.name.startswith("Bún bò Huế #an ngon")
    assert len(alert.name) <= 80
    assert alert.evidence == (
        "Video của @an đăng 08/03/2025: 12.500 lượt xem, gấp 12,5 lần trung vị 1.000 của 12 video "
        "khác cùng kênh."
    )


@pytest.mark.parametrize(
    ("plays", "severity"),
    [(5000, Severity.LOW), (10_000, Severity.MEDIUM), (20_000, Severity.HIGH)],
)
def test_how_serious_a_breakout_is(tmp_path: Path, plays: int, severity: Severity) -> None:
    hit = video("hit", "an", TODAY, plays)
    (alert,) = alerts_of(write_version(tmp_path, [*channel(), hit]), *VIDEOS)
    assert alert.severity is severity


@pytest.mark.parametrize(
    "change",
    [
        {"plays": 4990},
        {"is_pinned": True},
        {"posted_date": TODAY - timedelta(days=29)},
    ],
    ids=["not far enough", "pinned", "not lately"],
)
def test_what_is_no_breakout(tmp_path: Path, change: dict[str, Any]) -> None:
    hit = video("hit", "an", TODAY, 9000) | change
    assert alerts_of(write_version(tmp_path, [*channel(), hit]), *VIDEOS) == []


def test_a_usual_level_needs_ten_other_videos(tmp_path: Path) -> None:
    hit = video("hit", "an", TODAY, 9000)
    few, enough = (write_version(tmp_path / str(n), [*channel(n), hit]) for n in (9, 10))
    assert alerts_of(few, *VIDEOS) == []
    assert [alert.n for alert in alerts_of(enough, *VIDEOS)] == [10]


def test_a_small_channel_breaks_out_above_the_usual_video_only(tmp_path: Path) -> None:
    """Fifty plays instead of ten are no news where a video usually has a thousand."""
    small = [*channel(12, 10, "nho"), video("hit", "nho", TODAY, 50)]
    folder = write_version(tmp_path, [*small, *channel(25)])
    assert alerts_of(folder, *VIDEOS) == []


def seen_twice(
    earlier: int, plays: int, days: int = 14, posted: date = date(2024, 5, 1)
) -> tuple[Row, list[Row]]:
    """Returns a video that was collected twice, and its history."""
    before = {"video_id": "old", "collected_at": COLLECTED - timedelta(days=days), "plays": earlier}
    now = {"video_id": "old", "collected_at": COLLECTED, "plays": plays}
    return video("old", "an", posted, plays, snapshots=2), [before, now]


def test_an_old_video_that_grows(tmp_path: Path) -> None:
    old, history = seen_twice(4000, 9000)
    folder = write_version(tmp_path, [*channel(), old], video_history=history)
    (alert,) = alerts_of(folder, *VIDEOS)
    assert (alert.kind, alert.subject) == (AlertKind.GROWING_VIDEO, "old")
    assert (alert.size, alert.value, alert.baseline, alert.n) == (5, 5000, 1000, 12)
    assert (alert.since, alert.until) == (date(2025, 3, 5), TODAY)
    assert alert.evidence == (
        "Video của @an đăng 01/05/2024: từ 05/03/2025 đến 19/03/2025 thêm ít nhất 5.000 lượt xem "
        "(từ 4.000 lên 9.000, đã trừ sai số làm tròn), gấp 5 lần trung vị 1.000 của 12 video khác "
        "cùng kênh."
    )


def test_a_recent_breakout_is_told_once(tmp_path: Path) -> None:
    new, history = seen_twice(4000, 9000, 3, date(2025, 3, 10))
    folder = write_version(tmp_path, [*channel(), new], video_history=history)
    assert [alert.kind for alert in alerts_of(folder, *VIDEOS)] == [AlertKind.BREAKOUT_VIDEO]


@pytest.mark.parametrize(
    ("earlier", "plays", "days"),
    [(7100, 9000, 14), (4000, 9000, 61), (9000, 9000, 14)],
    ids=["too little", "too long ago", "nothing"],
)
def test_what_does_not_grow(tmp_path: Path, earlier: int, plays: int, days: int) -> None:
    old, history = seen_twice(earlier, plays, days)
    folder = write_version(tmp_path, [*channel(), old], video_history=history)
    assert alerts_of(folder, *VIDEOS) == []


def test_a_step_of_rounding_is_no_growth(tmp_path: Path) -> None:
    """From 1.0 to 1.1 million may be a single play; from 1.0 to 1.2 is more than 100,000."""
    one, two = (
        write_version(tmp_path / str(plays), [*channel(plays=20_000), old], video_history=history)
        for plays in (1_100_000, 1_200_000)
        for old, history in [seen_twice(1_000_000, plays)]
    )
    assert alerts_of(one, *VIDEOS) == []
    assert [alert.size for alert in alerts_of(two, *VIDEOS)] == [pytest.approx(5)]


def test_only_the_last_two_collections_count(tmp_path: Path) -> None:
    old, history = seen_twice(8900, 9000)
    long_ago = history[0] | {"collected_at": datetime(2025, 2, 1, tzinfo=UTC), "plays": 100}
    folder = write_version(tmp_path, [*channel(), old], video_history=[long_ago, *history])
    assert alerts_of(folder, *VIDEOS) == []
