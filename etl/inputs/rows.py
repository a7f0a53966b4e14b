"""What one landed row of each kind looks like, and how a checked struct becomes one."""

from __future__ import annotations

import re
import time
from datetime import datetime, timedelta
from enum import StrEnum

import pyarrow as pa

from etl.inputs.rejections import Reason, Rejected
from etl.inputs.tiktok import Author, AuthorStats, Profile, Stats, Video
from etl.text import to_nfc

INSTANT = pa.timestamp("us")
_EPOCH = datetime(1970, 1, 1)  # times are stored as naive UTC
_EARLIEST = int((datetime(2014, 1, 1) - _EPOCH).total_seconds())
_CLOCK_SKEW = 2 * 86_400
_MILLISECONDS_FROM = 100_000_000_000
_SHOP_ANCHOR = 35
_ID = re.compile(r"[0-9]{1,25}")
_SURROGATES = re.compile("[\ud800-\udfff]")


class Table(StrEnum):
    """The tables of the lake."""

    VIDEOS = "videos"
    PROFILES = "profiles"
    TRANSCRIPTS = "transcripts"
    MENTIONS = "mentions"
    LABELS = "labels"
    LOCAL_LABELS = "local_labels"


_AUTHOR_FIELDS = [
    ("creator", pa.string()),
    ("creator_id", pa.string()),
    ("nickname", pa.string()),
    ("bio", pa.string()),
    ("verified", pa.bool_()),
    ("is_seller", pa.bool_()),
    ("is_private", pa.bool_()),
    ("followers", pa.int64()),
    ("following", pa.int64()),
    ("hearts", pa.int64()),
    ("video_count", pa.int64()),
]
_COLLECTED_FIELDS = [("collected_at", INSTANT), ("collected_from", pa.string())]

ROWS: dict[Table, pa.Schema] = {
    Table.VIDEOS: pa.schema(
        [
            ("video_id", pa.string()),
            ("posted_at", INSTANT),
            ("caption", pa.string()),
            ("duration_s", pa.float64()),
            ("plays", pa.int64()),
            ("likes", pa.int64()),
            ("comments", pa.int64()),
            ("shares", pa.int64()),
            ("saves", pa.int64()),
            ("reposts", pa.int64()),
            ("is_pinned", pa.bool_()),
            ("is_ad", pa.bool_()),
            ("is_shop", pa.bool_()),
            ("image_count", pa.int32()),
            ("width", pa.int32()),
            ("height", pa.int32()),
            ("music_id", pa.string()),
            ("music_title", pa.string()),
            ("music_author", pa.string()),
            ("music_is_original", pa.bool_()),
            ("text_language", pa.string()),
            ("poi", pa.string()),
            *_AUTHOR_FIELDS,
            *_COLLECTED_FIELDS,
        ]
    ),
    Table.PROFILES: pa.schema([*_AUTHOR_FIELDS, ("is_business", pa.bool_()), *_COLLECTED_FIELDS]),
    Table.TRANSCRIPTS: pa.schema(
        [
            ("video_id", pa.string()),
            ("transcript", pa.string()),
            ("takeaways", pa.list_(pa.string())),
            ("has_call_to_action", pa.bool_()),
            ("has_curiosity_gap", pa.bool_()),
        ]
    ),
    Table.MENTIONS: pa.schema(
        [
            ("video_id", pa.string()),
            ("foods", pa.list_(pa.string())),
            ("city", pa.string()),
            ("district", pa.string()),
        ]
    ),
    Table.LABELS: pa.schema(
        [
            ("video_id", pa.string()),
            ("labels", pa.list_(pa.struct([("field", pa.string()), ("label", pa.string())]))),
        ]
    ),
    Table.LOCAL_LABELS: pa.schema(
        [
            ("video_id", pa.string()),
            ("learned_at", pa.string()),
            (
                "labels",
                pa.list_(
                    pa.struct(
                        [
                            ("field", pa.string()),
                            ("label", pa.string()),
                            ("confidence", pa.float64()),
                        ]
                    )
                ),
            ),
        ]
    ),
}


