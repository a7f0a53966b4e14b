"""Why a video's media could not be had, and the record of it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

import msgspec

from etl.home import Home

_NAME: Final = "media.jsonl"


class Kind(StrEnum):
    """What is made of a video."""

    AUDIO = "audio"
    FRAMES = "frames"


class Why(StrEnum):
    """Why there is none."""

    GONE = "gone"
    NO_SOUND = "no_sound"
    REFUSED = "refused"
    CUT_SHORT = "cut_short"
    NO_ANSWER = "no_answer"
    NO_VIDEO = "no_video"
    DAMAGED = "damaged"
    TOO_LONG = "too_long"


WORDS: Final[Mapping[Why, str]] = {
    Why.GONE: "video không còn",
    Why.NO_SOUND: "video không có tiếng",
    Why.REFUSED: "máy chủ từ chối",
    Why.CUT_SHORT: "tải bị đứt giữa chừng",
    Why.NO_ANSWER: "máy chủ không trả lời",
    Why.NO_VIDEO: "không tìm thấy tệp video trong trang",
    Why.DAMAGED: "tệp tải về hỏng, FFmpeg không đọc được",
    Why.TOO_LONG: "tải quá lâu",
}
FINAL: Final = frozenset({Why.GONE, Why.NO_SOUND})
"""Another try would end alike: such videos are not asked for again."""


class Unavailable(Exception):
    """A video's media cannot be had now.

    Attributes:
        why: The reason.
    """

    def __init__(self, why: Why) -> None:
        """Takes the reason."""
        super().__init__(WORDS[why])
        self.why = why


class Failure(msgspec.Struct, frozen=True):
    """One try that failed.

    Attributes:
        kind: What was to be made.
        video_id: Of which video.
        creator: Whose it is.
        at: ISO 8601, UTC.
        why: The reason.
    """

    kind: Kind
    video_id: str
    creator: str
    at: str
    why: Why


def append_failure(home: Home, kind: Kind, video_id: str, creator: str, why: Why) -> Failure:
    """Adds a record; it is on the disk when this returns."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    failure = Failure(kind, video_id, creator, at, why)
    home.collect.mkdir(parents=True, exist_ok=True)
    with (home.collect / _NAME).open("ab") as file:
        # A line that was cut off by a crash ends here at the latest.
        file.write(b"\n" * bool(file.tell()) + msgspec.json.encode(failure) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return failure


def read_failures(home: Home) -> list[Failure]:
    """Returns the records in their order; a line that was cut off is passed over."""
    return list(_lines(home))


def _lines(home: Home) -> Iterator[Failure]:
    path = home.collect / _NAME
    for line in path.read_bytes().splitlines() if path.exists() else ():
        try:
            yield msgspec.json.decode(line, type=Failure)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
