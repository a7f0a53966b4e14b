"""The tests behind alerts, against scipy, by hand, and on data in which nothing happens."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from etl.alerts.kinds import FALSE_SHARE
from etl.alerts.significance import (
    q_values,
    rank_sum_p_values,
    rise_p_values,
    rise_q_values,
)


@pytest.mark.parametrize(("recent", "earlier"), [(0, 0), (0, 5), (3, 0), (4, 2), (20, 100)])
def test_a_rise_is_tested_by_the_binomial_test(recent: int, earlier: int) -> None:
    (ours,) = rise_p_values(np.array([recent]), np.array([earlier]), 0.13)
    total = recent + earlier
    theirs = stats.binomtest(recent, total, 0.13, "greater").pvalue if total else 1.0
    assert ours == pytest.approx(theirs)


@pytest.mark.parametrize("values", [5, 1000])
def test_ranks_are_tested_as_mann_and_whitney_do(values: int) -> None:
    """Few different values give many ties."""
    random = np.random.default_rng(3)
    for _ in range(20):
        first, second = random.integers(0, values, 10), random.integers(0, values, 25)
        both = np.concatenate([first, second])
        _, counts = np.unique(both, return_counts=True)
        (ours,) = rank_sum_p_values(
            np.array([first.size]),
            np.array([second.size]),
            np.array([int(2 * stats.rankdata(both)[: first.size].sum())]),
            np.array([int((counts**3 - counts).sum())]),
        )
        theirs = stats.mannwhitneyu(first, second, method="asymptotic").pvalue
        assert ours == pytest.approx(theirs)


def test_equal_values_are_no_difference() -> None:
    # Ten and twenty equal values: each has the rank 15.5, and 30³ − 30 is the sum over ties.
    ours = rank_sum_p_values(
        np.array([10]), np.array([20]), np.array([310]), np.array([30**3 - 30])
    )
    assert list(ours) == [1.0]


def test_q_values_are_those_of_benjamini_and_hochberg() -> None:
    p_values = np.random.default_rng(5).random(50) ** 3
    np.testing.assert_allclose(q_values(p_values), stats.false_discovery_control(p_values))
    assert q_values(np.array([])).size == 0


def test_tests_that_cannot_reach_a_p_value_do_not_count() -> None:
    """Ten things used three times in all, one of them three times lately: p = 0.1³ = 0.001.

    Each of the ten has the chance 0.001 of that, so ten such tests give 0.01 of them by chance,
    over 1 − 0.001 as the step-up procedure asks. Ten more things that were used once can give 0.1
    at the least and change nothing, while Benjamini and Hochberg would double the value.
    """
    recent = np.array([3] + [0] * 9)
    alone = rise_q_values(recent, 3 - recent, 0.1, 0.1)
    assert alone[0] == pytest.approx(0.01 / 0.999)
    assert set(alone[1:]) == {1.0}
    more = np.concatenate([recent, np.zeros(10, int)])
    earlier = np.concatenate([3 - recent, np.ones(10, int)])
    assert rise_q_values(more, earlier, 0.1, 0.1)[0] == pytest.approx(0.01 / 0.999)
    assert q_values(rise_p_values(more, earlier, 0.1))[0] == pytest.approx(0.02)


def test_nothing_is_found_where_nothing_can_be() -> None:
    ones = np.ones(5, int)
    assert set(rise_q_values(ones, ones, 0.5, 0.1)) == {1.0}
    assert rise_q_values(ones[:0], ones[:0], 0.5, 0.1).size == 0


@pytest.mark.parametrize("level", [0.5, 3.0])
def test_false_rises_are_as_rare_as_promised(level: float) -> None:
    """Where nothing has changed, every finding is false: at most one draw in ten may have any."""
    random = np.random.default_rng(11)
    found = 0
    for _ in range(300):
        totals = random.poisson(9 * random.lognormal(np.log(level), 1, 200))
        totals = totals[totals >= 3]
        recent = random.binomial(totals, 1 / 9)
        sure = rise_q_values(recent, totals - recent, 1 / 9, FALSE_SHARE)
        found += bool((sure <= FALSE_SHARE).any())
    # Three standard errors above the promise.
    assert found / 300 <= FALSE_SHARE + 3 * np.sqrt(FALSE_SHARE * (1 - FALSE_SHARE) / 300)


def test_false_rises_among_true_ones_are_few() -> None:
    random = np.random.default_rng(12)
    shares, powers = [], []
    for _ in range(200):
        rates = random.lognormal(0, 1, 200)
        truth = np.arange(200) < 20
        recent = random.poisson(np.where(truth, 6 * rates, rates))
        earlier = random.poisson(8 * rates)
        tested = recent + earlier >= 3
        sure = rise_q_values(recent[tested], earlier[tested], 1 / 9, FALSE_SHARE) <= FALSE_SHARE
        shares.append((sure & ~truth[tested]).sum() / max(sure.sum(), 1))
        powers.append(sure.sum())
    assert np.mean(shares) <= FALSE_SHARE
    assert np.mean(powers) > 5
