"""A model's answers as a script: timed, bounded, with the given videos as its only sources."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from dash_app.documents.kol_words import SAMPLE_BANNER
from dash_app.documents.plain_text import shortened
from dash_app.documents.script_reading import MOST_HASHTAGS, MOST_LETTERS, MOST_PARTS
from dash_app.documents.script_timing import SILENT_S
from dash_app.documents.shooting_script import ShootingScript, Source, TimedPart, timed
from dash_app.pages import Ask
from dash_app.tabs.studio.script_brief import Brief
from dash_app.tabs.studio.script_draft import MOST_WISH, part_prompt, script_prompt
from dash_app.tabs.studio.script_exemplars import Selection
from dash_app.tabs.studio.script_habits import usual_hashtag_count
from dash_app.tabs.studio.script_labels import FoundLabels
from dash_app.tabs.studio.script_length import Length
from dash_app.tabs.studio.script_skeleton import source_of
from dash_app.words import percent, seconds, whole

if TYPE_CHECKING:  # a worker without a model does not load pydantic for it
    from llm.answers.script import Script, ScriptPart

_MOST_TITLE: Final = 120
_LONGEST_SILENCE: Final = 120.0
_FAR: Final = 0.2
"""From so large a difference between wanted and spoken length on, it is said."""

_LINK: Final = re.compile(r"\s*(?:https?://|www\.)\S+", re.IGNORECASE)


def write_script(
    ask: Ask,
    brief: Brief,
    found: FoundLabels,
    selection: Selection,
    length: Length,
    draft: str,
) -> ShootingScript:
    """Returns the structured script of a draft.

    Raises:
        llm.errors.ModelError: Where the model fails.
    """
    from llm.answers.script import Script

    prompt = script_prompt(brief, found, selection, length, draft)
    answer = ask.assistant.ask(prompt, Script, client=ask.client, model=brief.model or None)
    given = f"{brief.description}\n{brief.facts}"
    written = answer.value
    script = timed(
        ShootingScript(
            id=uuid4().hex,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            made_with="model",
            model=answer.usage.model,
            description=_clean(written.description, given),
            hashtags=_hashtags(written.hashtags),
            duration_s=length.duration_s,
            words_per_second=length.words_per_second,
            setting=_clean(written.setting, given),
            characters=tuple(_clean(each, given) for each in written.characters[:MOST_PARTS]),
            parts=tuple(_part(each, given) for each in written.parts[:MOST_PARTS]),
            sources=_sources(written, selection, given),
            labels=found.labels,
        )
    )
    return replace(script, notes=tuple(_notes(script, written, selection, length)))


def rewrite_part(
    ask: Ask, script: ShootingScript, index: int, wish: str, model: str = ""
) -> ShootingScript:
    """Returns a script in which the model has written one part anew; times follow.

    Args:
        ask: Of the page.
        script: As the user edited it: `read_script(ask.fields["script"])`.
        index: Of the part, from 0.
        wish: What the user wants of it; may be empty.
        model: One of the assistant's; its default without.

    Raises:
        ValueError: Where there is no such part, or the wish is too long.
        llm.errors.ModelError: Where the model fails, or there is none.
    """
    from llm.answers.script import ScriptPart

    if not 0 <= index < len(script.parts):
        raise ValueError(f"Kịch bản không có phần {index + 1}: chỉ có {len(script.parts)} phần.")
    if len(wish) > MOST_WISH:
        raise ValueError(
            f"Mong muốn dài {whole(len(wish))} ký tự, nhiều nhất {whole(MOST_WISH)}: hãy rút ngắn."
        )
    prompt = part_prompt(script, index, wish.strip())
    # The same wish again asks for another writing.
    answer = ask.assistant.ask(
        prompt, ScriptPart, client=ask.client, model=model or None, fresh=True
    )
    given = "\n".join((wish, script.description, *(each.dialogue for each in script.parts)))
    parts = list(script.parts)
    parts[index] = _part(answer.value, given)
    return timed(replace(script, parts=tuple(parts)))


def _part(written: ScriptPart, given: str) -> TimedPart:
    silent = written.silent_s
    return TimedPart(
        title=_clean(written.title, given, _MOST_TITLE) or "Phần chưa có tên",
        visuals=_clean(written.visuals, given),
        dialogue=_clean(written.dialogue, given),
        silent_s=min(silent, _LONGEST_SILENCE) if 0.5 <= silent < math.inf else SILENT_S,
    )


def _sources(written: Script, selection: Selection, given: str) -> tuple[Source, ...]:
    """Returns the videos that the model says it learned from; only ones that it was given."""
    by_number = {each.number: each for each in selection.exemplars}
    lessons = {each.number: each.lesson for each in reversed(written.learned_from)}
    cited = sorted(number for number in lessons if number in by_number)
    if not cited:
        return tuple(source_of(each) for each in selection.exemplars)
    return tuple(
        source_of(by_number[number], _clean(lessons[number], given, 500)) for number in cited
    )


def _notes(
    script: ShootingScript, written: Script, selection: Selection, length: Length
) -> Iterator[str]:
    if selection.synthetic:
        yield f"{SAMPLE_BANNER}."
    yield (
        f"Viết với mô hình {script.model}. Mô hình có thể sai: hãy kiểm tra giá, địa chỉ và tên "
        "riêng trước khi quay."
    )
    numbers = {each.number for each in selection.exemplars}
    if selection.exemplars and not numbers & {each.number for each in written.learned_from}:
        yield "Mô hình không nói đã học từ video nào: nguồn là tất cả video mẫu đã đưa cho nó."
    off = script.total_s / length.duration_s - 1
    if abs(off) > _FAR:
        more = "dài" if off > 0 else "ngắn"
        yield (
            f"Các phần cộng lại {seconds(script.total_s)}, {more} hơn {percent(abs(off), 0)} so "
            f"với {seconds(length.duration_s)} mong muốn: hãy sửa bớt hoặc thêm lời."
        )
    usual = usual_hashtag_count(selection.exemplars)
    if usual and len(script.hashtags) != usual:
        yield (
            f"Có {whole(len(script.hashtags))} hashtag; video mẫu thường dùng {whole(usual)} "
            f"(trung vị của {whole(len(selection.exemplars))} video)."
        )


def _hashtags(tags: list[str]) -> tuple[str, ...]:
    bare = ("".join(tag.split()).lstrip("#")[:100] for tag in tags)
    return tuple(dict.fromkeys(tag for tag in bare if tag))[:MOST_HASHTAGS]


def _clean(text: str, given: str, most: int = MOST_LETTERS) -> str:
    """Returns a bounded text without links that nobody gave."""

    def keep(link: re.Match[str]) -> str:
        return link[0] if link[0].strip().rstrip(".,;)") in given else ""

    return shortened(_LINK.sub(keep, text).strip(), most)
