"""What the places of videos say: how many are known, how few hold most, where there is none."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from dash_app.findings.bins import best_bin, not_enough, within_effect
from dash_app.findings.finding import Finding
from dash_app.metrics import Aggregate, Metric
from dash_app.statistics import MIN_SAMPLE, BinEffect, Interval, share_interval
from dash_app.words import percent, whole

_NAMED = 8


def share_words(share: Interval) -> str:
    """Returns `45,2 % (khoảng tin cậy 95 %: 43,1 % đến 47,3 %)`."""
    between = (
        f" (khoảng tin cậy 95 %: {percent(share.low)} đến {percent(share.high)})"
        if share.low is not None
        else ""
    )
    return f"{percent(share.estimate)}{between}"


def coverage_findings(
    videos: int, placed: int, *, is_narrowed: bool, of_top: bool
) -> tuple[Finding, ...]:
    """Says how many videos have a place, and what that means for the rest of the page.

    Args:
        videos: All of them.
        placed: Those with a place.
        is_narrowed: Whether the filters choose places.
        of_top: Whether only videos of the weekly top are read.
    """
    if is_narrowed:
        return (
            Finding(
                "Bộ lọc đang chọn nơi: tỷ lệ giữa các nơi ở trang này là do bộ lọc, không nói về "
                "thị trường.",
                "few",
            ),
        )
    if placed < MIN_SAMPLE:
        return (not_enough(placed, "video biết nơi"),)
    known = Finding(
        f"Chỉ {percent(placed / videos)} số video biết nơi ({whole(placed)} trong {whole(videos)}):"
        " mọi tỷ lệ ở trang này là trong số đó."
    )
    rule = Finding(
        "Đang tính nhóm đầu tuần: các tỷ lệ nói nơi nào có video lọt nhóm này, không phải nơi nào "
        "đăng nhiều. Muốn xem lượng đăng, hãy chọn “Mọi video”.",
        "few",
    )
    return (known, rule) if of_top else (known,)


def place_findings(
    frame: pd.DataFrame, *, metric: Metric, aggregate: Aggregate, units: str
) -> tuple[Finding, ...]:
    """Says which places hold most videos, and where the metric is highest.

    Args:
        frame: Columns place, n, value; most videos first.
        metric: Of the values.
        aggregate: Of the values.
        units: What the places are called.
    """
    total = int(frame["n"].sum()) if len(frame) else 0
    if total < MIN_SAMPLE:
        return (not_enough(total, "video biết nơi"),)
    first = frame.iloc[0]
    found = [
        Finding(
            f"Nhiều video nhất: {first['place']}, {share_words(share_interval(first['n'], total))} "
            f"số video biết nơi (n = {whole(first['n'])})."
        )
    ]
    half = int((frame["n"].cumsum() < total / 2).sum()) + 1
    if len(frame) > half:
        found.append(
            Finding(
                f"{whole(half)} trong {whole(len(frame))} {units} có video giữ hơn một nửa số "
                f"video; {whole((frame['n'] >= MIN_SAMPLE).sum())} nơi có từ {MIN_SAMPLE} video "
                "để so được."
            )
        )
    return (*found, *best_bin(frame, name=_name, metric=metric, aggregate=aggregate)[:1])


def other_place_effects(
    effects: Sequence[BinEffect], *, metric: Metric, left_out: Sequence[str]
) -> tuple[Finding, ...]:
    """Says which places differ within creators; those left out are told of elsewhere.

    Args:
        effects: Of all places, corrected together.
        metric: Of the outcome.
        left_out: Names of places.
    """
    others = [each for each in effects if each.bin not in left_out]
    if any(each.clear for each in others):
        return within_effect(others, name=lambda place: f"quay ở {place}", metric=metric)
    compared = sum(each.enough for each in others)
    if not compared:
        return ()
    return (
        Finding(
            f"So trong cùng một TikToker: trong {whole(compared)} nơi đủ dữ liệu ngoài "
            f"{' và '.join(left_out)}, không nơi nào khác hẳn các nơi khác mà họ quay."
        ),
    )


def map_findings(
    frame: pd.DataFrame, names: Sequence[str], units: str, *, is_narrowed: bool = False
) -> tuple[Finding, ...]:
    """Says which provinces have no video, and how many have enough to be compared.

    Args:
        frame: Columns place, n; one row a place that has videos.
        names: Of all provinces.
        units: What they are called.
        is_narrowed: Whether the filters choose places: then it is no news that others have none.
    """
    if frame.empty:
        return (not_enough(0, "video biết nơi"),)
    seen = set(frame["place"])
    empty = [name for name in names if name not in seen]
    found = []
    if empty and not is_narrowed:
        more = f" và {whole(len(empty) - _NAMED)} nơi khác" if len(empty) > _NAMED else ""
        found.append(
            Finding(
                f"{whole(len(empty))} trong {whole(len(names))} {units} chưa thấy video nào:"
                f" {', '.join(empty[:_NAMED])}{more}."
            )
        )
    elif not empty:
        found.append(Finding(f"Cả {whole(len(names))} {units} đều có video."))
    few = int((frame["n"] < MIN_SAMPLE).sum())
    if few:
        found.append(
            Finding(
                f"{whole(few)} nơi có dưới {MIN_SAMPLE} video: chỉ số ở đó thay đổi mạnh chỉ vì "
                "vài video.",
                "few",
            )
        )
    return tuple(found)


def district_findings(
    frame: pd.DataFrame, unknown: int, *, metric: Metric, aggregate: Aggregate
) -> tuple[Finding, ...]:
    """Says which district has most videos, where the metric is highest, how many have none.

    Args:
        frame: Columns name, n, value; one row a known district, most videos first.
        unknown: Videos with a province but no district.
        metric: Of the values.
        aggregate: Of the values.
    """
    known = int(frame["n"].sum()) if len(frame) else 0
    if known < MIN_SAMPLE:
        return (not_enough(known, "video biết quận, huyện"),)
    first = frame.iloc[0]
    return (
        Finding(
            f"Nhiều video nhất: {first['name']}, {whole(first['n'])} video "
            f"({percent(first['n'] / known)} số video biết quận, huyện)."
        ),
        *best_bin(frame, name=lambda row: str(row["name"]), metric=metric, aggregate=aggregate)[:1],
        Finding(
            f"{percent(unknown / (known + unknown))} số video biết tỉnh nhưng không rõ quận, huyện "
            f"({whole(unknown)} video).",
            "few",
        ),
    )


def _name(row: pd.Series) -> str:
    return str(row["place"])
