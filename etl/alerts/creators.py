"""Creators whose plays or followers jump or fall, and those who have fallen silent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import numpy as np

from etl.alerts.alert import Alert, q_words
from etl.alerts.kinds import (
    EARLIER,
    FALSE_SHARE,
    GROWN,
    LATEST,
    LATEST_WITHIN,
    LEAST_EARLIER,
    LEAST_OTHERS,
    SNAPSHOTS_WITHIN,
    TRAITS,
    AlertKind,
    written_size,
)
from etl.alerts.period import DAY, local_day
from etl.alerts.reading import Source
from etl.alerts.rounding import rounding
from etl.alerts.significance import q_values, rank_sum_p_values
from etl.numbers import day, days, decimal, whole
from etl.transform import alerts as measures


def creator_alerts(source: Source) -> Iterator[Alert]:
    """Yields the alerts on creators."""
    yield from _plays(source)
    yield from _followers(source)
    yield from _silent(source)


def _plays(source: Source) -> Iterator[Alert]:
    measured = measures.latest_against_earlier(
        source.dataset("videos"), GROWN * DAY, LATEST, EARLIER
    )
    since = source.period.today - timedelta(days=LATEST_WITHIN)
    rows = [
        row
        for row in source.rows(measured, "creator")
        if row["latest"] == LATEST and row["earlier"] >= LEAST_EARLIER and row["first"] >= since
    ]
    names = ("latest", "earlier", "double_ranks", "ties")
    p_values = rank_sum_p_values(*(np.array([row[n] for row in rows], np.int64) for n in names))
    for row, sure in zip(rows, q_values(p_values), strict=True):
        if sure <= FALSE_SHARE and row["earlier_plays"] > 0:
            yield from _change(row, float(sure))


def _change(row: dict[str, Any], sure: float) -> Iterator[Alert]:
    latest, earlier = row["latest_plays"], row["earlier_plays"]
    is_rise = latest > earlier
    kind = AlertKind.CREATOR_RISE if is_rise else AlertKind.CREATOR_FALL
    size = latest / earlier if is_rise else 1 - latest / earlier
    if size < TRAITS[kind].levels[0]:
        return
    written = written_size(kind, size)
    how = f"gấp {written}" if is_rise else f"giảm {written} so với"
    yield Alert(
        kind,
        row["creator"],
        f"@{row['creator']}",
        row["creator"],
        size,
        latest,
        earlier,
        row["latest"] + row["earlier"],
        sure,
        row["first"],
        row["last"],
        f"@{row['creator']}: {whole(row['latest'])} video mới nhất (đăng "
        f"{days(row['first'], row['last'])}) có trung vị {whole(round(latest))} lượt xem, {how} "
        f"trung vị {whole(round(earlier))} của {whole(row['earlier'])} video trước đó "
        f"({q_words(sure)}).",
    )


def _followers(source: Source) -> Iterator[Alert]:
    changes = measures.follower_changes(source.dataset("creator_history"))
    for row in source.rows(changes, "creator"):
        is_near = row["collected_at"] - row["earlier_at"] <= SNAPSHOTS_WITHIN * DAY
        before, now = row["earlier"], row["followers"]
        if not is_near or row["collected_at"] < source.period.lately or not before:
            continue
        certain = abs(now - before) - rounding(max(now, before))
        kind = AlertKind.FOLLOWERS_RISE if now > before else AlertKind.FOLLOWERS_FALL
        if certain / before >= TRAITS[kind].levels[0]:
            yield _follower_alert(kind, row, certain / before)


def _follower_alert(kind: AlertKind, row: dict[str, Any], size: float) -> Alert:
    first, last = local_day(row["earlier_at"]), local_day(row["collected_at"])
    verb = "tăng" if kind is AlertKind.FOLLOWERS_RISE else "giảm"
    return Alert(
        kind,
        row["creator"],
        f"@{row['creator']}",
        row["creator"],
        size,
        row["followers"],
        row["earlier"],
        2,
        None,
        first,
        last,
        f"@{row['creator']}: {whole(row['followers'])} người theo dõi ngày {day(last)}, {verb} ít "
        f"nhất {written_size(kind, size)} so với {whole(row['earlier'])} ngày {day(first)}, đã trừ "
        "sai số làm tròn (n = 2 lần thu thập).",
    )


def _silent(source: Source) -> Iterator[Alert]:
    kind = AlertKind.SILENT_CREATOR
    since = source.period.today - timedelta(days=LATEST_WITHIN)
    rows = [
        row
        for row in source.rows(measures.silences(source.dataset("videos")), "creator")
        if row["videos"] > LEAST_OTHERS
        and row["looked_at"] >= source.period.lately
        and row["last"] >= since
        and row["last"] > row["first"]
    ]
    gaps = np.array([(local_day(row["looked_at"]) - row["last"]).days for row in rows], float)
    rates = np.array([(row["videos"] - 1) / (row["last"] - row["first"]).days for row in rows])
    # A Poisson process with that rate has no video for so long with the probability e^(-rate gap).
    sure = q_values(np.exp(-rates * gaps))
    for row, gap, rate, q_value in zip(rows, gaps, rates, sure, strict=True):
        if q_value <= FALSE_SHARE and gap >= TRAITS[kind].levels[0] and gap > row["longest"]:
            yield _silence(row, int(gap), float(rate), float(q_value))


def _silence(row: dict[str, Any], gap: int, rate: float, sure: float) -> Alert:
    until: date = local_day(row["looked_at"])
    return Alert(
        AlertKind.SILENT_CREATOR,
        row["creator"],
        f"@{row['creator']}",
        row["creator"],
        gap,
        gap,
        row["longest"],
        row["videos"],
        sure,
        row["last"],
        until,
        f"@{row['creator']}: {whole(gap)} ngày không có video mới tính đến lần thu thập "
        f"{day(until)}; trước đó thường {decimal(7 * rate)} video mỗi tuần và không nghỉ quá "
        f"{whole(row['longest'])} ngày (n = {whole(row['videos'])} video, "
        f"{q_words(sure)}).",
    )
