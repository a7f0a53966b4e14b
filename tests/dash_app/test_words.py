from __future__ import annotations

import math
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_app import words
from dash_app.durations import DURATION_BINS
from dash_app.metrics import AGGREGATES, METRICS, aggregate, metric

_MISSING = [None, math.nan, math.inf, -math.inf, np.float64("nan"), pd.NA, pd.NaT]


@pytest.mark.parametrize("missing", _MISSING, ids=repr)
def test_what_is_missing_is_a_dash(missing: float | None) -> None:
    for write in (
        words.whole,
        words.decimal,
        words.percent,
        words.signed_percent,
        words.short,
        words.seconds,
    ):
        assert write(missing) == words.MISSING, write.__name__


@pytest.mark.parametrize("missing", [None, pd.NaT], ids=repr)
def test_a_missing_day_is_a_dash(missing: date | None) -> None:
    assert words.day(missing) == words.MISSING


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1.000"),
        (1234567, "1.234.567"),
        (-1234, "−1.234"),
        (1234.5, "1.234"),
        (1235.5, "1.236"),
        (-0.4, "0"),
        (np.int64(12345), "12.345"),
        (2**53, "9.007.199.254.740.992"),
    ],
)
def test_whole_numbers_have_dots(number: float, text: str) -> None:
    assert words.whole(number) == text


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        (1.5, 1, "1,5"),
        (1234.567, 2, "1.234,57"),
        (-2.25, 2, "−2,25"),
        (-0.04, 1, "0,0"),
        (0.0, 0, "0"),
        (999.96, 1, "1.000,0"),
        (np.float64(3.14159), 3, "3,142"),
    ],
)
def test_decimals_have_a_comma(number: float, places: int, text: str) -> None:
    assert words.decimal(number, places) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.1234, "12,3 %"), (0, "0,0 %"), (-0.05, "−5,0 %"), (12.5, "1.250,0 %"), (-0.0001, "0,0 %")],
)
def test_shares_are_written_in_per_cent(share: float, text: str) -> None:
    assert words.percent(share) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.1234, "+12 %"),
        (-0.05, "−5 %"),
        (0, "0 %"),
        (-0.001, "0 %"),
        (0.004, "0 %"),
        (3, "+300 %"),
    ],
)
def test_changes_have_a_sign_unless_they_are_nothing(share: float, text: str) -> None:
    assert words.signed_percent(share) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (7, "7"),
        (7.25, "7,2"),
        (999, "999"),
        (999.4, "999,4"),
        (999.6, "1 N"),
        (1000, "1 N"),
        (1049, "1 N"),
        (1050, "1,1 N"),
        (15_300, "15,3 N"),
        (99_940, "99,9 N"),
        (99_960, "100 N"),
        (123_456, "123 N"),
        (999_499, "999 N"),
        (999_600, "1 Tr"),
        (999_950, "1 Tr"),
        (1_000_000, "1 Tr"),
        (1_234_567, "1,2 Tr"),
        (999_600_000, "1 Tỷ"),
        (2_500_000_000, "2,5 Tỷ"),
        (12_345_678_900_000, "12.346 Tỷ"),
        (-15_300, "−15,3 N"),
        (-999_950, "−1 Tr"),
        (-0.01, "0,0"),
        (np.int64(15_300), "15,3 N"),
    ],
)
def test_short_forms(number: float, text: str) -> None:
    assert words.short(number) == text


@given(st.floats(allow_nan=True, allow_infinity=True) | st.integers(-(10**15), 10**15))
def test_a_short_form_never_shows_four_digits_before_its_unit(number: float) -> None:
    text = words.short(number)
    if text.endswith(("N", "Tr")) or abs(number) < 999.5:
        assert "." not in text
    assert "-" not in text


@given(st.integers(1, 10**12), st.integers(1, 10**12))
def test_a_larger_number_never_has_a_smaller_short_form(one: int, two: int) -> None:
    low, high = sorted((one, two))
    assert _read(words.short(low)) <= _read(words.short(high))


def _read(text: str) -> float:
    number, _, unit = text.partition(" ")
    size = {"": 1.0, "N": 1e3, "Tr": 1e6, "Tỷ": 1e9}[unit]
    return round(float(number.replace(".", "").replace(",", ".")) * size, 3)


def test_days_are_written_day_first() -> None:
    assert words.day(date(2025, 3, 9)) == "09/03/2025"
    assert words.day(pd.Timestamp(2025, 3, 9)) == "09/03/2025"
    assert words.day(date(25, 3, 9)) == "09/03/0025"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0 giây"),
        (0.4, "0 giây"),
        (59.4, "59 giây"),
        (59.6, "1 phút"),
        (75, "1 phút 15 giây"),
        (75.4, "1 phút 15 giây"),
        (600, "10 phút"),
        (3661, "61 phút 1 giây"),
    ],
)
def test_durations_in_words(value: float, text: str) -> None:
    assert words.seconds(value) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("thấp nhất 413 N.", "thấp nhất 413_N."),
        ("đạt 1,2 Tr–3 Tỷ lượt", "đạt 1,2_Tr–3_Tỷ lượt"),
        ("(15 %), p < 0,001", "(15_%), p_<_0,001"),
        ("(ε² = 0,37, r = −0,03; n = 80 TikToker)", "(ε²_=_0,37, r_=_−0,03; n_=_80 TikToker)"),
        ("3 Năm, 5 Trung bình, phí = giá", "3 Năm, 5 Trung bình, phí = giá"),
    ],
)
def test_a_number_and_its_unit_stay_on_one_line(text: str, kept: str) -> None:
    assert words.kept_together(text).replace("\N{NO-BREAK SPACE}", "_") == kept


def test_every_duration_falls_into_one_bin() -> None:
    ends = [each.end for each in DURATION_BINS]
    starts = [each.start for each in DURATION_BINS]
    assert starts == [0, *ends[:-1]]
    assert ends[-1] is None
    assert len({each.key for each in DURATION_BINS}) == len(DURATION_BINS) == 9


def test_metrics_and_aggregates_are_found_by_key() -> None:
    for each in METRICS:
        assert metric(each.key) is each
        for kind in AGGREGATES:
            assert aggregate(kind.key, each).key == (
                "mean" if each.is_rate and kind.key == "sum" else kind.key
            )
    with pytest.raises(KeyError):
        metric("profit")
    with pytest.raises(KeyError):
        aggregate("max", METRICS[0])


@pytest.mark.parametrize(
    ("chance", "text"),
    [
        (None, "—"),
        (float("nan"), "—"),
        (0.0, "dưới 1 %"),
        (0.425, "42 %"),
        (0.5, "50 %"),
        (0.999, "trên 99 %"),
        (1.0, "trên 99 %"),
    ],
)
def test_no_chance_is_none_or_certain(chance: float | None, text: str) -> None:
    assert words.chance_percent(chance) == text


def test_a_share_of_false_findings_far_from_any_conclusion_is_not_spelt_out() -> None:
    assert (words.q_percent(0.049), words.q_percent(0.9)) == ("4,9 %", "> 50 %")
    assert (words.q_words(0.152), words.q_words(1.0)) == ("q = 15,2 %", "q > 50 %")
