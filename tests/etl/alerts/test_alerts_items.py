"""Dishes, hashtags and sounds that rise, worked by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from alert_worlds import COLLECTED, WEEK, Row, alerts_of, tags, video, write_version
from scipy import stats

from etl.alerts.kinds import FALSE_SHARE, AlertKind, Severity
from etl.alerts.period import Period, local_day, newest_full_week, week_end

RISING = (AlertKind.RISING_DISH, AlertKind.RISING_HASHTAG, AlertKind.RISING_SOUND)
NAMES = [f"an{n}" for n in range(10)]


def weekly(week: date = WEEK, weeks: int = 9, **fields: Any) -> list[list[Row]]:
    """Returns a video of each of ten creators in each of some weeks, the last week first."""
    return [
        [video(f"{name}-{n}", name, week - timedelta(days=7 * n), **fields) for name in NAMES]
        for n in range(weeks)
    ]


def named(videos: list[Row], group: str) -> list[Row]:
    """Returns the rows of `video_dishes` in which the videos name a dish of a group."""
    return [{"video_id": row["video_id"], "dish": group, "dish_group": group} for row in videos]


def flat(weeks: list[list[Row]]) -> list[Row]:
    return [row for week in weeks for row in week]


def test_a_rising_hashtag(tmp_path: Path) -> None:
    """Six of ten creators this week, two uses in eighty turns before: 0.25 were to be expected."""
    weeks = weekly()
    hashtags = [
        *tags(weeks[0][:4], "phởcuốn", "phocuon"),
        *tags(weeks[0][4:6], "phocuon"),
        *tags(weeks[3][:2], "phocuon"),
        *tags(flat(weeks), "anngon"),
    ]
    folder = write_version(tmp_path, flat(weeks), video_hashtags=hashtags)
    (alert,) = alerts_of(folder, *RISING)
    assert (alert.kind, alert.subject, alert.name) == (
        AlertKind.RISING_HASHTAG,
        "phocuon",
        "phởcuốn",
    )
    assert (alert.value, alert.baseline, alert.n) == (6, 0.25, 8)
    assert alert.size == pytest.approx(6.5 / 2.5 * 80 / 10)
    assert alert.severity is Severity.HIGH
    assert (alert.since, alert.until) == (WEEK, date(2025, 3, 16))
    assert alert.creator is None
    # Two hashtags were tested: no better than alone, no worse than twice.
    p_value = stats.binomtest(6, 8, 1 / 9, "greater").pvalue
    assert alert.q_value is not None
    assert p_value <= alert.q_value <= 2 * p_value
    assert alert.evidence == (
        "#phởcuốn: 6 trong 10 TikToker dùng trong tuần 10/03–16/03/2025 (6 video), theo 8 tuần "
        "trước thì chỉ khoảng 0,2: gấp 20,8 lần (n = 8 lượt dùng, mỗi TikToker một lần mỗi tuần; "
        "tỷ lệ báo nhầm ước tính q < 0,1 %)."
    )


def test_a_rising_dish_and_a_rising_sound(tmp_path: Path) -> None:
    weeks = weekly(music_id="1", music_title="cũ")
    for row in weeks[0][:7]:
        row |= {"music_id": "2", "music_title": None}
    rest = [*weeks[0][7:], *flat(weeks[1:])]
    dishes = [*named(weeks[0][:7], "bún bò"), *named(rest, "phở")]
    folder = write_version(tmp_path, flat(weeks), video_dishes=dishes)
    dish, sound = alerts_of(folder, *RISING)
    assert (dish.kind, dish.subject) == (AlertKind.RISING_DISH, "bún bò")
    assert dish.evidence.startswith(
        "Nhóm món “bún bò”: 7 trong 10 TikToker nói về món ăn nhắc tới trong tuần"
    )
    assert (sound.kind, sound.subject, sound.name) == (AlertKind.RISING_SOUND, "2", "2")
    assert sound.size == pytest.approx(7.5 / 0.5 * 8)


def test_a_week_that_was_read_better_raises_no_dish(tmp_path: Path) -> None:
    """Two creators a week had a readable dish, this week all ten; each time it was the same one."""
    weeks = weekly()
    read = [*weeks[0], *(row for week in weeks[1:] for row in week[:2])]
    folder = write_version(tmp_path, flat(weeks), video_dishes=named(read, "tôm"))
    assert alerts_of(folder, *RISING) == []


def test_what_is_used_evenly_does_not_rise(tmp_path: Path) -> None:
    weeks = weekly(music_id="1")
    hashtags = [*tags(flat(weeks), "anngon"), *(t for w in weeks for t in tags(w[:3], "lau"))]
    folder = write_version(tmp_path, flat(weeks), video_hashtags=hashtags)
    assert alerts_of(folder, *RISING) == []


def test_one_creator_makes_no_trend(tmp_path: Path) -> None:
    """Twenty videos of one creator with a hashtag of its own are one use."""
    weeks = weekly()
    own = [video(f"own{n}", NAMES[0], WEEK) for n in range(20)]
    folder = write_version(tmp_path, [*flat(weeks), *own], video_hashtags=tags(own, "riengtoi"))
    assert alerts_of(folder, *RISING) == []


def test_a_hashtag_written_twice_in_a_video_is_one_use_of_one_video(tmp_path: Path) -> None:
    weeks = weekly()
    hashtags = [
        *tags(weeks[0][:6], "phởcuốn", "phocuon"),
        *({**row, "position": 1} for row in tags(weeks[0][:6], "phocuon")),
    ]
    folder = write_version(tmp_path, flat(weeks), video_hashtags=hashtags)
    (alert,) = alerts_of(folder, *RISING)
    assert (alert.value, alert.n) == (6, 6)
    assert "(6 video)" in alert.evidence


def test_creators_not_collected_since_do_not_count(tmp_path: Path) -> None:
    """Those who were last seen before the week's end used it before, and would hide the rise."""
    weeks = weekly()
    seen = datetime(2025, 3, 12, tzinfo=UTC)
    gone = [
        video(f"gone{n}-{week}", f"gone{n}", WEEK - timedelta(days=7 * week), collected_at=seen)
        for n in range(9)
        for week in range(1, 9)
    ]
    hashtags = [*tags(weeks[0][:5], "moi"), *tags(gone, "moi")]
    folder = write_version(tmp_path, [*flat(weeks), *gone], video_hashtags=hashtags)
    (alert,) = alerts_of(folder, *RISING)
    assert (alert.value, alert.baseline, alert.n) == (5, 0, 5)


