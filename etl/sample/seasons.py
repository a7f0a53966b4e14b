"""How the year shapes posting: busy before Tết and Trung thu, quiet in the days of Tết."""

from __future__ import annotations

from datetime import date
from typing import Final

TET: Final = (
    date(2017, 1, 28),
    date(2018, 2, 16),
    date(2019, 2, 5),
    date(2020, 1, 25),
    date(2021, 2, 12),
    date(2022, 2, 1),
    date(2023, 1, 22),
    date(2024, 2, 10),
    date(2025, 1, 29),
    date(2026, 2, 17),
    date(2027, 2, 6),
    date(2028, 1, 26),
    date(2029, 2, 13),
    date(2030, 2, 2),  # a day before the Chinese new year: the new moon falls before midnight
    date(2031, 1, 23),
    date(2032, 2, 11),
    date(2033, 1, 31),
    date(2034, 2, 19),
    date(2035, 2, 8),
    date(2036, 1, 28),
    date(2037, 2, 15),
    date(2038, 2, 4),
)
"""The first day of the lunar year; a test compares it with a lunar calendar."""

MID_AUTUMN: Final = (
    date(2016, 9, 15),
    date(2017, 10, 4),
    date(2018, 9, 24),
    date(2019, 9, 13),
    date(2020, 10, 1),
    date(2021, 9, 21),
    date(2022, 9, 10),
    date(2023, 9, 29),
    date(2024, 9, 17),
    date(2025, 10, 6),
    date(2026, 9, 25),
    date(2027, 9, 15),
    date(2028, 10, 3),
    date(2029, 9, 22),
    date(2030, 9, 12),
    date(2031, 10, 1),
    date(2032, 9, 19),
    date(2033, 9, 8),
    date(2034, 9, 27),
    date(2035, 9, 16),
    date(2036, 10, 4),
    date(2037, 9, 24),
)
"""The fifteenth day of the eighth lunar month."""


def days_to(day: date, feasts: tuple[date, ...]) -> int:
    """Returns the days until the nearest of the feasts; negative after it."""
    return min(((feast - day).days for feast in feasts), key=abs)


def is_before_tet(day: date) -> bool:
    """Returns whether people cook and buy for Tết."""
    return 0 < days_to(day, TET) <= 28


def is_tet(day: date) -> bool:
    """Returns whether people are at home for Tết: from the day before to the sixth day."""
    return -6 <= days_to(day, TET) <= 1


def is_before_mid_autumn(day: date) -> bool:
    """Returns whether moon cakes are sold."""
    return 0 <= days_to(day, MID_AUTUMN) <= 25


def posting_weight(day: date) -> float:
    """Returns how much is posted on a day, 1 being usual."""
    if is_tet(day):
        return 0.35
    if is_before_tet(day):
        return 1.3 + 0.4 * (28 - days_to(day, TET)) / 28
    if is_before_mid_autumn(day):
        return 1.35
    if (day.month, day.day) >= (12, 18) or (day.month, day.day) <= (1, 2):
        return 1.15
    return 1.0
