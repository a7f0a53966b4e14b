"""One question about one video: its prompt, the form of the answer, and the file it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from etl.enrich.asked.kinds import KINDS, Kind
from etl.enrich.asked.videos import Video
from etl.enrich.wording import without_phone_numbers
from llm.prompt import Attachment, Prompt
from llm.prompts import quoted, read_prompt

if TYPE_CHECKING:
    from pydantic import BaseModel

MIMETYPES: Final[Mapping[str, str]] = {
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".aac": "audio/aac",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
}
"""The sound files that are sent, by their ending."""

LONGEST_CAPTION: Final = 4_000
LONGEST_TRANSCRIPT: Final = 12_000
# A request of Gemini may have 20 MB, in which sound takes a third more as text.
MOST_BYTES: Final = 14_000_000


class CannotAsk(Exception):
    """A video that cannot be asked about as it is.

    Attributes:
        code: Short and stable.
        sentence: In Vietnamese, with what to do.
    """

    def __init__(self, code: str, sentence: str) -> None:
        """Says its sentence."""
        super().__init__(sentence)
        self.code, self.sentence = code, sentence


@dataclass(frozen=True)
class Question:
    """What is asked.

    Attributes:
        prompt: Instructions and quoted data.
        form: Of the answer.
    """

    prompt: Prompt
    form: type[BaseModel]


def question_about(kind: Kind, video: Video, sound: Path | None) -> Question:
    """Returns the question of a kind about a video.

    Args:
        kind: What is asked.
        video: About which video.
        sound: Its sound file, which transcripts need.

    Raises:
        CannotAsk: Where the sound is too large or cannot be read.
    """
    request = request_about(kind, video)
    attachments = (_attached(sound),) if kind is Kind.TRANSCRIPTS and sound else ()
    return Question(Prompt(instructions_of(kind), request, attachments), form_of(kind))


def request_about(kind: Kind, video: Video) -> str:
    """Returns the words of a request; telephone numbers in them stay here."""
    caption = quoted("caption", _masked(video.caption[:LONGEST_CAPTION]))
    if kind is Kind.TRANSCRIPTS:
        return f"Tệp âm thanh của video đi kèm.\n\n{caption}"
    said = _masked((video.transcript or "")[:LONGEST_TRANSCRIPT])
    return f"{caption}\n\n{quoted('lời thoại', said) if said else 'Video chưa có lời thoại.'}"


def instructions_of(kind: Kind) -> str:
    """Returns what a model is told to do."""
    return read_prompt(KINDS[kind].prompt)


def form_of(kind: Kind) -> type[BaseModel]:
    """Returns the form of an answer; loads pydantic with the first call."""
    if kind is Kind.TRANSCRIPTS:
        from llm.answers.transcript import VideoTranscript

        return VideoTranscript
    if kind is Kind.PLACES:
        from llm.answers.places import DishesAndPlace

        return DishesAndPlace
    from llm.answers.labels import VideoLabels

    return VideoLabels


def file_of(answer: BaseModel) -> dict[str, Any]:
    """Returns an answer in the shape of the files that the inputs know."""
    return answer.model_dump(exclude={"has_speech"})


def _masked(text: str) -> str:
    return without_phone_numbers(text) or ""


def _attached(sound: Path) -> Attachment:
    try:
        size = sound.stat().st_size
        data = sound.read_bytes() if 0 < size <= MOST_BYTES else b""
    except OSError as error:
        raise CannotAsk("unreadable_sound", f"không đọc được {sound}; kiểm tra quyền") from error
    if not size:
        raise CannotAsk("empty_sound", f"{sound} rỗng; xoá tệp rồi chạy lại etl media")
    if not data:
        raise CannotAsk(
            "large_sound",
            f"{sound.name} nặng {size / 1e6:.0f} MB, quá {MOST_BYTES / 1e6:.0f} MB gửi được; "
            "nén lại bằng FFmpeg",
        )
    return Attachment(data, MIMETYPES[sound.suffix.lower()])
