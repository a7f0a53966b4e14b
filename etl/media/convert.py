"""Makes sound and frames of a video file with FFmpeg."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

from etl.errors import MediaToolMissing
from etl.media.failures import Unavailable, Why

_SECONDS: Final = 120
_NO_STREAM: Final = ("does not contain any stream", "matches no streams")


def find_ffmpeg() -> str:
    """Returns where FFmpeg is.

    Raises:
        MediaToolMissing: Where it is not installed.
    """
    path = shutil.which("ffmpeg")
    if path is None:
        raise MediaToolMissing(
            "Không tìm thấy FFmpeg, cần để tách tiếng và khung hình. "
            "Cài: apt install ffmpeg (Debian, Ubuntu) hoặc brew install ffmpeg (macOS)."
        )
    return path


def extract_audio(ffmpeg: str, video: Path, out: Path) -> None:
    """Writes the sound as AAC, one channel of 16 kHz: what speech needs, and small to send.

    Raises:
        Unavailable: Where there is no sound, or the file is damaged.
    """
    sound = ("-vn", "-ac", "1", "-ar", "16000", "-c:a", "aac", "-b:a", "48k")
    _run(ffmpeg, "-i", str(video), *sound, "-movflags", "+faststart", "-f", "mp4", str(out))


def extract_frames(ffmpeg: str, video: Path, out: Path, every: float) -> None:
    """Writes a frame each `every` seconds, the first one at 0, at most 720 pixels wide.

    Raises:
        Unavailable: Where there is no picture, or the file is damaged.
    """
    filters = f"fps=1/{every:g}:round=up:start_time=0,scale='min(720,iw)':-2"
    out.mkdir()
    _run(ffmpeg, "-i", str(video), "-an", "-vf", filters, "-q:v", "3", str(out / "%04d.jpg"))
    if not any(out.iterdir()):
        raise Unavailable(Why.DAMAGED)


def _run(ffmpeg: str, *arguments: str) -> None:
    command = (ffmpeg, "-nostdin", "-v", "error", "-y", *arguments)
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, errors="replace", timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unavailable(Why.TOO_LONG) from error
    if done.returncode:
        silent = any(words in done.stderr for words in _NO_STREAM)
        raise Unavailable(Why.NO_SOUND if silent else Why.DAMAGED)
