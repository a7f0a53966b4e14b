"""The options of searched dropdowns: the most used, those that fit what is typed, those chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from dash_app.filters import Filters
from dash_app.queries import options
from dash_app.store import Query, Snapshot
from dash_app.words import whole
from etl.text import fold

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


def find_options(
    snapshot: Snapshot, name: str, typed: str | None, chosen: Iterable[str] = ()
) -> list[Option]:
    """Returns the options of a searched list.

    Args:
        snapshot: The data.
        name: One of `SEARCHED`.
        typed: What the user has typed so far.
        chosen: Values that must stay among the options, or the dropdown would drop them.
    """
    text = (typed or "").strip().lower().lstrip("#@")
    searched = fold(text) if name == "hashtag" else text
    frame = snapshot.frame(_QUERIES[name], Filters(), {"text": searched}, most=_MOST)
    found = [
        _option(name, *row, typed=text)
        for row in frame[["value", "label", "n"]].itertuples(index=False, name=None)
    ]
    have = {option["value"] for option in found}
    missing = [value for value in chosen if value not in have]
    return [{"value": value, "label": _label(name, value, value)} for value in missing] + found


def _option(name: str, value: str, label: str, n: int, *, typed: str) -> Option:
    words = f"{_label(name, value, label)} · {whole(n)}"
    # The dropdown filters once more by this text; what was typed stands in it, so all pass.
    return {"value": value, "label": words, "search": f"{typed} {words}"}


def _label(name: str, value: str, label: str) -> str:
    if name == "creator":
        return f"@{value}" if label in {"", value} else f"{label} (@{value})"
    return f"#{value}" if name == "hashtag" else value
