"""How ISO weeks are called."""

from __future__ import annotations

from datetime import date


def week_name(monday: date) -> str:
    """Returns `Tuần 12/2024 (từ 18/03)`; the year is the one that the week's Thursday lies in."""
    year, week, _ = monday.isocalendar()
    return f"Tuần {week}/{year} (từ {monday:%d/%m})"


def short_week_name(monday: date) -> str:
    """Returns `T12/24`."""
    year, week, _ = monday.isocalendar()
    return f"T{week}/{year % 100:02}"
