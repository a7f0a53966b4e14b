"""What a model is asked: instructions of ours, a request, and data that is only quoted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Attachment:
    """A file that a model is to look at or listen to.

    Attributes:
        data: Its bytes.
        mimetype: As `audio/mpeg`, the registered name: not every provider knows `audio/mp3`.
    """

    data: bytes
    mimetype: str


@dataclass(frozen=True)
class Prompt:
    """One question to a model.

    Attributes:
        instructions: From `llm/prompts/*.md`: what to do and how to answer.
        request: What the user or the program asks, with data quoted by `prompts.quoted`.
        attachments: Files that go with it.
    """

    instructions: str
    request: str
    attachments: tuple[Attachment, ...] = ()
