"""What the use of sounds says: how concentrated it is, and what one sound goes with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from dash_app.findings.bins import highest_row, not_enough, number_words, value_words
from dash_app.findings.finding import Finding
from dash_app.findings.forms import one_effect
from dash_app.findings.sound_names import sound_title
from dash_app.metrics import Metric
from dash_app.statistics import MIN_SAMPLE, BinEffect, Interval
from dash_app.words import percent, whole

MOSTLY: Final = 0.5
"""From this share of one creator on, a sound's numbers are mostly that creator's."""


def used_findings(frame: pd.DataFrame, metric: Metric) -> tuple[Finding, ...]:
    """Says which sound is used most, which does best, and which rest on one creator.

    Args:
        frame: Of `queries.sounds.most_used`.
        metric: Of the quartiles.
    """
    n = int(frame["all_videos"].iloc[0]) if len(frame) else 0
    if n < MIN_SAMPLE:
        return (not_enough(n),)
    first = frame.iloc[0]
    found = [
        Finding(
            f"Dùng nhiều nhất: “{sound_title(first['title'])}”, {whole(first['videos'])} video của "
            f"{whole(first['creators'])} TikToker, {percent(first['videos'] / n)} số video có âm "
            "thanh."
        )
    ]
    fit = frame[frame["n"] >= MIN_SAMPLE]
    if len(fit) > 1:
        best = highest_row(fit, "p50")
        found.append(
            Finding(
                f"Trong các âm thanh này, có từ {MIN_SAMPLE} video và {metric.inside} trung vị cao "
                f"nhất: “{sound_title(best['title'])}”, {value_words(best['p50'], metric)} (n = "
                f"{whole(best['n'])}). Kênh lớn hay nhỏ dùng nó cũng làm nên con số này: xem phần "
                "so trong cùng TikToker của từng âm thanh."
            )
        )
    shared = frame[frame["creators"] > 1]
    owned = shared[shared["main_videos"] >= MOSTLY * shared["videos"]]
    if len(owned):
        found.append(
            Finding(
                f"{whole(len(owned))} trong {whole(len(frame))} âm thanh này có từ một nửa số "
                "video do một TikToker đăng: đó là thói quen của một kênh hơn là trào lưu.",
            )
        )
    return tuple(found)


def sound_findings(
    row: Mapping[Any, Any] | pd.Series,
    median: Interval,
    effects: Sequence[BinEffect],
    metric: Metric,
) -> tuple[Finding, ...]:
    """Says what videos with one sound reach, against the same creators' other videos.

    Args:
        row: Of `queries.sounds.sound_facts`.
        median: Of the metric.
        effects: Of the sound within its users.
        metric: Of the outcome.
    """
    n, creators = int(row["videos"]), int(row["creators"])
    found: list[Finding] = []
    if creators == 1:
        whose = "âm thanh gốc" if row["original"] else "âm thanh"
        found.append(
            Finding(
                f"Trong góc nhìn này chỉ @{row['main_creator']} dùng {whose} này: con số nói về "
                "kênh ấy, không nói về âm thanh.",
                "few",
            )
        )
    elif row["main_videos"] >= MOSTLY * n:
        found.append(
            Finding(
                f"{percent(row['main_videos'] / n, 0)} số video là của @{row['main_creator']}: con "
                "số chủ yếu nói về kênh ấy.",
                "few",
            )
        )
    if not median.enough or median.low is None or median.high is None:
        return (*found, not_enough(median.n))
    found.append(
        Finding(
            f"{metric.label} trung vị {number_words(median.estimate or 0, metric)} (khoảng tin cậy "
            f"95 %: {number_words(median.low, metric)} đến {number_words(median.high, metric)}; "
            f"n = {whole(median.n)})."
        )
    )
    if creators == 1:
        return tuple(found)
    return (
        *found,
        *one_effect(effects, "video dùng âm thanh này", metric),
    )
