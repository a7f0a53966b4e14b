"""What a ranking of creators says: who leads, how far, and how much of the total they hold."""

from __future__ import annotations

from math import ceil
from typing import Final

import pandas as pd

from dash_app.findings.bins import not_enough, number_words, value_words
from dash_app.findings.finding import Finding
from dash_app.metrics import Metric
from dash_app.statistics import MIN_SAMPLE, Gini, gini, held_by_largest, members_holding
from dash_app.words import decimal, percent, whole

_TENTH: Final = 0.1


def ranking_findings(
    rows: pd.DataFrame, chosen: pd.DataFrame, measure: Metric, *, is_total: bool, from_below: bool
) -> tuple[Finding, ...]:
    """Says who stands at the end that is looked at, and how far from the usual creator.

    Args:
        rows: All who are ranked, the highest first: creator, value, videos.
        chosen: Those at the chosen end, the outermost first.
        measure: Of `value`.
        is_total: Whether the number of videos does not matter to what a value is worth.
        from_below: Whether the lowest are chosen.
    """
    if chosen.empty:
        return (not_enough(0, "TikToker"),)
    first, last = chosen.iloc[0], chosen.iloc[-1]
    median = rows["value"].median()
    name = "Thấp nhất" if from_below else "Đứng đầu"
    found = [
        Finding(
            f"{name}: @{first['creator']} với {value_words(first['value'], measure)}"
            f"{_against_the_usual(first['value'], median, measure) * (len(rows) > 1)} "
            f"(n = {whole(len(rows))})."
        )
    ]
    if not from_below and len(chosen) > 1 and last["value"] > 0:
        found.append(
            Finding(
                f"Người thứ nhất gấp {decimal(first['value'] / last['value'])} lần người thứ "
                f"{whole(len(chosen))} ({number_words(last['value'], measure)})."
            )
        )
    if not is_total:
        few = int((chosen["videos"] < MIN_SAMPLE).sum())
        if few:
            found.append(
                Finding(
                    f"{whole(few)} trong {whole(len(chosen))} người ở đây có dưới {MIN_SAMPLE} "
                    "video: thêm vài video là thứ hạng có thể đổi.",
                    "few",
                )
            )
    return tuple(found)


def left_out_findings(too_few: int, least: int, unknown: int) -> tuple[Finding, ...]:
    """Says who is not ranked."""
    parts = [f"{whole(too_few)} TikToker có dưới {least} video"] * bool(too_few)
    parts += [f"{whole(unknown)} TikToker không có số này"] * bool(unknown)
    return (Finding(f"Không xếp hạng {' và '.join(parts)}.", "few"),) if parts else ()


def share_findings(
    rows: pd.DataFrame, chosen: pd.DataFrame, measure: Metric, *, from_below: bool
) -> tuple[Finding, ...]:
    """Says what the chosen creators hold of the total, and what the others do.

    Args:
        rows: All who are ranked; `value`.
        chosen: Those at the chosen end.
        measure: Of `value`, which has a total.
        from_below: Whether the lowest are chosen.
    """
    total = rows["value"].sum()
    if not total > 0 or len(rows) < 2:
        return ()
    part, share = len(chosen) / len(rows), chosen["value"].sum() / total
    end = "thấp nhất" if from_below else "cao nhất"
    rest = len(rows) - len(chosen)
    found = [
        Finding(
            f"{whole(len(chosen))} TikToker {end} ({percent(part)} số người) giữ {percent(share)} "
            f"của {value_words(total, measure)}; phần còn lại ({whole(rest)} người) giữ "
            f"{percent(1 - share)}."
            if rest
            else f"Cả {whole(len(rows))} TikToker được xếp hạng đều ở đây, cộng lại "
            f"{value_words(total, measure)}: không có phần còn lại để so."
        )
    ]
    if measure.key == "followers":
        found.append(
            Finding(
                "Một người có thể theo dõi nhiều TikToker: tổng này không phải số người khác nhau.",
                "few",
            )
        )
    return tuple(found)


def concentration_findings(values: pd.Series, measure: Metric) -> tuple[Finding, ...]:
    """Says what the largest tenth holds, how few hold one half, and the Gini coefficient."""
    found = gini(values)
    if found.estimate is None:
        return (not_enough(found.n, "TikToker"),) if found.n < MIN_SAMPLE else ()
    if not found.enough:
        coefficient = (Finding(_gini_words(found)),) * (found.n > 1)
        return (not_enough(found.n, "TikToker"), *coefficient)
    tenth = ceil(_TENTH * found.n)
    half = members_holding(values, 0.5) or 0
    return (
        Finding(
            f"10 % TikToker lớn nhất ({whole(tenth)} người) giữ "
            f"{percent(held_by_largest(values, tenth), 0)} {_of_what(measure)}."
        ),
        Finding(
            f"Một nửa nằm ở {whole(half)} người lớn nhất ({percent(half / found.n)} số người)."
        ),
        Finding(_gini_words(found)),
    )


def _gini_words(found: Gini) -> str:
    return (
        f"Hệ số Gini {decimal(found.estimate, 2)} (0: ai cũng như nhau, gần 1: một người giữ gần "
        f"hết; n = {whole(found.n)})."
    )


def _of_what(measure: Metric) -> str:
    """Returns `tổng lượt xem`, also where the label begins with it."""
    return measure.inside if measure.inside.startswith("tổng ") else f"tổng {measure.inside}"


def _against_the_usual(value: float, median: float, measure: Metric) -> str:
    if not median > 0:
        return ""
    usual = f"trung vị {number_words(median, measure)}"
    ratio = value / median
    if 0.95 <= ratio < 1.05:
        return f", ngang {usual}"
    if ratio >= 1:
        return f", gấp {decimal(ratio)} lần {usual}"
    return f", bằng {percent(ratio, 0 if ratio >= 0.01 else 2)} của {usual}"
