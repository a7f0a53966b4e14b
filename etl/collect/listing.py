"""What the pages of a list add up to, and when there are enough of them: pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

_FEW: Final = 5
_SHARE: Final = 0.1


@dataclass(frozen=True)
class StoredPage:
    """A page as it is kept.

    Attributes:
        cursor: Where the next one begins.
        has_more: Whether there is a next one.
        items: With `collectTime`, when they were fetched (Unix seconds).
    """

    cursor: str
    has_more: bool
    items: list[Any]


@dataclass(frozen=True)
class Limits:
    """How much of a list is wanted.

    Attributes:
        since: Only posts from this time on (Unix seconds).
        most: Only so many: the newest of a creator, the first of a hashtag.
    """

    since: int | None = None
    most: int | None = None


def id_of(item: Any) -> str:
    """Returns the id of a post; empty where it has none."""
    return str(item.get("id") or "") if isinstance(item, dict) else ""


def posted_at(item: Any) -> int:
    """Returns when a post was made (Unix seconds); 0 where that is not known."""
    value = item.get("createTime") if isinstance(item, dict) else None
    try:
        return int(value or 0)
    except (TypeError, ValueError):
        return 0


def is_pinned(item: Any) -> bool:
    """Returns whether a post stands first whatever its age."""
    return isinstance(item, dict) and bool(item.get("isPinnedItem"))


def distinct(pages: Iterable[StoredPage]) -> list[Any]:
    """Returns the items of all pages in their order, each id once.

    What has no id stays: whoever reads the file sets it aside with its reason.
    """
    seen: set[str] = set()
    kept = []
    for page in pages:
        for item in page.items:
            number = id_of(item)
            if number not in seen:
                kept.append(item)
            if number:
                seen.add(number)
    return kept


def within(items: Sequence[Any], limits: Limits, *, newest: bool) -> list[Any]:
    """Returns the items that are wanted, in their order.

    Args:
        items: All that came.
        limits: What is wanted.
        newest: Whether `most` takes the newest, and not the first.
    """
    wanted = [item for item in items if limits.since is None or posted_at(item) >= limits.since]
    if limits.most is None or len(wanted) <= limits.most:
        return wanted
    if not newest:
        return wanted[: limits.most]
    order = sorted(range(len(wanted)), key=lambda place: -posted_at(wanted[place]))
    return [wanted[place] for place in sorted(order[: limits.most])]


def is_enough(pages: Sequence[StoredPage], limits: Limits, *, newest: bool) -> bool:
    """Returns whether what is wanted is among the pages; pinned posts say nothing about that.

    A list of a creator goes back in time, so that it has passed `since` once the last post of a
    page is older. A hashtag's list has no order: its end alone tells.
    """
    moving = [item for item in distinct(pages) if not is_pinned(item)]
    if limits.most is not None and len(moving) >= limits.most:
        return True
    last = next((time for item in reversed(moving) if (time := posted_at(item))), None)
    return newest and limits.since is not None and last is not None and last < limits.since


def is_short(got: int, expected: int | None) -> bool:
    """Returns whether clearly fewer posts came than TikTok counts.

    A few are always missing: deleted, private, or not for this country.
    """
    return expected is not None and expected - got > max(_FEW, _SHARE * expected)
