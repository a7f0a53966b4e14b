"""What the forms of posts say: how shares and durations move, which form reaches more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dash_app.findings.bins import (
    effect_strength,
    effect_words,
    highest_row,
    not_enough,
    value_words,
)
from dash_app.findings.finding import Finding
from dash_app.metrics import Metric
from dash_app.statistics import (
    MIN_CREATORS,
    MIN_PERIODS,
    MIN_SAMPLE,
    BinEffect,
    Interval,
    Trend,
    linear_trend,
)
from dash_app.words import decimal, percent, seconds, whole


def share_findings(
    frame: pd.DataFrame, *, part: str, whole_of: str, what: str, unit: str
) -> tuple[Finding, ...]:
    """Says how large a share is, and whether it moves.

    The first and the last period may be cut off and do not count for the trend, nor do periods
    with too few videos.

    Args:
        frame: One row a period without gaps.
        part: The column with the part.
        whole_of: The column with what it is a part of.
        what: The share, at the beginning of a sentence.
        unit: What a period is.
    """
    total = int(frame[whole_of].sum()) if len(frame) else 0
    if total < MIN_SAMPLE:
        return (not_enough(total),)
    share = frame[part].sum() / total
    measured = frame.iloc[1:-1]
    trend = linear_trend(_where_enough(measured[part] / measured[whole_of], measured[whole_of]))
    return (
        Finding(
            f"{what}: {percent(share)} của cả {whole(total)} bài đang xem; "
            f"{_moves(trend, unit, 100, 'điểm %')}"
        ),
    )


def duration_findings(frame: pd.DataFrame, unit: str) -> tuple[Finding, ...]:
    """Says whether videos get longer, and between which lengths the medians lie.

    Args:
        frame: Columns name, timed and p50, one row a period without gaps.
        unit: What a period is.
    """
    total = int(frame["timed"].sum()) if len(frame) else 0
    fit = frame[frame["timed"] >= MIN_SAMPLE] if len(frame) else frame
    if fit.empty:
        return (not_enough(total),)
    longest, shortest = highest_row(fit, "p50"), highest_row(fit.assign(less=-fit["p50"]), "less")
    measured = frame.iloc[1:-1]
    trend = linear_trend(_where_enough(measured["p50"], measured["timed"]))
    found = [
        Finding(
            f"Trung vị cao nhất ở {unit} {longest['name']}: {seconds(longest['p50'])} (n = "
            f"{whole(longest['timed'])}); thấp nhất ở {unit} {shortest['name']}: "
            f"{seconds(shortest['p50'])} (n = {whole(shortest['timed'])})."
        )
    ]
    words = _moves(trend, unit, 1, "giây")
    return (*found, Finding(f"Thời lượng trung vị: {words}"))


def median_findings(medians: Mapping[str, Interval], metric: Metric) -> tuple[Finding, ...]:
    """Says which form has the highest median, and whether that is beyond the others' intervals.

    Args:
        medians: Of each form by its name.
        metric: Of the medians.
    """
    fit = [(name, each) for name, each in medians.items() if each.enough]
    if len(fit) < 2:
        return (
            Finding(
                f"Chưa đủ dữ liệu để so: cần ít nhất hai dạng có từ {MIN_SAMPLE} video.", "few"
            ),
        )
    (first, best), (second, next_best), *_ = sorted(fit, key=lambda each: -(each[1].estimate or 0))
    apart = all((each.high or 0) < (best.low or 0) for name, each in fit if name != first)
    words = (
        "khoảng tin cậy tách hẳn các dạng còn lại"
        if apart
        else "khoảng tin cậy còn chồng lên nhau, chưa nói được là hơn"
    )
    return (
        Finding(
            f"Trung vị cao nhất: {_inside(first)}, {value_words(best.estimate or 0, metric)} (n = "
            f"{whole(best.n)}); kế đó {_inside(second)}, "
            f"{value_words(next_best.estimate or 0, metric)} (n = {whole(next_best.n)}): {words}."
        ),
    )


def one_effect(effects: Sequence[BinEffect], name: str, metric: Metric) -> tuple[Finding, ...]:
    """Says how videos of one kind differ from the same creator's others.

    Args:
        effects: The one of the kind, of `statistics.within_creator_effect`; none where there is no
            creator with both.
        name: Of the kind, inside a sentence.
        metric: Of the outcome.
    """
    known = [each for each in effects if each.enough]
    if not known:
        return (
            Finding(
                f"So {name} với video khác của cùng TikToker: chưa đủ dữ liệu (cần ít nhất "
                f"{MIN_SAMPLE} video của {MIN_CREATORS} TikToker).",
                "few",
            ),
        )
    (effect,) = known
    words = (
        f"So trong cùng một TikToker, {name}: {metric.inside} "
        f"{effect_words(effect, metric)} so với video khác của họ (n = {whole(effect.n)}, "
        f"{whole(effect.creators)} TikToker)"
    )
    if not effect.clear:
        return (Finding(f"{words}: không khác rõ."),)
    return (Finding(f"{words}.", "effect", effect_strength(effect, metric)),)


def _where_enough(values: pd.Series, counts: pd.Series) -> pd.Series:
    return values.where(counts >= MIN_SAMPLE)


def _moves(trend: Trend, unit: str, scale: float, of: str) -> str:
    """Returns whether a measure moves, with its slope."""
    if not trend.enough or trend.slope is None or trend.low is None or trend.high is None:
        return f"chưa đủ {MIN_PERIODS} {unit} trọn có từ {MIN_SAMPLE} video để nói về xu hướng."
    slope, low, high = (_signed(scale * each) for each in (trend.slope, trend.low, trend.high))
    interval = f"{slope} {of} mỗi {unit} (khoảng tin cậy 95 %: {low} đến {high})"
    periods = f"qua {trend.n} {unit} trọn"
    if trend.low <= 0 <= trend.high:
        return f"không thấy xu hướng rõ {periods}, {interval}."
    return f"có xu hướng {'tăng' if trend.slope > 0 else 'giảm'} {periods}, {interval}."


def _signed(value: float) -> str:
    return f"{'+' if value >= 0 else '−'}{decimal(abs(value), 2)}"


def _inside(name: str) -> str:
    return f"{name[0].lower()}{name[1:]}"
