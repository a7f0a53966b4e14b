"""Downloads one video with yt-dlp."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from etl.errors import MediaToolMissing
from etl.media.failures import Kind, Unavailable, Why
from etl.media.settings import MediaSettings

# What yt-dlp says where no exception tells more: its downloader, and its extractor for TikTok.
_SAYINGS: Final = (
    (re.compile(r"more expected", re.I), Why.CUT_SHORT),
    (re.compile(r"not available|status code 10204|removed|does not exist", re.I), Why.GONE),
    (re.compile(r"blocked|log ?in|private|captcha|comfortable", re.I), Why.REFUSED),
    (re.compile(r"timed? ?out", re.I), Why.NO_ANSWER),
)
_FORMATS: Final = {Kind.AUDIO: "bestaudio/best", Kind.FRAMES: "bestvideo[height<=720]/best"}


def check_downloader() -> None:
    """Makes sure that the library is there.

    Raises:
        MediaToolMissing: Where it is not.
    """
    if find_spec("yt_dlp") is None:
        raise MediaToolMissing(
            "Chưa cài yt-dlp, cần để tải video. Chạy: pip install -r requirements-collect.txt"
        )


def download(url: str, kind: Kind, folder: Path, settings: MediaSettings) -> Path:
    """Downloads a video, or only its sound where that is offered by itself.

    Args:
        url: Of the video's page.
        kind: What will be made of it.
        folder: Empty; the file is left there.
        settings: Time limits.

    Raises:
        Unavailable: Where there is no whole file, with the reason.
    """
    from yt_dlp import YoutubeDL
    from yt_dlp.utils import DownloadError

    until = time.monotonic() + settings.longest

    def watch(_: dict[str, Any]) -> None:
        if time.monotonic() > until:
            raise Unavailable(Why.TOO_LONG)

    options = {
        "format": _FORMATS[kind],
        "outtmpl": str(folder / "video.%(ext)s"),
        "logger": _Silent(),
        "noprogress": True,
        "cachedir": False,
        "nopart": True,
        "noplaylist": True,
        "socket_timeout": settings.timeout,
        "retries": 1,
        "extractor_retries": 1,
        "file_access_retries": 0,
        "progress_hooks": [watch],
    }
    try:
        with YoutubeDL(options) as library:
            library.extract_info(url)
    except DownloadError as error:
        raise Unavailable(_why(error)) from error
    files = [path for path in folder.iterdir() if path.stat().st_size]
    if not files:
        raise Unavailable(Why.NO_VIDEO)
    return files[0]


class _Silent:
    """Takes what the library would print."""

    def debug(self, _: str) -> None:
        """Says nothing."""

    info = warning = error = debug


def _why(error: BaseException) -> Why:
    """Returns the reason behind the library's own error."""
    from yt_dlp.networking.exceptions import (
        HTTPError,
        IncompleteRead,
        TransportError,
    )
    from yt_dlp.utils import ContentTooShortError, UnsupportedError

    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, Unavailable):
            return cause.why
        if isinstance(cause, HTTPError):
            return Why.GONE if cause.status in (404, 410) else Why.REFUSED
        if isinstance(cause, IncompleteRead | ContentTooShortError):
            return Why.CUT_SHORT
        if isinstance(cause, UnsupportedError):
            return Why.NO_VIDEO
    if any(isinstance(cause, TransportError | OSError) for cause in causes):
        return Why.NO_ANSWER
    text = " ".join(map(str, causes))
    return next((why for pattern, why in _SAYINGS if pattern.search(text)), Why.NO_VIDEO)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    left = [error]
    while left:
        one = left.pop(0)
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        inner = getattr(one, "exc_info", None)
        left += [inner[1] if inner else None, getattr(one, "cause", None)]
        left += [one.__cause__, one.__context__]
