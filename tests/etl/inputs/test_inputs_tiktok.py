"""Videos and profiles as TikTok's API answers them, and as crawls damage them."""

from __future__ import annotations

import json
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from raw_shapes import (
    COLLECTED,
    POSTED,
    Item,
    full_video,
    only_row,
    profile,
    read,
    reasons,
    rows,
    text_of,
    video,
    video_id,
)

from etl.inputs.rows import Table

COUNTS = ("plays", "likes", "comments", "shares", "saves", "reposts")
BRACKETS = 100_000


def row_of(folder: Path, item: Item) -> Item:
    return only_row(read(folder, [item]), Table.VIDEOS)


def test_a_full_video(tmp_path: Path) -> None:
    row = row_of(tmp_path, full_video(3))
    assert row == {
        "video_id": video_id(3),
        "posted_at": datetime(2024, 3, 9, 16, 0),
        "caption": "Bún bò Huế #ancunghanoi",
        "duration_s": 31,
        **dict(zip(COUNTS, range(2000, 2006), strict=True)),
        "is_pinned": True,
        "is_ad": False,
        "is_shop": True,
        "image_count": 2,
        "width": 576,
        "height": 1024,
        "music_id": "71",
        "music_title": "nhạc nền",
        "music_author": "ai đó",
        "music_is_original": True,
        "text_language": "vi",
        "poi": "Quán cô Ba, 1 Lê Lợi, Huế, Thừa Thiên Huế, Việt Nam",
        "creator": "quan.an.ngon",
        "creator_id": "6800000000000000001",
        "nickname": "Quán Ăn Ngon",
        "bio": "Đi ăn khắp nơi",
        "verified": False,
        "is_seller": True,
        "is_private": False,
        "followers": 500,
        "following": 20,
        "hearts": 9000,
        "video_count": 40,
        "collected_at": datetime(2024, 7, 3, 9, 46, 40),
        "collected_from": "source",
    }


def test_a_video_of_the_least(tmp_path: Path) -> None:
    item = {"id": "7", "createTime": POSTED, "author": "a", "stats": {"playCount": 0}}
    row = {name: value for name, value in row_of(tmp_path, item).items() if value is not None}
    assert row == {
        "video_id": "7",
        "posted_at": datetime(2024, 3, 9, 16, 0),
        "caption": "",
        **dict.fromkeys(COUNTS[:-1], 0),
        "is_pinned": False,
        "is_ad": False,
        "is_shop": False,
        "image_count": 0,
        "creator": "a",
    }


@pytest.mark.parametrize("wrapped", [True, False])
def test_both_shapes_of_a_profile(tmp_path: Path, wrapped: bool) -> None:
    bare = profile()
    content = {"shareMeta": {}, "userInfo": bare} if wrapped else bare
    assert only_row(read(tmp_path, content), Table.PROFILES) == {
        "creator": "quan.an.ngon",
        "creator_id": "6800000000000000001",
        "nickname": "Quán Ăn Ngon",
        "bio": "Đi ăn khắp nơi",
        "verified": True,
        "is_seller": False,
        "is_private": False,
        "followers": 500,
        "following": 20,
        "hearts": 9000,
        "video_count": 40,
        "is_business": True,
        "collected_at": datetime(2024, 7, 3, 9, 46, 40),
        "collected_from": "source",
    }


@pytest.mark.parametrize("nobody", [{}, None, [], {"user": None}, {"user": {}}, "abc", 5])
def test_a_profile_of_nobody(tmp_path: Path, nobody: object) -> None:
    reading = read(tmp_path, {"userInfo": nobody, "statusCode": 10202})
    assert reading.table is Table.PROFILES
    assert (reading.rows, len(reasons(reading))) == ([], 1)


def test_hearts_under_either_name(tmp_path: Path) -> None:
    for stats, hearts in (
        ({"heart": 5}, 5),
        ({"heartCount": 7, "heart": 5}, 7),
        ({"heartCount": None, "heart": 5}, 5),
        ({}, None),
        (None, None),
    ):
        row = only_row(read(tmp_path, profile(stats=stats)), Table.PROFILES)
        assert row["hearts"] == hearts


@pytest.mark.parametrize(
    ("fine", "coarse", "plays", "likes"),
    [
        ({"playCount": "12345", "diggCount": "67"}, {"playCount": 12300}, 12345, 67),
        ({"playCount": "0"}, {"playCount": 5, "diggCount": 2}, 0, 2),
        ({"playCount": None}, {"playCount": 5}, 5, 0),
        ({}, {"playCount": 5, "diggCount": 1}, 5, 1),
        (None, {"playCount": "5"}, 5, 0),
        ({"playCount": "9"}, None, 9, 0),
        ({"playCount": 1e3}, None, 1000, 0),
        ({"playCount": str(2**63 - 1)}, None, 2**63 - 1, 0),
    ],
)
def test_the_finer_counts_come_first(
    tmp_path: Path, fine: object, coarse: object, plays: int, likes: int
) -> None:
    row = row_of(tmp_path, video(statsV2=fine, stats=coarse))
    assert (row["plays"], row["likes"]) == (plays, likes)


