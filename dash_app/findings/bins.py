"""What bars and heatmaps say: the best bin, its share, and its effect within creators."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from dash_app.findings.finding import Finding
from dash_app.metrics import Aggregate, Metric
from dash_app.statistics import MIN_SAMPLE, BinEffect, Slope
from dash_app.words import decimal, percent, signed_percent, whole


def not_enough(n: int, unit: str = "video") -> Finding:
    """Returns the sentence for a sample that is too small to conclude from."""
    return Finding(
        f"Chưa đủ dữ liệu để kết luận: chỉ có {whole(n)} {unit}, cần ít nhất {MIN_SAMPLE}.", "few"
    )


def number_words(value: float | None, of: Metric) -> str:
    """Returns a metric's value as it stands under its name."""
    return percent(value, 2) if of.is_rate else whole(value)


def value_words(value: float, of: Metric) -> str:
    """Returns a metric's value with its unit."""
    return percent(value, 2) if of.is_rate else f"{whole(value)} {of.unit}"


def highest_row(frame: pd.DataFrame, column: str) -> pd.Series:
    """Returns the first row with the highest value of a column that has one somewhere."""
    return frame.iloc[int(np.nanargmax(frame[column].to_numpy("float64", na_value=np.nan)))]


def best_bin(
    frame: pd.DataFrame,
    *,
    name: Callable[[pd.Series], str],
    metric: Metric,
    aggregate: Aggregate,
) -> tuple[Finding, ...]:
    """Says which bin is highest and which is most used; bins under 30 videos do not compete.

    Args:
        frame: Columns n and value, one row a bin.
        name: How a row's bin is called, inside a sentence.
        metric: Of the values.
        aggregate: Of the values.
    """
    total = int(frame["n"].sum())
    fit = frame[(frame["n"] >= MIN_SAMPLE) & frame["value"].notna()]
    if fit.empty:
        return (not_enough(total),)
    best, most = highest_row(fit, "value"), highest_row(fit, "n")
    measure = f"{aggregate.label.lower()} {value_words(best['value'], metric)}"
    found = [
        Finding(f"Cao nhất: {name(best)}, {measure} (n = {whole(best['n'])}).")
        if len(fit) > 1
        else Finding(f"Chỉ {name(best)} đủ {MIN_SAMPLE} video: {measure} (n = {whole(best['n'])}).")
    ]
    share = percent(most["n"] / total, 0)
    if most.name == best.name:
        found.append(Finding(f"Đây cũng là nơi có nhiều video nhất: {share} số video."))
    else:
        found.append(Finding(f"Nhiều video nhất: {name(most)}, {share} số video."))
    return tuple(found)


def within_effect(
    effects: Sequence[BinEffect],
    *,
    name: Callable[[Any], str],
    metric: Metric,
    most: int = 2,
) -> tuple[Finding, ...]:
    """Says which bins differ from a creator's other videos, with a 95 % interval.

    Only bins whose difference survives the correction for looking at all of them are named. The
    sentence speaks of a difference, not of a cause.

    Args:
        effects: Of `statistics.within_creator_effect`.
        name: How a bin is called.
        metric: Of the outcome.
        most: At most so many bins are named in each direction.
    """
    known = [each for each in effects if each.enough and each.estimate is not None]
    if not known:
        return (
            Finding(
                "So trong cùng một TikToker: chưa đủ dữ liệu (cần ít nhất "
                f"{MIN_SAMPLE} video của 5 TikToker trong một nhóm).",
                "few",
            ),
        )
    clear = [each for each in known if each.clear]
    if not clear:
        return (
            Finding(
                "So trong cùng một TikToker: không nhóm nào khác hẳn phần còn lại "
                f"(đã hiệu chỉnh vì so {len(known)} nhóm)."
            ),
        )
    ranked = sorted(clear, key=lambda each: each.estimate or 0, reverse=True)
    up = [each for each in ranked if (each.estimate or 0) > 0][:most]
    down = [each for each in reversed(ranked) if (each.estimate or 0) < 0][:most]
    return tuple(_effect_sentence(each, name, metric) for each in (*up, *down))


def effect_words(effect: BinEffect | Slope, metric: Metric) -> str:
    """Returns `+12 % (khoảng tin cậy 95 %: +5 % đến +19 %)`."""
    parts = (effect.estimate or 0.0, effect.low or 0.0, effect.high or 0.0)
    if metric.is_rate:
        numbers = [f"{_signed(each)} điểm %" for each in parts]
    else:
        numbers = [signed_percent(each / 100) for each in parts]
    return f"{numbers[0]} (khoảng tin cậy 95 %: {numbers[1]} đến {numbers[2]})"


def _effect_sentence(effect: BinEffect, name: Callable[[Any], str], metric: Metric) -> Finding:
    return Finding(
        f"So trong cùng một TikToker, {name(effect.bin)}: {metric.inside} "
        f"{effect_words(effect, metric)} so với video khác của họ "
        f"(n = {whole(effect.n)}, {whole(effect.creators)} TikToker).",
        "effect",
        effect_strength(effect, metric),
    )


def effect_strength(effect: BinEffect | Slope, metric: Metric) -> float:
    """Returns the bound of the interval that is nearest to no effect, see `Finding.strength`."""
    return min(_log_size(each or 0, metric) for each in (effect.low, effect.high))


def _log_size(bound: float, metric: Metric) -> float:
    """Returns how far a bound lies from no effect; a usual rate is some five per cent."""
    return abs(bound) / 5 if metric.is_rate else abs(math.log1p(max(bound, -99.9) / 100))


def _signed(value: float) -> str:
    return f"+{decimal(value, 2)}" if value >= 0 else f"−{decimal(-value, 2)}"
