"""Intervals of a median, a mean and a share."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from dash_app.statistics import (
    Interval,
    linear_trend,
    mean_interval,
    median_interval,
    share_interval,
)

NOTHING = Interval(None, None, None, 0, False)


@pytest.mark.parametrize("n", [6, 7, 29, 30, 31, 100, 1001, 50_000])
def test_a_median_lies_between_the_narrowest_order_statistics_that_keep_95_per_cent(n: int) -> None:
    values = np.random.default_rng(n).permutation(n).astype(float)
    found = median_interval(values)
    assert found.low is not None and found.high is not None
    below = int(found.low)  # the value v of 0..n−1 has v values below it
    assert found.high == n - 1 - below
    assert stats.binom.cdf(below, n, 0.5) <= 0.025 < stats.binom.cdf(below + 1, n, 0.5)
    assert (found.estimate, found.n, found.enough) == ((n - 1) / 2, n, n >= 30)


def test_five_values_have_a_median_but_no_interval() -> None:
    assert median_interval([5, 1, 2, 4, 3]) == Interval(3, None, None, 5, False)


def test_a_median_leaves_the_values_as_they_were() -> None:
    values = np.arange(100.0)[::-1].copy()
    median_interval(values)
    assert (values == np.arange(100.0)[::-1]).all()


def test_a_mean_has_the_interval_of_student() -> None:
    values = np.random.default_rng(1).exponential(3, 80)
    found = mean_interval(values)
    low, high = stats.t.interval(0.95, 79, values.mean(), stats.sem(values))
    assert found.estimate == pytest.approx(values.mean())
    assert found.low == pytest.approx(low)
    assert found.high == pytest.approx(high)
    assert (found.n, found.enough) == (80, True)


@pytest.mark.parametrize(("hits", "n"), [(0, 40), (1, 40), (20, 40), (40, 40), (3, 10), (7, 10**7)])
def test_a_share_has_the_interval_of_wilson(hits: int, n: int) -> None:
    low, high = proportion_confint(hits, n, method="wilson")
    found = share_interval(hits, n)
    assert found.low == pytest.approx(low, abs=1e-12)
    assert found.high == pytest.approx(high, abs=1e-12)
    assert (found.estimate, found.n, found.enough) == (hits / n, n, n >= 30)


@pytest.mark.parametrize(
    ("hits", "n"),
    [(0, 0), (None, 5), (5, None), (6, 5), (-1, 5), (float("nan"), 5), (1, float("nan")), (1, -1)],
)
def test_an_impossible_share_is_none(hits: float | None, n: float | None) -> None:
    assert share_interval(hits, n) == NOTHING


@pytest.mark.parametrize("interval", [median_interval, mean_interval])
@pytest.mark.parametrize(
    "missing",
    [
        [],
        [None],
        [float("nan")],
        [float("inf")],
        [None, "?"],
        np.array([]),
        pd.Series([pd.NA], dtype="Int64"),
    ],
)
def test_without_numbers_there_is_no_estimate(
    interval: Callable[[Any], Interval], missing: Any
) -> None:
    assert interval(missing) == NOTHING


@pytest.mark.parametrize("interval", [median_interval, mean_interval])
def test_one_value_and_equal_values_allow_no_conclusion(
    interval: Callable[[Any], Interval],
) -> None:
    assert interval([7]) == Interval(7, None, None, 1, False)
    equal = interval([0.1] * 50)
    assert equal.estimate == pytest.approx(0.1)
    assert (equal.n, equal.enough) == (50, False)


@pytest.mark.parametrize("interval", [median_interval, mean_interval])
@pytest.mark.parametrize(
    "column",
    [
        pd.Series([*range(40), None], dtype="Int64"),
        pd.Series([*range(40), None], dtype="float64"),
        pd.Series([*range(40), None], dtype="object"),
        np.ma.masked_array(np.arange(41), mask=np.arange(41) == 40),
        [*range(40), None],
    ],
)
def test_missing_values_are_left_out_whatever_the_column_is_made_of(
    interval: Callable[[Any], Interval], column: Any
) -> None:
    assert interval(column) == interval(range(40))
    assert interval(column).n == 40


@pytest.mark.parametrize("interval", [median_interval, mean_interval, linear_trend])
@settings(deadline=None)
@given(values=st.lists(st.none() | st.floats() | st.sampled_from([0.0, 0.1, 10**30])))
def test_nothing_raises(interval: Callable[[Any], Any], values: list[float | None]) -> None:
    found = interval(values)
    assert found.n == sum(value is not None and math.isfinite(value) for value in values)
    if found.low is not None and found.high is not None:
        assert found.low <= found.high


def test_scipy_is_loaded_by_use_and_not_by_import() -> None:
    code = "import sys, dash_app.statistics; print('scipy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
