"""Dishes, hashtags and sounds that more creators use than in the weeks before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

import ibis
import numpy as np
from ibis import _

from etl.alerts.alert import Alert, q_words
from etl.alerts.kinds import (
    FALSE_SHARE,
    LEAST_USERS,
    LEAST_WEEKS,
    TRAITS,
    AlertKind,
    written_size,
)
from etl.alerts.period import newest_full_week, week_end, weeks_before
from etl.alerts.reading import Source
from etl.alerts.significance import rise_q_values
from etl.numbers import days, decimal, whole
from etl.transform import alerts as measures

_WORDS: Final = {
    AlertKind.RISING_DISH: ("Nhóm món “{name}”", "nhắc tới"),
    AlertKind.RISING_HASHTAG: ("#{name}", "dùng"),
    AlertKind.RISING_SOUND: ("Âm thanh “{name}”", "dùng"),
}
_READ_OF_SOME: Final = (AlertKind.RISING_DISH,)
_AMONG: Final = {AlertKind.RISING_DISH: "nói về món ăn "}


@dataclass(frozen=True)
class _Weeks:
    """A week and those before it.

    Attributes:
        week: Its Monday.
        recent: Creators who posted in it; of dishes, those who named any.
        earlier: Pairs of creator and week before it.
        weeks: How many weeks those are.
    """

    week: date
    recent: int
    earlier: int
    weeks: int


def item_alerts(source: Source) -> Iterator[Alert]:
    """Yields what rises in the newest full week against the weeks before it."""
    videos = source.dataset("videos")
    week, covered = _covered(source, videos)
    for kind, items in _items(source, covered).items():
        # Dishes are read of some videos only, and not of the same part in each week: against all
        # creators, a week that was read better would raise every dish.
        over = covered.semi_join(items, "video_id") if kind in _READ_OF_SOME else covered
        active = source.only_row(measures.active_creators(over, week))
        if active["weeks"] < LEAST_WEEKS or not active["recent"]:
            continue
        weeks = _Weeks(week, **active)
        used = source.columns(measures.uses(items, covered, week), "subject")
        # What is left out here is left out for all its uses, recent or not: that a thing is tested
        # says nothing of how it will come out.
        recent, earlier = (used[name].to_numpy() for name in ("recent", "earlier"))
        tested = used.filter(recent + earlier >= LEAST_USERS)
        recent, earlier = (tested[name].to_numpy() for name in ("recent", "earlier"))
        share = weeks.recent / (weeks.recent + weeks.earlier)
        sure = rise_q_values(recent, earlier, share, FALSE_SHARE)
        # Half a use more on both sides, so that what is new has a size too.
        times = (recent + 0.5) / (earlier + 0.5) * weeks.earlier / weeks.recent
        rising = (sure <= FALSE_SHARE) & (recent >= LEAST_USERS)
        for place in np.flatnonzero(rising & (times >= TRAITS[kind].levels[0])):
            row = tested.slice(place, 1).to_pylist()[0]
            yield _alert(kind, row, float(times[place]), float(sure[place]), weeks)


def _covered(source: Source, videos: ibis.Table) -> tuple[date, ibis.Table]:
    looks, period = measures.last_looks(videos), source.period
    ends = [week_end(week) for week in period.full_weeks]
    seen = source.only_row(measures.coverage(looks, period.lately, ends))
    after = [seen[f"after_{n}"] for n in range(len(ends))]
    week = newest_full_week(period.full_weeks, seen["active"], after)
    return week, measures.covered_videos(videos, looks, week_end(week), weeks_before(week), week)


def _items(source: Source, covered: ibis.Table) -> dict[AlertKind, ibis.Table]:
    hashtags, dishes = source.dataset("video_hashtags"), source.dataset("video_dishes")
    sounds = covered.filter(_.music_id.notnull())
    return {
        AlertKind.RISING_DISH: dishes.select("video_id", subject="dish_group", name="dish_group"),
        AlertKind.RISING_HASHTAG: hashtags.select(
            "video_id", subject="hashtag_key", name="hashtag"
        ),
        AlertKind.RISING_SOUND: sounds.select(
            "video_id", subject="music_id", name=_.music_title.coalesce("")
        ),
    }


def _alert(kind: AlertKind, row: dict[str, Any], times: float, sure: float, weeks: _Weeks) -> Alert:
    expected = row["earlier"] * weeks.recent / weeks.earlier
    title, does = _WORDS[kind]
    name = row["name"] or row["subject"]
    n = row["recent"] + row["earlier"]
    last = weeks.week + timedelta(days=6)
    return Alert(
        kind,
        row["subject"],
        name,
        None,
        times,
        row["recent"],
        expected,
        n,
        sure,
        weeks.week,
        last,
        f"{title.format(name=name)}: {whole(row['recent'])} trong {whole(weeks.recent)} TikToker "
        f"{_AMONG.get(kind, '')}{does} trong tuần {days(weeks.week, last)} "
        f"({whole(row['recent_videos'])} video), theo "
        f"{weeks.weeks} tuần trước thì chỉ khoảng {decimal(expected)}: gấp "
        f"{written_size(kind, times)} (n = {whole(n)} lượt {does}, mỗi TikToker một lần mỗi tuần; "
        f"{q_words(sure)}).",
    )
