"""What keeps one from reading a comparison of two ranges of days as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dash_app.findings.finding import Finding
from dash_app.findings.week_span import Span
from dash_app.words import day, decimal, percent, whole
from etl.alerts.kinds import GROWN


def range_cautions(
    spans: tuple[Span, Span], known: Span, whole_weeks: tuple[int, int]
) -> tuple[Finding, ...]:
    """Says where the ranges themselves do not allow a fair comparison.

    Args:
        spans: The ranges.
        known: From the first day of the data to the last.
        whole_weeks: How many weeks of each are whole.
    """
    found = []
    first, second = spans
    if first.touches(second):
        found.append(
            "Hai giai đoạn trùng nhau một phần: video ở phần trùng được tính cho cả hai, nên chênh "
            "lệch bị kéo về 0."
        )
    for number, span in enumerate(spans, 1):
        if span.first < known.first or span.last > known.last:
            found.append(
                f"Giai đoạn {number} vượt ra ngoài dữ liệu ({day(known.first)} đến "
                f"{day(known.last)}): phần ấy không tính là tuần không có video."
            )
    cut = [
        (number, len(span.mondays) - n)
        for number, (span, n) in enumerate(zip(spans, whole_weeks, strict=True), 1)
        if len(span.mondays) > n
    ]
    if cut:
        parts = " và ".join(f"{whole(n)} tuần ở giai đoạn {number}" for number, n in cut)
        found.append(
            f"{parts} không trọn (bị cắt ở đầu, cuối hay ở mép dữ liệu): vẽ nhạt và không tính vào "
            "trung bình, kiểm định."
        )
    if len(first.mondays) != len(second.mondays):
        found.append(
            f"Hai giai đoạn dài khác nhau ({len(first.mondays)} và {len(second.mondays)} tuần): "
            "hãy so số mỗi tuần, đừng so tổng."
        )
    return tuple(Finding(text, "few") for text in found)


def age_cautions(rows: Mapping[int, Mapping[Any, Any]]) -> tuple[Finding, ...]:
    """Says where videos were collected too soon to have their plays.

    Args:
        rows: Of `queries.compare_periods.totals`, by period.
    """
    found = []
    for number, row in rows.items():
        share = row["young"] / row["n"]
        if share > 0.02:
            found.append(
                f"{percent(share, 0)} video của giai đoạn {number} được thu thập khi chưa đủ "
                f"{GROWN} ngày tuổi: lượt xem của chúng còn lên, nên giai đoạn ấy bị thấp hơn thật."
            )
    ages = {number: float(row["age"]) for number, row in rows.items()}
    if len(ages) == 2 and max(ages.values()) > 1.5 * min(ages.values()) + GROWN:
        found.append(
            f"Tuổi lúc thu thập khác nhau: trung vị {decimal(ages[1], 0)} ngày ở giai đoạn 1, "
            f"{decimal(ages[2], 0)} ngày ở giai đoạn 2. Video già hơn đã có nhiều thời gian tích "
            "lượt xem hơn."
        )
    return tuple(Finding(text, "few") for text in found)
