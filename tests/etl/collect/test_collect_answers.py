"""What answers of TikTok mean."""

from __future__ import annotations

from typing import Any

import pytest

from etl.collect.answers import hashtag_of, page_of, profile_of
from etl.collect.outcomes import REFUSALS, Gone, Refusal, Refused

USER = {"id": "1", "secUid": "MS4x", "uniqueId": "quan.an"}
PROFILE = {"statusCode": 0, "userInfo": {"user": USER, "stats": {"videoCount": 12}}}
TAG = {"challengeInfo": {"challenge": {"id": "77", "title": "pho"}, "stats": {"videoCount": 3}}}
CAPTCHA = {"code": "10000", "type": "verify"}


def page(**fields: Any) -> dict[str, Any]:
    return {"statusCode": 0, "itemList": [{"id": "1"}], "cursor": "9", "hasMore": True} | fields


def refusal(read: Any, *words: Any) -> Refusal:
    with pytest.raises(Refused) as raised:
        read(*words)
    assert str(raised.value).startswith(REFUSALS[raised.value.refusal])
    return raised.value.refusal


def test_a_profile() -> None:
    profile = profile_of(PROFILE)
    assert (profile.sec_uid, profile.is_private, profile.videos) == ("MS4x", False, 12)
    assert profile.answer is PROFILE
    assert profile.has_user


@pytest.mark.parametrize("mark", ["privateAccount", "secret"])
def test_a_private_profile(mark: str) -> None:
    info = {"user": USER | {mark: True}, "stats": {}}
    profile = profile_of({"userInfo": info})
    assert (profile.is_private, profile.videos, profile.has_user) == (True, None, True)


def test_a_private_profile_that_is_not_shown() -> None:
    profile = profile_of({"statusCode": 10222, "userInfo": {}})
    assert (profile.is_private, profile.sec_uid, profile.has_user) == (True, "", False)


@pytest.mark.parametrize("videos", [None, "viele", [], -3])
def test_a_count_that_is_none(videos: object) -> None:
    answer = {"userInfo": {"user": USER, "stats": {"videoCount": videos}}}
    assert profile_of(answer).videos == (0 if videos == -3 else None)


@pytest.mark.parametrize("code", [10221, 10202, "10221"])
@pytest.mark.parametrize("name", ["statusCode", "status_code"])
def test_who_is_gone(code: object, name: str) -> None:
    with pytest.raises(Gone):
        profile_of({name: code, "userInfo": {}})


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (None, Refusal.SHAPE),
        ([], Refusal.SHAPE),
        ("", Refusal.SHAPE),
        ({}, Refusal.SHAPE),
        (CAPTCHA, Refusal.CAPTCHA),
        ({"code": 10000}, Refusal.CAPTCHA),
        ({"statusCode": 10201}, Refusal.STATUS),
        ({"statusCode": 0, "status_code": 10101}, Refusal.STATUS),
        ({"statusCode": "kaputt"}, Refusal.SHAPE),
        ({"userInfo": None}, Refusal.SHAPE),
        ({"userInfo": {"user": {"secUid": ""}}}, Refusal.SHAPE),
        ({"userInfo": {"user": {"secUid": 5}}}, Refusal.SHAPE),
        ({"userInfo": {"user": []}}, Refusal.SHAPE),
    ],
)
def test_what_is_no_profile(answer: object, expected: Refusal) -> None:
    assert refusal(profile_of, answer) is expected
    assert refusal(hashtag_of, answer) is expected
    assert refusal(page_of, answer, "0") is expected


def test_a_hashtag() -> None:
    assert (hashtag_of(TAG).number, hashtag_of(TAG).videos) == ("77", 3)
    with pytest.raises(Gone):
        hashtag_of({"statusCode": 10205, "challengeInfo": {}})


def test_a_page() -> None:
    found = page_of(page(cursor=1736988670000), "0")
    assert (found.items, found.cursor, found.has_more) == ([{"id": "1"}], "1736988670000", True)


@pytest.mark.parametrize("cursor", ["0", 0, None, ""])
def test_a_page_that_leads_nowhere(cursor: object) -> None:
    assert refusal(page_of, page(cursor=cursor), "0") is Refusal.STUCK
    assert page_of(page(cursor=cursor, hasMore=False), "0").has_more is False


def test_the_end_of_a_list_may_have_no_items() -> None:
    assert page_of({"statusCode": 0, "cursor": "0", "hasMore": False}, "0").items == []
    unusable: list[Any] = [{"statusCode": 0, "hasMore": True, "cursor": "9"}, {"itemList": {}}]
    for answer in unusable:
        assert refusal(page_of, answer, "0") is Refusal.SHAPE
