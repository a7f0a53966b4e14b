"""Reads TikTokApi's JSON: `videos_info.json` and `user_info.json`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable

import msgspec

from etl.inputs.json_items import JSON_ERRORS, RawItem, array_items
from etl.inputs.reading import Reading
from etl.inputs.rejections import Reason, Rejected, Rejection
from etl.inputs.rows import Table, clean_text, profile_row, video_row
from etl.inputs.tiktok import Profile, Video
from etl.inputs.validate import Row, checked_row

_ESSENTIAL_VIDEO = frozenset({"id", "createTime", "author", "author.uniqueId"})
_ESSENTIAL_PROFILE = frozenset({"user", "user.uniqueId"})
_LIST_KEY = re.compile(rb'"itemList"\s*:\s*\[')


class _Page(msgspec.Struct):
    itemList: list[Video] | None = None


def read_videos(data: bytes) -> Reading:
    """Reads a list of videos, or a page of the API that holds one under `itemList`.

    The whole file is decoded in one go; only where that fails is it cut into items, so that each
    bad one is set aside by itself.
    """
    reading = Reading(Table.VIDEOS)
    try:
        decoded = msgspec.json.decode(data, type=list[Video] | _Page, strict=False)
    except JSON_ERRORS:
        return _read_one_by_one(reading, data)
    videos = decoded.itemList or [] if isinstance(decoded, _Page) else decoded
    for number, video in enumerate(videos):
        try:
            reading.add(number, video_row(video))
        except Rejected as error:
            reading.reject(f"mục {number}", error, msgspec.json.encode(video))
    return reading


def _read_one_by_one(reading: Reading, data: bytes) -> Reading:
    if data.lstrip().startswith(b"["):
        return read_items(reading, array_items(data))
    page = _LIST_KEY.search(data)
    if page:
        return read_items(reading, array_items(data, page.start(), alone=False))
    reading.reject("itemList", Rejected(Reason.WRONG_TYPE, "itemList không phải danh sách"), data)
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
    obj = _decoded(item.data)
    if not isinstance(obj, dict):
        raise Rejected(Reason.WRONG_TYPE, "mục không phải là một đối tượng JSON")
    return to_row(obj)


def _decoded(data: bytes) -> object:
    """Returns the JSON value, also of what Python's `json.dumps` writes beyond the standard.

    That is half of a surrogate pair, where a caption was cut within an emoji, and `NaN`.
    """
    try:
        return msgspec.json.decode(data)
    except JSON_ERRORS as error:
        try:
            loose = json.dumps(json.loads(data.decode()), ensure_ascii=False)
            return json.loads(clean_text(loose))
        except UnicodeDecodeError as cause:
            raise Rejected(Reason.BAD_ENCODING, str(cause)) from cause
        except (ValueError, RecursionError):
            raise Rejected(Reason.MALFORMED_JSON, str(error)) from error


def _video(obj: object) -> tuple[Row, list[Rejection]]:
    return checked_row(obj, Video, _ESSENTIAL_VIDEO, video_row)


def _profile(obj: object) -> tuple[Row, list[Rejection]]:
    if isinstance(obj, dict) and "userInfo" in obj:
        obj = obj["userInfo"]
    if not obj:
        raise Rejected(Reason.MISSING_FIELD, "userInfo rỗng: TikTok không có tài khoản này")
    return checked_row(obj, Profile, _ESSENTIAL_PROFILE, profile_row)
