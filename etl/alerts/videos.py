"""Videos that are watched far more than their creator's others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from etl.alerts.alert import Alert
from etl.alerts.kinds import (
    LATELY,
    LEAST_OTHERS,
    SNAPSHOTS_WITHIN,
    TRAITS,
    AlertKind,
    written_size,
)
from etl.alerts.period import DAY, local_day
from etl.alerts.reading import Source
from etl.alerts.rounding import rounding
from etl.numbers import day, whole
from etl.transform import alerts as measures

_CAPTION: Final = 80
"""Characters of a caption by which a reader knows the video."""


def video_alerts(source: Source) -> Iterator[Alert]:
    """Yields breakout videos of the last weeks, and older ones that grew between collections."""
    videos = source.dataset("videos")
    typical = source.only_row(measures.typical_plays(videos))["plays"]
    since = source.period.today - timedelta(days=LATELY)
    breakout, growing = AlertKind.BREAKOUT_VIDEO, AlertKind.GROWING_VIDEO
    least = {kind: float(TRAITS[kind].levels[0]) for kind in (breakout, growing)}
    for row in source.rows(measures.breakout_videos(videos, since, least[breakout]), "video_id"):
        if row["others"] >= LEAST_OTHERS and row["plays"] > typical:
            yield _breakout(row, source.period.today)
    grown = measures.growing_videos(
        videos, source.dataset("video_history"), since, source.period.lately, least[growing]
    )
    for row in source.rows(grown, "video_id"):
        gain = row["plays"] - row["earlier_plays"]
        usual = gain / row["times"]
        certain = gain - rounding(row["plays"])
        is_near = row["collected_at"] - row["earlier_at"] <= SNAPSHOTS_WITHIN * DAY
        enough = certain > typical and certain >= least[growing] * usual
        if row["others"] >= LEAST_OTHERS and is_near and enough:
            yield _growing(row, certain, usual)


def _breakout(row: dict[str, Any], today: date) -> Alert:
    usual = row["plays"] / row["times"]
    times = written_size(AlertKind.BREAKOUT_VIDEO, row["times"])
    return Alert(
        AlertKind.BREAKOUT_VIDEO,
        row["video_id"],
        _name(row),
        row["creator"],
        row["times"],
        row["plays"],
        usual,
        row["others"],
        None,
        row["posted_date"],
        today,
        f"{_told(row)}: {whole(row['plays'])} lượt xem, gấp {times} trung vị {whole(round(usual))} "
        f"của {whole(row['others'])} video khác cùng kênh.",
    )


def _growing(row: dict[str, Any], gain: int, usual: float) -> Alert:
    size = gain / usual
    first, last = local_day(row["earlier_at"]), local_day(row["collected_at"])
    return Alert(
        AlertKind.GROWING_VIDEO,
        row["video_id"],
        _name(row),
        row["creator"],
        size,
        gain,
        usual,
        row["others"],
        None,
        first,
        last,
        f"{_told(row)}: từ {day(first)} đến {day(last)} thêm ít nhất {whole(gain)} lượt xem (từ "
        f"{whole(row['earlier_plays'])} lên {whole(row['plays'])}, đã trừ sai số làm tròn), gấp "
        f"{written_size(AlertKind.GROWING_VIDEO, size)} trung vị {whole(round(usual))} của "
        f"{whole(row['others'])} video khác cùng kênh.",
    )


def _told(row: dict[str, Any]) -> str:
    return f"Video của @{row['creator']} đăng {day(row['posted_date'])}"


def _name(row: dict[str, Any]) -> str:
    caption = " ".join(row["caption"].split())
    if not caption:
        return _told(row)
    return caption if len(caption) <= _CAPTION else f"{caption[: _CAPTION - 1].rstrip()}…"
