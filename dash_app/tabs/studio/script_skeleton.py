"""A script without a model: a skeleton of what the exemplars do, with slots to fill."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4

from dash_app.documents.kol_words import SAMPLE_BANNER
from dash_app.documents.shooting_script import (
    NO_MODEL,
    ShootingScript,
    Source,
    TimedPart,
    timed,
)
from dash_app.tabs.studio.script_brief import Brief
from dash_app.tabs.studio.script_exemplars import Exemplar, Selection
from dash_app.tabs.studio.script_habits import (
    Habit,
    usual_caption_words,
    usual_hashtag_count,
    usual_hashtags,
    usual_label,
)
from dash_app.tabs.studio.script_labels import FoundLabels
from dash_app.tabs.studio.script_length import Length
from dash_app.words import percent, whole
from llm.offline import script as frames
from llm.offline.outline import CLEARLY, Outline, Section, outline
from llm.offline.part_kinds import CALL, OPENING, part_kinds

_SOURCES: Final = 10
_QUOTED: Final = 3
_LONGEST_QUOTE: Final = 160
_NOT_A_LETTER: Final = re.compile(r"\W")


def offline_script(
    brief: Brief, found: FoundLabels, selection: Selection, length: Length
) -> ShootingScript:
    """Returns the skeleton: parts in the exemplars' order and proportions, with slots to fill."""
    best = selection.exemplars
    labels = found.labels
    hook = usual_label(best, "hook_type", labels.get("hook_type", ()))
    call = usual_label(best, "cta_type", labels.get("cta_type", ()))
    structure = usual_label(best, "structure_style", labels.get("structure_style", ()))
    category = next(iter(labels.get("categories", ())), "")
    known = [each.calls for each in best if each.calls is not None]
    has_call = bool(labels.get("cta_type")) or sum(known) * 2 >= len(known) > 0
    found_outline = outline((each.transcript for each in best), category, structure.label, has_call)
    dish = next(iter(selection.dishes), frames.SLOT_DISH)
    says = {
        OPENING: frames.opening_sentence(hook.label, dish),
        CALL: frames.call_sentence(call.label, dish),
    }
    caption_words = usual_caption_words(best)
    about = f"khoảng {whole(caption_words)} từ" if caption_words else "một hai câu"
    first = [_NOT_A_LETTER.sub("", each) for each in selection.dishes[:1]]
    return timed(
        ShootingScript(
            id=uuid4().hex,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            made_with="offline",
            model="",
            description=f"[{dish.strip('[]')}: {about} về điều đáng xem nhất, nơi mua hoặc ăn]",
            hashtags=usual_hashtags(best, selection.own_tags, first),
            duration_s=length.duration_s,
            words_per_second=length.words_per_second,
            setting=frames.setting_of(category),
            characters=("Người dẫn (bạn)",),
            parts=tuple(
                _part(section, says.get(section.kind, ""), dish, length)
                for section in found_outline.sections
            ),
            sources=tuple(source_of(each) for each in best[:_SOURCES]),
            labels=labels,
            notes=tuple(_notes(brief, selection, (hook, structure, call), found_outline)),
        )
    )


def source_of(exemplar: Exemplar, why: str = "") -> Source:
    """Returns an exemplar as the source of a script."""
    return Source(exemplar.video_id, exemplar.creator, exemplar.url, why or exemplar.why)


def _part(section: Section, sentence: str, dish: str, length: Length) -> TimedPart:
    kind = part_kinds()[section.kind]
    name = dish.strip("[]")
    words = max(round(section.share * length.words), 1)
    return TimedPart(
        title=kind.title,
        visuals=kind.visuals.format(dish=name),
        dialogue=sentence or f"[Khoảng {whole(words)} từ: {kind.says.format(dish=name)}]",
        silent_s=max(round(section.share * length.duration_s, 1), 1.0),
    )


def _notes(
    brief: Brief,
    selection: Selection,
    habits: tuple[Habit, Habit, Habit],
    found: Outline,
) -> Iterator[str]:
    best = selection.exemplars
    n = whole(len(best))
    hook, structure, call = habits
    if selection.synthetic:
        yield f"{SAMPLE_BANNER}."
    yield (
        f"{NO_MODEL}: khung này dựng từ {n} video mẫu trong dữ liệu. Chỗ trong ngoặc vuông là phần "
        "bạn điền; thời gian của phần chưa có lời là thời gian dành sẵn."
    )
    for habit, what in ((hook, "Kiểu mở đầu"), (structure, "Cấu trúc")):
        if habit.label and habit.of:
            often = f"{whole(habit.n)} trong" if habit.n else "không video nào trong"
            yield f"{what} “{habit.label}”: {often} {whole(habit.of)} video mẫu có nhãn này."
    quoted = [
        each
        for each in best
        if each.hook and (not hook.n or hook.label in each.labels.get("hook_type", ()))
    ]
    for each in quoted[:_QUOTED]:
        yield f"Câu mở đầu của video mẫu {each.number} (@{each.creator}): “{_cut(each.hook)}”"
    yield from _of_outline(found)
    known = [each.calls for each in best if each.calls is not None]
    if known:
        often = f"; kiểu “{call.label}”: {whole(call.n)} video" if call.n else ""
        yield (
            f"{whole(sum(known))} trong {whole(len(known))} video mẫu đã biết lời thoại có kêu gọi "
            f"hành động{often}."
        )
    if best:
        usual = whole(usual_hashtag_count(best))
        yield f"Số hashtag thường dùng: {usual}, trung vị của {n} video mẫu."
    if brief.facts:
        yield f"Thông tin bạn đưa, nhớ nói trong kịch bản: {brief.facts}"


def _of_outline(found: Outline) -> Iterator[str]:
    if not found.n:
        yield (
            "Chưa đủ lời thoại của video mẫu để đo thứ tự và thời lượng các phần: đây là dàn ý "
            "thường dùng, không tính từ dữ liệu."
        )
        return
    of = whole(found.n)
    yield (
        f"Thứ tự và thời lượng các phần đo trên lời thoại của {of} video mẫu: mỗi câu được xếp vào "
        "phần theo từ ngữ của nó. Lời thoại không có mốc giây, nên thời lượng tính theo số từ; các "
        f"phần cách nhau dưới {percent(CLEARLY, 0)} chặng đường xếp theo thứ tự thường dùng."
    )
    kinds = part_kinds()
    parts = (
        f"{kinds[each.kind].title.lower()} {whole(each.seen)}/{of} video, "
        f"{percent(each.share, 0)} lời, ở khoảng {percent(each.place, 0)} chặng đường"
        for each in found.sections
        if each.kind != CALL
    )
    yield f"Các phần: {'; '.join(parts)}."


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE].rsplit(' ', 1)[0]}…"
