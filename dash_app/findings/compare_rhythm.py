"""What a comparison of posting says: how often, how regularly, when, and how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dash_app.findings.finding import Finding
from dash_app.findings.posting import Rhythm
from dash_app.statistics import MIN_SAMPLE
from dash_app.words import decimal, percent, seconds, whole


@dataclass(frozen=True)
class Slot:
    """When one creator posts most.

    Attributes:
        name: With @.
        n: Videos.
        hour: With most of them, over all days.
        hour_n: So many.
        weekday: With most of them, over all hours.
        weekday_n: So many.
    """

    name: str
    n: int
    hour: str
    hour_n: int
    weekday: str
    weekday_n: int


def week_findings(
    rhythms: Sequence[tuple[str, Rhythm, npt.NDArray[np.int64]]],
) -> tuple[Finding, ...]:
    """Says how many videos a week each posts, how evenly, and where each paused.

    Args:
        rhythms: Name with @, rhythm, and the number of videos of each week.
    """
    found = []
    for name, each, weeks in rhythms:
        if not each.enough or each.per_week is None:
            found.append(
                Finding(f"{name}: chưa đủ video để nói về nhịp đăng ({whole(each.videos)}).", "few")
            )
            continue
        spread = f" ± {decimal(float(weeks.std(ddof=1)))}" if len(weeks) > 1 else ""
        found.append(
            Finding(
                f"{name}: {decimal(each.per_week)}{spread} video mỗi tuần, có đăng ở "
                f"{percent(float((weeks > 0).mean()), 0)} số tuần, nghỉ lâu nhất "
                f"{whole(each.pause)} ngày."
            )
        )
    return tuple(found)


def slot_findings(slots: Sequence[Slot]) -> tuple[Finding, ...]:
    """Says on which day and hour each posts most."""
    found = []
    for each in slots:
        if each.n < MIN_SAMPLE:
            words = f"{each.name}: chưa đủ video để nói về giờ đăng ({whole(each.n)})."
            found.append(Finding(words, "few"))
        else:
            found.append(
                Finding(
                    f"{each.name} đăng nhiều nhất lúc {each.hour} "
                    f"({percent(each.hour_n / each.n, 0)} số video) và vào {_inside(each.weekday)} "
                    f"({percent(each.weekday_n / each.n, 0)})."
                )
            )
    return tuple(found)


def duration_findings(
    durations: Sequence[tuple[str, npt.NDArray[np.float64], int]],
) -> tuple[Finding, ...]:
    """Says how long a usual video of each is.

    Args:
        durations: Name with @, seconds of each video that has them, and videos in all.
    """
    known = [
        (name, float(np.median(values)), len(values), n)
        for name, values, n in durations
        if len(values)
    ]
    if not known:
        return (Finding("Không video nào có thời lượng.", "few"),)
    words = "; ".join(
        f"{name} {seconds(middle)} (n = {whole(n)}{_photos(total - n)})"
        for name, middle, n, total in known
    )
    return (Finding(f"Thời lượng trung vị: {words}."),)


def _photos(n: int) -> str:
    return f", và {whole(n)} bài ảnh" if n else ""


def _inside(weekday: str) -> str:
    return weekday if weekday == "Chủ nhật" else f"thứ {weekday.removeprefix('Thứ ')}"