def test_the_turn_of_the_year_and_week_53(tmp_path: Path) -> None:
    """The newest full week is 2020-W53, of which three days are of 2021."""
    week, collected = date(2020, 12, 28), datetime(2021, 1, 5, tzinfo=UTC)
    weeks = weekly(week, collected_at=collected)
    folder = write_version(tmp_path, flat(weeks), video_hashtags=tags(weeks[0][:6], "tet"))
    (alert,) = alerts_of(folder, *RISING)
    assert (alert.since, alert.until) == (week, date(2021, 1, 3))
    assert "trong tuần 28/12/2020–03/01/2021 (6 video), theo 8 tuần trước" in alert.evidence


@pytest.mark.parametrize(("weeks", "found"), [(4, 0), (5, 1)])
def test_some_weeks_are_needed_to_compare_with(tmp_path: Path, weeks: int, found: int) -> None:
    given = weekly(weeks=weeks)
    folder = write_version(tmp_path, flat(given), video_hashtags=tags(given[0][:8], "moi"))
    assert len(alerts_of(folder, *RISING)) == found


def test_a_rise_of_two_creators_is_none(tmp_path: Path) -> None:
    weeks = weekly()
    everything = flat(weeks)
    hashtags = [*tags(weeks[0][:2], "hai"), *tags([weeks[0][5]], "hai")]
    rising = write_version(tmp_path / "three", everything, video_hashtags=hashtags)
    assert [alert.value for alert in alerts_of(rising, *RISING)] == [3]
    falling = write_version(tmp_path / "two", everything, video_hashtags=hashtags[:2])
    assert alerts_of(falling, *RISING) == []


def test_random_uses_give_few_false_alerts(tmp_path: Path) -> None:
    """Hashtags drawn at random by the same law each week: whatever is found is false."""
    random = np.random.default_rng(21)
    shares = 1 / np.arange(1, 61) ** 0.8
    worlds = 20
    found = 0
    for world in range(worlds):
        weeks = weekly()
        hashtags = [
            {"video_id": row["video_id"], "position": place, "hashtag": tag, "hashtag_key": tag}
            for row in flat(weeks)
            for place, tag in enumerate(
                f"t{n}" for n in random.choice(60, 3, replace=False, p=shares / shares.sum())
            )
        ]
        folder = write_version(tmp_path / str(world), flat(weeks), video_hashtags=hashtags)
        found += bool(alerts_of(folder, *RISING))
    assert found / worlds <= FALSE_SHARE + 2 * np.sqrt(FALSE_SHARE * (1 - FALSE_SHARE) / worlds)


def test_the_newest_full_week_is_one_that_half_of_the_creators_cover() -> None:
    weeks = [date(2025, 3, 10), date(2025, 3, 3), date(2025, 2, 24)]
    assert newest_full_week(weeks, 10, [5, 9, 10]) == weeks[0]
    assert newest_full_week(weeks, 10, [4, 9, 10]) == weeks[1]
    assert newest_full_week(weeks, 10, [4, 4, 4]) == weeks[2]


def test_a_week_ends_at_midnight_in_viet_nam() -> None:
    """A collection on Monday at 02:00 there, Sunday evening UTC, comes after the week."""
    end = week_end(date(2025, 3, 10))
    assert end == int(datetime(2025, 3, 16, 17, tzinfo=UTC).timestamp())
    night = int(datetime(2025, 3, 16, 19, tzinfo=UTC).timestamp())
    assert local_day(night) == date(2025, 3, 17)
    assert Period(night).full_weeks[0] == date(2025, 3, 10)
    assert Period(end - 1).full_weeks[0] == date(2025, 3, 3)
    assert Period(int(COLLECTED.timestamp())).full_weeks[0] == WEEK
