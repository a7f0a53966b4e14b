"""The options of searched dropdowns: the most used, those that fit what is typed, those chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from dash_app.components.hashtag_names import hashtag_names
from dash_app.filters import MOST_CHARACTERS, Filters, well_formed
from dash_app.findings.week_names import week_name
from dash_app.queries import options
from dash_app.store import Query, Snapshot
from dash_app.words import day, whole
from etl.text import fold, to_nfc

Option = dict[str, str]

_MOST: Final = 40
_QUERIES: Final[Mapping[str, Query]] = {
    "creator": options.creator_options,
    "hashtag": options.hashtag_options,
    "category": options.category_options,
    "province": options.province_options,
    "dish": options.dish_options,
}
SEARCHED: Final = tuple(_QUERIES)
"""The lists of the filters, which the choices of pages may search too."""

WEEK: Final = "week"
"""The list of weeks, which only the choices of pages search."""

SOUND: Final = "sound"
"""The list of sounds, likewise."""


def find_options(
    snapshot: Snapshot, name: str, typed: str | None, chosen: Iterable[str] = ()
) -> list[Option]:
    """Returns the options of a searched list.

    Args:
        snapshot: The data.
        name: One of `SEARCHED`, or `WEEK`, or `SOUND`.
        typed: What the user has typed so far.
        chosen: Values that must stay among the options, or the dropdown would drop them.
    """
    text = to_nfc(well_formed(typed or "")[:MOST_CHARACTERS]).strip().lower().lstrip("#@")
    if name == WEEK:
        return _find_weeks(snapshot, text, chosen)
    if name == SOUND:
        return _find_sounds(snapshot, text, chosen)
    if name == "hashtag":
        names = hashtag_names(snapshot)
        # A hashtag has no spaces, but those who type one may set them.
        texts = {"text": fold(text).replace(" ", ""), "repeats": names.repeats}
    else:
        names, texts = None, {"text": text}
    frame = snapshot.frame(_QUERIES[name], Filters(), texts, most=_MOST)
    rows = list(frame[["value", "label", "n"]].itertuples(index=False, name=None))
    have = {value for value, _, _ in rows}
    missing = [(value, value, None) for value in chosen if value not in have]
    return [
        _option(names.name(value) if names else _label(name, value, label), value, n, typed=text)
        for value, label, n in (*missing, *rows)
    ]


def _find_weeks(snapshot: Snapshot, typed: str, chosen: Iterable[str]) -> list[Option]:
    """Returns weeks by a part of their names or their dates, the newest first."""
    frame = snapshot.frame(options.week_options, Filters())
    counts = dict(frame[["value", "n"]].itertuples(index=False, name=None))
    # Not in the middle of a number: 1/2025 is neither week 11/2025 nor a day of 01/2025.
    wanted = re.compile(rf"(?<!\d){re.escape(fold(typed))}")
    found = [value for value in counts if wanted.search(fold(f"{_week(value)} {_in_full(value)}"))]
    kept = dict.fromkeys((*chosen, *found[:_MOST]))
    return [_option(_week(value), value, counts.get(value), typed=typed) for value in kept]


def _find_sounds(snapshot: Snapshot, typed: str, chosen: Iterable[str]) -> list[Option]:
    """Returns sounds by a part of their title or author; those chosen have their names too."""
    kept = [well_formed(each)[:MOST_CHARACTERS] for each in chosen]
    texts = {"text": typed, "chosen": " ".join(kept)}
    frame = snapshot.frame(options.sound_options, Filters(), texts, most=_MOST)
    rows = list(frame[["value", "label", "n"]].itertuples(index=False, name=None))
    have = {value for value, _, _ in rows}
    missing = [(value, value, None) for value in kept if value not in have]
    return [_option(label, value, n, typed=typed) for value, label, n in (*missing, *rows)]


def _week(value: str) -> str:
    """Returns the name of the week of an ISO day; what is none stays as it is."""
    try:
        return week_name(date.fromisoformat(value))
    except ValueError:
        return value


def _in_full(value: str) -> str:
    return day(date.fromisoformat(value))


def _option(words: str, value: str, n: int | None, *, typed: str) -> Option:
    if n is None:
        return {"value": value, "label": words}
    counted = f"{words} · {whole(n)}"
    # The dropdown filters once more by this text; what was typed stands in it, so all pass.
    return {"value": value, "label": counted, "search": f"{typed} {counted}"}


def _label(name: str, value: str, label: str) -> str:
    if name == "creator" and label not in {"", value}:
        return f"{label} (@{value})"
    return f"@{value}" if name == "creator" else value
