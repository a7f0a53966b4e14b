"""What months and years say, without comparing a part of a year with a whole one."""

from __future__ import annotations

from datetime import date

import pandas as pd

from dash_app.findings.bins import best_bin, not_enough, value_words
from dash_app.findings.finding import Finding
from dash_app.metrics import Aggregate, Metric
from dash_app.statistics import MIN_SAMPLE
from dash_app.words import day, signed_percent, whole


def month_findings(
    frame: pd.DataFrame, metric: Metric, aggregate: Aggregate
) -> tuple[Finding, ...]:
    """Says which month was highest, and whether it can be called a season.

    Args:
        frame: Columns year, month, n, value.
        metric: Of the values.
        aggregate: Of the values.
    """
    if frame.empty:
        return (not_enough(0),)
    found = best_bin(
        frame,
        name=lambda row: f"tháng {int(row['month'])}/{int(row['year'])}",
        metric=metric,
        aggregate=aggregate,
    )
    years = frame.loc[frame["n"] >= MIN_SAMPLE].groupby("month")["year"].nunique()
    if not years.empty and years.max() < 2:
        found += (Finding("Chưa tháng nào có đủ hai năm dữ liệu nên chưa gọi được là mùa.", "few"),)
    return found


def year_findings(
    frame: pd.DataFrame,
    first: date | None,
    last: date | None,
    metric: Metric,
    aggregate: Aggregate,
) -> tuple[Finding, ...]:
    """Compares the last two years that have enough videos, and says what days they cover.

    Args:
        frame: Columns year, n, value.
        first: First posting day.
        last: Last posting day.
        metric: Of the values.
        aggregate: Of the values.
    """
    fit = frame[frame["n"] >= MIN_SAMPLE]
    if fit.empty:
        return (not_enough(int(frame["n"].sum())),)
    newest = fit.iloc[-1]
    measure = f"{aggregate.label.lower()} {value_words(newest['value'], metric)}"
    found = [Finding(f"Năm {int(newest['year'])}: {measure} (n = {whole(newest['n'])}).")]
    if len(fit) > 1 and fit.iloc[-2]["value"]:
        before = fit.iloc[-2]
        change = signed_percent(newest["value"] / before["value"] - 1)
        found[0] = Finding(
            f"Năm {int(newest['year'])}: {measure} (n = {whole(newest['n'])}), {change} so với "
            f"năm {int(before['year'])} (n = {whole(before['n'])})."
        )
    found.append(
        Finding(
            f"Dữ liệu từ {day(first)} đến {day(last)}: năm đầu và năm cuối có thể chưa trọn, "
            "và video mới chưa có đủ thời gian tích lượt xem."
        )
    )
    return tuple(found)
