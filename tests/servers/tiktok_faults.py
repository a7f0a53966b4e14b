"""What TikTok does in the place of an answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any, Literal

Json = Any


@dataclass(frozen=True)
class Fault:
    """One answer that goes wrong.

    Attributes:
        kind: A whole answer, one that is cut short, a connection that is reset, none for
            `seconds`, or the right answer changed by `change`.
        status: Of HTTP.
        body: Of a whole answer.
        content_type: Of a whole answer.
        seconds: Until the right answer is given after all.
        change: Takes the right answer and returns what is served.
    """

    kind: Literal["answer", "truncated", "reset", "hang", "changed"] = "answer"
    status: int = 200
    body: bytes = b""
    content_type: str = "application/json"
    seconds: float = 0.0
    change: Callable[[Json], Json] | None = None


def html(status: int) -> Fault:
    """Returns an error page, as of a gateway."""
    return Fault(status=status, body=b"<html>busy</html>", content_type="text/html")


def answers(value: Json, status: int = 200) -> Fault:
    """Returns some JSON."""
    return Fault(status=status, body=json.dumps(value).encode())


def changed(change: Callable[[Json], Json]) -> Fault:
    """Returns the right answer, changed."""
    return Fault("changed", change=change)


def without(*names: str, at: int = 1) -> Fault:
    """Returns the right page, one item of which lacks some fields."""

    def change(page: Json) -> Json:
        item = page["itemList"][at]
        author = {key: value for key, value in item["author"].items() if key not in names}
        kept = {key: value for key, value in item.items() if key not in names}
        page["itemList"][at] = kept | {"author": author}
        return page

    return changed(change)


EMPTY = Fault()
CAPTCHA = answers({"code": "10000", "type": "verify", "verify_event": "", "message": "ok"})
REFUSED = answers({"statusCode": 10201, "status_code": 10201, "status_msg": "", "statusMsg": ""})
TOO_MANY = answers({}, 429)
LIST = answers([])
NULL = answers(None)
RESET = Fault("reset")
TRUNCATED = Fault("truncated")
FORBIDDEN = html(403)
EMPTY_WITH_MORE = changed(lambda page: page | {"itemList": [], "hasMore": True})
CUT_SHORT = changed(lambda page: page | {"hasMore": False})
NOTHING = changed(lambda page: page | {"itemList": [], "hasMore": False})


def stuck(cursor: str) -> Fault:
    """Returns the right items with a cursor that leads nowhere."""
    return changed(lambda page: page | {"cursor": cursor, "hasMore": True})


def endless() -> Fault:
    """Returns nothing, page after page, with a cursor that moves."""
    numbers = count(10**12, -1)
    return changed(
        lambda page: page | {"itemList": [], "hasMore": True, "cursor": str(next(numbers))}
    )


def hang(seconds: float) -> Fault:
    """Returns the right answer late."""
    return Fault("hang", seconds=seconds)
