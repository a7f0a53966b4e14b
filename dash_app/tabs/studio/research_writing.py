"""Nghiên cứu chủ đề: the seven sections as they are written, by a model or by rules."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from dash import html

from dash_app.components.insight.sentences import Sieve
from dash_app.findings.topic_sections import SECTIONS, rule_sections
from dash_app.findings.topic_study import Study
from dash_app.pages import Ask, Event
from dash_app.tabs.studio.filming_numbers import number_check
from dash_app.tabs.studio.research_places import NOTE, section_id
from dash_app.tabs.studio.research_prompt import evidence, examples, research_prompt
from dash_app.words import kept_together, whole
from etl.text import fold
from llm.errors import ModelError

_MOST_A_SECTION: Final = 2_500
_MOST_IN_ALL: Final = 24_000
_LONGEST_TITLE: Final = 40
_VIDEO: Final = re.compile(r"\b(V\d{1,2})\b")
_MARKS: Final = re.compile(r"[\s#*_`:.\d()]+")
_BY_TITLE: Final = {_MARKS.sub("", fold(title)): key for key, title in SECTIONS.items()}
_OFFLINE: Final = (
    "Không dùng mô hình: bảy phần dưới đây viết bằng quy tắc từ chính các con số ở trên."
)


def write_by_rules(study: Study) -> Iterator[Event]:
    """Yields the sections that rules write."""
    for key, text in rule_sections(study).items():
        yield Event("set", section_id(key), build_lines(study, text))
    yield Event("replace", NOTE, _OFFLINE)


def write_with_model(ask: Ask, study: Study, instructions: str) -> Iterator[Event]:
    """Yields the sections as a model writes them; rules write those that it leaves out.

    Raises:
        ModelError: Where the model fails: what came stays, and the rest is written by rules.
    """
    written = _Written(study)
    model = ask.fields.get("model")
    name = model if isinstance(model, str) and model else None
    said = ask.assistant.stream(
        research_prompt(study, instructions),
        client=ask.client,
        model=name,
        fresh=bool(ask.fields.get("fresh")),
    )
    try:
        yield from written.follow(said)
    except ModelError:
        yield from written.end(name or ask.assistant.models[0], failed=True)
        raise
    yield from written.end(name or ask.assistant.models[0], failed=False)


def tagged(words: Iterable[str]) -> Generator[tuple[str, str], None, None]:
    """Yields the words of an answer with the key of their section; titles are taken out.

    What comes before the first title belongs to the first section.
    """
    key, line, inside = next(iter(SECTIONS)), "", False
    for piece in _lines_of(words):
        if inside:
            yield key, piece
            inside = not piece.endswith("\n")
            continue
        line += piece
        whole_line = line.endswith("\n")
        if whole_line and (found := _section_of(line)):
            key, line = found, ""
        elif whole_line or not _may_be_title(line):
            yield key, line
            line, inside = "", not whole_line
    if line and not _section_of(line):
        yield key, line


def build_lines(study: Study, text: str) -> html.Ul:
    """Returns the lines of a section; videos that it names lead to TikTok."""
    urls = {video.label: video.url for video in study.videos}
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return html.Ul([html.Li(_linked(kept_together(line), urls)) for line in lines])


class _Written:
    """What a model has written so far."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._is_fine = number_check(f"{study.topic}\n{evidence(study)}\n{examples(study)}")
        self._texts = dict.fromkeys(SECTIONS, "")
        self._taken_back = 0

    def follow(self, words: Iterable[str]) -> Iterator[Event]:
        """Yields what is to be shown, as it comes."""
        for key, pieces in groupby(tagged(words), itemgetter(0)):
            before = self._texts[key]
            sieve = Sieve(self._is_fine, _MOST_A_SECTION)
            for piece in sieve.pass_on(text for _, text in pieces):
                shown = before + piece.text if piece.kind == "replace" else piece.text
                yield Event(piece.kind, section_id(key), shown)
                self._texts[key] = before + sieve.kept
            self._texts[key] = before + sieve.kept
            self._taken_back += sieve.taken_back
            if sieve.kept.strip():
                yield Event("set", section_id(key), build_lines(self._study, self._texts[key]))

    def end(self, model: str, *, failed: bool) -> Iterator[Event]:
        """Yields what rules write in place of what is missing, and who wrote what."""
        own = rule_sections(self._study)
        if self._texts["sources"].strip():
            # Whatever a model says of where it has it from, this is what is so.
            text = f"{self._texts['sources']}\n{own['sources']}"
            yield Event("set", section_id("sources"), build_lines(self._study, text))
        missing = [key for key, text in self._texts.items() if not text.strip()]
        for key in missing:
            yield Event("set", section_id(key), build_lines(self._study, own[key]))
        yield Event("replace", NOTE, self._note(model, missing, failed))

    def _note(self, model: str, missing: list[str], failed: bool) -> str:
        dropped = (
            f" {whole(self._taken_back)} câu bị bỏ vì có con số không có trong dữ liệu."
            if self._taken_back
            else ""
        )
        listed = ", ".join(SECTIONS[key] for key in missing)
        if len(missing) == len(SECTIONS):
            why = "Mô hình không viết được" if failed else "Mô hình không viết phần nào dùng được"
            return f"{why}: bảy phần dưới đây viết bằng quy tắc, không dùng mô hình.{dropped}"
        rest = f" Viết bằng quy tắc, không dùng mô hình: {listed}." if missing else ""
        broken = " Mô hình dừng giữa chừng, phần đã viết được giữ lại." if failed else ""
        return (
            f"Do mô hình {model} viết từ số liệu ở trên, không truy cập mạng; mọi con số viết bằng "
            f"chữ số đã được đối chiếu.{dropped}{broken}{rest}"
        )


def _lines_of(words: Iterable[str]) -> Iterator[str]:
    """Yields pieces that end at the end of each line, so many characters at most."""
    left = _MOST_IN_ALL
    for piece in words:
        yield from piece.splitlines(keepends=True)
        left -= len(piece)
        if left <= 0:
            return


def _section_of(line: str) -> str | None:
    return _BY_TITLE.get(_MARKS.sub("", fold(line)))


def _may_be_title(line: str) -> bool:
    begun = _MARKS.sub("", fold(line))
    return len(line) <= _LONGEST_TITLE and any(title.startswith(begun) for title in _BY_TITLE)


def _linked(text: str, urls: dict[str, str]) -> list[Any]:
    return [
        html.A(part, href=urls[part], target="_blank", rel="noopener noreferrer")
        if part in urls
        else part
        for part in _VIDEO.split(text)
        if part
    ]
