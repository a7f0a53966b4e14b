"""What TikTok's answers mean: pure checks of their shape and status.

The codes are TikTok's own: 10221 and 10202 no such account, 10222 a private one, 10205 no such
hashtag. HTTP's status never reaches us, so that an answer is judged by what it holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from etl.collect.outcomes import Gone, Refusal, Refused

Json = dict[str, Any]

_GONE: Final = frozenset({10202, 10221, 10205})
_PRIVATE: Final = 10222


@dataclass(frozen=True)
class Profile:
    """A creator as TikTok answers.

    Attributes:
        answer: The whole answer.
        sec_uid: The id by which posts are asked for; empty where a private account hides it.
        is_private: Whether only followers see the posts.
        videos: How many posts TikTok counts; None where it does not say.
    """

    answer: Json
    sec_uid: str
    is_private: bool
    videos: int | None

    @property
    def has_user(self) -> bool:
        """Whether the answer describes the account: that of a private one may not."""
        return "user" in _part(self.answer, "userInfo")


@dataclass(frozen=True)
class Hashtag:
    """A hashtag as TikTok answers.

    Attributes:
        number: The id by which posts are asked for.
        videos: How many posts TikTok counts; None where it does not say.
    """

    number: str
    videos: int | None


@dataclass(frozen=True)
class Page:
    """A part of a list.

    Attributes:
        items: As they came.
        cursor: Where the next page begins.
        has_more: Whether TikTok says that there is one.
    """

    items: list[Any]
    cursor: str
    has_more: bool


def profile_of(answer: object) -> Profile:
    """Reads `/api/user/detail/`.

    Raises:
        Gone: Where there is no such account.
        Refused: Where the answer is none.
    """
    body = _body(answer, also=_PRIVATE)
    info = _part(body, "userInfo")
    user = _part(info, "user")
    private = _status(body) == _PRIVATE or bool(user.get("privateAccount") or user.get("secret"))
    sec_uid = user.get("secUid")
    if not private and not (isinstance(sec_uid, str) and sec_uid):
        raise Refused(Refusal.SHAPE, "userInfo.user.secUid")
    return Profile(body, str(sec_uid or ""), private, _count(info))


def hashtag_of(answer: object) -> Hashtag:
    """Reads `/api/challenge/detail/`.

    Raises:
        Gone: Where there is no such hashtag.
        Refused: Where the answer is none.
    """
    info = _part(_body(answer), "challengeInfo")
    number = _part(info, "challenge").get("id")
    if not number:
        raise Refused(Refusal.SHAPE, "challengeInfo.challenge.id")
    return Hashtag(str(number), _count(info))


def page_of(answer: object, asked: str) -> Page:
    """Reads `/api/post/item_list/` or `/api/challenge/item_list/`.

    Args:
        answer: What came.
        asked: The cursor that was sent: that of a page with more behind it must be another.

    Raises:
        Refused: Where the answer is no page, or leads nowhere.
    """
    body = _body(answer)
    items = body.get("itemList")
    has_more = bool(body.get("hasMore"))
    if items is None and not has_more and "hasMore" in body:
        items = []  # as TikTok ends a list, or answers for an account without posts
    if not isinstance(items, list):
        raise Refused(Refusal.SHAPE, "itemList")
    cursor = str(body.get("cursor") or "")
    if has_more and cursor in ("", asked):
        raise Refused(Refusal.STUCK)
    return Page(items, cursor, has_more)


def _body(answer: object, also: int = 0) -> Json:
    """Returns an answer that TikTok stands by: an object with the status 0, or `also`."""
    if not isinstance(answer, dict):
        raise Refused(Refusal.SHAPE, type(answer).__name__)
    if answer.get("type") == "verify" or str(answer.get("code")) == "10000":
        raise Refused(Refusal.CAPTCHA)
    status = _status(answer)
    if status in _GONE:
        raise Gone(status)
    if status not in (0, also):
        raise Refused(Refusal.STATUS, str(status))
    return answer


def _status(body: Mapping[str, object]) -> int:
    """Returns the first status that is not 0: TikTok writes it in two ways, not always in both."""
    for name in ("statusCode", "status_code"):
        try:
            status = int(str(body.get(name) or 0))
        except ValueError:
            raise Refused(Refusal.SHAPE, name) from None
        if status:
            return status
    return 0


def _part(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = body.get(name)
    return part if isinstance(part, dict) else {}


def _count(info: Mapping[str, Any]) -> int | None:
    for name in ("statsV2", "stats"):
        try:
            return max(0, int(_part(info, name)["videoCount"]))
        except (KeyError, TypeError, ValueError):
            continue
    return None