def video_row(video: Video) -> tuple[object, ...]:
    """Returns a row of `ROWS[Table.VIDEOS]`.

    Raises:
        Rejected: Where the id, the author, the counts or the time of posting cannot be used.
    """
    media = video.video
    music = video.music
    counts = _counts(video)
    return (
        checked_id(video.id if video.id is not None else media and media.id),
        _instant(video.createTime),
        to_nfc(clean_text(video.desc or "")),
        media.duration if media else None,
        *counts,
        bool(video.isPinnedItem),
        bool(video.isAd),
        bool(video.isECVideo) or any(a.type == _SHOP_ANCHOR for a in video.anchors or ()),
        len(video.imagePost.images or ()) if video.imagePost else 0,
        media.width if media else None,
        media.height if media else None,
        _text_id(music.id) if music else None,
        _optional_text(music.title) if music else None,
        _optional_text(music.authorName) if music else None,
        music.original if music else None,
        _optional_text(video.textLanguage),
        _poi_text(video),
        *_author_columns(video.author, video.authorStats),
        *_collected(video.collectTime),
    )


def profile_row(profile: Profile) -> tuple[object, ...]:
    """Returns a row of `ROWS[Table.PROFILES]`.

    Raises:
        Rejected: Where there is no handle.
    """
    user = profile.user
    author = Author(
        uniqueId=user.uniqueId,
        id=user.id,
        nickname=user.nickname,
        signature=user.signature,
        verified=user.verified,
        ttSeller=user.ttSeller,
        privateAccount=user.privateAccount,
    )
    return (
        *_author_columns(author, profile.stats),
        user.commerceUserInfo.commerceUser if user.commerceUserInfo else None,
        *_collected(profile.collectTime),
    )


def checked_id(value: object) -> str:
    """Returns a video id as text.

    Raises:
        Rejected: Where it is missing or not a number.
    """
    if value is None or value == "":
        raise Rejected(Reason.MISSING_FIELD, "thiếu mã video (id)")
    text = str(value).strip()
    if not _ID.fullmatch(text):
        raise Rejected(Reason.BAD_ID, f"mã video không phải là số: {text[:40]!r}")
    return text


def clean_text(text: str) -> str:
    """Returns the text without lone surrogates, which no UTF-8 file can hold."""
    return text if text.isascii() else _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)


def _optional_text(text: str | None) -> str | None:
    return to_nfc(clean_text(text)) if text else None


def _text_id(value: str | int | None) -> str | None:
    return _optional_text(str(value)) if value is not None else None


def _counts(video: Video) -> tuple[int | None, ...]:
    """Returns plays, likes, comments, shares, saves, reposts; `statsV2` is the finer source."""
    fine, coarse = video.statsV2 or Stats(), video.stats or Stats()

    plays = _first_known(fine.playCount, coarse.playCount)
    if plays is None:
        raise Rejected(Reason.MISSING_FIELD, "thiếu số lượt xem (stats.playCount)")
    return (
        plays,
        _first_known(fine.diggCount, coarse.diggCount) or 0,
        _first_known(fine.commentCount, coarse.commentCount) or 0,
        _first_known(fine.shareCount, coarse.shareCount) or 0,
        _first_known(fine.collectCount, coarse.collectCount) or 0,
        _first_known(fine.repostCount, coarse.repostCount),
    )


def _first_known(fine: int | None, coarse: int | None) -> int | None:
    return coarse if fine is None else fine


def _instant(seconds: int) -> datetime:
    if seconds >= _MILLISECONDS_FROM:
        seconds //= 1000
    if not _EARLIEST <= seconds <= time.time() + _CLOCK_SKEW:
        raise Rejected(Reason.TIME_OUT_OF_RANGE, f"thời điểm ngoài khoảng 2014 đến nay: {seconds}")
    return _EPOCH + timedelta(seconds=seconds)


def _collected(seconds: int | None) -> tuple[datetime | None, str | None]:
    return (_instant(seconds), "source") if seconds else (None, None)


def _poi_text(video: Video) -> str | None:
    poi = video.poi
    parts = (poi.name, poi.address, poi.city, poi.province, poi.country) if poi else ()
    return _optional_text(", ".join(part for part in parts if part))


def _author_columns(author: Author | str | None, stats: AuthorStats | None) -> tuple[object, ...]:
    if isinstance(author, str):  # crawls of old kept the handle alone
        author = Author(uniqueId=author)
    handle = clean_text(author.uniqueId).strip().lstrip("@") if author else ""
    if author is None or not handle:
        raise Rejected(Reason.MISSING_FIELD, "thiếu tên tài khoản (author.uniqueId)")
    stats = stats or AuthorStats()
    hearts = stats.heartCount if stats.heartCount is not None else stats.heart
    return (
        handle,
        _text_id(author.id),
        _optional_text(author.nickname),
        _optional_text(author.signature),
        author.verified,
        author.ttSeller,
        author.privateAccount,
        stats.followerCount,
        stats.followingCount,
        hearts,
        stats.videoCount,
    )
