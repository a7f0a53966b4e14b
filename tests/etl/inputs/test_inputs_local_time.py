"""The Vietnamese calendar of a UTC instant."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.inputs.local_time import LOCAL_FIELDS, local_columns


def calendar(*instants: datetime | None) -> list[tuple[object, ...]]:
    """Returns the columns of each instant: date, hour, weekday, month, year, week, Monday."""
    columns = local_columns(pa.array(instants, pa.timestamp("us")))
    assert [column.type for column in columns] == [field.type for field in LOCAL_FIELDS]
    return list(zip(*(column.to_pylist() for column in columns), strict=True))


@pytest.mark.parametrize(
    ("instant", "expected"),
    [
        (
            datetime(2024, 3, 4, 0, 0),
            (date(2024, 3, 4), 7, 1, 3, 2024, "Y2024_W10", date(2024, 3, 4)),
        ),
        (
            datetime(2024, 3, 10, 16, 59, 59),
            (date(2024, 3, 10), 23, 7, 3, 2024, "Y2024_W10", date(2024, 3, 4)),
        ),
        (
            datetime(2024, 3, 10, 17, 0),
            (date(2024, 3, 11), 0, 1, 3, 2024, "Y2024_W11", date(2024, 3, 11)),
        ),
        (
            datetime(2024, 2, 28, 17, 0),
            (date(2024, 2, 29), 0, 4, 2, 2024, "Y2024_W09", date(2024, 2, 26)),
        ),
        (
            datetime(2020, 12, 31, 16, 59),
            (date(2020, 12, 31), 23, 4, 12, 2020, "Y2020_W53", date(2020, 12, 28)),
        ),
        (
            datetime(2020, 12, 31, 17, 0),
            (date(2021, 1, 1), 0, 5, 1, 2021, "Y2020_W53", date(2020, 12, 28)),
        ),
        (
            datetime(2021, 1, 3, 17, 0),
            (date(2021, 1, 4), 0, 1, 1, 2021, "Y2021_W01", date(2021, 1, 4)),
        ),
        (
            datetime(2024, 12, 29, 17, 0),
            (date(2024, 12, 30), 0, 1, 12, 2024, "Y2025_W01", date(2024, 12, 30)),
        ),
        (
            datetime(2015, 12, 31, 17, 0),
            (date(2016, 1, 1), 0, 5, 1, 2016, "Y2015_W53", date(2015, 12, 28)),
        ),
    ],
)
def test_known_days(instant: datetime, expected: tuple[object, ...]) -> None:
    assert calendar(instant) == [expected]


@given(st.datetimes(datetime(2014, 1, 1), datetime(2040, 12, 31)))
def test_as_python_tells_it(instant: datetime) -> None:
    local = instant.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
    year, week, weekday = local.isocalendar()
    monday = local.date() - timedelta(days=weekday - 1)
    expected = (local.date(), local.hour, weekday, local.month, local.year)
    assert calendar(instant) == [(*expected, f"Y{year}_W{week:02}", monday)]


def test_no_instants() -> None:
    assert calendar() == []
    assert calendar(None) == [(None,) * len(LOCAL_FIELDS)]
