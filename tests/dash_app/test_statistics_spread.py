"""Skewness, and the columns and quantiles of a distribution."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dash_app.statistics import Skewness, distribution, skewness

values = st.lists(st.none() | st.floats() | st.sampled_from([0.0, 1.0, 7.0]), max_size=60)


@pytest.mark.parametrize("n", [3, 29, 30, 500])
def test_skewness_is_the_corrected_one_of_scipy(n: int) -> None:
    numbers = np.random.default_rng(n).lognormal(10, 1, n)
    found = skewness(numbers)
    assert found.estimate == pytest.approx(stats.skew(numbers, bias=False))
    assert (found.n, found.enough) == (n, n >= 30)


def test_skewness_by_hand() -> None:
    # Mean 4; distances −3, −2, 5; m2 = 38/3, m3 = 90/3; √(3·2)/1 · 30 / 12.667^1.5.
    assert skewness([1, 2, 9]).estimate == pytest.approx(math.sqrt(6) * 30 / (38 / 3) ** 1.5)
    assert skewness([9, 8, 1]).estimate == pytest.approx(-math.sqrt(6) * 30 / (38 / 3) ** 1.5)
    assert skewness([1, 2, 3]).estimate == pytest.approx(0)


@pytest.mark.parametrize("numbers", [[], [1], [1, 2], [5] * 40, [None, float("nan"), 3, 4]])
def test_few_or_equal_values_lean_nowhere(numbers: list[Any]) -> None:
    n = len([number for number in numbers if number == number and number is not None])
    assert skewness(numbers) == Skewness(None, n, False)


def test_missing_values_do_not_count_and_large_ones_do_not_overflow() -> None:
    assert skewness([None, 1, 2, float("inf"), 9]) == skewness([1, 2, 9])
    huge = skewness([1e200, 2e200, 9e200])
    assert huge.estimate == pytest.approx(skewness([1, 2, 9]).estimate)


def test_whole_numbers_have_columns_that_are_whole_numbers_wide() -> None:
    found = distribution([1, 2, 2, 3, 10], 4)
    # Ten whole numbers in columns of three: 1–3, 4–6, 7–9, 10–12.
    assert found.edges.tolist() == [1, 4, 7, 10, 13]
    assert found.counts == (4, 0, 0, 1)
    assert distribution([1, 2, 3], 50).edges.tolist() == [1, 2, 3, 4]


def test_shares_have_as_many_columns_as_asked_for() -> None:
    found = distribution([0.0, 0.1, 0.25, 0.5], 5)
    assert found.edges == pytest.approx([0, 0.1, 0.2, 0.3, 0.4, 0.5])
    assert found.counts == (1, 1, 1, 0, 1)


def test_columns_of_a_log_scale_are_equally_wide_there_and_leave_zeros_out() -> None:
    found = distribution([0, 1, 5, 50, 500, 1000], 3, log=True)
    assert found.edges == pytest.approx([1, 10, 100, 1000])
    assert found.counts == (2, 1, 2)
    assert (found.n, found.undrawn) == (6, 1)
    assert found.median == 27.5
    assert found.mean == pytest.approx(1556 / 6)


def test_the_outermost_values_are_in_a_column_although_powers_are_rounded() -> None:
    numbers = [3, 7, 11, 13, 97_531, 333_333_333]
    assert sum(distribution(numbers, 20, log=True).counts) == len(numbers)


def test_without_a_number_the_columns_follow_freedman_and_diaconis() -> None:
    numbers = np.random.default_rng(1).normal(0, 1, 1000)
    lower, upper = np.quantile(numbers, (0.25, 0.75))
    wanted = math.ceil((numbers.max() - numbers.min()) / (2 * (upper - lower) / 10))
    assert 8 < wanted < 30
    assert len(distribution(numbers).counts) == wanted
    # Most values equal: the rule has no width, and an outlier would ask for thousands.
    assert len(distribution([*[0.5] * 99, 0.1]).counts) == 30


@pytest.mark.parametrize("log", [True, False])
@pytest.mark.parametrize("value", [7, 0.25, 12.5])
def test_one_value_for_all_is_one_column_around_it(value: float, log: bool) -> None:
    found = distribution([value] * 40, log=log)
    assert found.counts == (40,)
    assert found.edges[0] < value < found.edges[1]
    assert found.skewness.estimate is None
    assert found.enough


def test_quantiles_are_of_all_values() -> None:
    found = distribution(range(101))
    assert found.quantiles.tolist() == [5, 25, 50, 75, 95]


@pytest.mark.parametrize("numbers", [[], [None], [float("nan")] * 3])
def test_no_value_is_no_column(numbers: list[Any]) -> None:
    for log in (True, False):
        found = distribution(numbers, log=log)
        assert found.counts == ()
        assert not found.edges.size
        assert math.isnan(found.median)
        assert math.isnan(found.mean)
        assert not found.enough


def test_only_zeros_cannot_be_drawn_on_a_log_scale() -> None:
    found = distribution([0, 0, 0], log=True)
    assert (found.counts, found.n, found.undrawn, found.median) == ((), 3, 3, 0)


@given(
    st.lists(st.none() | st.floats(-1e12, 1e12, allow_subnormal=False), max_size=60), st.booleans()
)
def test_every_value_is_in_a_column_or_said_to_be_in_none(numbers: list[Any], log: bool) -> None:
    found = distribution(numbers, log=log)
    assert sum(found.counts) + found.undrawn == found.n
    assert (np.diff(found.edges) >= 0).all()


@given(values)
def test_nothing_raises(numbers: list[Any]) -> None:
    skewness(numbers)