@pytest.mark.parametrize("when", [POSTED, str(POSTED), POSTED * 1000, str(POSTED * 1000 + 999)])
def test_times_in_seconds_or_milliseconds(tmp_path: Path, when: object) -> None:
    row = row_of(tmp_path, video(createTime=when, collectTime=when))
    assert row["posted_at"] == row["collected_at"] == datetime(2024, 3, 9, 16, 0)


@pytest.mark.parametrize("when", [0, -1, 1, 10**9, 2 * 10**9, 10**10, 10**15, 10**30, -(10**30)])
def test_absurd_times(tmp_path: Path, when: int) -> None:
    reading = read(tmp_path, [video(1), video(2, createTime=when), video(3)])
    assert [row["video_id"] for row in rows(reading)] == [video_id(1), video_id(3)]
    assert reasons(reading) == ["time_out_of_range"]


def test_a_collection_time_of_zero_is_none(tmp_path: Path) -> None:
    row = row_of(tmp_path, video(collectTime=0))
    assert (row["collected_at"], row["collected_from"]) == (None, None)


@pytest.mark.parametrize(
    ("fields", "column", "expected"),
    [
        ({"author": "@quan.an"}, "creator", "quan.an"),
        ({"author": {"uniqueId": " @quan.an "}}, "creator", "quan.an"),
        ({"id": None, "video": {"id": "77"}}, "video_id", "77"),
        ({"id": 7300000000000000001}, "video_id", "7300000000000000001"),
        ({"anchors": [{"type": 35}]}, "is_shop", True),
        ({"anchors": [{"type": 28}, {}]}, "is_shop", False),
        ({"anchors": []}, "is_shop", False),
        ({"isECVideo": 1}, "is_shop", True),
        ({"isPinnedItem": True}, "is_pinned", True),
        ({"isAd": True}, "is_ad", True),
        ({"imagePost": {"images": []}}, "image_count", 0),
        ({"imagePost": {"images": [{}, {}, {}]}}, "image_count", 3),
        ({"imagePost": {}}, "image_count", 0),
        ({"video": {"duration": 0}}, "duration_s", 0),
        ({"video": {"duration": 12.4}}, "duration_s", 12.4),
        ({"poi": {"name": "Quán", "city": None}}, "poi", "Quán"),
        ({"poi": {}}, "poi", None),
        ({"textLanguage": ""}, "text_language", None),
        ({"music": {"title": ""}}, "music_title", None),
    ],
)
def test_single_fields(tmp_path: Path, fields: Item, column: str, expected: object) -> None:
    assert row_of(tmp_path, video(**fields))[column] == expected


@pytest.mark.parametrize("author", ["", " ", "@", {"uniqueId": ""}, {"uniqueId": " @ "}, None])
def test_nobody_posted_it(tmp_path: Path, author: object) -> None:
    reading = read(tmp_path, [video(author=author)])
    assert reasons(reading) == ["missing_field"]


@pytest.mark.parametrize(
    "bad", ["", "abc", "12a", "-5", -5, "٧٣٠", "1" * 26, "7.3e18", "1e3", 10**30]
)
def test_ids_that_are_none(tmp_path: Path, bad: object) -> None:
    reading = read(tmp_path, [video(1), video(id=bad)])
    assert len(reading.rows) == 1
    assert reasons(reading) in (["bad_id"], ["missing_field"])


def test_decomposed_vietnamese_is_stored_composed(tmp_path: Path) -> None:
    item = json.loads(unicodedata.normalize("NFD", json.dumps(full_video(), ensure_ascii=False)))
    user = json.loads(unicodedata.normalize("NFD", json.dumps(profile(), ensure_ascii=False)))
    assert row_of(tmp_path, item) == row_of(tmp_path, full_video())
    assert read(tmp_path, user).rows == read(tmp_path, profile()).rows


def test_duplicate_keys_take_the_last(tmp_path: Path) -> None:
    text = json.dumps(video())[:-1] + ', "desc": "sau"}'
    for content in (f"[{text}]", f"[{text}, 5]"):
        assert rows(read(tmp_path, content))[0]["caption"] == "sau"


def test_a_caption_of_a_megabyte(tmp_path: Path) -> None:
    caption = 'ngon {[" \\ 😀 ' * 80_000
    assert row_of(tmp_path, video(desc=caption))["caption"] == caption


