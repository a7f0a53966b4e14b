"""The latest weeks against the first ones of a view."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from dash_app.findings.finding import Finding
from dash_app.statistics import MeanDifference, welch
from dash_app.words import day, decimal, signed_percent

WEEKS = 4
"""So many whole weeks at either end are compared."""


@dataclass(frozen=True)
class Growth:
    """The last weeks against the first.

    Attributes:
        first: Mean of the first weeks.
        last: Mean of the last weeks.
        change: last / first − 1; None where the first mean is 0.
        first_from: Monday of the first week.
        last_from: Monday of the first of the last weeks.
        test: Of the difference.
    """

    first: float
    last: float
    change: float | None
    first_from: pd.Timestamp
    last_from: pd.Timestamp
    test: MeanDifference


def growth(frame: pd.DataFrame, column: str) -> Growth | None:
    """Returns the growth of a measure; None below twice four whole weeks.

    Args:
        frame: week_start and the measure, one row a week without gaps; the first and the last
            week may be cut off and are left out.
        column: The measure.
    """
    whole_weeks = frame.iloc[1:-1]
    if len(whole_weeks) < 2 * WEEKS:
        return None
    first, last = whole_weeks.head(WEEKS), whole_weeks.tail(WEEKS)
    if first[column].isna().all() or last[column].isna().all():
        return None
    before, after = float(first[column].mean()), float(last[column].mean())
    return Growth(
        before,
        after,
        after / before - 1 if before else None,
        first["week_start"].iloc[0],
        last["week_start"].iloc[0],
        welch(last[column], first[column]),
    )


def growth_finding(found: Growth | None, what: str, places: int = 1) -> Finding:
    """Says how a measure moved from the first weeks to the last, and how sure that is.

    Four weeks on either side tell little: only a difference whose interval leaves zero out is
    called one.

    Args:
        found: Of `growth`.
        what: The measure inside a sentence.
        places: Decimals of the means.
    """
    if found is None or found.change is None:
        return Finding(f"Chưa đủ {2 * WEEKS} tuần trọn để so đầu với cuối.", "few")
    low, high = found.test.low, found.test.high
    sure = low is not None and high is not None and not low <= 0 <= high
    verdict = (
        "chênh lệch này vượt ngoài dao động giữa các tuần"
        if sure
        else "chưa vượt ngoài dao động giữa các tuần"
    )
    way = "lên" if found.change >= 0 else "xuống"
    return Finding(
        f"{WEEKS} tuần trọn cuối (từ {day(found.last_from)}) so với {WEEKS} tuần đầu (từ "
        f"{day(found.first_from)}): {what} {signed_percent(found.change)}, từ "
        f"{decimal(found.first, places)} {way} {decimal(found.last, places)} trung bình một tuần; "
        f"{verdict}."
    )
