"""Flattened tables as pandas and spreadsheets write them, CSV and parquet."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from raw_shapes import POSTED, Item, only_row, read, reasons, rows, video_id

from etl.inputs.rows import Table

POSTED_AT = datetime(2024, 3, 9, 16, 0)
VIETNAM = timezone(timedelta(hours=7))
Column = Any


def columns(**over: Column) -> dict[str, Column]:
    """Returns a table of two videos; a column's dots are written as `__`."""
    table: dict[str, Column] = {
        "video.id": [video_id(1), video_id(2)],
        "createTime": [POSTED, POSTED],
        "desc": ["Bún bò", "Cơm tấm"],
        "author.uniqueId": ["quan.an", "quan.an"],
        "statsV2.playCount": [1000.0, 1_100_000.0],
    }
    named = {name.replace("__", "."): column for name, column in over.items()}
    return {name: column for name, column in (table | named).items() if column != []}


def parquet(table: dict[str, Column], rows_a_group: int | None = None) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table(table), buffer, row_group_size=rows_a_group)
    return buffer.getvalue()


def csv_of(table: dict[str, Column]) -> str:
    return str(pd.DataFrame(table).to_csv(index=False))


def both(folder: Path, table: dict[str, Column]) -> list[list[Item]]:
    """Returns the rows of a table, read from parquet and from CSV, without complaints."""
    readings = [read(folder, parquet(table), "t.parquet"), read(folder, csv_of(table), "t.csv")]
    assert [reading.rejections for reading in readings] == [[], []]
    return [rows(reading) for reading in readings]


def test_videos(tmp_path: Path) -> None:
    table = columns(
        statsV2__diggCount=["70.0", "nan"],
        video__duration=[31.5, None],
        video__height=[1024.0, None],
        music__original=["False", "True"],
        author__verified=["False", "nan"],
        authorStats__followerCount=[1_100_000.0, None],
        textLanguage=["others", "vi"],
        isAd=["False", "True"],
        collectTime=[POSTED + 1, POSTED + 1],
        unknown__column=["a", "b"],
    )
    for first, second in both(tmp_path, table):
        assert first["video_id"] == video_id(1)
        assert first["posted_at"] == POSTED_AT
        assert (first["plays"], second["plays"]) == (1000, 1_100_000)
        assert (first["likes"], second["likes"]) == (70, 0)
        assert (first["duration_s"], second["duration_s"]) == (31.5, None)
        assert (first["height"], second["height"]) == (1024, None)
        assert (first["music_is_original"], second["music_is_original"]) == (False, True)
        assert (first["verified"], second["verified"]) == (False, None)
        assert (first["is_ad"], second["is_ad"]) == (False, True)
        assert first["followers"] == 1_100_000
        assert (first["text_language"], second["text_language"]) == ("others", "vi")
        assert first["collected_from"] == "source"


def test_creators(tmp_path: Path) -> None:
    table: dict[str, Column] = {
        "user.uniqueId": ["quan.an", "24.00"],
        "user.id": [7009454289408099355, 7009454289408099356],
        "user.nickname": ["Quán", "007.0"],
        "user.verified": ["True", "False"],
        "user.commerceUserInfo.commerceUser": ["True", "nan"],
        "stats.followerCount": ["1100000.0", "5"],
        "stats.heart": [1e6, None],
    }
    for first, second in both(tmp_path, table):
        assert (first["creator"], second["creator"]) == ("quan.an", "24.00")
        assert (first["nickname"], second["nickname"]) == ("Quán", "007.0")
        assert first["creator_id"] == "7009454289408099355"
        assert (first["verified"], second["verified"]) == (True, False)
        assert (first["is_business"], second["is_business"]) == (True, None)
        assert (first["followers"], second["followers"]) == (1_100_000, 5)
        assert (first["hearts"], second["hearts"]) == (1_000_000, None)