@pytest.mark.parametrize("place", ["desc", "author", "textLanguage"])
def test_half_an_emoji(tmp_path: Path, place: str) -> None:
    """A caption cut within an emoji: json.dumps writes it, no UTF-8 file can hold it."""
    content = json.dumps([video(1), video(2, **{place: "ngon\ud83d"}), video(3)])
    reading = read(tmp_path, content)
    column = {"desc": "caption", "author": "creator", "textLanguage": "text_language"}[place]
    assert [row["video_id"] for row in rows(reading)] == [video_id(n) for n in (1, 2, 3)]
    assert rows(reading)[1][column] == "ngon\N{REPLACEMENT CHARACTER}"
    assert reading.rejections == []


def test_half_an_emoji_where_no_text_belongs(tmp_path: Path) -> None:
    (rejection,) = read(tmp_path, json.dumps([video(isAd="\ud83d")])).rejections
    assert (rejection.is_row, rejection.position) == (False, "mục 0, byte 1, isAd")


def test_nul_characters(tmp_path: Path) -> None:
    assert row_of(tmp_path, video(desc="a\0b"))["caption"] == "a\0b"


DAMAGED: list[tuple[str, bytes]] = [
    ("bad_encoding", text_of(video(2, desc="ÿ")).replace("ÿ".encode(), b"\xff")),
    ("bad_encoding", text_of(video(2, desc="ÿ")).replace("ÿ".encode(), b"\xed\xa0\xbd")),
    ("malformed_json", text_of(video(2))[:-1] + b",}"),
    ("malformed_json", text_of(video(2)).replace(b"1000", b"01000")),
    ("malformed_json", text_of(video(2)).replace(b"1000", b"1" * 5_000)),
    ("malformed_json", text_of(video(2)).replace(b"#an", b"\n\x00")),
    (
        "malformed_json",
        text_of(video(2))[:-1] + b',"x":' + b"[" * BRACKETS + b"]" * BRACKETS + b"}",
    ),
    ("wrong_type", b"null"),
    ("malformed_json", b"xin chao"),
    ("missing_field", b"{}"),
]


@pytest.mark.parametrize(("reason", "item"), DAMAGED)
def test_one_damaged_item_costs_one_item(tmp_path: Path, reason: str, item: bytes) -> None:
    good = [text_of(video(number)) for number in (1, 3)]
    reading = read(tmp_path, b"[" + good[0] + b"," + item.strip() + b",\n" + good[1] + b"]")
    assert [row["video_id"] for row in rows(reading)] == [video_id(1), video_id(3)]
    assert reasons(reading) == [reason]
    assert f"byte {len(good[0]) + 2}" in reading.rejections[0].position


@pytest.mark.parametrize("number", [b"NaN", b"Infinity", b"-Infinity", b"1e999"])
@pytest.mark.parametrize("field", ["duration", "playCount"])
def test_numbers_that_are_none(tmp_path: Path, number: bytes, field: str) -> None:
    item = video(2, video={"duration": "@"}) if field == "duration" else video(2)
    item["stats"] = {"playCount": "@"} if field == "playCount" else {"playCount": 1}
    reading = read(tmp_path, b"[" + text_of(item).replace(b'"@"', number) + b"]")
    assert reading.rows_read == 1
    assert len(reading.rejections) == 1
    if reading.rows:
        assert rows(reading)[0]["duration_s"] is None


@pytest.mark.parametrize("form", [list, dict])
def test_a_list_cut_at_every_byte(tmp_path: Path, form: type) -> None:
    """Videos before the cut land as they are; the tail is set aside."""
    items = [video(number, desc='quán "A" {[') for number in range(3)]
    whole = text_of(items if form is list else {"itemList": items, "hasMore": True})
    ends = [whole.index(text_of(item)) + len(text_of(item)) for item in items]
    for cut in range(whole.index(b"[") + 40, ends[-1] + 1):
        reading = read(tmp_path, whole[:cut])
        landed = sum(end <= cut for end in ends)
        assert [row["video_id"] for row in rows(reading)] == [video_id(n) for n in range(landed)]
        assert reasons(reading) == ["truncated_json"]


def test_a_cut_profile(tmp_path: Path) -> None:
    whole = text_of({"userInfo": profile(signature="{[")})
    for cut in range(1, len(whole)):
        reading = read(tmp_path, whole[:cut], "user_info.json")
        assert (reading.rows, len(reasons(reading))) == ([], 1)


def test_many_wrong_fields_are_no_video(tmp_path: Path) -> None:
    stats: dict[str, Any] = dict.fromkeys(full_video()["stats"], "nhiều")
    authors: dict[str, Any] = dict.fromkeys(full_video()["authorStats"], "nhiều")
    item = full_video(2) | {"stats": stats, "authorStats": authors, "isAd": "có", "poi": 5}
    reading = read(tmp_path, [video(1), item])
    assert len(reading.rows) == 1
    assert reasons(reading) == ["wrong_type"]


def test_time_of_collection_is_kept_to_the_second(tmp_path: Path) -> None:
    row = row_of(tmp_path, video(collectTime=COLLECTED))
    assert row["collected_at"] == datetime(2024, 7, 3, 9, 46, 40)
