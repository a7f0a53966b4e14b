"""Rules of the craft of filming, and the category rules as regular expressions."""

from __future__ import annotations

import re
from collections import Counter

import duckdb
import pytest

from llm.offline.category_patterns import category_patterns
from llm.offline.filming import ASPECTS, KINDS, craft_for, filming_rules
from llm.offline.label_rules import read_rules


def test_every_rule_belongs_somewhere_and_is_said_once() -> None:
    rules = filming_rules()
    assert {rule.kind for rule in rules} == {*KINDS, "any"}
    assert {rule.aspect for rule in rules} == set(ASPECTS)
    assert max(Counter(rule.advice for rule in rules).values()) == 1
    assert all(re.match(r"^[^\s].*[.?]$", rule.advice) for rule in rules)


def test_every_cue_calls_for_its_rule_in_a_description() -> None:
    for rule in filming_rules():
        kind = KINDS[0] if rule.kind == "any" else rule.kind
        for words in rule.cues:
            found = [each.advice for each in craft_for(kind, f"Video này: {words}")]
            # More rules than are shown may share a cue.
            same = sum(words in other.cues for other in filming_rules())
            assert rule.advice in found or same > 3, (words, rule.advice)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_something_on_every_aspect(kind: str) -> None:
    craft = craft_for(kind, "")
    assert {each.aspect for each in craft} == set(ASPECTS)
    assert [each.aspect for each in craft] == sorted(
        (each.aspect for each in craft), key=ASPECTS.index
    )
    assert not any(each.because for each in craft)


def test_a_stall_at_night_with_hot_soup_and_crunchy_food_is_heard() -> None:
    craft = craft_for("review", "Xe bún riêu VỈA HÈ buổi tối, nước lèo bốc khói, chả chiên giòn")
    because = {word: each.advice for each in craft for word in each.because}
    assert "Quay đêm" in because["buổi tối"]
    assert "đèn chếch phía sau" in because["bốc khói"]
    assert "tiếng cắn" in because["giòn"]
    assert "mic cài áo" in because["vỉa hè"]
    first = {each.aspect: each for each in reversed(craft)}
    assert first["Ánh sáng"].because


def test_what_is_denied_or_only_part_of_a_word_is_not_heard() -> None:
    assert not any(each.because for each in craft_for("cooking", "Không có phô mai, giònnn"))


def _matches(texts: list[str]) -> list[set[str]]:
    """Returns the names of the expressions that each text matches."""
    patterns = category_patterns()
    columns = ", ".join(f"regexp_matches(lower(text), ${name}, 's')" for name in patterns)
    rows = duckdb.execute(
        f"SELECT {columns} FROM (SELECT unnest($texts) AS text)", {**patterns, "texts": texts}
    ).fetchall()
    return [{name for name, has in zip(patterns, row, strict=True) if has} for row in rows]


def test_expressions_find_whole_words_of_the_rules() -> None:
    wanted = {
        "MUKBANG hải sản": {"mukbang"},
        "Cách nấu phở": {"cooking_strong", "cooking_weak"},
        "cong  thuc vịt om": {"cooking_strong"},
        "Review quán bún chả": {"review_strong", "review_weak"},
        "thịt kho, mình nấu.": {"cooking_weak"},
        "quánh nhau vì trà": set(),
        "đi dạo": set(),
        "": set(),
    }
    assert dict(zip(wanted, _matches(list(wanted)), strict=True)) == wanted


def test_expressions_hold_every_cue_for_captions() -> None:
    cues = [cue for part, cue in read_rules("categories") if part == "text" and cue.label]
    found = _matches([" ".join(cue.words) for cue in cues])
    for cue, names in zip(cues, found, strict=True):
        begins = {"Mukbang": "mukbang", "Nấu ăn": "cooking"}.get(cue.label, "review")
        assert any(name.startswith(begins) for name in names), cue
