"""What pages add up to, and when they are enough."""

from __future__ import annotations

from typing import Any

import pytest

from etl.collect.listing import Limits, StoredPage, distinct, is_enough, is_short, within


def item(number: int, at: int, *, pinned: bool = False) -> dict[str, Any]:
    return {"id": str(number), "createTime": at, "isPinnedItem": pinned}


def page(*items: Any) -> StoredPage:
    return StoredPage("9", True, list(items))


PINNED = (item(90, 10, pinned=True), item(91, 20, pinned=True))


def test_each_id_once_and_what_has_none_stays() -> None:
    strange: list[Any] = [{"desc": "không mã"}, None, "chữ", 7, {"id": ""}]
    pages = [page(item(1, 5), *strange), page(item(1, 6), item(2, 4))]
    assert distinct(pages) == [item(1, 5), *strange, item(2, 4)]


def test_the_newest_are_kept_in_the_order_of_the_list() -> None:
    items = [*PINNED, item(1, 300), item(2, 200), item(3, 100)]
    assert within(items, Limits(most=2), newest=True) == items[2:4]
    assert within(items, Limits(most=4), newest=True) == items[1:]
    assert within(items, Limits(most=2), newest=False) == items[:2]
    assert within(items, Limits(since=100), newest=True) == items[2:]
    assert within(items, Limits(since=150, most=1), newest=True) == [items[2]]
    assert within(items, Limits(), newest=True) == items


def test_pinned_videos_never_end_a_crawl() -> None:
    since, most = Limits(since=150), Limits(most=2)
    assert not is_enough([page(*PINNED)], since, newest=True)
    assert not is_enough([page(*PINNED)], most, newest=True)
    assert not is_enough([page(*PINNED, item(1, 300))], since, newest=True)
    assert not is_enough([page(*PINNED, item(1, 300))], most, newest=True)
    assert is_enough([page(*PINNED, item(1, 300)), page(item(2, 149))], since, newest=True)
    assert is_enough([page(*PINNED, item(1, 300)), page(item(2, 149))], most, newest=True)


def test_an_old_video_at_the_top_does_not_end_a_crawl() -> None:
    """TikTok forgets the mark of pinned ones at times: the last of a page decides."""
    assert not is_enough([page(item(1, 10), item(2, 300))], Limits(since=150), newest=True)


def test_a_hashtag_has_no_order() -> None:
    pages = [page(item(1, 300), item(2, 10))]
    assert not is_enough(pages, Limits(since=150), newest=False)
    assert is_enough(pages, Limits(most=2), newest=False)
    assert not is_enough(pages, Limits(), newest=True)
    assert not is_enough([page({"createTime": "nie"})], Limits(since=1), newest=True)


@pytest.mark.parametrize(
    ("got", "expected", "short"),
    [
        (0, None, False),
        (10, 9, False),
        (0, 5, False),
        (0, 6, True),
        (45, 50, False),
        (44, 50, True),
        (180, 200, False),
        (179, 200, True),
    ],
)
def test_a_few_are_always_missing(got: int, expected: int | None, short: bool) -> None:
    assert is_short(got, expected) is short
