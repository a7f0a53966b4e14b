"""Caption, hashtag & nhạc: from an idea to descriptions and hashtags, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from dash import html

from dash_app.components.icons import build_icon
from dash_app.components.stream_form import build_copy_button, build_export_button
from dash_app.findings.caption_habits import habit_words
from dash_app.findings.caption_hashtags import TagChoice
from dash_app.pages import Ask, Event, Page, Stream
from dash_app.tabs.studio import captions_hashtags, captions_slots, captions_sounds
from dash_app.tabs.studio.captions_brief import Idea, Niche, find_niche, niche_words, read_idea
from dash_app.tabs.studio.captions_descriptions import (
    CHOSEN,
    Descriptions,
    ask_descriptions,
    build_descriptions,
    offline_descriptions,
)
from dash_app.tabs.studio.captions_exemplars import Exemplars, find_exemplars
from dash_app.tabs.studio.captions_export import CSV_NAME, MARKDOWN_NAME
from dash_app.words import kept_together, short, whole
from llm.errors import ModelError

FOUND: Final = "studio-captions-found"
DESCRIPTIONS: Final = "studio-captions-descriptions"
HASHTAGS: Final = "studio-captions-hashtags"
PATH: Final = "/studio/captions"
_EXAMPLES: Final = 5
_LONGEST: Final = 160


def run(ask: Ask) -> Iterator[Event]:
    """Yields what is found, step by step; the model is asked last."""
    for target in (FOUND, DESCRIPTIONS, HASHTAGS):
        yield Event("set", target, None)
    try:
        idea = read_idea(ask.fields, ask.reader.snapshot)
    except ValueError as error:
        yield Event("failed", value=str(error))
        return
    niche = find_niche(ask.reader, idea)
    found = find_exemplars(ask.reader, niche)
    yield Event("set", FOUND, _build_found(idea, niche, found))
    tags = captions_hashtags.find_tags(ask.reader, idea, niche, found.habits.hashtags.p50)
    yield Event("set", HASHTAGS, _build_hashtags(tags, niche, found))
    offline = offline_descriptions(idea, found)
    if not ask.assistant.models:
        yield from _described(ask, offline, tags, idea, niche)
        return
    yield Event("set", DESCRIPTIONS, html.P("Đang hỏi mô hình…", className="muted"))
    try:
        written = ask_descriptions(ask, idea, niche, found)
    except ModelError:
        # Something to go on with; what went wrong is told beside the button.
        yield from _described(ask, offline, tags, idea, niche)
        raise
    yield from _described(ask, written, tags, idea, niche)


STREAM: Final = Stream("write", run)


def build_results(page: Page) -> html.Div:
    """Returns the places that the stream fills, and the buttons that save what is there."""
    return html.Div(
        [
            html.Section(id=FOUND, className="panel panel-wide captions-part"),
            html.Section(id=DESCRIPTIONS, className="panel panel-wide captions-part"),
            html.Section(id=HASHTAGS, className="panel panel-wide captions-part"),
            html.Div(
                [
                    build_export_button(page, MARKDOWN_NAME, "Tải tất cả (Markdown)"),
                    build_export_button(page, CSV_NAME, "Tải bảng hashtag (CSV)"),
                ],
                className="captions-files",
            ),
        ],
        className="panels captions-results",
    )


def _described(
    ask: Ask, offered: Descriptions, tags: Sequence[TagChoice], idea: Idea, niche: Niche
) -> Iterator[Event]:
    again = [_build_again()] if ask.assistant.models else []
    yield Event(
        "set",
        DESCRIPTIONS,
        [
            _head("Mô tả đăng kèm"),
            html.P(offered.note, className="captions-note"),
            build_descriptions(offered.drafts),
            *again,
        ],
    )
    yield Event("data", "captions", _result(ask, offered, tags, idea, niche))


def _result(
    ask: Ask, offered: Descriptions, tags: Sequence[TagChoice], idea: Idea, niche: Niche
) -> dict[str, Any]:
    """Returns plain data for the files: all that the page shows, without what is chosen."""
    reader = ask.reader
    return {
        "niche": niche_words(niche),
        "note": offered.note,
        "idea": idea.text[:2_000],
        "tag_titles": list(captions_hashtags.COLUMNS),
        "tags": [list(captions_hashtags.written(each)) for each in tags],
        "sound_titles": list(captions_sounds.COLUMNS),
        "sounds": [
            list(captions_sounds.written(e)) for e in reader.kept(captions_sounds.read_sounds)
        ],
        "slot_titles": list(captions_slots.COLUMNS),
        "slots": [list(captions_slots.written(e)) for e in reader.kept(captions_slots.read_slots)],
    }


def _build_found(idea: Idea, niche: Niche, found: Exemplars) -> list[Any]:
    named = [
        *([f"món: {', '.join(idea.dishes)}"] if idea.dishes else []),
        *([f"nơi: {idea.place}"] if idea.place else []),
        *([f"thể loại: {idea.category}"] if idea.category else []),
    ]
    read = (
        f"Đọc được từ ý tưởng: {'; '.join(named)}."
        if named
        else "Ý tưởng không nêu món, nơi hay thể loại nào có trong dữ liệu, nên học từ mọi video."
    )
    return [
        _head("Học từ đâu?"),
        html.Ul(
            [
                _line("check-circle", read),
                _line("check-circle", niche_words(niche)),
                _line("check-circle", habit_words(found.habits)),
            ],
            className="findings",
        ),
        html.Details(
            [
                html.Summary(f"{whole(len(found.videos[:_EXAMPLES]))} mô tả mẫu đầu tiên"),
                html.Ol([_example(each) for each in found.videos[:_EXAMPLES]]),
            ],
            className="captions-examples",
        )
        if found.videos
        else None,
    ]


def _example(each: Any) -> html.Li:
    caption = " ".join(each.caption.split())
    shown = caption if len(caption) <= _LONGEST else f"{caption[: _LONGEST - 1].rstrip()}…"
    return html.Li(
        [
            html.Span(shown, className="video-caption"),
            " ",
            html.A(
                [
                    f"@{each.creator}, {short(each.plays)} lượt xem",
                    build_icon("box-arrow-up-right"),
                ],
                href=each.url,
                target="_blank",
                rel="noopener noreferrer",
            ),
        ]
    )


def _build_hashtags(tags: tuple[TagChoice, ...], niche: Niche, found: Exemplars) -> list[Any]:
    if not tags:
        return [
            _head("Hashtag"),
            html.P("Ngách này chưa có hashtag nào được nhiều TikToker dùng.", className="muted"),
        ]
    chosen = [each.numbers.name for each in tags if each.chosen]
    habits = found.habits.hashtags
    only = " Học từ mọi video nên không có hashtag hẹp." if niche.whole_view else ""
    return [
        _head("Hashtag"),
        html.P(
            kept_together(
                f"Mô tả mẫu thường có {habits.words} hashtag (n = {whole(found.habits.n)}); đã "
                f"chọn sẵn {whole(len(chosen))}, trộn rộng và hẹp.{only} Đi cùng nhau, chưa phải "
                "nguyên nhân."
            ),
            className="captions-note",
        ),
        html.Div(
            [
                html.Div(" ".join(chosen), id=CHOSEN, className="chosen-tags", tabIndex=0),
                build_copy_button(CHOSEN, "Sao chép hashtag đã chọn"),
            ],
            className="chosen-line",
        ),
        captions_hashtags.build_tags(tags),
        html.P(f"Cách tính: {captions_hashtags.RULE}.", className="captions-note"),
    ]


def _build_again() -> html.Button:
    """Returns the button that asks the model once more for other words."""
    return html.Button(
        [build_icon("arrow-repeat"), html.Span("Viết lại mô tả")],
        type="button",
        className="action bordered",
        **{"data-stream": f"{PATH.strip('/')}/write", "data-send-fresh": "1"},
    )


def _head(title: str) -> html.Header:
    return html.Header(html.Div(html.H3(title), className="card-head"))


def _line(icon: str, text: str) -> html.Li:
    return html.Li([build_icon(icon), html.Span(kept_together(text))], className="fact")