@pytest.mark.parametrize(
    "times",
    [
        pa.array([datetime(2024, 3, 9, 23, 0, tzinfo=VIETNAM)] * 2, pa.timestamp("ns", "+07:00")),
        pa.array([POSTED * 10**9] * 2, pa.int64()).cast(pa.timestamp("ns", "Asia/Ho_Chi_Minh")),
        pa.array([POSTED_AT] * 2, pa.timestamp("us")),
        pa.array([POSTED_AT] * 2, pa.timestamp("s")),
        pa.array([POSTED_AT.replace(tzinfo=UTC)] * 2, pa.timestamp("ms", "UTC")),
        ["2024-03-09 23:00:00+07:00"] * 2,
        ["2024-03-09T16:00:00Z"] * 2,
        ["2024-03-09 16:00:00"] * 2,
        [float(POSTED)] * 2,
        [str(POSTED * 1000)] * 2,
    ],
)
def test_times(tmp_path: Path, times: Column) -> None:
    table = columns(createTime=times, collectTime=times)
    for found in both(tmp_path, table):
        assert {row["posted_at"] for row in found} == {POSTED_AT}
        assert {row["collected_at"] for row in found} == {POSTED_AT}


@pytest.mark.parametrize("time", ["hôm qua", "9/3/2024", "", "nan", None, "0001-01-01"])
def test_times_that_are_none(tmp_path: Path, time: object) -> None:
    table = columns(createTime=[str(POSTED), time])
    for data, name in ((parquet(table), "t.parquet"), (csv_of(table), "t.csv")):
        reading = read(tmp_path, data, name)
        assert (len(reading.rows), len(reasons(reading))) == (1, 1)


@pytest.mark.parametrize(
    "ids",
    [
        pa.array([int(video_id(1)), int(video_id(2))], pa.int64()),
        pa.array([int(video_id(1)), int(video_id(2))], pa.uint64()),
        pa.array([Decimal(video_id(1)), Decimal(video_id(2))]),
        [f"{video_id(1)}.0", f" {video_id(2)} "],
    ],
)
def test_ids_are_exact(tmp_path: Path, ids: Column) -> None:
    for table in (columns(video__id=ids), columns(video__id=[], id=ids)):
        for found in both(tmp_path, table):
            assert [row["video_id"] for row in found] == [video_id(1), video_id(2)]


def test_ids_that_lost_their_digits(tmp_path: Path) -> None:
    """A float holds 15 digits: another video's id is worse than none."""
    table = columns(video__id=pa.array([float(video_id(1)), 7.3e18], pa.float64()))
    for data, name in ((parquet(table), "t.parquet"), (csv_of(table), "t.csv")):
        reading = read(tmp_path, data, name)
        assert reading.rows == []
        assert len(reasons(reading)) == 2


@pytest.mark.parametrize(
    ("column", "reason"),
    [
        ("video__id", "missing_field"),
        ("createTime", "missing_field"),
        ("author__uniqueId", "missing_field"),
    ],
)
def test_a_missing_column_that_a_video_needs(tmp_path: Path, column: str, reason: str) -> None:
    for data in (parquet(columns(**{column: []})), csv_of(columns(**{column: []}))):
        assert reasons(read(tmp_path, data, "t.csv")) == [reason] * 2


@pytest.mark.parametrize("backwards", [False, True])
def test_a_column_of_the_author_beside_columns_of_the_author(
    tmp_path: Path, backwards: bool
) -> None:
    """A crawl that kept the handle under `author`, and the id under `video`."""
    table = columns(author__uniqueId=[], author=["ba.tam"] * 2, author__nickname=["Bà Tám"] * 2)
    table |= columns(video__id=[], video=[video_id(1), video_id(2)], video__duration=[5.0, 6.0])
    names = [name for name in table if name not in ("video.id", "author.uniqueId")]
    ordered = {name: table[name] for name in (reversed(names) if backwards else names)}
    for found in both(tmp_path, ordered):
        assert [row["creator"] for row in found] == ["ba.tam"] * 2
        assert [row["nickname"] for row in found] == ["Bà Tám"] * 2
        assert [row["video_id"] for row in found] == [video_id(1), video_id(2)]
        assert [row["duration_s"] for row in found] == [5, 6]


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("statsV2__diggCount", ["nhiều", "5"]),
        ("statsV2__diggCount", [-1, 5]),
        ("statsV2__diggCount", [1.5, 5]),
        ("statsV2__diggCount", [1e30, 5]),
        ("video__width", [2.0**40, 5]),
        ("video__duration", [float("inf"), 5]),
        ("anchors", ["[{'type': 35}]", None]),
        ("isAd", ["có", "True"]),
    ],
)
def test_a_wrong_cell_costs_the_cell(tmp_path: Path, column: str, values: list[object]) -> None:
    table = columns(**{column: values})
    for data, name in ((parquet(table), "t.parquet"), (csv_of(table), "t.csv")):
        reading = read(tmp_path, data, name)
        assert len(reading.rows) == 2
        (rejection,) = reading.rejections
        assert not rejection.is_row
        assert rejection.position.endswith(f", {column.replace('__', '.')}")


