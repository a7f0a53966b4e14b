"""Two periods compared, shares against equal ones, many questions at once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chisquare, ttest_ind
from statsmodels.stats.multitest import multipletests

from dash_app.statistics import benjamini_hochberg, equal_shares, holm, welch


@pytest.mark.parametrize(("n", "m", "shift"), [(5, 5, 0.5), (11, 40, 3.0), (200, 8, -1.0)])
def test_welch_is_that_of_scipy(n: int, m: int, shift: float) -> None:
    random = np.random.default_rng(n)
    first, second = random.normal(shift, 1, n), random.normal(0, 4, m)
    found, expected = welch(first, second), ttest_ind(first, second, equal_var=False)
    interval = expected.confidence_interval(0.95)
    assert found.difference == pytest.approx(first.mean() - second.mean())
    assert found.t == pytest.approx(expected.statistic)
    assert found.p == pytest.approx(expected.pvalue)
    assert found.freedom == pytest.approx(expected.df)
    assert found.low == pytest.approx(interval.low)
    assert found.high == pytest.approx(interval.high)
    assert (found.n, found.other_n, found.enough) == (n, m, True)


def test_hedges_g_by_hand() -> None:
    # Means 3 and 6, variances 2.5 and 2.5: 3/√2.5 = 1.897367, times 1 − 3/(4·10 − 9) = 0.903226.
    found = welch([1, 2, 3, 4, 5], [4, 5, 6, 7, 8])
    assert found.g == pytest.approx(-1.897367 * 0.903226, rel=1e-5)
    assert welch([4, 5, 6, 7, 8], [1, 2, 3, 4, 5]).g == pytest.approx(1.713757, rel=1e-5)


@pytest.mark.parametrize(
    ("first", "second"),
    [([], [1, 2]), ([1], [2, 3, 4]), ([2, 2, 2], [2, 2]), ([None, float("nan")], [1, 2, 3])],
)
def test_too_few_or_equal_values_have_no_test(first: list[float], second: list[float]) -> None:
    found = welch(first, second)
    assert (found.p, found.g, found.low, found.enough) == (None, None, None, False)


def test_four_weeks_give_a_number_and_no_conclusion() -> None:
    found = welch([1, 2, 3, 4], [10, 12, 11, 13])
    assert found.p is not None and not found.enough


@pytest.mark.parametrize("counts", [[30, 30, 30], [120, 40, 20], [0, 50, 3], [9, 11]])
def test_equal_shares_are_tested_as_scipy_does(counts: list[int]) -> None:
    found, expected = equal_shares(counts), chisquare(counts)
    assert found.statistic == pytest.approx(expected.statistic)
    assert found.p == pytest.approx(expected.pvalue)
    assert found.w == pytest.approx((expected.statistic / sum(counts)) ** 0.5)


def test_few_or_no_counts_allow_no_conclusion() -> None:
    assert equal_shares([]).statistic is None
    assert equal_shares([0, 0]).p is None
    assert equal_shares([7]).statistic is None
    assert not equal_shares([5, 6, 3]).enough
    assert equal_shares([20, 10, 3]).enough
    assert equal_shares([20, None, 10]).groups == 3


def test_false_discoveries_are_bounded_as_statsmodels_does() -> None:
    p = np.random.default_rng(3).uniform(size=40) ** 3
    expected = multipletests(p, method="fdr_bh")[1]
    assert benjamini_hochberg(p) == pytest.approx(expected)


@given(st.lists(st.floats(0, 1) | st.none(), max_size=30))
def test_a_bound_on_their_share_finds_no_less_than_one_on_any(p: list[float | None]) -> None:
    shares, any_at_all = benjamini_hochberg(p), holm(p)
    asked = [place for place, each in enumerate(p) if each is not None]
    assert (shares[asked] <= any_at_all[asked] + 1e-12).all()
    assert (shares[asked] >= np.array([p[place] for place in asked], dtype=float) - 1e-12).all()
    assert np.isnan(np.delete(shares, asked)).all()
