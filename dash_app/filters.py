"""What a page is narrowed to: one frozen value, read from the URL and written to it.

Everything that can be wrong in a URL is passed over, so that an old or mangled link still opens.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from dash_app.durations import DURATION_BINS
from dash_app.words import REGIONS, TIERS

# Enough for any real choice, and a bound on what a hostile link can ask for.
MOST_VALUES: Final = 50
MOST_CHARACTERS: Final = 100

PERIODS: Final = {
    "4w": "4 tuần gần nhất",
    "12w": "12 tuần gần nhất",
    "year": "Năm nay",
}
_WEEKS: Final = {"4w": 4, "12w": 12}
_CODES: Final[Mapping[str, Iterable[str]]] = {
    "tier": TIERS,
    "region": REGIONS,
    "duration": tuple(each.key for each in DURATION_BINS),
}


@dataclass(frozen=True)
class Filters:
    """What is asked for; an empty part does not narrow.

    Within a part any value will do, and all parts must hold.

    Attributes:
        period: A key of `PERIODS`; counted back from the newest video, not from today.
        start: First day, Vietnamese time; not together with `period`.
        end: Last day, included.
        creator: Account names.
        hashtag: Hashtag keys (lower case, without diacritics).
        category: Labels of the field `categories`.
        tier: Codes of the creator's follower tier.
        duration: Keys of duration bins.
        region: Codes of the region of the video's main place.
        province: Provinces (before July 2025) that the video's main place lies in.
        dish: Dish groups.
        weekly_top: Only the videos of the weekly top; said by a page's choice, not by the URL's
            filters.
    """

    period: str | None = None
    start: date | None = None
    end: date | None = None
    creator: tuple[str, ...] = ()
    hashtag: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    tier: tuple[str, ...] = ()
    duration: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    province: tuple[str, ...] = ()
    dish: tuple[str, ...] = ()
    weekly_top: bool = False

    def __bool__(self) -> bool:
        """Whether anything is narrowed."""
        return self != Filters()


LISTS: Final = tuple(
    field.name
    for field in fields(Filters)
    if field.name not in {"period", "start", "end", "weekly_top"}
)


def pairs(search: str | None) -> list[tuple[str, str]]:
    """Returns the parameters of a URL's query string; unusable ones are passed over."""
    try:
        return parse_qsl(well_formed(search or "").removeprefix("?"), max_num_fields=1000)
    except ValueError:
        return []


def well_formed(text: str) -> str:
    """Returns a text without halves of surrogate pairs.

    They can stand in JSON, but in no URL, file or database.
    """
    return text.encode(errors="replace").decode()


def from_url(search: str | None) -> Filters:
    """Returns the filters in a URL's query string."""
    found: dict[str, list[str]] = {}
    for key, value in pairs(search):
        found.setdefault(key, []).append(value)
    lists: dict[str, Any] = {name: _values(name, found.get(name, [])) for name in LISTS}
    period = next((each for each in found.get("period", []) if each in PERIODS), None)
    if period:
        return Filters(period=period, **lists)
    start, end = (_day(found.get(name, [])) for name in ("start", "end"))
    if start and end and start > end:
        start, end = end, start
    return Filters(start=start, end=end, **lists)


def to_url(filters: Filters) -> str:
    """Returns the query string of the filters, without a question mark."""
    found: list[tuple[str, str]] = []
    if filters.period:
        found.append(("period", filters.period))
    found += [
        (name, value.isoformat())
        for name, value in (("start", filters.start), ("end", filters.end))
        if value
    ]
    for name in LISTS:
        found += [(name, value) for value in getattr(filters, name)]
    return urlencode(found)


def resolved(filters: Filters, newest: date | None) -> Filters:
    """Returns the filters with the period as days, counted back from the newest video."""
    if not filters.period:
        return filters
    if newest is None:
        return replace(filters, period=None)
    start = (
        date(newest.year, 1, 1)
        if filters.period == "year"
        else newest - timedelta(days=7 * _WEEKS[filters.period] - 1)
    )
    return replace(filters, period=None, start=start, end=newest)


def _values(name: str, found: list[str]) -> tuple[str, ...]:
    allowed = _CODES.get(name)
    known = {each[:MOST_CHARACTERS] for each in found if allowed is None or each in allowed}
    # Sorted, so that the order of clicks does not make another cache key.
    return tuple(sorted(known)[:MOST_VALUES])


def _day(found: list[str]) -> date | None:
    for text in found:
        try:
            return date.fromisoformat(text)
        except ValueError:
            continue
    return None


def narrows_videos(filters: Filters) -> bool:
    """Whether some videos of a creator may be left out: by anything but who posted them."""
    return replace(filters, creator=(), tier=()) != Filters()
