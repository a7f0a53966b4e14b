"""Correlations, differences between groups, lift, trend and Holm's correction."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests

from dash_app.statistics import (
    MIN_PERIODS,
    Correlation,
    GroupDifference,
    Trend,
    holm,
    kruskal_by_group,
    lift,
    linear_trend,
    pearson,
    spearman,
)

numbers = st.none() | st.floats() | st.sampled_from([0.0, 1.0, 2.0, 0.1])


def two_sides(n: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(n)
    x = random.integers(0, 9, n).astype(float)
    return x, x + random.normal(0, 4, n)


@pytest.mark.parametrize("n", [4, 29, 30, 200])
def test_pearson_is_that_of_scipy(n: int) -> None:
    x, y = two_sides(n)
    expected = stats.pearsonr(x, y)
    low, high = expected.confidence_interval(0.95)
    found = pearson(x, y)
    assert found.estimate == pytest.approx(expected.statistic)
    assert found.p == pytest.approx(expected.pvalue)
    assert found.low == pytest.approx(low)
    assert found.high == pytest.approx(high)
    assert (found.n, found.enough) == (n, n >= 30)


@pytest.mark.parametrize("n", [4, 30, 200])
def test_spearman_is_that_of_scipy_with_a_wider_interval(n: int) -> None:
    x, y = two_sides(n)
    expected = stats.spearmanr(x, y)
    found = spearman(x, y)
    assert found.estimate == pytest.approx(expected.statistic)
    assert found.p == pytest.approx(expected.pvalue)
    r = expected.statistic
    margin = 1.959964 * math.sqrt((1 + r**2 / 2) / (n - 3))
    assert found.low == pytest.approx(math.tanh(math.atanh(r) - margin))
    assert found.high == pytest.approx(math.tanh(math.atanh(r) + margin))


Correlate = Callable[[Any, Any], Correlation]


@pytest.mark.parametrize("correlate", [pearson, spearman])
def test_a_pair_counts_only_with_both_numbers(correlate: Correlate) -> None:
    x, y = two_sides(50)
    gaps = correlate([None, 1, *x], [1, float("nan"), *y])
    assert gaps == correlate(x, y)


@pytest.mark.parametrize("correlate", [pearson, spearman])
def test_a_perfect_relation_has_no_doubt(correlate: Correlate) -> None:
    found = correlate(range(40), range(0, -40, -1))
    assert found.estimate == pytest.approx(-1)
    assert found.low == pytest.approx(-1) and found.high == pytest.approx(-1)
    assert found.p == pytest.approx(0)


@pytest.mark.parametrize("correlate", [pearson, spearman])
@pytest.mark.parametrize(
    ("x", "y", "n"),
    [([], [], 0), ([1], [2], 1), ([1, 2, 3], [3, 1, 2], 3), ([0.1] * 40, range(40), 40)],
)
def test_too_few_pairs_or_a_constant_have_no_correlation(
    correlate: Correlate, x: Any, y: Any, n: int
) -> None:
    assert correlate(x, y) == Correlation(None, None, None, None, n, False)


@pytest.mark.parametrize("correlate", [pearson, spearman])
def test_sides_of_different_length_are_refused(correlate: Correlate) -> None:
    with pytest.raises(ValueError, match="2 x and 3 y"):
        correlate([1, 2], [1, 2, 3])


@pytest.mark.parametrize("correlate", [pearson, spearman])
@settings(deadline=None)
@given(pairs=st.lists(st.tuples(numbers, numbers)))
def test_no_pairs_raise(correlate: Correlate, pairs: list[tuple[Any, Any]]) -> None:
    found = correlate([x for x, _ in pairs], [y for _, y in pairs])
    if found.estimate is not None and found.low is not None and found.high is not None:
        assert -1 <= found.low <= found.estimate <= found.high <= 1


def test_groups_are_compared_as_scipy_does() -> None:
    random = np.random.default_rng(4)
    groups = {name: random.integers(0, 10 + i, 20 + i) for i, name in enumerate("abcd")}
    expected = stats.kruskal(*groups.values())
    found = kruskal_by_group(groups)
    assert found.h == pytest.approx(expected.statistic)
    assert found.p == pytest.approx(expected.pvalue)
    n = sum(map(len, groups.values()))
    assert found.epsilon_squared == pytest.approx(expected.statistic * (n + 1) / (n**2 - 1))
    assert (found.n, found.groups, found.enough) == (n, 4, True)


def test_groups_below_five_values_are_left_out() -> None:
    groups: dict[str, Any] = {"a": range(20), "b": range(10, 40)}
    small: dict[str, Any] = {"c": [1, 2, 3, None, float("nan"), 4], "d": []}
    assert kruskal_by_group(groups | small) == kruskal_by_group(groups)


@pytest.mark.parametrize(
    ("groups", "n", "count"),
    [({}, 0, 0), ({"a": range(40)}, 40, 1), ({"a": [0.1] * 20, "b": [0.1] * 20}, 40, 2)],
)
def test_one_group_or_equal_values_have_no_difference(
    groups: dict[str, Any], n: int, count: int
) -> None:
    assert kruskal_by_group(groups) == GroupDifference(None, None, None, n, count, False)


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=2), st.lists(numbers, max_size=12), max_size=5))
def test_no_groups_raise(groups: dict[str, list[float | None]]) -> None:
    found = kruskal_by_group(groups)
    if found.epsilon_squared is not None:
        assert -1e-9 <= found.epsilon_squared <= 1 + 1e-9


def test_lift_by_hand() -> None:
    # 20 of 1.000 videos carry both, 40 the one, 100 the other: chance alone gives 4.
    found = lift([20], [40], [100], 1000)
    assert found.estimate == pytest.approx([5])
    error = math.sqrt(1 / 20 - 1 / 40 - 1 / 100 - 1 / 1000 + 2 * 20 / (40 * 100))
    assert found.low == pytest.approx([5 * math.exp(-1.959964 * error)])
    assert found.high == pytest.approx([5 * math.exp(1.959964 * error)])
    assert found.enough.tolist() == [True]


def test_the_interval_of_lift_holds_the_truth_as_often_as_it_says() -> None:
    random = np.random.default_rng(5)
    both, only_one, only_other, _ = random.multinomial(2000, [0.01, 0.03, 0.05, 0.91], 4000).T
    found = lift(both, both + only_one, both + only_other, 2000)
    truth = 0.01 / (0.04 * 0.06)
    held = (found.low <= truth) & (truth <= found.high)
    assert 0.93 < held[found.enough].mean() < 0.97


def test_pairs_that_allow_no_conclusion() -> None:
    pairs = {
        "never together": (0, 40, 50, False, 0.0),
        "rarely together": (4, 40, 50, False, 2.0),
        "one is rare": (20, 29, 50, False, 20 / 1.45),
        "every video has it": (1000, 1000, 1000, False, 1.0),
        "more together than apart": (41, 40, 50, False, math.nan),
        "more than all": (1, 600, 600, False, math.nan),
        "unused": (0, 0, 50, False, math.nan),
        "missing": (None, 40, 50, False, math.nan),
        "enough": (5, 40, 50, True, 2.5),
    }
    together, a, b, enough, estimate = zip(*pairs.values(), strict=True)
    found = lift(together, a, b, 1000)
    assert found.enough.tolist() == list(enough)
    assert found.estimate == pytest.approx(np.array(estimate), nan_ok=True)
    assert np.isnan(found.low[0])


def test_no_pairs_have_no_lift() -> None:
    for total in (None, 0, float("nan"), 100):
        assert lift([], [], [], total).estimate.size == 0
    assert not lift([5], [40], [40], None).enough.any()


@settings(deadline=None)
@given(st.lists(st.tuples(numbers, numbers, numbers)), numbers)
def test_no_counts_raise(rows: list[tuple[Any, Any, Any]], total: Any) -> None:
    together, a, b = ([row[side] for row in rows] for side in range(3))
    found = lift(together, a, b, total)
    assert np.isfinite(found.high[found.enough]).all()


def test_a_trend_is_the_line_of_least_squares() -> None:
    values = 50 + 2 * np.arange(20.0) + np.random.default_rng(3).normal(0, 5, 20)
    values[7] = np.nan
    kept = ~np.isnan(values)
    fit = sm.OLS(values[kept], sm.add_constant(np.arange(20.0)[kept])).fit()
    low, high = fit.conf_int()[1]
    found = linear_trend(values)
    assert found.slope == pytest.approx(fit.params[1])
    assert found.low == pytest.approx(low)
    assert found.high == pytest.approx(high)
    assert found.p == pytest.approx(fit.pvalues[1])
    fitted = fit.fittedvalues
    assert found.change == pytest.approx(100 * (fitted[-1] / fitted[0] - 1))
    assert (found.n, found.enough) == (19, True)


def test_a_missing_period_keeps_its_place() -> None:
    found = linear_trend([10, None, 14, 16, None, None, 22, 24, 26, 28])
    assert found.slope == pytest.approx(2)
    assert found.change == pytest.approx(180)
    assert found.n == 7 < MIN_PERIODS
    assert not found.enough


@pytest.mark.parametrize("values", [[], [1], [None, float("nan")], [1, 2], [0.1] * 20])
def test_no_line_goes_through_too_little(values: list[float | None]) -> None:
    n = sum(value is not None and value == value for value in values)
    assert linear_trend(values) == Trend(None, None, None, None, None, n, False)


def test_a_line_that_starts_below_zero_has_a_slope_but_no_relative_change() -> None:
    found = linear_trend([-5, -3, -1.5, 0, 2, 3, 5, 7, 9])
    assert found.enough and found.slope is not None and found.change is None


@pytest.mark.parametrize(
    "p_values",
    [
        [0.03],
        [0.01, 0.04, 0.03, 0.005],
        [0.02, 0.02, 0.02],
        [0.9, 0.0, 1.0, 0.4, 0.0],
        np.random.default_rng(6).beta(0.3, 2, 30),
    ],
)
def test_holm_is_that_of_statsmodels(p_values: Any) -> None:
    assert holm(p_values) == pytest.approx(multipletests(p_values, method="holm")[1])


def test_no_questions_need_no_correction() -> None:
    assert holm([]).size == 0


def test_a_missing_p_value_is_no_question() -> None:
    assert holm([0.04, None, 0.01, float("nan")]).tolist() == pytest.approx(
        [0.04, math.nan, 0.02, math.nan], nan_ok=True
    )
