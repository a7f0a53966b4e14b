"""Nghiên cứu chủ đề: what the data say, then seven sections about it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from dash import html

from dash_app.components.filter_bar import active_values
from dash_app.components.icons import build_icon
from dash_app.findings.topic_sections import SECTIONS
from dash_app.findings.topic_study import Study, TopicVideo
from dash_app.findings.topic_tables import topic_tables
from dash_app.findings.topic_words import source_words
from dash_app.pages import Ask, Event, Reader, Stream
from dash_app.tabs.studio.research_found import METHOD, build_found, build_nothing
from dash_app.tabs.studio.research_matches import find_matches
from dash_app.tabs.studio.research_nearby import nearby
from dash_app.tabs.studio.research_places import (
    FOUND,
    NOTE,
    SOURCES,
    STREAM_NAME,
    TITLE,
    section_id,
)
from dash_app.tabs.studio.research_prompt import read_prompt_of
from dash_app.tabs.studio.research_study import read_study
from dash_app.tabs.studio.research_topic import read_topic
from dash_app.tabs.studio.research_writing import write_by_rules, write_with_model
from dash_app.tabs.studio.script_words import known_dishes
from dash_app.words import day, short


def run(ask: Ask) -> Iterator[Event]:
    """Yields the numbers, which never wait for a model, and then the sections."""
    reader = ask.reader
    try:
        topic = read_topic(ask.fields.get("topic"), reader.snapshot.kept(known_dishes))
        instructions = read_prompt_of(ask.fields.get("prompt"))
    except ValueError as error:
        yield Event("failed", value=str(error))
        return
    # Written anew, the sections stand beside numbers that stay: the page does not jump.
    is_again = bool(ask.fields.get("fresh"))
    yield from _cleared_sections() if is_again else _cleared()
    matches = find_matches(reader, topic)
    if not matches.keys.size:
        if is_again:
            yield from _cleared()
        others, alike = nearby(reader, topic, matches)
        yield Event("set", FOUND, build_nothing(topic, others, alike))
        return
    study = read_study(reader, topic, matches)
    yield Event("set", FOUND, build_found(study))
    yield Event("set", SOURCES, _build_sources(study))
    yield Event("data", "research", _result(reader, study))
    yield Event("set", TITLE, f"Bảy phần về “{study.counted}”")
    if not ask.assistant.models:
        yield from write_by_rules(study)
        return
    yield Event("replace", NOTE, "Đang hỏi mô hình…")
    yield from write_with_model(ask, study, instructions)


STREAM: Final = Stream(STREAM_NAME, run)


def _cleared() -> Iterator[Event]:
    yield Event("data", "research", None)
    yield Event("set", FOUND, None)
    yield Event("set", SOURCES, None)
    yield from _cleared_sections()


def _cleared_sections() -> Iterator[Event]:
    yield Event("replace", NOTE, "")
    for key in SECTIONS:
        yield Event("replace", section_id(key), "")


def _build_sources(study: Study) -> html.Ol:
    return html.Ol([html.Li(_build_source(video)) for video in study.videos])


def _build_source(video: TopicVideo) -> list[Any]:
    return [
        html.A(
            [f"{video.label} @{video.creator}", build_icon("box-arrow-up-right", "mở trên TikTok")],
            href=video.url,
            target="_blank",
            rel="noopener noreferrer",
        ),
        f" {short(video.plays)} lượt xem, đăng {day(video.posted_date)}, khớp ở "
        f"{source_words(video)}",
    ]


def _result(reader: Reader, study: Study) -> dict[str, Any]:
    """Returns plain data for the files: all that the page shows besides the sections."""
    filters = [text for _, _, text in active_values(reader.view.filters)]
    return {
        "topic": study.topic,
        "counted": study.counted,
        "view": ", ".join(filters) or "tất cả video",
        "newest": day(study.newest),
        "tables": [
            {
                "title": table.title,
                "titles": list(table.titles),
                "rows": [list(row) for row in table.rows],
            }
            for table in topic_tables(study)
        ],
        "sources": [
            {
                "text": f"{video.label} @{video.creator}, {short(video.plays)} lượt xem, đăng "
                f"{day(video.posted_date)}, khớp ở {source_words(video)}",
                "url": video.url,
            }
            for video in study.videos
        ],
        "method": [f"{each}." for each in METHOD],
        "synthetic": bool(reader.snapshot.manifest.synthetic),
        "made_on": day(reader.today),
    }
