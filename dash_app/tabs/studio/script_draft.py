"""What a model is asked for a draft, a script or one part of it.

Whatever others wrote, the user's description and the exemplars' words, is only quoted, and bounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from dash_app.documents.script_timing import time_range
from dash_app.documents.shooting_script import ShootingScript
from dash_app.tabs.studio.script_brief import Brief
from dash_app.tabs.studio.script_exemplars import Exemplar, Selection
from dash_app.tabs.studio.script_habits import usual_hashtag_count, usual_hashtags
from dash_app.tabs.studio.script_labels import FoundLabels
from dash_app.tabs.studio.script_length import Length
from dash_app.words import LABEL_FIELDS, decimal, seconds, short, whole
from llm.prompt import Prompt
from llm.prompts import quoted, read_prompt

MOST_DRAFT: Final = 12_000
MOST_WISH: Final = 1_000

_WHOLE_TRANSCRIPTS: Final = 5
_MOST_TRANSCRIPT: Final = 1_800
_MOST_CAPTION: Final = 200
_MOST_HOOK: Final = 200
_MOST_SCRIPT: Final = 12_000


def draft_prompt(brief: Brief, found: FoundLabels, selection: Selection, length: Length) -> Prompt:
    """Returns the question for a draft in plain words, to be streamed."""
    return Prompt(read_prompt("draft"), "\n\n".join(_request(brief, found, selection, length)))


def script_prompt(
    brief: Brief, found: FoundLabels, selection: Selection, length: Length, draft: str
) -> Prompt:
    """Returns the question that puts a draft into the form of a script."""
    numbers = ", ".join(str(each.number) for each in selection.exemplars) or "không có"
    parts = (
        *_asked(brief, found, selection, length),
        f"Số của các video mẫu: {numbers}.",
        quoted("bản nháp", draft[:MOST_DRAFT]),
    )
    return Prompt(read_prompt("script"), "\n\n".join(parts))


def part_prompt(script: ShootingScript, index: int, wish: str) -> Prompt:
    """Returns the question for one part of a script anew.

    Args:
        script: The whole.
        index: Of the part, from 0.
        wish: What the user wants of it; may be empty.
    """
    part = script.parts[index]
    lines = (
        f"Phần {number} ({time_range(each.start_s, each.end_s)}) – {each.title}\n"
        f"Hình: {each.visuals}\nLời: {each.dialogue or '(không lời)'}"
        for number, each in enumerate(script.parts, start=1)
    )
    text = f"Mô tả: {script.description}\nBối cảnh: {script.setting}\n\n" + "\n\n".join(lines)
    parts = (
        f"Viết lại phần {index + 1} trong {len(script.parts)} phần. Phần này hiện có "
        f"{whole(part.words)} từ; tốc độ nói {decimal(script.words_per_second, 2)} từ/giây.",
        quoted("mong muốn của người dùng", wish) if wish else "Người dùng không nêu mong muốn gì.",
        quoted("kịch bản", text[:_MOST_SCRIPT]),
        # Where a long script is cut, its part would be missing.
        quoted("phần cần viết lại", f"{part.title}\n{part.visuals}\n{part.dialogue}"),
    )
    return Prompt(read_prompt("part"), "\n\n".join(parts))


def _request(
    brief: Brief, found: FoundLabels, selection: Selection, length: Length
) -> Iterator[str]:
    yield from _asked(brief, found, selection, length)
    if not selection.exemplars:
        yield "Không có video mẫu nào."
    for each in selection.exemplars:
        yield quoted(f"video mẫu {each.number}", _described(each))


def _asked(brief: Brief, found: FoundLabels, selection: Selection, length: Length) -> Iterator[str]:
    yield quoted("mô tả của người dùng", brief.description)
    if brief.facts:
        yield quoted("thông tin của người bán hoặc TikToker", brief.facts)
    labels = _labels(found.labels)
    if labels:
        yield quoted("nhãn", labels)
    hashtags = usual_hashtag_count(selection.exemplars)
    yield (
        f"Độ dài: {seconds(length.duration_s)} ({whole(length.duration_s)} giây), "
        f"{decimal(length.words_per_second, 2)} từ/giây, khoảng {whole(length.words)} từ lời "
        f"thoại. Số hashtag: {whole(hashtags)}."
    )
    usual = usual_hashtags(selection.exemplars, selection.own_tags)
    if usual:
        yield quoted("hashtag các video mẫu hay dùng", " ".join(f"#{tag}" for tag in usual))


def _described(each: Exemplar) -> str:
    facts = f"{short(each.plays)} lượt xem, {seconds(each.duration_s)}"
    lines = [
        f"{facts}\nNhãn: {_labels(each.labels) or 'chưa có'}",
        f"Caption: {_cut(each.caption, _MOST_CAPTION)}",
    ]
    if each.number <= _WHOLE_TRANSCRIPTS and each.transcript:
        lines.append(f"Lời thoại: {_cut(each.transcript, _MOST_TRANSCRIPT)}")
    elif each.hook:
        lines.append(f"Câu mở đầu: {_cut(each.hook, _MOST_HOOK)}")
    else:
        lines.append("Không có lời thoại" if each.transcribed else "Chưa rõ lời thoại")
    return "\n".join(lines)


def _labels(labels: Mapping[str, tuple[str, ...]]) -> str:
    return "; ".join(
        f"{title.lower()}: {', '.join(labels[name])}"
        for name, title in LABEL_FIELDS.items()
        if labels.get(name)
    )


def _cut(text: str, most: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]}…"
