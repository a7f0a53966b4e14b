"""When a row does not tell when it was collected, its neighbours do, and last its file."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from landings import Lake
from raw_shapes import COLLECTED, profile, video, write

from etl.home import Home
from etl.inputs.rows import Table

AT = datetime(2024, 7, 3, 9, 46, 40)
FILE_TIME = 1_750_000_000
FILE_AT = datetime(2025, 6, 15, 15, 6, 40)
TIMELESS = profile("không.giờ", collectTime=None)


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(Home(tmp_path / "nhà"))


def landed(lake: Lake, raw: Path, *inputs: Path) -> tuple[datetime, str]:
    """Returns when and from what the profile without a time is said to be collected."""
    for path in raw.rglob("*.json"):
        os.utime(path, (FILE_TIME, FILE_TIME))
    lake.land(*(inputs or (raw,)))
    (row,) = [row for row in lake.rows(Table.PROFILES) if row["creator"] == "không.giờ"]
    return row["collected_at"], row["collected_from"]


def test_its_own_time(lake: Lake, tmp_path: Path) -> None:
    write(tmp_path / "raw" / "user_info.json", profile("không.giờ", collectTime=COLLECTED + 5))
    write(tmp_path / "raw" / "videos_info.json", [video(collectTime=COLLECTED)])
    assert landed(lake, tmp_path / "raw") == (AT + timedelta(seconds=5), "source")


def test_the_latest_time_of_the_same_folder(lake: Lake, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    write(raw / "a" / "user_info.json", TIMELESS)
    write(raw / "a" / "videos_info.json", [video(n, collectTime=COLLECTED - n) for n in range(3)])
    write(raw / "b" / "videos_info.json", [video(9, collectTime=COLLECTED + 99)])
    assert landed(lake, raw) == (AT, "folder")


def test_the_latest_time_of_the_folder_above(lake: Lake, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    write(raw / "a" / "user_info.json", TIMELESS)
    write(raw / "b" / "c" / "videos_info.json", [video(1, collectTime=COLLECTED)])
    assert landed(lake, raw) == (AT, "folder")


def test_no_time_from_beyond_the_input(lake: Lake, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    write(raw / "a" / "user_info.json", TIMELESS)
    write(raw / "b" / "videos_info.json", [video(1, collectTime=COLLECTED)])
    assert landed(lake, raw, raw / "a", raw / "b") == (FILE_AT, "file")


def test_the_time_of_the_file(lake: Lake, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    write(raw / "user_info.json", TIMELESS)
    write(raw / "videos_info.json", [video(1), video(2, collectTime=0)])
    assert landed(lake, raw) == (FILE_AT, "file")
    assert {row["collected_at"] for row in lake.rows()} == {FILE_AT}


def test_quarantined_rows_tell_no_time(lake: Lake, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    write(raw / "user_info.json", TIMELESS)
    write(raw / "videos_info.json", [video(1, id="x", collectTime=COLLECTED)])
    assert landed(lake, raw) == (FILE_AT, "file")


def test_a_relative_input(lake: Lake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "raw" / "a" / "user_info.json", TIMELESS)
    write(tmp_path / "raw" / "b" / "videos_info.json", [video(1, collectTime=COLLECTED)])
    monkeypatch.chdir(tmp_path / "raw")
    assert landed(lake, tmp_path / "raw", Path()) == (AT, "folder")
