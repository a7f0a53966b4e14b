"""Every kind of file is known by its content, whatever its name says."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from raw_shapes import profile, read, reasons, rows, text_of, video, video_id, write

from etl.inputs.read import read_file
from etl.inputs.rows import Table

Columns = dict[str, list[Any]]

TRANSCRIPT = {"transcript": "xin chào", "takeaways": [], "video_id": video_id(1)}
MENTION = {"foods": ["bún bò"], "city": None, "district": None, "video_id": video_id(1)}
VIDEO_TABLE: Columns = {
    "video.id": [video_id(1)],
    "createTime": [1_710_000_000],
    "author.uniqueId": ["quan.an"],
    "statsV2.playCount": [5.0],
}
VIDEO_CSV = f"video.id,createTime,author.uniqueId,statsV2.playCount\n{video_id(1)},1710000000,a,5\n"
LABEL_TABLE: Columns = {"video.id": [video_id(1)], "tone_of_voice": [["vui vẻ"]]}
BOM = b"\xef\xbb\xbf"


def lines(*objects: object) -> str:
    return "\n".join(json.dumps(item, ensure_ascii=False) for item in objects)


def parquet(columns: Columns) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "table", "number"),
    [
        ("user_info.json", [video(1), video(2)], Table.VIDEOS, 2),
        ("không đuôi", [video(1)], Table.VIDEOS, 1),
        ("ảnh.png", [video(1)], Table.VIDEOS, 1),
        ("page.json", {"cursor": 1, "itemList": [video(1)], "hasMore": False}, Table.VIDEOS, 1),
        ("one.json", video(1), Table.VIDEOS, 1),
        ("first_empty.json", [{}, None, video(1)], Table.VIDEOS, 1),
        ("videos_info.json", profile(), Table.PROFILES, 1),
        ("videos_info.json", {"userInfo": profile(), "statusCode": 0}, Table.PROFILES, 1),
        ("profiles.json", [profile("a"), profile("b")], Table.PROFILES, 2),
        ("lines.json", lines(video(1), video(2)), Table.VIDEOS, 2),
        ("lines.txt", lines(TRANSCRIPT, TRANSCRIPT), Table.TRANSCRIPTS, 2),
        ("one_line.jsonl", lines(MENTION), Table.MENTIONS, 1),
        ("lists.jsonl", lines([MENTION], MENTION), Table.MENTIONS, 2),
        ("videos_info.json", MENTION, Table.MENTIONS, 1),
        ("videos.csv", TRANSCRIPT, Table.TRANSCRIPTS, 1),
        ("table.json", parquet(VIDEO_TABLE), Table.VIDEOS, 1),
        ("table", parquet(LABEL_TABLE), Table.LABELS, 1),
        ("table", VIDEO_CSV, Table.VIDEOS, 1),
        ("table.txt", VIDEO_CSV.replace(",", ";"), Table.VIDEOS, 1),
        ("table", f"video_id,hook_type\n{video_id(1)},Câu hỏi\n", Table.LABELS, 1),
        ("table.json", VIDEO_CSV, Table.VIDEOS, 1),
        ("table.jsonl", VIDEO_CSV, Table.VIDEOS, 1),
        ("table.csv", VIDEO_CSV.replace(",", "\t"), Table.VIDEOS, 1),
        ("table.tsv", VIDEO_CSV.replace(",", "\t"), Table.VIDEOS, 1),
    ],
)
@pytest.mark.parametrize("start", [b"", BOM, b"\r\n  "], ids=["plain", "bom", "space"])
def test_known_by_content(
    tmp_path: Path, name: str, content: object, table: Table, number: int, start: bytes
) -> None:
    data = text_of(content)
    reading = read(tmp_path, data if data.startswith(b"PAR1") else start + data, name)
    assert reading.table is table
    assert len(reading.rows) == number


@pytest.mark.parametrize("indent", [None, 2, "\t"])
@pytest.mark.parametrize("ending", ["", "\n", "\n\n"])
def test_a_printed_page_is_one_object(tmp_path: Path, indent: str | None, ending: str) -> None:
    reading = read(tmp_path, json.dumps({"itemList": [video(1)]}, indent=indent) + ending)
    assert (len(reading.rows), reading.rejections) == (1, [])


def test_a_page_with_one_item_a_line(tmp_path: Path) -> None:
    text = '{"itemList": [\n' + lines(video(1)) + "\n]}"
    reading = read(tmp_path, text)
    assert (len(reading.rows), reading.rejections) == (1, [])


def test_a_page_whose_list_comes_late(tmp_path: Path) -> None:
    page = {"log": "a[" * 5_000, "itemList": [video(1), video(2, createTime="khi nào")]}
    reading = read(tmp_path, page)
    assert len(reading.rows) == 1
    assert reasons(reading) == ["wrong_type"]


@pytest.mark.parametrize("nothing", ["[]", " [ \n ]", '{"itemList": []}', '{"itemList": null}'])
def test_no_videos(tmp_path: Path, nothing: str) -> None:
    reading = read(tmp_path, nothing, "videos_info.json")
    assert (reading.table, reading.rows_read, reading.rejections) == (Table.VIDEOS, 0, [])


def test_a_list_of_another_type(tmp_path: Path) -> None:
    reading = read(tmp_path, {"itemList": {"1": "a"}, "statusCode": 0})
    assert (reading.rows, reasons(reading)) == ([], ["wrong_type"])


def test_pages_as_lines_are_not_lost(tmp_path: Path) -> None:
    page = {"itemList": [video(1)]}
    assert read(tmp_path, lines(page, page), "pages.jsonl").rows_read == 2


def test_two_lists_in_one_file(tmp_path: Path) -> None:
    reading = read(tmp_path, json.dumps([video(1)]) + json.dumps([video(2)]))
    assert len(reading.rows) == 1
    assert reasons(reading) == ["wrong_type"]
    assert video_id(2) in reading.rejections[0].text


def test_lines_longer_than_the_head(tmp_path: Path) -> None:
    long = [video(n, desc="ngon " * 30_000) for n in range(3)]
    for name in ("long.json", "long.jsonl"):
        reading = read(tmp_path, lines(*long), name)
        assert (len(reading.rows), reading.rejections) == (3, [])


def test_a_broken_line_costs_one_line(tmp_path: Path) -> None:
    text = lines(video(0)) + "\n" + '{"id": "7' + "\n" + lines(video(2), video(3))
    for name in ("lines.jsonl", "lines.json"):
        reading = read(tmp_path, text, name)
        assert [row["video_id"] for row in rows(reading)] == [video_id(n) for n in (0, 2, 3)]
        assert reasons(reading) == ["malformed_json"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("readme.txt", "Dữ liệu của tháng ba, xem thêm ở dưới.\n"),
        ("README.md", "# Ghi chú\n\n- videos, users\n"),
        ("cover.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"),
        ("video.mp4", b"\x00\x00\x00\x18ftypmp42" + bytes(range(256))),
        ("SYNTHETIC.json", {"synthetic": True}),
    ],
)
def test_no_data_at_all(tmp_path: Path, name: str, content: object) -> None:
    reading = read(tmp_path, content, name)
    assert (reading.ignored, reading.rows_read) == (True, 0)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("package.json", {"name": "app", "version": "1.0"}, "unrecognised"),
        ("nested.json", {"config": {"transcript": "a", "user": 1, "stats": 2}}, "unrecognised"),
        ("numbers.json", [1, 2, 3], "unrecognised"),
        ("empty_object.json", {}, "unrecognised"),
        ("sales.csv", "tháng,doanh thu\n1,200\n", "unrecognised"),
        ("one_column.csv", "id\n1\n", "missing_field"),
        ("text.json", "Xin lỗi, tôi không xử lý được.", "no_answer"),
        ("empty.json", "", "empty_file"),
        ("space.json", " \n\t", "empty_file"),
        ("bom.json", BOM, "empty_file"),
        ("deep.json", "[" * 100_000, "unrecognised"),
        ("deep_object.json", '{"a":' * 100_000, "unrecognised"),
        ("sales.parquet", parquet({"month": [1]}), "unrecognised"),
    ],
)
def test_unusable_files(tmp_path: Path, name: str, content: object, reason: str) -> None:
    reading = read(tmp_path, content, name)
    assert reading.rows == []
    assert reasons(reading) == [reason]
    assert not reading.ignored


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "videos_info.json").mkdir()
    (tmp_path / "gone.json").symlink_to("nowhere")
    for name in ("videos_info.json", "gone.json", "never_there.json"):
        assert reasons(read_file(tmp_path / name)) == ["unreadable"]


def test_reading_changes_nothing(tmp_path: Path) -> None:
    path = write(tmp_path / "videos_info.json", [video(1), {"id": "x"}])
    before = (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_mode)
    read_file(path)
    assert (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_mode) == before
    assert list(tmp_path.iterdir()) == [path]
