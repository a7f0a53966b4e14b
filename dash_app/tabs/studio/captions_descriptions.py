"""Caption, hashtag & nhạc: descriptions in different manners, by a model or to be filled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import dash_bootstrap_components as dbc
from dash import html

from dash_app.components.insight.number_check import Known
from dash_app.components.stream_form import build_copy_button
from dash_app.documents.plain_text import plain
from dash_app.findings.caption_habits import habit_words
from dash_app.pages import Ask
from dash_app.tabs.studio.captions_brief import Idea, Niche
from dash_app.tabs.studio.captions_exemplars import Exemplars
from dash_app.words import whole
from llm.offline.captions import CaptionDraft, captions_by_rules
from llm.offline.captions import Idea as OfflineIdea
from llm.prompt import Prompt
from llm.prompts import quoted, read_prompt

OFFLINE: Final = (
    "Không dùng mô hình: các câu này điền sẵn từ ý tưởng của bạn, viết theo thói quen của mô tả "
    "mẫu. Chỗ trong ngoặc vuông cần điền; hãy sửa cho ra giọng của bạn."
)
CHOSEN: Final = "studio-captions-chosen"
"""The element with the ticked hashtags."""

_FEW_WORDS: Final = 6
_MOST_EXAMPLES: Final = 8
_LONGEST_EXAMPLE: Final = 300
_HABIT: Final = 0.5
_ROWS: Final = 3


@dataclass(frozen=True)
class Descriptions:
    """What is offered.

    Attributes:
        drafts: Each in another manner.
        note: Who wrote them, and what was left out.
    """

    drafts: tuple[CaptionDraft, ...]
    note: str


def offline_descriptions(idea: Idea, found: Exemplars, note: str = OFFLINE) -> Descriptions:
    """Returns sentences that are filled from the idea, in the order of what exemplars do."""
    habits = found.habits
    drafts = captions_by_rules(
        OfflineIdea(
            text=idea.text,
            dish=_as_typed(idea.dishes[0], idea.text) if idea.dishes else "",
            place=idea.place,
            category=idea.category,
            words=habits.length.p50 or 12,
            calls=habits.calls >= _HABIT * habits.n > 0,
        )
    )
    often = {
        "Đặt câu hỏi": habits.asks,
        "Nêu giá trước": habits.prices,
        "Mời làm theo": habits.calls,
    }
    first, *rest = drafts
    ranked = sorted(rest, key=lambda each: -often.get(each.manner, 0))
    return Descriptions((first, *ranked), note)


def _as_typed(dish: str, text: str) -> str:
    """Returns a dish as the user writes it: the data have names in small letters."""
    found = re.search(re.escape(dish), text, re.IGNORECASE)
    return found[0] if found else dish


def ask_descriptions(ask: Ask, idea: Idea, niche: Niche, found: Exemplars) -> Descriptions:
    """Returns what the model writes, without what holds numbers that nobody gave it.

    Raises:
        llm.errors.ModelError: Where the model fails.
    """
    from llm.answers.captions import Captions

    answer = ask.assistant.ask(
        descriptions_prompt(idea, niche, found), Captions, client=ask.client, fresh=_is_again(ask)
    )
    known = Known((), f"{idea.text}\n{idea.facts}", 0)
    drafts = tuple(
        CaptionDraft(plain(each.manner, 80), plain(each.text, 2_000))
        for each in answer.value.options
    )
    kept = tuple(each for each in drafts if known.unknown_of(each.text) is None)
    dropped = len(drafts) - len(kept)
    if not kept:
        return offline_descriptions(
            idea,
            found,
            "Mô tả nào mô hình viết cũng có con số không có trong ý tưởng nên đã bị bỏ. Dưới đây "
            "là câu mẫu điền từ ý tưởng, không dùng mô hình.",
        )
    out = f"; {dropped} mô tả bị bỏ vì có con số không có trong ý tưởng" if dropped else ""
    return Descriptions(
        kept,
        f"Do mô hình {answer.usage.model} viết từ ý tưởng của bạn và {whole(found.habits.n)} mô "
        f"tả mẫu{out}. Hãy kiểm tra lại tên, giá và địa chỉ.",
    )


def descriptions_prompt(idea: Idea, niche: Niche, found: Exemplars) -> Prompt:
    """Returns the question; equal for equal ideas and data, so that the answer can be kept."""
    examples = "\n".join(
        f"{number}. {plain(each.caption, _LONGEST_EXAMPLE)}"
        for number, each in enumerate(found.videos[:_MOST_EXAMPLES], start=1)
    )
    habits = found.habits
    words = max(_FEW_WORDS, habits.length.p50)
    parts = [
        "Viết mô tả đăng kèm cho video này.",
        quoted("ý tưởng hoặc kịch bản", idea.text),
        *([quoted("thông tin thêm", idea.facts)] if idea.facts else []),
        f"Độ dài: khoảng {words} từ, không kể hashtag.",
        f"Ngách: {quoted('ngách', niche.name)}",
        f"Thói quen của mô tả mẫu: {habit_words(habits)}",
        quoted("mô tả mẫu", examples or "(không có)"),
    ]
    return Prompt(read_prompt("captions"), "\n\n".join(parts))


def _is_again(ask: Ask) -> bool:
    return bool(ask.fields.get("fresh"))


def build_descriptions(drafts: Sequence[CaptionDraft]) -> html.Ol:
    """Returns the list: each can be changed in place and copied, alone or with the hashtags."""
    return html.Ol(
        [_build(number, draft) for number, draft in enumerate(drafts, start=1)],
        className="captions-list",
    )


def _build(number: int, draft: CaptionDraft) -> html.Li:
    name = f"studio-captions-text-{number}"
    return html.Li(
        [
            html.Label(draft.manner, htmlFor=name),
            dbc.Textarea(id=name, value=draft.text, rows=_ROWS, className="caption-text"),
            html.Div(
                [
                    build_copy_button(name),
                    build_copy_button(f"{name} {CHOSEN}", "Sao chép kèm hashtag"),
                ],
                className="caption-actions",
            ),
        ]
    )
