"""The decisions of a search, on posts whose numbers are worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from etl.collect.discovery import (
    Kept,
    Niche,
    Post,
    Thresholds,
    chosen,
    found_creators,
    further_hashtags,
    post_of,
    reaches_enough,
    share_of_niche,
    share_of_vietnamese,
)
from etl.collect.industries import find_industry, general_hashtags, read_industries
from etl.collect.language import is_vietnamese
from etl.collect.names import tag_of
from etl.errors import BadName

NEW_YEAR = 1_735_664_400  # 2025-01-01 00:00 in Viet Nam, still 2024 in UTC


def item(number: int, creator: str = "a", caption: str = "phở #anngon", **fields: Any) -> Any:
    made = {
        "id": str(number),
        "author": {"uniqueId": creator},
        "desc": caption,
        "createTime": NEW_YEAR,
        "stats": {"playCount": 50_000, "diggCount": 2_000},
    }
    return made | fields


def posts(*items: Any) -> list[Post]:
    made = [post_of(one) for one in items]
    assert None not in made
    return [one for one in made if one]


def test_a_post_is_read_from_tiktoks_item() -> None:
    fine = {"playCount": "12", "diggCount": "3", "commentCount": "2", "collectCount": "1"}
    (post,) = posts(item(1, "An.Ngon", "Ăn #Phở, #phở #ĂnNgon!", statsV2=fine, textLanguage="vi"))
    assert (post.creator, post.plays, post.engagements) == ("an.ngon", 12, 6)
    assert post.hashtags == {"pho", "anngon"}
    assert post.language == "vi"
    # The share count is only in the coarse numbers here.
    (both,) = posts(item(1, statsV2={"playCount": "9"}, stats={"playCount": 1, "shareCount": 4}))
    assert (both.plays, both.engagements) == (9, 4)
    assert post_of(item(1, author="quan.cu")).creator == "quan.cu"  # type: ignore[union-attr]


@pytest.mark.parametrize("broken", [None, [], {}, {"id": "1"}, {"author": {"uniqueId": "a"}}])
def test_what_is_no_post_is_passed_over(broken: Any) -> None:
    assert post_of(broken) is None


def test_creators_need_different_posts() -> None:
    found = posts(
        item(1), item(1), item(2, "b"), item(3, "b"), item(4, "c"), item(5, "c"), item(6, "c")
    )
    assert found_creators(found, 2) == ["c", "b"]
    assert found_creators(found, 1) == ["c", "b", "a"]


def test_hashtags_of_the_niche_are_those_that_stand_beside_it() -> None:
    found = posts(
        item(1, "a", "#anngon #bunbo #fyp"),
        item(2, "b", "#anngon #bunbo #fyp"),
        item(3, "a", "#bunbo #fyp"),
        item(3, "a", "#bunbo #fyp"),  # the same video once more
        item(4, "a", "#anngon #rieng"),
        item(5, "a", "#anngon #rieng"),
        item(6, "b", "#dulich #phohanoi #anngon"),
        item(7, "a", "#dulich"),
        item(8, "a", "#dulich #phohanoi"),
    )
    # bunbo: 2 of 3 beside; phohanoi: 1 of 2; dulich: 1 of 3; rieng: one creator; fyp: general.
    assert further_hashtags(found, {"anngon"}, {"fyp"}, 50) == ["bunbo", "phohanoi"]
    assert further_hashtags(found, {"anngon"}, {"fyp"}, 1) == ["bunbo"]
    assert further_hashtags(found, {"anngon", "bunbo"}, (), 50)[0] == "fyp"


@pytest.mark.parametrize(
    ("plays", "likes", "kept"),
    [
        ((60_000, 60_000), 3_601, True),  # 120,000 in all, 60,000 each, 3.0008 %
        ((60_000, 60_000), 3_600, False),  # exactly 3 %
        ((50_000, 50_000), 9_000, False),  # exactly 100,000
        ((40_000, 40_000, 40_000), 9_000, False),  # exactly 40,000 each
        ((40_000, 40_000, 40_001), 9_000, True),
        ((0, 0), 0, False),
        ((), 0, False),
    ],
)
def test_reach_is_more_than_each_threshold(plays: tuple[int, ...], likes: int, kept: bool) -> None:
    (post,) = posts(item(1))
    made = [replace(post, plays=each, engagements=0) for each in plays]
    if made:
        made[0] = replace(made[0], engagements=likes)
    assert reaches_enough(made, Thresholds()) is kept


def test_a_niche_is_told_by_hashtags_and_words() -> None:
    niche = Niche(frozenset({"anngon"}), frozenset({"mon ngon", "pho"}))
    of_it = posts(item(1, caption="#ĂnNgon"), item(2, caption="Món ngon mỗi ngày"))
    other = posts(item(3, caption="#anngonlam"), item(4, caption="photo, điện thoại"))
    assert [niche.has(post) for post in (*of_it, *other)] == [True, True, False, False]
    assert share_of_niche([*of_it, *other], niche) == 0.5
    assert share_of_niche([], niche) == 0


@pytest.mark.parametrize(
    ("caption", "guess", "expected"),
    [
        ("Hôm nay ăn gì?", "", True),
        ("Hôm nay ăn gì?", "en", False),
        ("best noodles", "vi", True),
        ("best noodles in town", "un", False),
        ("ho\u0302m nay minh a\u0306n pho\u031b\u0309", "", True),  # decomposed
        ("hom nay minh di an pho", "", True),
        ("le café à la crème brûlée", "", False),
        ("#anngon #phở @quan.an https://vt.tiktok.com/x", "", None),
        ("", "un", None),
        ("🍜🍜", "", None),
        ("한국 음식 최고", "", False),
    ],
)
def test_vietnamese_is_told_by_its_letters_and_usual_words(
    caption: str, guess: str, expected: bool | None
) -> None:
    assert is_vietnamese(caption, guess) is expected


def test_the_share_of_vietnamese_leaves_out_what_cannot_be_told() -> None:
    found = posts(
        item(1, caption="Món này ngon"),
        item(2, caption="so good, so good"),
        item(3, caption="#fyp"),
    )
    assert share_of_vietnamese(found) == 0.5
    assert share_of_vietnamese(found[2:]) == 0


def test_each_step_keeps_some_and_says_how_many() -> None:
    last_year: dict[str, Any] = {"createTime": NEW_YEAR - 1}
    by_creator = {
        "tot": posts(*(item(n, "tot", "Quán ngon nè #anngon") for n in range(4))),
        "to.hon": posts(
            *(item(n, "to.hon", "Quán ngon nè #anngon", stats=_many()) for n in range(4))
        ),
        "nho": posts(item(10, "nho")),
        "cu": posts(*(item(n, "cu", **last_year) for n in range(20, 24))),
        "khac": posts(*(item(n, "khac", "Chơi game nào #game") for n in range(30, 34))),
        "tay": posts(*(item(n, "tay", "so good so good #anngon") for n in range(40, 44))),
    }
    niche = Niche(frozenset({"anngon"}))
    names, kept = chosen(by_creator, niche, 2025, Thresholds())
    assert names == ["to.hon", "tot"]
    assert [(step.before, step.after) for step in kept] == [(6, 5), (5, 4), (4, 3), (3, 2)]
    assert kept[1] == Kept("có video trong năm 2025", 5, 4)
    # At exactly the shares they are kept.
    three = [*by_creator["tot"][:3], *by_creator["khac"][:1]]
    assert chosen({"tot": three}, niche, 2025, Thresholds())[0] == ["tot"]


def _many() -> dict[str, int]:
    return {"playCount": 90_000, "diggCount": 9_000}


def test_there_are_eighteen_industries_to_begin_with() -> None:
    industries = read_industries()
    assert len({one.key for one in industries}) == len({one.name for one in industries}) == 18
    for one in industries:
        assert len(set(one.hashtags)) == len(one.hashtags) >= 8, one.key
        assert [tag_of(tag) for tag in one.hashtags] == list(one.hashtags)
        assert one.words
        assert general_hashtags().isdisjoint(one.hashtags) or one.key in _SHARED, one.key
    with pytest.raises(BadName, match="Ý bạn là 'food'"):
        find_industry("foood")


_SHARED = {"education", "news_entertainment"}
"""For these a hashtag that stands under everything is also one of their own."""
