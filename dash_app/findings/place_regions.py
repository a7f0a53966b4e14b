"""How videos are spread over north, centre and south, and what each brings."""

from __future__ import annotations

import pandas as pd

from dash_app.findings.bins import best_bin, highest_row, not_enough
from dash_app.findings.finding import Finding
from dash_app.findings.place_cities import p_words
from dash_app.findings.places import share_words
from dash_app.metrics import Aggregate, Metric
from dash_app.statistics import MIN_SAMPLE, EqualShares, share_interval
from dash_app.words import decimal, percent, whole

# Cohen (1988): from here on w is small, medium, large.
_SIZES = ((0.5, "lớn"), (0.3, "vừa"), (0.1, "nhỏ"))
_LEAST_GAP = 0.1


def region_findings(
    frame: pd.DataFrame,
    test: EqualShares,
    *,
    metric: Metric,
    aggregate: Aggregate,
    total_words: str,
    is_narrowed: bool,
) -> tuple[Finding, ...]:
    """Says which region leads, how far from equal shares, and which brings more than its part.

    Args:
        frame: Columns name, n, share, total_share, value; one row a region.
        test: Of the counts of all three regions.
        metric: Of the values.
        aggregate: Of the values.
        total_words: What `total_share` is a part of.
        is_narrowed: Whether the filters choose places.
    """
    n = int(frame["n"].sum()) if len(frame) else 0
    if n < MIN_SAMPLE:
        return (not_enough(n, "video biết nơi"),)
    if (frame["n"] > 0).sum() < 2:
        name = highest_row(frame, "n")["name"]
        return (Finding(f"Chỉ có video ở {name}: không có miền khác để so.", "few"),)
    first = highest_row(frame, "n")
    found = [
        Finding(
            f"Nhiều video nhất: {first['name']}, {share_words(share_interval(first['n'], n))} số "
            f"video biết nơi (n = {whole(first['n'])})."
        )
    ]
    if not is_narrowed:
        found.append(_test_finding(test))
    found += _contribution(frame, total_words)
    best = best_bin(frame, name=lambda row: str(row["name"]), metric=metric, aggregate=aggregate)
    return (*found, *best[:1])


def size_of_w(w: float) -> str:
    """Returns how large a departure from equal shares is."""
    return next((name for bound, name in _SIZES if w >= bound), "không đáng kể")


def _test_finding(test: EqualShares) -> Finding:
    if not test.enough or test.p is None or test.w is None or test.statistic is None:
        return not_enough(test.n, "video biết nơi")
    numbers = (
        f"χ² = {decimal(test.statistic)}, {p_words(test.p)}, w của Cohen = {decimal(test.w, 2)}, "
        f"n = {whole(test.n)}"
    )
    if test.p >= 0.05:
        return Finding(f"Ba miền chưa lệch khỏi chia đều ({numbers}).")
    return Finding(
        f"Lệch khỏi chia đều ba miền, mức {size_of_w(test.w)} ({numbers}). Chia đều chỉ là mốc: ba "
        "miền không cùng dân số, và con số phụ thuộc TikToker nào được thu thập."
    )


def _contribution(frame: pd.DataFrame, total_words: str) -> list[Finding]:
    """Says which region brings most more or less than its part of the videos."""
    fit = frame[(frame["n"] >= MIN_SAMPLE) & frame["total_share"].notna()]
    if fit.empty:
        return []
    times = fit["total_share"] / fit["share"]
    row = highest_row(fit.assign(times=times, away=(times - 1).abs()), "away")
    ratio = float(row["times"])
    if abs(ratio - 1) < _LEAST_GAP:
        return [Finding(f"Phần {total_words} của mỗi miền sát với phần số video của miền đó.")]
    return [
        Finding(
            f"{row['name']} góp {percent(row['total_share'])} {total_words} từ "
            f"{percent(row['share'])} số video: gấp {decimal(ratio, 2)} lần phần video của mình. "
            "Tổng dễ bị vài video rất lớn kéo lên."
        )
    ]
