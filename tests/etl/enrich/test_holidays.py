"""The holiday table is what its script computes."""

from __future__ import annotations

import csv
import runpy
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

REFERENCE = Path(__file__).resolve().parents[3] / "data" / "reference"


def table() -> list[list[str]]:
    with (REFERENCE / "holidays.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    pytest.importorskip("lunardate", reason="lunardate, which computes the lunar dates, is absent")
    return runpy.run_path(str(REFERENCE / "make_holidays.py"))


def test_table_is_what_the_script_computes(script: dict[str, Any]) -> None:
    assert table() == list(script["rows_of_file"]())


@pytest.mark.parametrize(
    ("first_day", "name"),
    [
        (date(2024, 2, 10), "tet"),
        (date(2025, 1, 29), "tet"),
        (date(2030, 2, 2), "tet"),
        (date(2024, 9, 17), "mid_autumn"),
        (date(2024, 4, 18), "hung_kings"),
        (date(2025, 4, 7), "hung_kings"),
    ],
)
def test_lunar_dates(script: dict[str, Any], first_day: date, name: str) -> None:
    assert script[name](first_day.year) == first_day


@pytest.mark.parametrize("tet", [date(2024, 2, 10), date(2025, 1, 29)])
def test_tet_band_is_a_week_on_either_side(tet: date) -> None:
    week = timedelta(days=7)
    row = ["Tết Nguyên đán", str(tet.year), str(tet - week), str(tet + week)]
    assert row in table()


def test_every_year_has_every_holiday_once() -> None:
    header, *rows = table()
    assert header == ["holiday", "year", "starts_on", "ends_on"]
    names = {row[0] for row in rows}
    assert len(rows) == len(names) * 15 == len({(row[0], row[1]) for row in rows})
    assert {row[1] for row in rows} == {str(year) for year in range(2016, 2031)}
    for _, year, starts_on, ends_on in rows:
        assert year == starts_on[:4]
        assert date.fromisoformat(starts_on) <= date.fromisoformat(ends_on)
