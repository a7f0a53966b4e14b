"""Parts, their order and their length, measured in what videos say."""

from __future__ import annotations

import pytest

from llm.offline.outline import LEAST_TRANSCRIPTS, outline
from llm.offline.part_kinds import CALL, OPENING, STORY, kinds_of, part_kinds
from llm.offline.script import call_sentence, opening_sentence, setting_of
from llm.vocabulary import LABELS

_COOKING = (
    "Chào cả nhà hôm nay mình vào bếp. "  # 8 words
    "Nguyên liệu gồm có bột và hai muỗng muối nhỏ. "  # 10
    "Mình xào rồi nấu rồi đảo cho chín đều hai mặt. "  # 11
    "Món này ngon giòn thơm béo ngọt cay mặn luôn. "  # 10
    "Nhớ theo dõi kênh của mình nhé."  # 7
)


def test_parts_come_in_the_order_in_which_they_are_said() -> None:
    found = outline([_COOKING] * 3, "Nấu ăn", "", has_call=True)
    assert [section.kind for section in found.sections] == [
        OPENING,
        "ingredients",
        "cooking",
        "taste",
        CALL,
    ]
    assert found.n == 3
    assert [section.seen for section in found.sections] == [3] * 5
    assert [section.share for section in found.sections] == pytest.approx(
        [8 / 46, 10 / 46, 11 / 46, 10 / 46, 7 / 46]
    )
    assert found.sections[1].place == pytest.approx((8 + 5) / 46)


def test_a_part_that_few_have_is_left_out() -> None:
    plain = " ".join(["câu này chẳng nói gì cả."] * 8)
    found = outline([_COOKING, plain, plain], "Nấu ăn", "", has_call=False)
    assert [section.kind for section in found.sections] == [OPENING]
    assert found.sections[0].share == pytest.approx(1)


def test_a_story_takes_what_is_of_no_other_part() -> None:
    plain = " ".join(["câu này chẳng nói gì cả."] * 8)
    found = outline([plain] * 3, "Review quán ăn", "Kể chuyện", has_call=False)
    assert [section.kind for section in found.sections] == [OPENING, STORY]
    assert found.sections[1].share == pytest.approx(7 / 8)


@pytest.mark.parametrize("category", [*LABELS["categories"], "chưa có"])
@pytest.mark.parametrize("structure", [*LABELS["structure_style"], ""])
@pytest.mark.parametrize("texts", [(), ("ngắn.",) * 9, (_COOKING,) * (LEAST_TRANSCRIPTS - 1)])
def test_too_little_speech_gives_a_common_outline(
    category: str, structure: str, texts: tuple[str, ...]
) -> None:
    found = outline(texts, category, structure, has_call=True)
    kinds = [section.kind for section in found.sections]
    assert kinds == [OPENING, *kinds_of(category, structure), CALL]
    assert found.n == 0 and all(section.seen == 0 for section in found.sections)
    assert sum(section.share for section in found.sections) == pytest.approx(1)


def test_every_kind_can_be_filmed_and_said() -> None:
    for kind in part_kinds().values():
        assert kind.title and kind.visuals.format(dish="phở")
        assert kind.says or kind.key in (OPENING, CALL)


@pytest.mark.parametrize("hook", [*LABELS["hook_type"], ""])
def test_an_opening_has_the_dish_and_begins_large(hook: str) -> None:
    for dish in ("phở", "[tên món]"):
        sentence = opening_sentence(hook, dish)
        assert not sentence[0].islower() and sentence.endswith((".", "?"))
        assert "{" not in sentence


@pytest.mark.parametrize("call", [*LABELS["cta_type"], ""])
def test_a_call_is_a_sentence(call: str) -> None:
    assert call_sentence(call, "phở")[-1] in ".?]"


@pytest.mark.parametrize("category", [*LABELS["categories"], ""])
def test_a_setting_is_a_sentence(category: str) -> None:
    assert setting_of(category).endswith(".")
