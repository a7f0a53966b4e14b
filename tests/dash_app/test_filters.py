from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_app.durations import DURATION_BINS
from dash_app.filters import (
    LISTS,
    MOST_CHARACTERS,
    MOST_VALUES,
    PERIODS,
    Filters,
    from_url,
    resolved,
    to_url,
)
from dash_app.words import REGIONS, TIERS

_CODES = {
    "tier": list(TIERS),
    "region": list(REGIONS),
    "duration": [each.key for each in DURATION_BINS],
}
_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=MOST_CHARACTERS)


@st.composite
def _filters(draw: st.DrawFn) -> Filters:
    """Any value that a page could ask for."""
    lists: dict[str, Any] = {
        name: tuple(
            sorted(
                draw(
                    st.sets(
                        st.sampled_from(_CODES[name]) if name in _CODES else _TEXT,
                        max_size=6,
                    )
                )
            )
        )
        for name in LISTS
    }
    if draw(st.booleans()):
        return Filters(period=draw(st.sampled_from(list(PERIODS))), **lists)
    days = [draw(st.none() | st.dates()) for _ in range(2)]
    if None not in days:
        days.sort(key=str)
    return Filters(start=days[0], end=days[1], **lists)


@given(_filters())
def test_a_link_gives_back_what_it_was_made_of(filters: Filters) -> None:
    assert from_url(to_url(filters)) == filters
    assert from_url("?" + to_url(filters)) == filters


@given(st.text(st.sampled_from("?&=%;+#\ud800\x00é9") | st.characters()))
def test_whatever_stands_in_a_url_opens(search: str) -> None:
    filters = from_url(search)
    assert from_url(to_url(filters)) == filters


@given(
    st.lists(
        st.tuples(st.sampled_from([*LISTS, "period", "start", "end", "page"]), st.text()),
        max_size=20,
    )
)
def test_any_values_of_known_parameters_open(pairs: list[tuple[str, str]]) -> None:
    search = "&".join(f"{name}={quote(value, errors='replace')}" for name, value in pairs)
    filters = from_url(search)
    assert from_url(to_url(filters)) == filters


@pytest.mark.parametrize(
    "search",
    [
        None,
        "",
        "?",
        "&&&",
        "=x",
        "creator",
        "creator=",
        "%",
        "%zz=%",
        "period=never",
        "start=31/12/2024",
        "start=2024-02-30",
        "end=0000-00-00",
        "tier=highest",
        "duration=10-20",
        "region=Tây",
        "unknown=1",
        "&".join("creator=a" for _ in range(2000)),
    ],
)
def test_what_cannot_be_used_is_passed_over(search: str | None) -> None:
    assert from_url(search) == Filters()


def test_half_of_a_surrogate_pair_in_a_forged_request_does_no_harm() -> None:
    filters = from_url("creator=quan\ud800")
    assert filters.creator == ("quan?",)
    assert from_url(to_url(filters)) == filters


def test_unknown_codes_are_dropped_beside_known_ones() -> None:
    assert from_url("tier=low&tier=vip&region=Nam&region=nam&duration=0-10&duration=x") == Filters(
        tier=("low",), region=("Nam",), duration=("0-10",)
    )


def test_the_order_of_values_and_repetitions_do_not_matter() -> None:
    assert from_url("creator=b&creator=a&dish=phở&creator=b") == from_url(
        "dish=phở&creator=a&creator=b"
    )
    assert to_url(from_url("creator=b&creator=a")) == "creator=a&creator=b"


def test_there_are_bounds_on_values() -> None:
    names = [("creator", f"c{number:04}") for number in range(900)]
    assert len(from_url(urlencode(names)).creator) == MOST_VALUES
    assert from_url(urlencode({"creator": "x" * 5000})).creator == ("x" * MOST_CHARACTERS,)


def test_values_may_hold_what_a_url_uses_itself() -> None:
    filters = Filters(creator=("50%", "a&b=c", "d#e?f", "g+h i"), dish=("phở bò",))
    assert from_url(to_url(filters)) == filters


def test_days_the_wrong_way_round_are_turned() -> None:
    assert from_url("start=2025-03-19&end=2025-03-01") == Filters(
        start=date(2025, 3, 1), end=date(2025, 3, 19)
    )


def test_the_first_usable_day_and_period_count() -> None:
    assert from_url("start=x&start=2025-03-01&start=2025-03-02").start == date(2025, 3, 1)
    assert from_url("period=x&period=12w&period=4w").period == "12w"


def test_a_period_and_days_exclude_each_other() -> None:
    assert from_url("period=4w&start=2025-03-01") == Filters(period="4w")


@pytest.mark.parametrize(
    ("period", "start"),
    [
        ("4w", date(2025, 2, 20)),
        ("12w", date(2024, 12, 26)),
        ("year", date(2025, 1, 1)),
    ],
)
def test_a_period_counts_back_from_the_newest_day(period: str, start: date) -> None:
    newest = date(2025, 3, 19)
    asked = Filters(period=period, creator=("a",))
    assert resolved(asked, newest) == Filters(start=start, end=newest, creator=("a",))
    if period != "year":
        weeks = int(period.removesuffix("w"))
        assert (newest - start).days + 1 == 7 * weeks


def test_a_period_of_no_videos_narrows_nothing() -> None:
    assert resolved(Filters(period="4w"), None) == Filters()


def test_days_stay_as_they_are() -> None:
    asked = Filters(start=date(2024, 1, 1), end=date(2024, 2, 1))
    assert resolved(asked, date(2025, 3, 19)) is asked


@pytest.mark.parametrize("name", [*LISTS, "period", "start", "end"])
def test_each_part_alone_narrows(name: str) -> None:
    values: dict[str, Any] = {"period": "4w", "start": date(2025, 1, 1), "end": date(2025, 1, 1)}
    part: dict[str, Any] = {name: values.get(name, ("x",))}
    assert replace(Filters(), **part)
    assert not Filters()
