"""Statistics of numbers that a database has already put together."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from dash_app.statistics import (
    GroupDifference,
    Interval,
    kruskal_by_group,
    kruskal_from_ranks,
    median_interval_from_quartiles,
)


def _ranked(groups: dict[str, list[float]]) -> pd.DataFrame:
    rows = pd.DataFrame([(name, value) for name, values in groups.items() for value in values])
    rows["rank"] = rows[1].rank()
    return pd.DataFrame(
        [(len(r), r.sum(), (r * r).sum()) for _, r in rows.groupby(0)["rank"]],
        columns=["n", "rank_sum", "rank_squares"],
    )


@pytest.mark.parametrize("seed", range(5))
def test_sums_of_ranks_give_the_test_of_the_values(seed: int) -> None:
    random = np.random.default_rng(seed)
    # Whole numbers, so that many share a rank.
    groups = {
        name: (random.poisson(6, size) + shift).astype(float).tolist()
        for name, size, shift in (("a", 40, 0), ("b", 25, 1), ("c", 60, 0))
    }
    found, expected = kruskal_from_ranks(_ranked(groups)), kruskal_by_group(groups)
    assert found.h == pytest.approx(expected.h)
    assert found.h == pytest.approx(stats.kruskal(*groups.values()).statistic)
    assert found.p == pytest.approx(expected.p)
    assert found.epsilon_squared == pytest.approx(expected.epsilon_squared)
    assert (found.n, found.groups, found.enough) == (125, 3, True)


def test_one_group_or_equal_values_differ_in_nothing() -> None:
    nothing = pd.DataFrame({"n": [], "rank_sum": [], "rank_squares": []})
    assert kruskal_from_ranks(nothing) == GroupDifference(None, None, None, 0, 0, False)
    one = _ranked({"a": [1.0, 2.0, 3.0]})
    assert kruskal_from_ranks(one) == GroupDifference(None, None, None, 3, 1, False)
    equal = _ranked({"a": [7.0] * 20, "b": [7.0] * 20})
    assert kruskal_from_ranks(equal) == GroupDifference(None, None, None, 40, 2, False)


def test_a_median_has_an_interval_from_its_quartiles() -> None:
    found = median_interval_from_quartiles(8, 10, 14, 100, log=False)
    # 1.96 · 1.2533 / 1.349 · (14 − 8) / 10
    assert found.low == pytest.approx(10 - 1.0925, abs=1e-3)
    assert found.high == pytest.approx(10 + 1.0925, abs=1e-3)
    assert (found.estimate, found.n, found.enough) == (10, 100, True)


def test_an_interval_on_the_log_scale_is_a_factor_and_stays_above_nothing() -> None:
    found = median_interval_from_quartiles(0, 99, 9999, 30, log=True)
    assert found.low is not None and found.high is not None
    assert (1 + found.high) / 100 == pytest.approx(100 / (1 + found.low))
    assert found.low > 0


@pytest.mark.parametrize("log", [False, True])
def test_the_interval_holds_the_true_median_nineteen_times_of_twenty(log: bool) -> None:
    random = np.random.default_rng(4)
    samples = random.normal(5, 1, (2000, 200))
    if log:
        samples = np.expm1(samples)
    truth = math.expm1(5) if log else 5
    quartiles = np.quantile(samples, [0.25, 0.5, 0.75], axis=1).T.tolist()
    found = [
        median_interval_from_quartiles(p25, p50, p75, 200, log=log) for p25, p50, p75 in quartiles
    ]
    held = sum(each.low <= truth <= each.high for each in found if each.low and each.high)
    assert 0.93 < held / 2000 < 0.97


@pytest.mark.parametrize(
    ("quartiles", "n", "expected"),
    [
        ((math.nan, math.nan, math.nan), 50, Interval(None, None, None, 50, False)),
        ((5.0, 5.0, 5.0), 50, Interval(5.0, None, None, 50, False)),
        ((1.0, 2.0, 3.0), 0, Interval(2.0, None, None, 0, False)),
    ],
)
def test_no_spread_or_no_values_have_no_interval(
    quartiles: tuple[float, float, float], n: int, expected: Interval
) -> None:
    assert median_interval_from_quartiles(*quartiles, n, log=False) == expected


def test_few_values_have_an_interval_but_no_conclusion() -> None:
    found = median_interval_from_quartiles(1, 2, 3, 29, log=False)
    assert found.low is not None and not found.enough
