"""Gợi ý quay: first what the data say, then advice on filming, by a model or by the craft alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from dash_app.components.insight.sentences import Sieve
from dash_app.pages import Ask, Event, Stream
from dash_app.tabs.studio.filming_brief import Brief, read_brief
from dash_app.tabs.studio.filming_craft_view import build_craft
from dash_app.tabs.studio.filming_data import Found, find
from dash_app.tabs.studio.filming_export import report_fields
from dash_app.tabs.studio.filming_found_view import build_found
from dash_app.tabs.studio.filming_numbers import number_check
from dash_app.tabs.studio.filming_places import CRAFT, FOUND, NOTE, STREAM_NAME, WORDS
from dash_app.tabs.studio.filming_sentences import evidence_text, measured_text
from dash_app.words import whole
from llm.errors import ModelError
from llm.offline.filming import Craft, craft_for
from llm.prompt import Prompt
from llm.prompts import quoted, read_prompt

_MOST_CHARACTERS: Final = 6_000
_OFFLINE: Final = (
    "Không dùng mô hình: đây là các kinh nghiệm có sẵn, chọn theo loại video và từ ngữ trong mô "
    "tả; số liệu của video nổi bật ở trên."
)
_NONE_LEFT: Final = (
    "Câu nào mô hình viết cũng có con số không có trong số liệu và mô tả nên đã bị bỏ hết. Hãy thử "
    "lại, hoặc dùng các kinh nghiệm bên dưới."
)
_NO_WORDS: Final = "Mô hình không viết gì. Hãy thử lại, hoặc dùng các kinh nghiệm bên dưới."
_CUT: Final = (
    "Mô hình dừng giữa chừng nên phần trên chưa trọn; số liệu và các kinh nghiệm vẫn dùng được."
)
_FAILED: Final = "Mô hình chưa viết được; số liệu và các kinh nghiệm bên dưới vẫn dùng được."


def run(ask: Ask) -> Iterator[Event]:
    """Yields what the data say, the rules of the craft, and the words of a model as they come."""
    # Written anew, the advice stands beside numbers that stay: the page does not jump.
    if not ask.fields.get("fresh"):
        for target in (FOUND, CRAFT):
            yield Event("set", target, None)
    for target in (WORDS, NOTE):
        yield Event("replace", target, "")
    try:
        brief = read_brief(ask.fields)
    except ValueError as error:
        yield Event("failed", value=str(error))
        return
    found = find(ask.reader, brief.kind)
    yield Event("set", FOUND, build_found(found))
    craft = craft_for(brief.kind.key, brief.description)
    has_model = bool(ask.assistant.models)
    yield Event("set", CRAFT, build_craft(craft, folded=has_model))
    yield Event("data", "filming", report_fields(ask.reader, brief, found, craft))
    if not has_model:
        yield Event("replace", NOTE, _OFFLINE)
        return
    yield from _said(ask, brief, found, craft)


STREAM: Final = Stream(STREAM_NAME, run)


def filming_prompt(brief: Brief, evidence: str, craft: Sequence[Craft]) -> Prompt:
    """Returns the question; equal for equal descriptions and data, so that it can be kept."""
    rules = "\n".join(f"- {each.aspect}: {each.advice}" for each in craft)
    parts = (
        f"Gợi ý cách quay {brief.kind.videos} này.",
        quoted("mô tả của người sắp quay", brief.description),
        quoted("số liệu của video nổi bật", evidence),
        quoted("kinh nghiệm chung của nghề", rules),
    )
    return Prompt(read_prompt("filming"), "\n\n".join(parts))


def _said(ask: Ask, brief: Brief, found: Found, craft: Sequence[Craft]) -> Iterator[Event]:
    rules = "\n".join(each.advice for each in craft)
    given = f"{measured_text(found)}\n{rules}\n{brief.description}"
    sieve = Sieve(number_check(given), _MOST_CHARACTERS)
    prompt = filming_prompt(brief, evidence_text(found), craft)
    said = ask.assistant.stream(
        prompt,
        client=ask.client,
        model=brief.model or None,
        fresh=bool(ask.fields.get("fresh")),
    )
    is_shown = False
    try:
        for piece in sieve.pass_on(said):
            is_shown = True
            # The sieve leaves one end of line between paragraphs.
            yield Event(piece.kind, WORDS, piece.text.replace("\n", "\n\n"))
    except ModelError:
        # What went wrong is told beside the button.
        yield Event("replace", NOTE, _CUT if is_shown else _FAILED)
        raise
    if not sieve.kept.strip():
        yield Event("replace", WORDS, "")
        yield Event("replace", NOTE, _NONE_LEFT if sieve.taken_back else _NO_WORDS)
        return
    yield Event("replace", NOTE, _note(brief.model or ask.assistant.models[0], sieve.taken_back))


def _note(model: str, taken_back: int) -> str:
    dropped = f"; {whole(taken_back)} câu bị bỏ vì có con số không có ở đó" if taken_back else ""
    return (
        f"Do mô hình {model} viết từ mô tả của bạn, số liệu ở trên và kinh nghiệm chung của nghề. "
        f"Mọi con số viết bằng chữ số đã được đối chiếu{dropped}. Lời về góc máy, ánh sáng, âm "
        "thanh là kinh nghiệm, không phải số liệu."
    )
