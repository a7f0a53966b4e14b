"""What a series of weeks says."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from dash_app.findings.bins import highest_row, not_enough, value_words
from dash_app.findings.finding import Finding
from dash_app.holidays import seasons_between
from dash_app.metrics import Aggregate, Metric
from dash_app.statistics import MIN_PERIODS, MIN_SAMPLE, linear_trend
from dash_app.words import day, decimal, signed_percent, whole

_SHARED_WEEKS = 4


def volume_findings(frame: pd.DataFrame) -> tuple[Finding, ...]:
    """Says when most was posted, and whether the number of videos a week has a trend.

    The first and the last week may be cut off and do not count for the trend.

    Args:
        frame: Columns week_start and n, one row a week without gaps.
    """
    if frame.empty or frame["n"].sum() < MIN_SAMPLE:
        return (not_enough(int(frame["n"].sum()) if len(frame) else 0),)
    most = highest_row(frame, "n")
    found = [
        Finding(f"Nhiều nhất: tuần từ {day(most['week_start'])}, {whole(most['n'])} video."),
    ]
    whole_weeks = frame["n"].iloc[1:-1]
    trend = linear_trend(whole_weeks.to_numpy())
    if not trend.enough or trend.slope is None:
        found.append(Finding(f"Chưa đủ {MIN_PERIODS} tuần trọn để nói về xu hướng.", "few"))
    elif trend.low is not None and trend.high is not None and trend.low <= 0 <= trend.high:
        found.append(
            Finding(
                f"Không thấy xu hướng rõ qua {len(whole_weeks)} tuần trọn "
                f"({_signed(trend.slope)} video mỗi tuần, khoảng tin cậy 95 %: "
                f"{_signed(trend.low)} đến {_signed(trend.high)})."
            )
        )
    else:
        way = "tăng" if trend.slope > 0 else "giảm"
        found.append(
            Finding(
                f"Số video có xu hướng {way}: {_signed(trend.slope)} video mỗi tuần (khoảng tin "
                f"cậy 95 %: {_signed(trend.low)} đến {_signed(trend.high)}) qua "
                f"{len(whole_weeks)} tuần trọn. Khoảng này chưa tính việc tuần sau "
                "giống tuần trước."
            )
        )
    return tuple(found)


def metric_findings(
    frame: pd.DataFrame, metric: Metric, aggregate: Aggregate
) -> tuple[Finding, ...]:
    """Says which week with enough videos was highest.

    Args:
        frame: Columns week_start, n, value.
        metric: Of the values.
        aggregate: Of the values.
    """
    fit = frame[frame["n"] >= MIN_SAMPLE] if len(frame) else frame
    if fit.empty:
        return (not_enough(int(frame["n"].max()) if len(frame) else 0, "video trong một tuần"),)
    best = highest_row(fit, "value")
    return (
        Finding(
            f"Cao nhất trong các tuần có ít nhất {MIN_SAMPLE} video: tuần từ "
            f"{day(best['week_start'])}, {aggregate.label.lower()} "
            f"{value_words(best['value'], metric)} (n = {whole(best['n'])})."
        ),
    )


def extreme_findings(
    frame: pd.DataFrame, column: str, words: Callable[[float], str]
) -> tuple[Finding, ...]:
    """Names the peaks and troughs that are marked, with the season that each lies in.

    Args:
        frame: Of `findings.extremes.mark_extremes`.
        column: The measure.
        words: Writes a value of it.
    """
    if frame.empty:
        return ()
    found = []
    for sign, name in ((1, "Đỉnh"), (-1, "Đáy")):
        marked = frame[frame["extreme"] == sign]
        if len(marked):
            parts = [
                f"tuần từ {day(week)} ({words(value)}{_season(week)})"
                for week, value in zip(marked["week_start"], marked[column], strict=True)
            ]
            found.append(Finding(f"{name}: {'; '.join(parts)}."))
    return tuple(found)


def year_findings(frame: pd.DataFrame) -> tuple[Finding, ...]:
    """Compares the years over the weeks that they share.

    Args:
        frame: Columns year, week and n, one row a week without gaps.
    """
    if frame.empty:
        return (not_enough(0),)
    counts = frame.pivot(index="week", columns="year", values="n")
    if counts.shape[1] < 2:
        return (Finding("Chỉ có dữ liệu của một năm: chưa so được hai năm.", "few"),)
    found = []
    for before, after in zip(counts.columns[:-1], counts.columns[1:], strict=True):
        shared = counts[[before, after]].dropna()
        # The first and the last week of the data may be cut off.
        if len(shared) < _SHARED_WEEKS or not shared[before].sum():
            found.append(
                Finding(
                    f"Năm {before} và {after} chỉ có {len(shared)} tuần cùng có dữ liệu: cần ít "
                    f"nhất {_SHARED_WEEKS}.",
                    "few",
                )
            )
            continue
        totals = shared.sum()
        found.append(
            Finding(
                f"Trong {len(shared)} tuần mà cả hai năm cùng có dữ liệu: {whole(totals[after])} "
                f"video năm {after} so với {whole(totals[before])} năm {before} "
                f"({signed_percent(totals[after] / totals[before] - 1)})."
            )
        )
    return tuple(found)


def _season(week_start: pd.Timestamp) -> str:
    found = seasons_between(week_start.date(), (week_start + pd.Timedelta(days=6)).date())
    return f", {found[0].name}" if found else ""


def _signed(value: float | None) -> str:
    number = value or 0.0
    return f"{'+' if number >= 0 else '−'}{decimal(abs(number), 2)}"
