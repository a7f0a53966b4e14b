"""Reads TikTokApi's JSON: `videos_info.json` and `user_info.json`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import msgspec

from etl.inputs.json_items import RawItem, array_items
from etl.inputs.reading import Reading
from etl.inputs.rejections import Reason, Rejected, Rejection
from etl.inputs.rows import Table, profile_row, video_row
from etl.inputs.tiktok import Profile, Video
from etl.inputs.validate import validated

Row = tuple[object, ...]

_ESSENTIAL_VIDEO = frozenset({"id", "createTime", "author", "stats.playCount", "statsV2.playCount"})
_ESSENTIAL_PROFILE = frozenset({"user", "user.uniqueId"})
_LIST_KEY = re.compile(rb'"itemList"\s*:\s*\[')


class _Page(msgspec.Struct):
    itemList: list[Video]


def read_videos(data: bytes) -> Reading:
    """Reads a list of videos, or a page of the API that holds one under `itemList`.

    The whole file is decoded in one go; only where that fails is it cut into items, so that each
    bad one is set aside by itself.
    """
    page = _LIST_KEY.search(data, 0, 4096) if data.lstrip()[:1] == b"{" else None
    reading = Reading(Table.VIDEOS)
    try:
        if page:
            videos = msgspec.json.decode(data, type=_Page, strict=False).itemList
        else:
            videos = msgspec.json.decode(data, type=list[Video], strict=False)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return read_items(reading, array_items(data, page.start() if page else 0))
    for number, video in enumerate(videos):
        try:
            reading.add(number, video_row(video))
        except Rejected as error:
            reading.reject(f"mục {number}", error, msgspec.json.encode(video))
    return reading


def read_items(reading: Reading, items: Iterable[RawItem]) -> Reading:
    """Adds videos or profiles, item by item."""
    to_row = _video if reading.table is Table.VIDEOS else _profile
    for number, item in enumerate(items):
        position = f"mục {number}, byte {item.start}"
        try:
            row, dropped = _decoded_row(item, to_row)
        except Rejected as error:
            reading.reject(position, error, item.data)
        else:
            reading.add(number, row)
            reading.note_dropped(position, dropped)
    return reading


def _decoded_row(
    item: RawItem, to_row: Callable[[object], tuple[Row, list[Rejection]]]
) -> tuple[Row, list[Rejection]]:
    if not item.complete:
        raise Rejected(Reason.TRUNCATED_JSON, f"tệp bị đứt ở byte {item.start}")
    try:
        obj = msgspec.json.decode(item.data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Rejected(Reason.MALFORMED_JSON, str(error)) from error
    if not isinstance(obj, dict):
        raise Rejected(Reason.WRONG_TYPE, "mục không phải là một đối tượng JSON")
    return to_row(obj)


def _video(obj: object) -> tuple[Row, list[Rejection]]:
    video, dropped = validated(obj, Video, _ESSENTIAL_VIDEO)
    return video_row(video), dropped


def _profile(obj: object) -> tuple[Row, list[Rejection]]:
    if isinstance(obj, dict) and "userInfo" in obj:
        obj = obj["userInfo"]
    if not obj:
        raise Rejected(Reason.MISSING_FIELD, "userInfo rỗng: TikTok không có tài khoản này")
    profile, dropped = validated(obj, Profile, _ESSENTIAL_PROFILE)
    return profile_row(profile), dropped
