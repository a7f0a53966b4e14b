"""Writes `holidays.csv`: the holidays that shape posting in Viet Nam, year by year.

    python data/reference/make_holidays.py

A band covers the days in which content about a holiday is posted, not the days off work:

* Tết Nguyên đán: from seven days before the first day of the lunar year (about ông Công ông Táo)
  to seven days after it;
* Tết Trung thu: from fourteen days before the 15th of the 8th lunar month to that day, because
  mooncakes are reviewed before it and not after;
* Giáng sinh – năm mới: 24 December to 1 January, under the year of that December;
* Giỗ Tổ Hùng Vương: the 10th of the 3rd lunar month; the others on their fixed days.

The library computes the Chinese calendar (UTC+8), which Viet Nam's (UTC+7) leaves in rare years.
Compared for 2016-2030 with two libraries of the Vietnamese calendar (lunar-vn 1.4.0 and vnlunar
1.0.5), the dates used here are the same but for one: the new moon of Tết 2030 falls after midnight
in China and before it in Viet Nam, so Tết is 2 February there and 3 February in China. That day is
corrected below. Compare again before extending the years.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from lunardate import LunarDate

YEARS = range(2016, 2031)
TET_A_DAY_EARLIER_THAN_IN_CHINA = frozenset({2030})
TARGET = Path(__file__).with_name("holidays.csv")

Row = tuple[str, int, date, date]


def holidays(year: int) -> list[Row]:
    """Returns the holidays of a year as (name, year, first day, last day), by first day."""
    bands = [
        ("Tết Nguyên đán", tet(year) - timedelta(days=7), tet(year) + timedelta(days=7)),
        ("Tết Trung thu", mid_autumn(year) - timedelta(days=14), mid_autumn(year)),
        ("Giáng sinh – năm mới", date(year, 12, 24), date(year + 1, 1, 1)),
        ("Valentine", date(year, 2, 14), date(year, 2, 14)),
        ("Quốc tế Phụ nữ 8/3", date(year, 3, 8), date(year, 3, 8)),
        ("Giỗ Tổ Hùng Vương", hung_kings(year), hung_kings(year)),
        ("Lễ 30/4 – 1/5", date(year, 4, 30), date(year, 5, 1)),
        ("Quốc khánh 2/9", date(year, 9, 2), date(year, 9, 2)),
        ("Phụ nữ Việt Nam 20/10", date(year, 10, 20), date(year, 10, 20)),
        ("Halloween", date(year, 10, 31), date(year, 10, 31)),
        ("Nhà giáo Việt Nam 20/11", date(year, 11, 20), date(year, 11, 20)),
    ]
    rows = [(name, year, starts_on, ends_on) for name, starts_on, ends_on in bands]
    return sorted(rows, key=lambda row: (row[2], row[0]))


def tet(year: int) -> date:
    """Returns the first day of the lunar year in Viet Nam."""
    first_day: date = LunarDate(year, 1, 1).to_solar_date()
    return first_day - timedelta(days=year in TET_A_DAY_EARLIER_THAN_IN_CHINA)


def mid_autumn(year: int) -> date:
    """Returns the 15th of the 8th lunar month."""
    day: date = LunarDate(year, 8, 15).to_solar_date()
    return day


def hung_kings(year: int) -> date:
    """Returns the 10th of the 3rd lunar month."""
    day: date = LunarDate(year, 3, 10).to_solar_date()
    return day


def rows_of_file() -> Iterator[list[str]]:
    """Yields the lines of the table, the header first."""
    yield ["holiday", "year", "starts_on", "ends_on"]
    for year in YEARS:
        for name, of_year, starts_on, ends_on in holidays(year):
            yield [name, str(of_year), starts_on.isoformat(), ends_on.isoformat()]


if __name__ == "__main__":
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows_of_file())
