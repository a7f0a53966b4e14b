"""Nghiên cứu chủ đề: what a model is told, and asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from dash_app.documents.plain_text import plain
from dash_app.findings.topic_sections import SECTIONS, rule_sections
from dash_app.findings.topic_study import Study
from dash_app.findings.topic_tables import topic_tables
from dash_app.findings.topic_words import matched_words
from dash_app.typed_text import read_text
from dash_app.words import short
from llm.prompt import Prompt
from llm.prompts import prompt_words, quoted, with_rules

MOST_PROMPT: Final = 6_000
_MOST_CAPTION: Final = 300
_MOST_HOOK: Final = 200


def default_prompt() -> str:
    """Returns the instructions that a user may change."""
    return prompt_words("research")


def read_prompt_of(value: Any) -> str:
    """Returns the instructions as the user left them; where nothing is left, the default ones.

    Raises:
        ValueError: Where they cannot be used; a Vietnamese sentence.
    """
    return read_text(value, "Prompt", MOST_PROMPT) or default_prompt()


def evidence(study: Study) -> str:
    """Returns all that is known, as text: what a model reads, and what its numbers are held to."""
    return "\n".join(_lines(study))


def examples(study: Study) -> str:
    """Returns what the most played videos say, as text."""
    return "\n\n".join(
        f"{video.label} @{video.creator}, {short(video.plays)} lượt xem\n"
        f"Mô tả: {plain(video.caption, _MOST_CAPTION)}\n"
        f"Câu mở đầu: {plain(video.hook, _MOST_HOOK) or '(chưa rõ)'}"
        for video in study.videos
    )


def research_prompt(study: Study, instructions: str) -> Prompt:
    """Returns the question; equal for equal topics and data, so that the answer can be kept."""
    parts = (
        "Viết bảy phần về chủ đề sau.",
        quoted("chủ đề", study.topic),
        quoted("số liệu và nhận định", evidence(study)),
        quoted("video mẫu", examples(study)),
    )
    told = with_rules(instructions, prompt_words("research_sections"))
    return Prompt(told, "\n\n".join(parts))


def _lines(study: Study) -> Iterator[str]:
    yield f"Tính trên video nhắc tới: {study.counted}; khớp ở: {matched_words(study)}"
    for key, text in rule_sections(study).items():
        if key != "sources":
            yield from (f"[{SECTIONS[key]}]", text)
    for table in topic_tables(study):
        yield f"[Bảng: {table.title}]"
        yield " | ".join(table.titles)
        yield from (" | ".join(row) for row in table.rows)
