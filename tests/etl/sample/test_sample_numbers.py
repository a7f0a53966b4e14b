"""The numbers are shaped like real ones, so that charts on them tell something."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import mean, median
from typing import Any

import msgspec
import pytest

from etl.sample import SampleSpec, write_sample
from etl.sample.counts import Counts, duration_effect, hour_effect
from etl.sample.people import displayed, invent_creator
from etl.sample.seasons import MID_AUTUMN, TET, is_tet, posting_weight

SPEC = SampleSpec(creators=40, videos=4_000, seed=7)

Item = dict[str, Any]


@pytest.fixture(scope="module")
def items(tmp_path_factory: pytest.TempPathFactory) -> list[Item]:
    root: Path = tmp_path_factory.mktemp("sample")
    write_sample(root, SPEC)
    by_id: dict[str, Item] = {}
    for path in sorted(root.rglob("videos_info.json")):
        by_id |= {item["id"]: item for item in msgspec.json.decode(path.read_bytes())}
    return list(by_id.values())


def local(item: Item) -> datetime:
    return datetime.fromtimestamp(item["createTime"], UTC) + timedelta(hours=7)


def test_plays_have_a_heavy_tail(items: list[Item]) -> None:
    plays = sorted((item["stats"]["playCount"] for item in items), reverse=True)
    assert 0.12 < sum(plays[: len(plays) // 100]) / sum(plays) < 0.45
    assert mean(plays) > 1.8 * median(plays)


def test_engagement_rate_is_that_of_food_videos(items: list[Item]) -> None:
    names = ("diggCount", "commentCount", "shareCount", "collectCount")
    rates = [
        sum(item["stats"][name] for name in names) / item["stats"]["playCount"] for item in items
    ]
    assert 0.03 < median(rates) < 0.08
    assert sum(0.02 < rate < 0.11 for rate in rates) / len(rates) > 0.9


def test_posts_come_before_meals(items: list[Item]) -> None:
    hours = Counter(local(item).hour for item in items)
    assert {hour for hour, _ in hours.most_common(5)} == {11, 17, 18, 19, 20}


def test_posting_is_busy_before_tet_and_quiet_in_it(items: list[Item]) -> None:
    tet = next(day for day in TET if SPEC.first_day < day < SPEC.until)
    days = Counter(local(item).date() for item in items)
    before = sum(days[tet - timedelta(days=back)] for back in range(2, 16)) / 14
    during = sum(days[tet + timedelta(days=ahead)] for ahead in range(-1, 6)) / 7
    after = sum(days[tet + timedelta(days=ahead)] for ahead in range(14, 70)) / 56
    assert before > 1.2 * after
    assert during < 0.6 * after


def test_some_dishes_are_in_fashion_for_a_few_weeks(items: list[Item]) -> None:
    days = [local(item).date() for item in items if "đồng xu phô mai" in item["desc"].lower()]
    assert len(days) > 5
    assert max(days) - min(days) < timedelta(days=36)


def test_followers_spread_over_tiers() -> None:
    people = [invent_creator(7, index, 200, 10, 1_700_000_000) for index in range(200)]
    assert len({person.handle for person in people}) == 200
    assert {person.style.category for person in people} == {
        "Nấu ăn",
        "Review quán ăn",
        "Review sản phẩm ăn uống",
        "Mukbang",
    }
    homes = Counter(person.home.name for person in people)
    assert [name for name, _ in homes.most_common(2)] == ["Sài Gòn", "Hà Nội"]
    low = sum(person.followers < 85_627 for person in people)
    high = sum(person.followers >= 276_358 for person in people)
    assert 40 < low < 100
    assert 40 < high < 100


@pytest.mark.parametrize(
    ("true", "shown"),
    [
        (0, 0),
        (9_999, 9_999),
        (10_583, 10_600),
        (111_299, 111_300),
        (999_960, 1_000_000),
        (1_234_567, 1_200_000),
    ],
)
def test_large_counts_are_rounded(true: int, shown: int) -> None:
    assert displayed(true) == shown


def test_saves_are_finer_in_stats_v2() -> None:
    counts = Counts(plays=1_234_567, likes=54_321, comments=10, shares=20, saves=46_038)
    assert counts.stats()["collectCount"] == 46_000
    assert counts.stats_v2()["collectCount"] == "46038"
    assert counts.stats_v2()["playCount"] == "1200000"


def test_effects_have_their_peaks() -> None:
    assert hour_effect(18) > hour_effect(14) > hour_effect(3)
    assert duration_effect(60) > duration_effect(20) > duration_effect(300) > duration_effect(0)


def test_seasons() -> None:
    assert posting_weight(date(2026, 2, 15)) > 1.6
    assert posting_weight(date(2026, 2, 18)) < 0.5
    assert posting_weight(date(2026, 9, 20)) > posting_weight(date(2026, 6, 1)) == 1
    assert is_tet(date(2026, 2, 16))
    assert not is_tet(date(2026, 2, 24))


def test_feasts_are_those_of_a_lunar_calendar() -> None:
    lunardate = pytest.importorskip("lunardate")
    for feast in TET:
        lunar = lunardate.LunarDate(feast.year, 1, 1).to_solar_date()
        # In 2030 Viet Nam's new moon falls before midnight and China's after it.
        assert feast == lunar - timedelta(days=feast.year == 2030)
    for feast in MID_AUTUMN:
        assert feast == lunardate.LunarDate(feast.year, 8, 15).to_solar_date()
