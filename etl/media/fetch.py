"""Fetches what is wanted, one video after the other, and keeps what came whole."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from filelock import FileLock, Timeout

from etl.collect.pace import Pace
from etl.errors import AnotherRunIsActive
from etl.home import Home
from etl.media.convert import extract_audio, extract_frames
from etl.media.download import download
from etl.media.failures import FINAL, Failure, Kind, Unavailable, Why, append_failure
from etl.media.settings import MediaSettings
from etl.media.wanted import Wanted

_WORK: Final = ".work"
REFUSED_IN_A_ROW: Final = 5


@dataclass(frozen=True)
class Fetched:
    """What came of it.

    Attributes:
        made: How many videos are kept now that were not before.
        failures: The others, with their reasons.
        stopped: Whether it ended early: the server refused so often that it has to be left alone.
    """

    made: int = 0
    failures: list[Failure] = field(default_factory=list)
    stopped: bool = False

    @property
    def failed(self) -> bool:
        """Whether another run may get more."""
        return self.stopped or any(one.why not in FINAL for one in self.failures)


def fetch(
    home: Home,
    kind: Kind,
    videos: Sequence[Wanted],
    every: float,
    settings: MediaSettings,
    ffmpeg: str,
    advance: Callable[[int], None],
) -> Fetched:
    """Fetches videos and keeps their sound or frames.

    A file gets its name by a rename once it is whole, so that a run that was killed is simply
    taken up again.

    Args:
        home: Where media are kept.
        kind: Sound or frames.
        videos: In the order of their worth.
        every: Seconds between two frames.
        settings: Addresses, pace and time limits.
        ffmpeg: Its path.
        advance: Is told of each video that is done with.

    Raises:
        AnotherRunIsActive: Where another process fetches into the same home.
    """
    pace = Pace(settings.requests_per_minute)
    made, refused = 0, 0
    failures: list[Failure] = []
    with only_fetch(home) as work:
        for video in videos:
            time.sleep(pace.delay())
            try:
                _fetch_one(home, kind, video, every, settings, ffmpeg, work)
                made, refused = made + 1, 0
            except Unavailable as error:
                failures.append(
                    append_failure(home, kind, video.video_id, video.creator, error.why)
                )
                refused = refused + 1 if error.why is Why.REFUSED else 0
            advance(1)
            if refused == REFUSED_IN_A_ROW:
                return Fetched(made, failures, stopped=True)
    return Fetched(made, failures)


def _fetch_one(
    home: Home,
    kind: Kind,
    video: Wanted,
    every: float,
    settings: MediaSettings,
    ffmpeg: str,
    work: Path,
) -> None:
    target = home.media / kind
    target.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=work) as name:
        source = Path(name, "source")
        source.mkdir()
        page = settings.page_of(video.creator, video.video_id)
        file = download(page, kind, source, settings)
        made = Path(name, "made")
        if kind is Kind.FRAMES:
            extract_frames(ffmpeg, file, made, every)
            made.rename(target / video.video_id)
        else:
            extract_audio(ffmpeg, file, made)
            with made.open("rb") as sound:
                os.fsync(sound.fileno())
            made.rename(target / f"{video.video_id}.m4a")


@contextmanager
def only_fetch(home: Home) -> Iterator[Path]:
    """Holds the media for one process; yields a folder for what is not whole yet."""
    home.media.mkdir(parents=True, exist_ok=True)
    lock = FileLock(home.media / ".lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise AnotherRunIsActive(
            f"Một lần tải khác đang ghi vào {home.media}. Đợi nó xong rồi chạy lại."
        ) from error
    work = home.media / _WORK
    try:
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)
        lock.release()
