"""Texts without a creator: what is theirs goes, what is others' stays byte for byte."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.forget.texts import text_without
from etl.forget.traces import Traces
from etl.forgotten import naming_parts

OURS = Traces(frozenset({"an.bay"}), frozenset({"68001"}), frozenset({"73001", "73002"}))
THEIRS = {"id": "73009", "author": {"uniqueId": "quan"}, "desc": "phở"}


def without(content: Any, name: str = "tệp.json") -> bytes | None:
    data = (
        content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
    )
    return text_without(Path(name), data, OURS)


@pytest.mark.parametrize(
    "item",
    [
        {"id": "1", "author": {"uniqueId": "An.Bay"}},
        {"id": "1", "author": "an.bay"},
        {"id": 73001},
        {"video": {"id": "73002"}},
        {"video_id": "73001", "transcript": "chào"},
        {"userInfo": {"user": {"uniqueId": "ten.moi", "id": "68001"}}},
        {"creator": "@an.bay", "plays": 3},
        {"author.uniqueId": "an.bay"},
    ],
)
def test_an_item_of_theirs_goes_in_any_shape(item: Any) -> None:
    assert without(item) is None
    left = without([item, THEIRS])
    assert left is not None
    assert json.loads(left) == [THEIRS]
    lines = b"".join(json.dumps(each).encode() + b"\n" for each in (item, THEIRS))
    assert without(lines, "tệp.jsonl") == json.dumps(THEIRS).encode() + b"\n"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("đi với @an.bay nhé", "đi với @[đã xoá] nhé"),
        ("@An.Bay.", "@[đã xoá]."),
        ("@an.bay2 @an.bay.vn @xan.bay", "@an.bay2 @an.bay.vn @xan.bay"),
        ("#an.bay an.bay", "#an.bay an.bay"),
        ("nhạc nền - an.bay", "nhạc nền - [đã xoá]"),
        ("tiktok.com/@an.bay/video/73001", "tiktok.com/@[đã xoá]/video/"),
        ("730010 73001", "730010 "),
    ],
)
def test_what_others_say_keeps_all_but_the_name(text: str, masked: str) -> None:
    assert OURS.masked(text) == masked


def test_what_leads_to_them_inside_of_others_items_is_emptied() -> None:
    item = THEIRS | {
        "textExtra": [{"userUniqueId": "an.bay", "userId": "68001"}, {"hashtagName": "an.bay"}],
        "duetInfo": {"duetFromId": 73001},
        "music": {"authorName": "An.Bay", "title": "nhạc"},
        "stitched": {"author": {"uniqueId": "an.bay"}},
    }
    left = without([item])
    assert left is not None
    (masked,) = json.loads(left)
    assert masked == THEIRS | {
        "textExtra": [{"userUniqueId": "", "userId": ""}, {"hashtagName": "an.bay"}],
        "duetInfo": {"duetFromId": 0},
        "music": {"authorName": "", "title": "nhạc"},
    }


def test_damaged_files_keep_what_is_others() -> None:
    whole = json.dumps(THEIRS).encode()
    assert without(b"[" + whole + b', {"id": "73001", "au') == b"[" + whole + b",\n"
    assert without(b'[{"id": "73001"}, ' + whole + b', {"id": "7') == (
        b"[" + whole + b',\n{"id": "7'
    )
    assert without(b'{"author": "an.bay", "id": ') is None
    assert (
        without("Tôi không biết @an.bay là ai".encode())
        == "Tôi không biết @[đã xoá] là ai".encode()
    )
    assert (
        without(b"\xef\xbb\xbf[" + whole + b', {"id": 73002}]') == b"\xef\xbb\xbf[" + whole + b"]"
    )


def test_rows_of_a_table_go_whole() -> None:
    table = (
        'id,author.uniqueId,desc\r\n73009,quan,"hai\r\ndòng, @an.bay"\r\n5,an.bay,"của\r\nhọ"\r\n'
    )
    left = without(table.encode(), "bảng.csv")
    assert left == 'id,author.uniqueId,desc\r\n73009,quan,"hai\r\ndòng, @[đã xoá]"\r\n'.encode()
    assert without(b"id;author.uniqueId;createTime\n5;an.bay;1\n", "bảng.csv") is None


@given(st.binary(max_size=300))
def test_a_file_that_does_not_name_them_is_not_touched(data: bytes) -> None:
    if not OURS.are_in(data):
        assert without(data) == data


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_hostile_bytes_around_them_raise_nothing(before: bytes, after: bytes) -> None:
    for name in ("tệp.json", "tệp.jsonl", "tệp.csv", "tệp"):
        left = without(before + b'{"id": "73001"}' + after, name)
        assert left is None or not OURS.numbers_are_in(left)


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("an.bay/20260101T000000Z/user_info.json", {"user_info", "user_info.json", "an.bay"}),
        ("an.bay/.crawl/start.json", {"start", "start.json", "an.bay"}),
        ("an.bay/videos_info.json", {"videos_info", "videos_info.json", "an.bay"}),
        ("an.bay/quan/videos_info.json", {"videos_info", "videos_info.json", "quan"}),
        ("_hashtags/an.bay/20260101T000000Z/a.json", {"a", "a.json"}),
        ("_enrichment/labels/73001.json", {"73001", "73001.json", "labels"}),
    ],
)
def test_whose_a_file_is_stands_right_above_it(path: str, names: set[str]) -> None:
    assert naming_parts(Path(path)) == names