@pytest.mark.parametrize("kind", [pa.binary(), pa.date32(), pa.duration("s"), pa.time32("s")])
def test_columns_of_a_strange_type(tmp_path: Path, kind: pa.DataType) -> None:
    strange = pa.array([b"5", b"6"]) if kind == pa.binary() else pa.array([5, 6], kind)
    reading = read(tmp_path, parquet(columns(statsV2__diggCount=strange)), "t.parquet")
    assert len(reading.rows) == 2
    assert [rejection.is_row for rejection in reading.rejections] == [False, False]


def test_times_beyond_the_calendar(tmp_path: Path) -> None:
    times = pa.array([POSTED * 1000, 2**60], pa.timestamp("ms"))
    reading = read(tmp_path, parquet(columns(createTime=times)), "t.parquet")
    assert reading.rows_read >= 1
    assert reasons(reading)


def test_quotes_and_line_breaks(tmp_path: Path) -> None:
    caption = 'dòng "một",\n\ndòng hai;\r\n\tdòng ba'
    for found in both(tmp_path, columns(desc=[caption, "ngắn"])):
        assert [row["caption"] for row in found] == [caption, "ngắn"]


HEADER = "video.id,createTime,author.uniqueId,statsV2.playCount,desc"


def line(number: int, desc: str = "ngon") -> str:
    return f"{video_id(number)},{POSTED},quan.an,{number},{desc}"


@pytest.mark.parametrize(
    ("broken", "others"),
    [
        (line(2) + ",thêm,nữa", 0),
        (line(2).rsplit(",", 1)[0], 0),
        (line(2).rsplit(",", 3)[0], 0),
        (line(2, '"chưa đóng'), 0),
        (line(2, '"đóng" rồi viết'), 0),
        (line(2, '"chưa đóng\n' + line(9).replace(",", "")), 1),
        (line(2, "ngo\udcff"), 0),
        (line(2).replace(video_id(2), "mã"), 0),
    ],
)
@pytest.mark.parametrize("last", [False, True])
def test_a_broken_row_costs_one_row(tmp_path: Path, broken: str, others: int, last: bool) -> None:
    lines = [HEADER, line(1), broken, line(3), line(4, '"có ""nháy"""'), line(5)]
    if last:
        lines.append(lines.pop(2))
    data = "\r\n".join(lines).encode("utf-8", errors="surrogateescape")
    reading = read(tmp_path, data, "t.csv")
    assert [row["video_id"] for row in rows(reading)] == [video_id(n) for n in (1, 3, 4, 5)]
    assert len(reasons(reading)) == 1 + others
    assert "2" in reading.rejections[0].text


def test_latin_text(tmp_path: Path) -> None:
    data = "\n".join([HEADER, line(1, "phở"), line(2, "cà phê"), line(3)])
    latin = data.encode("cp1258", errors="replace")
    reading = read(tmp_path, latin, "t.csv")
    assert [row["video_id"] for row in rows(reading)] == [video_id(3)] or len(reading.rows) == 2
    assert set(reasons(reading)) == {"bad_encoding"}
    assert reading.rows_read == 3


