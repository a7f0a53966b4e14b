"""Một TikToker: its level against its tier, and its videos against its own level."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from dash_app.bands import AGE_BANDS, YOUNG
from dash_app.components.chosen_creator import (
    Chosen,
    band,
    chosen,
    median_of,
    own_videos,
    per,
    regular,
    settled,
)
from dash_app.components.creator_traits import (
    DURATION_NAMES,
    compared_levels,
    duration_numbers,
)
from dash_app.figures.bars_with_line import bars_with_line
from dash_app.figures.bullets import Bullet, bullets
from dash_app.figures.theme import empty_figure
from dash_app.findings.finding import Finding
from dash_app.findings.own_level import LEAST, level_findings
from dash_app.pages import Reader, Shown
from dash_app.statistics import MIN_SAMPLE, Spread
from dash_app.words import MISSING, decimal, percent, whole

_KEY: Final = (
    "Thanh đậm: kênh này · vạch cam: trung vị của nhóm<br>Dải màu: nửa giữa của nhóm (từ bách phân "
    "vị 25 đến 75)"
)


# What a percentile that rounds to an end is called.
_ENDS: Final = {0: "thấp nhất", 100: "cao nhất"}


def _rate(value: float | None) -> str:
    return percent(value, 2)


def _times(value: float | None) -> str:
    return MISSING if value is None else f"{decimal(value, 2)} lần"


def _per_thousand(value: float | None) -> str:
    if value is None:
        return MISSING
    return decimal(1000 * value, 1 if value >= 0.001 else 2)


@dataclass(frozen=True)
class Gauge:
    """What a gauge shows.

    Attributes:
        measure: Of `queries.tier_bands.TIER_MEASURES`.
        label: In Vietnamese.
        inside: The label inside a sentence.
        write: A value, written out.
    """

    measure: str
    label: str
    inside: str
    write: Callable[[float | None], str]


GAUGES: Final = (
    Gauge("median_engagement_rate", "Tỷ lệ tương tác", "tỷ lệ tương tác", _rate),
    Gauge("plays_per_follower", "Lượt xem / người theo dõi", "lượt xem / người theo dõi", _times),
    Gauge("likes_per_play", "Thích / 1.000 lượt xem", "lượt thích / lượt xem", _per_thousand),
    Gauge("comments_per_play", "Bình luận / 1.000 lượt xem", "bình luận / lượt xem", _per_thousand),
    Gauge("shares_per_play", "Chia sẻ / 1.000 lượt xem", "chia sẻ / lượt xem", _per_thousand),
    Gauge("saves_per_play", "Lưu / 1.000 lượt xem", "lượt lưu / lượt xem", _per_thousand),
)


def own_measures(reader: Reader) -> dict[str, float | None]:
    """Returns its value of each gauge, by the formulas of `queries.tier_bands`."""
    videos, own = own_videos(reader), reader.kept(regular)
    followers = reader.kept(chosen).value("followers")
    plays = float(videos["plays"].sum())
    ratios = {
        f"{name}_per_play": per(float(videos[name].sum()), plays)
        for name in ("likes", "comments", "shares", "saves")
    }
    return {
        "median_engagement_rate": median_of(own["engagement_rate"]),
        "plays_per_follower": per(median_of(own["plays"]), followers),
        **ratios,
    }


def show_gauges(reader: Reader) -> Shown:
    """Its ratios, each in the band of its tier."""
    found = reader.kept(chosen)
    videos = own_videos(reader)
    values = reader.kept(own_measures)
    spreads = {each.measure: band(reader, each.measure) for each in GAUGES}
    rows = [
        _bullet(each, values[each.measure], spreads[each.measure], _reason(each, videos, found))
        for each in GAUGES
    ]
    of_tier = max(each.n for each in spreads.values())
    return Shown(
        f"{found.name}: so với {found.tier_name}",
        bullets(rows, key=_KEY) if len(videos) else empty_figure(found.nothing()),
        "tỷ lệ tương tác: trung vị của (thích + bình luận + chia sẻ + lưu) / lượt xem; lượt xem / "
        "người theo dõi: trung vị lượt xem / người theo dõi hiện nay; các mục còn lại: tổng / tổng "
        "lượt xem; trung vị không tính video ghim. Dải: bách phân vị 25–75 của TikToker cùng nhóm "
        f"người theo dõi, trên mọi video đã thu thập (n = {whole(of_tier)} TikToker)",
        len(videos),
        findings=_gauge_findings(found, values, spreads, len(videos)) if len(videos) else (),
        table=lambda: _gauge_table(values, spreads),
    )


def _bullet(gauge: Gauge, value: float | None, spread: Spread, reason: str) -> Bullet:
    rank = spread.rank(value)
    low, middle, high = (spread.percentile(each) for each in (25, 50, 75))
    words = f"<b>{gauge.write(value)}</b>" if value is not None else f"{MISSING} ({reason})"
    if rank is not None:
        words += f" · {_ENDS.get(round(rank), f'hơn {rank:.0f} %')}"
    return Bullet(
        gauge.label,
        words,
        value,
        low,
        middle,
        high,
        spread.percentile(92),
        (gauge.write(low), gauge.write(high)),
    )


def _reason(gauge: Gauge, videos: pd.DataFrame, found: Chosen) -> str:
    is_median = gauge.measure in ("median_engagement_rate", "plays_per_follower")
    if is_median and videos["is_pinned"].all():
        return "chỉ có video ghim"
    if gauge.measure == "plays_per_follower":
        unknown = found.value("followers") is None
        return "không rõ người theo dõi" if unknown else "chưa có người theo dõi"
    return "chưa có lượt xem"


def _gauge_findings(
    found: Chosen, values: dict[str, float | None], spreads: dict[str, Spread], videos: int
) -> tuple[Finding, ...]:
    n = max(each.n for each in spreads.values())
    if not n:
        return (Finding("Không rõ nhóm người theo dõi nên không có mức của nhóm để so.", "few"),)
    ranked = sorted(
        (
            (rank, each)
            for each in GAUGES
            if (rank := spreads[each.measure].rank(values[each.measure])) is not None
        ),
        key=lambda pair: -pair[0],
    )
    telling = len(ranked) > 1 and videos >= LEAST
    ends = {"Cao nhất": ranked[0], "Thấp nhất": ranked[-1]} if telling else {}
    sentences = [
        Finding(
            f"{words} so với nhóm: {each.inside}, {place_words(rank, spreads[each.measure])} của "
            f"{found.tier_name}."
        )
        for words, (rank, each) in ends.items()
    ]
    if videos < MIN_SAMPLE:
        sentences.append(
            Finding(
                f"Chỉ có {whole(videos)} video (dưới {MIN_SAMPLE}): các tỷ lệ của kênh còn dao "
                "động nhiều, hãy coi là tham khảo.",
                "few",
            )
        )
    if n < MIN_SAMPLE:
        sentences.append(
            Finding(
                f"Mới có {whole(n)} TikToker cùng nhóm trong dữ liệu (dưới {MIN_SAMPLE}): hãy coi "
                "mức của nhóm là tham khảo.",
                "few",
            )
        )
    return tuple(sentences)


def place_words(rank: float, spread: Spread) -> str:
    """Returns a percentile in words: `cao hơn 82 % trong 98 TikToker`."""
    of = f"trong {whole(spread.n)} TikToker"
    if round(rank) in _ENDS:
        return f"{_ENDS[round(rank)]} {of}"
    return f"cao hơn {rank:.0f} % {of}"


def _gauge_table(values: dict[str, float | None], spreads: dict[str, Spread]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Chỉ số": [each.label for each in GAUGES],
            "Kênh này": [each.write(values[each.measure]) for each in GAUGES],
            **{
                title: [each.write(spreads[each.measure].percentile(at)) for each in GAUGES]
                for title, at in (
                    ("Bách phân vị 25 của nhóm", 25),
                    ("Trung vị của nhóm", 50),
                    ("Bách phân vị 75 của nhóm", 75),
                )
            },
            "Bách phân vị của kênh": [
                decimal(spreads[each.measure].rank(values[each.measure]), 0) for each in GAUGES
            ],
            "Số TikToker cùng nhóm": [spreads[each.measure].n for each in GAUGES],
        }
    )


def show_durations(reader: Reader) -> Shown:
    """How long its videos are, and what each length reaches."""
    found, metric = reader.kept(chosen), reader.view.metric
    videos = own_videos(reader)
    numbers = duration_numbers(videos)
    values = videos[metric.key].to_numpy("float64", na_value=np.nan)
    counted = ~videos["is_pinned"].to_numpy(bool) & np.isfinite(values)
    rows = []
    for number, name in enumerate(DURATION_NAMES):
        here = values[(numbers == number) & counted]
        n = int((numbers == number).sum())
        rows.append((name, n, float(np.median(here)) if here.size else None))
    frame = pd.DataFrame(rows, columns=["name", "n", "value"])
    # Photo posts stand beside the lengths only where there are some.
    frame = frame[(frame["name"] != DURATION_NAMES[-1]) | (frame["n"] > 0)]
    n = len(reader.kept(settled))
    measure = f"{metric.label} (trung vị)"
    return Shown(
        f"{found.name}: video dài bao nhiêu thì hơn mức thường?",
        bars_with_line(
            frame,
            x="name",
            bars="value",
            line="n",
            bar_title=measure,
            rate=metric.is_rate,
            faint_below=LEAST,
        )
        if frame["n"].sum()
        else empty_figure(found.nothing()),
        f"trung vị {metric.inside} của video trong mỗi khoảng thời lượng, không tính video ghim; "
        f"cột nhạt: dưới {LEAST} video. So sánh: tỷ lệ video vượt trung vị của chính kênh, bỏ "
        f"video {AGE_BANDS[YOUNG].label}, khoảng tin cậy Wilson 95 %, kiểm định dấu, hiệu chỉnh "
        "Holm cho mọi nhóm được so",
        int(frame["n"].sum()),
        findings=level_findings(reader.kept(compared_levels), "duration", metric, n)
        if len(videos)
        else (),
        table=lambda: frame.rename(
            columns={"name": "Thời lượng", "n": "Số video", "value": measure}
        ),
    )
