"""Builds what TikTok, a model or a spreadsheet would write: invented handles, small numbers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from etl.inputs.read import read_file
from etl.inputs.reading import Reading
from etl.inputs.rejections import Reason, Rejection
from etl.inputs.rows import ROWS, Table

Item = dict[str, Any]

FIRST_ID = 7_300_000_000_000_000_000
POSTED = 1_710_000_000  # 2024-03-09T16:00:00Z
COLLECTED = 1_720_000_000  # 2024-07-03T09:46:40Z


def video_id(number: int) -> str:
    """Returns the id of the n-th video."""
    return str(FIRST_ID + number)


def video(number: int = 1, **fields: Any) -> Item:
    """Returns an item of `videos_info.json` with all that is needed; fields are put over it."""
    item: Item = {
        "id": video_id(number),
        "createTime": POSTED,
        "desc": "Bún bò Huế #ancunghanoi",
        "author": {"uniqueId": "quan.an.ngon"},
        "stats": {"playCount": 1000, "diggCount": 90},
    }
    return item | fields


def full_video(number: int = 1) -> Item:
    """Returns an item with a usable value in every field that is read."""
    counts = ("playCount", "diggCount", "commentCount", "shareCount", "collectCount", "repostCount")
    return video(
        number,
        author={
            "uniqueId": "quan.an.ngon",
            "id": "6800000000000000001",
            "nickname": "Quán Ăn Ngon",
            "signature": "Đi ăn khắp nơi",
            "verified": False,
            "ttSeller": True,
            "privateAccount": False,
        },
        authorStats={
            "followerCount": 500,
            "followingCount": 20,
            "heartCount": 9000,
            "heart": 9000,
            "videoCount": 40,
        },
        stats={name: 1000 + place for place, name in enumerate(counts)},
        statsV2={name: str(2000 + place) for place, name in enumerate(counts)},
        video={"id": video_id(number), "duration": 31, "width": 576, "height": 1024},
        music={"id": "71", "title": "nhạc nền", "authorName": "ai đó", "original": True},
        anchors=[{"type": 28}, {"type": 35}],
        poi={
            "name": "Quán cô Ba",
            "address": "1 Lê Lợi",
            "city": "Huế",
            "province": "Thừa Thiên Huế",
            "country": "Việt Nam",
        },
        imagePost={"images": [{"imageURL": {}}, {"imageURL": {}}]},
        isPinnedItem=True,
        isAd=False,
        isECVideo=True,
        textLanguage="vi",
        collectTime=COLLECTED,
    )


def profile(handle: str = "quan.an.ngon", **fields: Any) -> Item:
    """Returns `user_info.json` in its bare shape, with a usable value in every field."""
    return {
        "user": {
            "uniqueId": handle,
            "id": "6800000000000000001",
            "nickname": "Quán Ăn Ngon",
            "signature": "Đi ăn khắp nơi",
            "verified": True,
            "ttSeller": False,
            "privateAccount": False,
            "commerceUserInfo": {"commerceUser": True},
        },
        "stats": {
            "followerCount": 500,
            "followingCount": 20,
            "heartCount": 9000,
            "heart": 9000,
            "videoCount": 40,
        },
        "collectTime": COLLECTED,
    } | fields


def text_of(content: object) -> bytes:
    """Returns bytes and text as they are, anything else as JSON."""
    if isinstance(content, bytes):
        return content
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return text.encode("utf-8", errors="surrogatepass")


def write(path: Path, content: object) -> Path:
    """Writes a file, with its folders, and returns its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text_of(content))
    return path


def read(folder: Path, content: object, name: str = "tệp.json") -> Reading:
    """Writes a file and reads it; every rejection must be fit to be shown."""
    reading = read_file(write(folder / name, content))
    for rejection in reading.rejections:
        assert_clear(rejection)
    return reading


def assert_clear(rejection: Rejection) -> None:
    """A rejection tells where, why, in words, and fits a line of JSON."""
    assert rejection.position
    assert isinstance(rejection.reason, Reason)
    assert rejection.detail
    (rejection.position + rejection.detail + rejection.text).encode()


def rows(reading: Reading) -> list[Item]:
    """Returns the rows of a reading by column."""
    assert reading.table is not None
    names = ROWS[reading.table].names
    return [dict(zip(names, row, strict=True)) for row in reading.rows]


def only_row(reading: Reading, table: Table) -> Item:
    """Returns the one row of a reading without rejections."""
    assert reading.rejections == []
    assert reading.table is table
    (row,) = rows(reading)
    return row


def reasons(reading: Reading) -> list[str]:
    """Returns why rows were set aside, in order."""
    return [rejection.reason.value for rejection in reading.rejections if rejection.is_row]


def add_local_labels(folder: Path) -> None:
    """Writes labels as if they had been learned, for every video of an input folder."""
    ids = sorted(
        item["id"]
        for path in folder.rglob("videos_info.json")
        for item in json.loads(path.read_bytes())
    )
    label = {"field": "pacing", "label": "Nhanh", "confidence": 0.9}
    lines = (
        {"video_id": each, "learned_at": "2025-03-19T00:00:00+00:00", "local_labels": [label]}
        for each in ids
    )
    write(folder / "local_labels.jsonl", "".join(f"{json.dumps(each)}\n" for each in lines))
