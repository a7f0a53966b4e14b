"""What tells a few creators apart: chances, ratios of sums, evenness, and who leads."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from dash_app.statistics import (
    Interval,
    lead,
    pooled_ratio_interval,
    quartile_ratio_interval,
    superiority_interval,
)


def _samples(n: int, m: int, shift: float) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(n * m)
    return random.normal(size=n) + shift, random.normal(size=m)


@pytest.mark.parametrize(
    ("n", "m", "shift"), [(40, 60, 0.3), (200, 300, 0), (5, 7, 1), (35, 35, 9)]
)
def test_a_chance_and_its_p_are_those_of_mann_and_whitney(n: int, m: int, shift: float) -> None:
    first, second = _samples(n, m, shift)
    test = stats.mannwhitneyu(first, second, method="asymptotic", use_continuity=False)
    found = superiority_interval(first, second)
    assert found.estimate == pytest.approx(test.statistic / (n * m))
    assert found.p == pytest.approx(test.pvalue, rel=1e-3)
    assert (found.n, found.other_n, found.enough) == (n, m, min(n, m) >= 30)


def test_a_chance_counts_equal_values_half() -> None:
    # Of the nine pairs 3 > 1, 3 > 2, 2 > 1 are won, and 1-1, 2-2, 3-3 are level.
    found = superiority_interval([1, 2, 3], [3, 1, 2])
    assert found.estimate == 0.5
    assert superiority_interval([2, 2], [1, 2]).estimate == pytest.approx(0.75)


@pytest.mark.parametrize("shift", [-1, -0.3, 0.1, 0.5])
def test_from_the_other_side_everything_is_mirrored(shift: float) -> None:
    first, second = _samples(50, 80, shift)
    here, there = superiority_interval(first, second), superiority_interval(second, first)
    assert here.estimate == pytest.approx(1 - (there.estimate or 0))
    assert here.low == pytest.approx(1 - (there.high or 0))
    assert here.p == pytest.approx(there.p)


def test_an_interval_leaves_a_half_out_just_where_p_is_below_five_per_cent() -> None:
    for shift in np.linspace(0.1, 0.7, 25):
        found = superiority_interval(*_samples(60, 45, float(shift)))
        assert found.low is not None and found.p is not None and found.high is not None
        assert (found.low > 0.5 or found.high < 0.5) == (found.p < 0.05)


def test_an_interval_of_a_chance_holds_as_often_as_it_says() -> None:
    random = np.random.default_rng(4)
    truth = stats.norm.cdf(0.5 / np.sqrt(2))
    hits = 0
    for _ in range(400):
        found = superiority_interval(random.normal(0.5, 1, 40), random.normal(0, 1, 60))
        hits += (found.low or 0) <= truth <= (found.high or 0)
    assert 0.92 <= hits / 400 <= 0.98


def test_groups_that_do_not_overlap_have_an_interval_inside_zero_and_one() -> None:
    found = superiority_interval(range(100, 140), range(40))
    assert found.estimate == found.high == 1
    assert found.low is not None and 0.9 < found.low < 1


@pytest.mark.parametrize(("first", "second"), [([], [1.0]), ([1.0], []), ([float("nan")], [1.0])])
def test_a_chance_against_nothing_is_unknown(first: list[float], second: list[float]) -> None:
    found = superiority_interval(first, second)
    assert (found.estimate, found.low, found.p, found.enough) == (None, None, None, False)


def _sums(x: np.ndarray, y: np.ndarray) -> tuple[int, float, float, float, float, float]:
    return len(x), x.sum(), y.sum(), x @ x, x @ y, y @ y


def test_a_ratio_of_sums_has_the_interval_of_its_residuals() -> None:
    random = np.random.default_rng(2)
    plays = random.lognormal(10, 1, 80)
    likes = plays * random.uniform(0.02, 0.08, 80)
    found = pooled_ratio_interval(*_sums(likes, plays))
    ratio = likes.sum() / plays.sum()
    # Cochran 1977, 6.4, from the videos themselves.
    error = (likes - ratio * plays).std(ddof=1) / np.sqrt(80) / plays.mean()
    margin = stats.t.ppf(0.975, 79) * error
    assert found.estimate == pytest.approx(ratio)
    assert found.low == pytest.approx(ratio - margin)
    assert found.high == pytest.approx(ratio + margin)
    assert found.enough


def test_a_ratio_of_sums_holds_as_often_as_it_says() -> None:
    random = np.random.default_rng(3)
    hits = 0
    for _ in range(400):
        plays = random.lognormal(0, 0.7, 60)
        found = pooled_ratio_interval(*_sums(plays * random.uniform(0, 0.1, 60), plays))
        hits += (found.low or 0) <= 0.05 <= (found.high or 0)
    assert 0.91 <= hits / 400 <= 0.98


@pytest.mark.parametrize(
    ("x", "y", "estimate"),
    [([], [], None), ([5], [0], None), ([5], [100], 0.05), ([5, 10, 15], [100, 200, 300], 0.05)],
)
def test_a_ratio_without_any_spread_has_no_interval(
    x: list[int], y: list[int], estimate: float | None
) -> None:
    found = pooled_ratio_interval(*_sums(np.array(x, dtype=float), np.array(y, dtype=float)))
    assert found.estimate == (None if estimate is None else pytest.approx(estimate))
    assert (found.low, found.high, found.enough) == (None, None, False)


def test_the_interval_of_evenness_holds_as_often_as_it_says() -> None:
    random = np.random.default_rng(5)
    truth = float(np.exp(stats.norm.ppf(0.75) - stats.norm.ppf(0.25)))
    hits = 0
    for _ in range(400):
        values = random.lognormal(9, 1, 100)
        p25, p75 = np.quantile(values, (0.25, 0.75))
        found = quartile_ratio_interval(p25, p75, 100)
        assert found.estimate == pytest.approx(p75 / p25)
        hits += (found.low or 0) <= truth <= (found.high or 0)
    assert 0.91 <= hits / 400 <= 0.98


@pytest.mark.parametrize(
    ("p25", "p75", "n"), [(None, 5, 9), (0, 5, 9), (5, 4, 9), (5, 5, 9), (2, 8, 1), (None, None, 0)]
)
def test_evenness_that_cannot_be_told_has_no_interval(
    p25: float | None, p75: float | None, n: int
) -> None:
    found = quartile_ratio_interval(p25, p75, n)
    assert (found.low, found.high, found.enough) == (None, None, False)


def _interval(low: float, high: float, enough: bool = True) -> Interval:
    return Interval((low + high) / 2, low, high, 100, enough)


def test_one_leads_where_its_interval_touches_no_other() -> None:
    found = lead([_interval(1, 2), _interval(5, 6), _interval(3, 4)])
    assert (found.first, found.second, found.level, found.is_clear) == (1, 2, (), True)
    lowest = lead([_interval(1, 2), _interval(5, 6), _interval(3, 4)], highest=False)
    assert (lowest.first, lowest.second, lowest.is_clear) == (0, 2, True)


def test_those_whose_interval_touches_the_first_are_level_with_it() -> None:
    found = lead([_interval(1, 2), _interval(5, 7), _interval(4, 5)])
    assert (found.first, found.level, found.is_clear) == (1, (2,), False)
    lowest = lead([_interval(1, 3), _interval(2.5, 9), _interval(10, 11)], highest=False)
    assert (lowest.first, lowest.level) == (0, (1,))


def test_what_rests_on_too_little_takes_no_part() -> None:
    lucky = _interval(90, 100, enough=False)
    found = lead([lucky, _interval(1, 2), _interval(3, 4)])
    assert (found.first, found.is_clear, found.compared) == (2, True, 2)
    alone = lead([lucky, _interval(1, 2), Interval(None, None, None, 0, False)])
    assert (alone.first, alone.second, alone.is_clear, alone.compared) == (None, None, False, 1)
