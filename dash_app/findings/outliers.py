"""What outliers say: how many there are, what they are worth, what they have in common."""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import Any

import pandas as pd

from dash_app.bands import AGE_BANDS, YOUNG
from dash_app.findings.bins import not_enough
from dash_app.findings.finding import Finding
from dash_app.statistics import MIN_SAMPLE, share_interval
from dash_app.words import decimal, percent, whole


def outlier_findings(summary: pd.Series) -> tuple[Finding, ...]:
    """Says how frequent outliers are, how much they bring, and whether the niche agrees.

    Args:
        summary: The row of `queries.outliers.outlier_summary`.
    """
    n, hits = int(summary["n"]), int(summary["hits"])
    if n < MIN_SAMPLE:
        return (not_enough(n),)
    if not hits:
        return (Finding(f"Không video nào trong {whole(n)} video đạt ngưỡng này."),)
    share = share_interval(hits, n)
    found = [
        Finding(
            f"Cứ {whole(n / hits)} video thì có 1 video nổi bật: {whole(hits)} trong {whole(n)} "
            f"({percent(share.estimate)}; khoảng tin cậy 95 %: {percent(share.low)} đến "
            f"{percent(share.high)})."
        ),
        Finding(f"Video nổi bật mang về {percent(summary['plays_share'], 0)} tổng lượt xem."),
    ]
    if summary["compared"] >= MIN_SAMPLE:
        above = percent(summary["above"] / summary["compared"], 0)
        found.append(
            Finding(
                f"{above} video nổi bật cũng vượt trung vị của video cùng tuổi trong góc nhìn này; "
                "phần còn lại chỉ nổi bật so với chính kênh mình."
            )
        )
    return tuple(found)


def age_findings(levels: pd.DataFrame) -> tuple[Finding, ...]:
    """Says how much older videos are ahead of newer ones.

    Args:
        levels: Columns age, n, level of `queries.outliers.niche_levels`.
    """
    fit = levels[levels["n"] >= MIN_SAMPLE]
    settled = fit[fit["age"] != YOUNG]
    if len(settled) < 2:
        return (
            Finding(f"Chưa đủ dữ liệu: cần ít nhất hai nhóm tuổi có từ {MIN_SAMPLE} video.", "few"),
        )
    newest, oldest = settled.iloc[0], settled.iloc[-1]
    found = [
        Finding(
            f"Lượt xem trung vị: video {AGE_BANDS[int(oldest['age'])].label} "
            f"{whole(oldest['level'])}, video {AGE_BANDS[int(newest['age'])].label} "
            f"{whole(newest['level'])} (bằng {decimal(newest['level'] / oldest['level'], 2)} lần). "
            "Vì vậy so với ngách là so với video cùng tuổi."
        )
    ]
    young = fit[fit["age"] == YOUNG]
    if len(young):
        found.append(
            Finding(
                f"Video {AGE_BANDS[YOUNG].label} chưa có thời gian tích lượt xem (trung vị "
                f"{whole(young.iloc[0]['level'])}): không bị coi là thấp và không tính vào tỷ lệ."
            )
        )
    return tuple(found)


def trait_findings(traits: pd.DataFrame, most: int = 3) -> tuple[Finding, ...]:
    """Says which traits outliers have more or less often, with a 95 % interval.

    Args:
        traits: As of `tabs.videos.outlier_traits.compare_traits`.
        most: At most so many traits are named in each direction.
    """
    if traits.empty:
        return (
            Finding(
                "Chưa đủ dữ liệu để so: cần ít nhất "
                f"{MIN_SAMPLE} video có và {MIN_SAMPLE} video không có đặc điểm.",
                "few",
            ),
        )
    rows = [row for row in traits.to_dict("records") if row["clear"]]
    if not rows:
        return (
            Finding(
                "Không đặc điểm nào ở đây đi cùng tỷ lệ nổi bật khác hẳn phần còn lại "
                f"(đã hiệu chỉnh Holm, n = {whole(traits['n'].max())} ở nhóm lớn nhất)."
            ),
        )
    ranked = sorted(rows, key=lambda row: -float(row["estimate"]))
    up = [row for row in ranked if row["estimate"] > 1][:most]
    down = [row for row in reversed(ranked) if row["estimate"] < 1][:most]
    return tuple(_trait_sentence(row) for row in (*up, *down))


def _trait_sentence(row: dict[Hashable, Any]) -> Finding:
    name = f"{row['sentence'][:1].upper()}{row['sentence'][1:]}"
    low, high = float(row["low"]), float(row["high"])
    return Finding(
        f"{name}: {percent(row['share'])} nổi bật, còn lại {percent(row['other_share'])}, tức "
        f"{decimal(row['estimate'], 2)} lần (khoảng tin cậy 95 %: {decimal(low, 2)} đến "
        f"{decimal(high, 2)}; n = {whole(row['n'])}).",
        "effect",
        min(abs(math.log(low)), abs(math.log(high))),
    )


def shortlist_findings(shortlist: pd.DataFrame, outliers: int) -> tuple[Finding, ...]:
    """Says how varied the shortlist is and how much of it may be paid for.

    Args:
        shortlist: Columns creator and has_ad_signs, a row a video.
        outliers: How many outliers there are.
    """
    if shortlist.empty:
        return ()
    shown, ads = len(shortlist), int(shortlist["has_ad_signs"].sum())
    found = [
        Finding(
            f"{whole(shown)} trong {whole(outliers)} video nổi bật, của "
            f"{whole(shortlist['creator'].nunique())} TikToker."
        )
    ]
    if ads:
        found.append(
            Finding(
                f"{whole(ads)} video có dấu hiệu quảng cáo: lượt xem có thể do trả tiền, nên học "
                "cách làm chứ đừng lấy con số làm mốc."
            )
        )
    return tuple(found)