def test_a_header_with_a_bad_byte(tmp_path: Path) -> None:
    data = "\n".join([HEADER, line(1)]).encode()
    assert len(read(tmp_path, data.replace(b"desc", b"d\xffsc"), "t.csv").rows) == 1
    assert reasons(read(tmp_path, b"\xff" + data, "t.csv")) == ["missing_field"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("start", ["", "\ufeff", "\n\n"])
def test_separators(tmp_path: Path, separator: str, start: str) -> None:
    data = start + "\n".join([HEADER, line(1), "", line(2)]).replace(",", separator) + "\n\n"
    reading = read(tmp_path, data, "t.csv")
    assert (len(reading.rows), reading.rejections) == (2, [])


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_header_alone(tmp_path: Path, end: str) -> None:
    reading = read(tmp_path, HEADER + end, "t.csv")
    assert (reading.table, reading.rows_read) == (Table.VIDEOS, 0)


def test_a_parquet_without_rows(tmp_path: Path) -> None:
    table = pa.table(columns()).slice(0, 0)
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    reading = read(tmp_path, buffer.getvalue(), "t.parquet")
    assert (reading.table, reading.rows_read) == (Table.VIDEOS, 0)


def test_a_cut_parquet(tmp_path: Path) -> None:
    whole = parquet(columns())
    for cut in (4, 5, 100, len(whole) // 2, len(whole) - 9, len(whole) - 1):
        reading = read(tmp_path, whole[:cut], "t.parquet")
        assert (reading.rows, reasons(reading)) == ([], ["malformed_table"])


def test_damage_within_a_parquet(tmp_path: Path) -> None:
    """Row groups before the damage land; what cannot be read is told."""
    table = pa.table(columns()).take(pa.array([0, 1] * 15_000))
    buffer = io.BytesIO()
    pq.write_table(table, buffer, row_group_size=10_000, use_dictionary=False)
    data = bytearray(buffer.getvalue())
    group = pq.ParquetFile(io.BytesIO(bytes(data))).metadata.row_group(2)
    start = min(group.column(n).data_page_offset for n in range(group.num_columns))
    data[start : start + 4_000] = bytes(4_000)
    reading = read(tmp_path, bytes(data), "t.parquet")
    assert len(reading.rows) == 20_000
    assert reasons(reading) == ["malformed_table"]


LABELS = [
    (["Nấu ăn", "Mukbang"], ["Nấu ăn", "Mukbang"]),
    ([], []),
    (None, []),
    ("Mukbang", ["Mukbang"]),
    ("others", ["others"]),
    ("nan", []),
    (True, ["Có"]),
]


def test_labels(tmp_path: Path) -> None:
    for number, (value, expected) in enumerate(LABELS):
        table: dict[str, Column] = {"video.id": [video_id(number)], "tone_of_voice": [value]}
        row = only_row(read(tmp_path, parquet(table), "t.parquet"), Table.LABELS)
        assert row["video_id"] == video_id(number)
        assert [label["label"] for label in row["labels"]] == expected
        assert {label["field"] for label in row["labels"]} <= {"tone_of_voice"}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("['Nấu ăn', 'Mukbang']", ["Nấu ăn", "Mukbang"]),
        ("['Nấu ăn' 'Mukbang']", ["Nấu ăn", "Mukbang"]),
        ("['Nấu ăn'\n 'Mukbang']", ["Nấu ăn", "Mukbang"]),
        ("""["McDonald's", 'KFC']""", ["McDonald's", "KFC"]),
        (r"""['Mc\'D "x"']""", ["""Mc'D "x\""""]),
        ('["Nấu ăn", "Hài, vui"]', ["Nấu ăn", "Hài, vui"]),
        ("[Nấu ăn, Mukbang]", ["Nấu ăn", "Mukbang"]),
        ("Nấu ăn, Mukbang", ["Nấu ăn", "Mukbang"]),
        ("[]", []),
        ("False", ["Không"]),
        ("", []),
        ("nan", []),
    ],
)
def test_labels_in_csv(tmp_path: Path, cell: str, expected: list[str]) -> None:
    table = pd.DataFrame({"video_id": [int(video_id(1))], "hook_type": [cell]})
    row = only_row(read(tmp_path, table.to_csv(index=False), "t.csv"), Table.LABELS)
    assert [label["label"] for label in row["labels"]] == expected
    assert row["video_id"] == video_id(1)


@pytest.mark.parametrize(
    ("bad", "reason"), [(7.3e18, "bad_id"), ("a", "bad_id"), (None, "missing_field")]
)
def test_labels_of_no_video(tmp_path: Path, bad: object, reason: str) -> None:
    table: dict[str, Column] = {"video.id": [bad], "hook_type": [["x"]]}
    assert reasons(read(tmp_path, parquet(table), "t.parquet")) == [reason]


def test_labels_with_an_id_as_a_spreadsheet_writes_it(tmp_path: Path) -> None:
    reading = read(tmp_path, f"video_id,hook_type\n{video_id(1)}.0,Câu hỏi\n", "t.csv")
    assert rows(reading)[0]["video_id"] == video_id(1)


def test_a_small_csv_does_not_limit_the_readers_after_it(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    read(tmp_path, csv_of(columns()), "t.csv")
    assert csv.field_size_limit() >= before
