"""Creators who rise, fall or fall silent, worked by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from alert_worlds import COLLECTED, Row, alerts_of, daily, video, write_version
from scipy import stats

from etl.alerts.kinds import FALSE_SHARE, AlertKind, Severity
from etl.alerts.rounding import rounding

PLAYS = (AlertKind.CREATOR_RISE, AlertKind.CREATOR_FALL)
FOLLOWERS = (AlertKind.FOLLOWERS_RISE, AlertKind.FOLLOWERS_FALL)
SILENT = AlertKind.SILENT_CREATOR
TODAY = date(2025, 3, 19)
OLD_ENOUGH = date(2025, 3, 5)
"""The newest day whose videos are compared: fourteen days before the collection."""


def posted(name: str, plays: list[int], last: date = OLD_ENOUGH) -> list[Row]:
    """Returns a video a day, the newest first."""
    return [
        video(f"{name}{n:03}", name, last - timedelta(days=n), count)
        for n, count in enumerate(plays)
    ]


def test_a_creator_who_rises(tmp_path: Path) -> None:
    latest, earlier = [3000 + n for n in range(10)], [900 + 10 * n for n in range(20)]
    (alert,) = alerts_of(write_version(tmp_path, posted("an", latest + earlier)), *PLAYS)
    assert (alert.kind, alert.subject, alert.creator) == (AlertKind.CREATOR_RISE, "an", "an")
    assert (alert.value, alert.baseline, alert.n) == (3004.5, 995, 30)
    assert alert.size == pytest.approx(3004.5 / 995)
    assert alert.severity is Severity.MEDIUM
    test = stats.mannwhitneyu(latest, earlier, method="asymptotic")
    assert alert.q_value == pytest.approx(test.pvalue)
    assert (alert.since, alert.until) == (date(2025, 2, 24), OLD_ENOUGH)
    assert alert.evidence == (
        "@an: 10 video mới nhất (đăng 24/02–05/03/2025) có trung vị 3.004 lượt xem, gấp 3 lần "
        "trung vị 995 của 20 video trước đó (tỷ lệ báo nhầm ước tính q < 0,1 %)."
    )


def test_a_creator_who_falls(tmp_path: Path) -> None:
    plays = [100 + n for n in range(10)] + [1000 + n for n in range(45)]
    (alert,) = alerts_of(write_version(tmp_path, posted("an", plays)), *PLAYS)
    assert alert.kind is AlertKind.CREATOR_FALL
    # The forty before the latest ten, not all forty-five.
    assert (alert.baseline, alert.n) == (1019.5, 50)
    assert alert.size == pytest.approx(1 - 104.5 / 1019.5)
    assert alert.severity is Severity.HIGH
    assert "giảm 89,7 % so với trung vị" in alert.evidence


@pytest.mark.parametrize(
    "plays",
    [
        [1000] * 60,
        [1400 + n for n in range(10)] + [1000 + n for n in range(40)],
        [9000] * 9 + [1000] * 20,
        [9000] * 10 + [1000] * 19,
    ],
    ids=["steady", "too little", "too few latest", "too few earlier"],
)
def test_what_is_no_change(tmp_path: Path, plays: list[int]) -> None:
    assert alerts_of(write_version(tmp_path, posted("an", plays)), *PLAYS) == []


def test_young_and_pinned_videos_are_left_out(tmp_path: Path) -> None:
    """Young videos have not yet got their plays: they would seem to be a fall."""
    steady = posted("an", [1000] * 40)
    young = posted("tre", [10] * 10, TODAY)
    pinned = [row | {"is_pinned": True} for row in posted("ghim", [90_000] * 20)]
    rows = [row | {"creator": "an"} for row in (*steady, *young, *pinned)]
    assert alerts_of(write_version(tmp_path, rows), *PLAYS) == []


def test_latest_videos_of_long_ago_are_no_news(tmp_path: Path) -> None:
    rows = posted("an", [9000] * 10 + [1000] * 30, date(2024, 10, 1))
    today = video("b", "b", TODAY)
    assert alerts_of(write_version(tmp_path, [*rows, today]), *PLAYS) == []


def test_random_plays_give_few_false_alerts(tmp_path: Path) -> None:
    """Plays of sixty creators drawn at random: whatever is found is false."""
    random = np.random.default_rng(31)
    worlds = 12
    found = 0
    for world in range(worlds):
        plays = random.lognormal(10, 1, (60, 40)).astype(int)
        rows = [row for n, of_one in enumerate(plays) for row in posted(f"c{n:02}", list(of_one))]
        found += bool(alerts_of(write_version(tmp_path / str(world), rows), *PLAYS))
    assert found / worlds <= FALSE_SHARE + 2 * np.sqrt(FALSE_SHARE * (1 - FALSE_SHARE) / worlds)


def followed(name: str, earlier: int, now: int, days: int = 14) -> list[Row]:
    """Returns two rows of `creator_history`."""
    return [
        {"creator": name, "collected_at": COLLECTED - timedelta(days=days), "followers": earlier},
        {"creator": name, "collected_at": COLLECTED, "followers": now},
    ]


def follower_alerts(folder: Path, history: list[Row]) -> list[tuple[str, float]]:
    names = sorted({row["creator"] for row in history})
    write_version(folder, [video(n, n, TODAY) for n in names], creator_history=history)
    return [(alert.kind, round(alert.size, 6)) for alert in alerts_of(folder, *FOLLOWERS)]


@pytest.mark.parametrize(
    ("earlier", "now", "found"),
    [
        (1000, 1100, [("followers_rise", 0.1)]),
        (1000, 1099, []),
        (1000, 980, [("followers_fall", 0.02)]),
        (1000, 981, []),
        (277_300, 338_500, [("followers_rise", round(61_100 / 277_300, 6))]),
        (1_000_000, 1_100_000, []),
        (1_000_000, 1_200_000, [("followers_rise", 0.1)]),
        (1_000_000, 990_000, []),
        (0, 5000, []),
    ],
)
def test_followers_between_two_collections(
    tmp_path: Path, earlier: int, now: int, found: list[tuple[str, float]]
) -> None:
    assert follower_alerts(tmp_path, followed("an", earlier, now)) == found


def test_the_words_on_followers(tmp_path: Path) -> None:
    write_version(
        tmp_path, [video("1", "an", TODAY)], creator_history=followed("an", 50_000, 60_000)
    )
    (alert,) = alerts_of(tmp_path, *FOLLOWERS)
    assert (alert.value, alert.baseline, alert.n) == (60_000, 50_000, 2)
    assert alert.evidence == (
        "@an: 60.000 người theo dõi ngày 19/03/2025, tăng ít nhất 19,8 % so với 50.000 ngày "
        "05/03/2025, đã trừ sai số làm tròn (n = 2 lần thu thập)."
    )


def test_followers_of_collections_far_apart_or_long_ago(tmp_path: Path) -> None:
    history = followed("an", 1000, 2000, 61)
    history += [
        row | {"collected_at": row["collected_at"] - timedelta(days=29)}
        for row in followed("binh", 1000, 2000)
    ]
    assert follower_alerts(tmp_path, history) == []


def test_rounding() -> None:
    assert [rounding(n) for n in (9999, 10_000, 999_900, 1_000_000)] == [0, 100, 100, 100_000]


def test_a_silent_creator(tmp_path: Path) -> None:
    """A video a day for sixty days, then none for twenty-five."""
    last = TODAY - timedelta(days=25)
    rows = daily("an", last - timedelta(days=59), last)
    rows += daily("binh", last, TODAY)
    (alert,) = alerts_of(write_version(tmp_path, rows), SILENT)
    assert (alert.subject, alert.size, alert.value, alert.baseline) == ("an", 25, 25, 1)
    assert alert.n == 60
    # Two creators were tested; a video a day leaves out 25 days with the probability e⁻²⁵.
    assert alert.q_value == pytest.approx(2 * np.exp(-25))
    assert alert.evidence == (
        "@an: 25 ngày không có video mới tính đến lần thu thập 19/03/2025; trước đó thường 7,0 "
        "video mỗi tuần và không nghỉ quá 1 ngày (n = 60 video, tỷ lệ báo nhầm ước tính q < 0,1 %)."
    )


def weekly_since(name: str, gap: int, weeks: int = 30) -> list[Row]:
    """Returns a video a week, the last one so many days ago."""
    last = TODAY - timedelta(days=gap)
    return [video(f"{name}{n}", name, last - timedelta(days=7 * n)) for n in range(weeks)]


def test_who_is_not_silent(tmp_path: Path) -> None:
    pinned = [row | {"creator": "ghim"} for row in weekly_since("ghim", 60)]
    new = video("moi", "ghim", TODAY, is_pinned=True)
    paused = [*weekly_since("nghi", 60), video("xua", "nghi", date(2024, 1, 1))]
    rows = [
        *weekly_since("deu", 14),  # a usual pause
        *weekly_since("it", 60, 10),  # too few videos to know the rhythm
        *weekly_since("lau", 91),  # silent since long ago
        *pinned,  # the newest video is pinned
        new,
        *paused,  # has paused for longer before
    ]
    assert alerts_of(write_version(tmp_path, rows), SILENT) == []
    late = [
        row | {"collected_at": datetime(2025, 2, 1, tzinfo=UTC)}
        for row in daily("khong", date(2024, 11, 1), date(2024, 12, 30))
    ]
    folder = write_version(tmp_path / "late", [*rows, *late])
    assert alerts_of(folder, SILENT) == []  # not looked at lately
