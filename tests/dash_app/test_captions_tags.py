"""Which hashtags are offered for a niche, how captions are counted, what is filled in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dash_app.findings.caption_habits import caption_habits, habit_words
from dash_app.findings.caption_hashtags import TagNumbers, choose_tags, usual_count
from dash_app.statistics import BinEffect, Interval
from llm.offline.captions import DETAIL_SLOT, PRICE_SLOT, Idea, captions_by_rules

PLAYS = Interval(1000.0, 900.0, 1100.0, 50, True)
COMMON = TagNumbers("x", "#x", 50, 0.1, 20, 100, 0.01, 1.0, 0.9, 1.1, True, PLAYS, None)


def tag(key: str, **parts: object) -> TagNumbers:
    return replace(COMMON, key=key, name=f"#{key}", **parts)  # type: ignore[arg-type]


def narrow(key: str, low: float, **parts: object) -> TagNumbers:
    return tag(key, lift=2 * low, low=low, high=4 * low, **parts)


def broad(key: str, share: float, **parts: object) -> TagNumbers:
    return tag(key, share=share, total_share=0.3, **parts)


def effect(estimate: float, *, clear: bool = True) -> BinEffect:
    p = 0.001 if clear else 0.5
    return BinEffect("x", 100, 20, estimate, estimate - 1, estimate + 1, p, p, True)


def test_a_tag_is_broad_narrow_or_between() -> None:
    assert broad("fyp", 0.4).kind == "broad"
    assert narrow("bunbo", 20).kind == "narrow"
    assert tag("anngon").kind == "between"
    # What everybody sets names nothing, however often the niche sets it.
    assert broad("mukbang", 0.4, lift=9.0, low=8.0, high=10.0).kind == "broad"


def test_broad_and_narrow_are_mixed() -> None:
    found = [
        *(broad(f"rong{n}", 0.5 - n / 100) for n in range(5)),
        *(narrow(f"hep{n}", 10 - n) for n in range(5)),
    ]
    chosen = [each.numbers.key for each in choose_tags(found, 6) if each.chosen]
    assert chosen == ["hep0", "hep1", "hep2", "hep3", "rong0", "rong1"]


def test_what_names_the_dish_comes_first_also_with_few_videos() -> None:
    found = [narrow("hep", 10), tag("bunbohue", n=3, creators=3), broad("fyp", 0.5)]
    choices = choose_tags(found, 3, own=["bunbohue"])
    assert [each.numbers.key for each in choices] == ["bunbohue", "hep", "fyp"]
    assert all(each.chosen for each in choices)


def test_what_few_set_or_names_another_place_is_shown_but_not_chosen() -> None:
    found = [narrow("cuahieu", 30, creators=4), narrow("saigon", 5), broad("fyp", 0.5)]
    choices = choose_tags(found, 3, never={"saigon"})
    assert {each.numbers.key: each.chosen for each in choices} == {
        "fyp": True,
        "cuahieu": False,
        "saigon": False,
    }


def test_what_surely_does_worse_is_never_chosen() -> None:
    bad = narrow("xau", 30, effect=effect(-20))
    unsure = narrow("khongro", 20, effect=effect(-20, clear=False))
    choices = choose_tags([bad, unsure], 3)
    assert [(each.numbers.key, each.chosen) for each in choices] == [
        ("khongro", True),
        ("xau", False),
    ]
    assert bad.worse
    assert not unsure.worse


def test_others_take_the_place_of_a_kind_that_is_missing() -> None:
    only_broad = [broad(f"rong{n}", 0.5 - n / 100) for n in range(4)]
    assert sum(each.chosen for each in choose_tags(only_broad, 4)) == 4
    better = tag("tothon", effect=effect(20))
    mixed = choose_tags([*only_broad[:1], tag("thuong", share=0.4), better], 2)
    assert [each.numbers.key for each in mixed if each.chosen] == ["rong0", "tothon"] or [
        each.numbers.key for each in mixed if each.chosen
    ] == ["tothon", "rong0"]


def test_nothing_is_chosen_of_nothing() -> None:
    assert choose_tags([], 5) == ()


@pytest.mark.parametrize(("usual", "count"), [(0, 3), (2, 3), (6, 6), (40, 10)])
def test_as_many_are_chosen_as_is_usual_within_reason(usual: int, count: int) -> None:
    assert usual_count(usual) == count


def test_captions_are_counted_without_their_hashtags() -> None:
    habits = caption_habits(
        [
            "Bún bò 45k có ngon không? #bunbo #hue",
            "Lưu lại để ăn nhé 😋 #bunbo",
            "Một tô đầy đặn",
            "Ăn là mê",
        ]
    )
    assert (habits.n, habits.asks, habits.prices, habits.calls, habits.emoji) == (4, 1, 1, 1, 1)
    assert (habits.length.p50, habits.hashtags.p50) == (4, 0)
    assert "1/4 nêu giá" in habit_words(habits)
    assert "Không có mô tả mẫu" in habit_words(caption_habits([]))
    assert caption_habits(["một hai ba"]).length.words == "3"


def test_captions_are_filled_from_the_idea_alone() -> None:
    idea = Idea(
        "Ăn bánh mì chảo ở Đà Nẵng, 45k một phần, quán mở từ 6 giờ sáng",
        "bánh mì chảo",
        "Đà Nẵng",
        "Review quán ăn",
        11,
    )
    texts = {each.manner: each.text for each in captions_by_rules(idea)}
    assert len(texts) >= 3
    assert texts["Nói thẳng điều chính"] == "Ăn bánh mì chảo ở Đà Nẵng, 45k một phần."
    assert texts["Nêu giá trước"] == "Bánh mì chảo ở Đà Nẵng giá 45k: quán mở từ 6 giờ sáng."
    assert texts["Đặt câu hỏi"].startswith("Bạn đã đi ăn bánh mì chảo ở Đà Nẵng chưa? 45k")


def test_what_is_not_known_is_a_slot() -> None:
    texts = " ".join(each.text for each in captions_by_rules(Idea("Mì cay cấp 7", "mì cay cấp 7")))
    assert PRICE_SLOT in texts
    assert DETAIL_SLOT in texts
    cooking = captions_by_rules(Idea("Nấu bún bò Huế", "bún bò Huế", category="Nấu ăn"))
    assert "Hướng dẫn" in {each.manner for each in cooking}
    assert not [each for each in cooking if PRICE_SLOT in each.text]


@pytest.mark.parametrize(
    "text", ["x", "#chi #hashtag", "…", "một " * 3000, "a\n\n\nb", "Kịch bản:"]
)
def test_any_text_makes_captions(text: str) -> None:
    for each in captions_by_rules(Idea(text)):
        assert each.text
        assert "#" not in each.text
        assert len(each.text.split()) < 60
