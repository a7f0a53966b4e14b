"""The streams of the page "Viết kịch bản": a script step by step, and one part of it anew."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any, Final

from dash_app.pages import Ask, Event, Stream
from dash_app.tabs.studio.script_alternatives import alternatives
from dash_app.tabs.studio.script_channel import Channel, channel_of
from dash_app.tabs.studio.script_given import given_labels, is_given, read_asked
from dash_app.tabs.studio.script_labels_view import build_again, build_labels
from dash_app.tabs.studio.script_length_view import (
    build_drafted,
    build_finished,
    build_length,
    build_not_drafted,
)
from dash_app.tabs.studio.script_places import DRAFT, PART, WRITE, mark, show, tell
from dash_app.tabs.studio.script_selection_view import build_exemplars, build_filter
from dash_app.tabs.studio.script_steps import (
    Brief,
    FoundLabels,
    Length,
    Selection,
    ShootingScript,
    draft_prompt,
    find_labels,
    label_choices,
    offline_script,
    read_script,
    rewrite_part,
    script_json,
    select_exemplars,
    spoken_words,
    target_length,
    write_script,
)
from dash_app.tabs.studio.script_steps_view import STEPS


def run(ask: Ask) -> Iterator[Event]:
    """Yields the steps of a script and the script itself."""
    try:
        brief = read_asked(ask.fields)
    except ValueError as error:
        yield Event("failed", value=str(error))
        return
    yield from (show(step.key, []) for step in STEPS)
    yield Event("replace", DRAFT, "")
    yield mark("labels", "running")
    channel = channel_of(ask.reader, bool(ask.assistant.models))
    found = _labels(brief, ask, channel)
    yield show("labels", build_labels(brief, found, label_choices(ask.reader)))
    if found.refusal:
        yield mark("labels", "stopped")
        yield tell("refused", {"sentence": found.refusal})
        return
    yield mark("labels", "done")
    yield mark("filter", "running")
    selection = select_exemplars(ask.reader, found, brief.description)
    yield show("filter", build_filter(selection))
    yield mark("filter", "done")
    yield mark("exemplars", "running")
    yield show("exemplars", build_exemplars(selection))
    yield mark("exemplars", "done")
    yield mark("length", "running")
    length = target_length(ask.reader, found, selection)
    yield show("length", build_length(length))
    yield mark("length", "done")
    script = yield from _written(ask, brief, found, selection, length, channel)
    yield show("script", build_finished(script))
    yield mark("script", "done")
    yield tell("script", script_json(script))


def rewrite(ask: Ask) -> Iterator[Event]:
    """Yields one part of a script anew; without a model, sentences to choose from."""
    fields = ask.fields
    sent, key = fields.get("script"), fields.get("key")
    asked = {"key": key}
    try:
        script = read_script(sent if isinstance(sent, Mapping) else {})
        number = _number(sent, key)
        if not ask.assistant.models:
            found = [asdict(each) for each in alternatives(ask.reader, script, number)]
            yield tell("alternatives", {**asked, "options": found})
            return
        written = rewrite_part(ask, script, number, _text(fields, "wish"), _text(fields, "model"))
    except ValueError as error:
        yield Event("failed", value=str(error))
        return
    yield tell("part", {**asked, "part": asdict(written.parts[number])})


STREAMS: Final = (Stream(WRITE, run), Stream(PART, rewrite))


def _labels(brief: Brief, ask: Ask, channel: Channel | None) -> FoundLabels:
    found = given_labels(brief, ask.fields) if is_given(ask.fields) else find_labels(brief, ask)
    return replace(found, notes=(*found.notes, channel.sentence)) if channel else found


def _written(
    ask: Ask,
    brief: Brief,
    found: FoundLabels,
    selection: Selection,
    length: Length,
    channel: Channel | None,
) -> Generator[Event, None, ShootingScript]:
    """Yields the last two steps; returns the script."""
    yield mark("draft", "running")
    if not ask.assistant.models:
        yield show("draft", build_not_drafted(len(selection.exemplars)))
        yield mark("draft", "done")
        yield mark("script", "running")
        script = offline_script(brief, found, selection, length)
        return replace(script, characters=(channel.name,)) if channel and channel.name else script
    if channel and channel.facts:
        brief = replace(brief, facts=f"{brief.facts}\n{channel.facts}".strip())
    draft = ""
    prompt = draft_prompt(brief, found, selection, length)
    model, fresh = brief.model or None, ask.fields.get("fresh") == "1"
    for words in ask.assistant.stream(prompt, client=ask.client, model=model, fresh=fresh):
        draft += words
        yield Event("text", DRAFT, words)
    again = build_again(brief, found, "Viết bản nháp khác", fresh="1")
    name = model or ask.assistant.models[0]
    yield show("draft", build_drafted(spoken_words(draft), name, again))
    yield mark("draft", "done")
    yield mark("script", "running")
    return write_script(ask, brief, found, selection, length, draft)


def _number(script: Any, key: Any) -> int:
    """Returns which part has a key; -1 for none: parts may have been moved since it was asked."""
    keys = [part.get("key") for part in script["parts"]]
    return keys.index(key) if key in keys else -1


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""
