"""How old the data is, in words."""

from __future__ import annotations

from datetime import date
from typing import Final

from dash_app.findings.finding import Finding
from dash_app.words import decimal, whole

STALE_DAYS: Final = 14
"""From this age on, what is new on TikTok is missing from most questions."""

_DAYS_A_MONTH: Final = 365.25 / 12


def age_words(day: date | None, today: date) -> str:
    """Returns `hôm nay`, `3 ngày trước`, `615 ngày trước (khoảng 1,7 năm)`."""
    if day is None:
        return "chưa có"
    days = (today - day).days
    if days <= 0:
        return "hôm nay"
    words = f"{whole(days)} ngày trước"
    if days >= 365:
        return f"{words} (khoảng {decimal(days / 365.25).removesuffix(',0')} năm)"
    if days >= 60:
        return f"{words} (khoảng {whole(days / _DAYS_A_MONTH)} tháng)"
    return words


def freshness_findings(
    posted: date | None, collected: date | None, today: date
) -> tuple[Finding, ...]:
    """Says whether the data can speak of now.

    Args:
        posted: Day of the newest video.
        collected: Day of the newest collection.
        today: In Viet Nam.
    """
    if posted is None or collected is None:
        return (Finding("Phiên bản này chưa có video nào.", "few"),)
    found = []
    if (today - collected).days > STALE_DAYS:
        found.append(
            Finding(
                f"Lần thu thập mới nhất là {age_words(collected, today)}: số liệu nói về lúc đó, "
                "không phải về hôm nay. Nên thu thập lại.",
                "few",
            )
        )
    else:
        found.append(Finding(f"Lần thu thập mới nhất là {age_words(collected, today)}."))
    lag = (collected - posted).days
    if lag > STALE_DAYS:
        found.append(
            Finding(
                f"Video mới nhất cũ hơn lần thu thập {whole(lag)} ngày: có thể thu thập bị thiếu.",
                "few",
            )
        )
    return tuple(found)
