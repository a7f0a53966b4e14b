"""Rises against scipy and against simulations."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from dash_app.statistics import rises


def test_the_p_value_is_the_exact_binomial_one() -> None:
    recent, earlier = np.array([5, 0, 3, 12]), np.array([2, 4, 0, 90])
    found = rises(recent, earlier, 85, 690, 0.1)
    share = 85 / (85 + 690)
    by_scipy = [
        stats.binomtest(int(r), int(r + e), share, alternative="greater").pvalue
        for r, e in zip(recent, earlier, strict=True)
    ]
    assert found.p == pytest.approx(by_scipy)
    assert found.expected == pytest.approx(earlier * 85 / 690)
    assert found.times[0] == pytest.approx(5.5 / 2.5 * 690 / 85)


def test_few_false_rises_where_nothing_has_changed() -> None:
    rng = np.random.default_rng(1)
    weeks_with_any = 0
    for _ in range(400):
        rates = rng.exponential(0.01, 200).clip(0, 0.5)
        recent, earlier = rng.binomial(80, rates), rng.binomial(640, rates)
        asked = recent + earlier >= 3
        found = rises(recent[asked], earlier[asked], 80, 640, 0.1)
        weeks_with_any += bool((found.q <= 0.1).any())
    # Where all are false, the share of false findings is the chance of any finding.
    assert weeks_with_any / 400 <= 0.1 + 3 * np.sqrt(0.09 / 400)


def test_true_rises_are_found() -> None:
    recent = np.array([12, *([1] * 50)])
    earlier = np.array([4, *([8] * 50)])
    found = rises(recent, earlier, 80, 640, 0.1)
    assert found.q[0] < 0.01
    assert (found.q[1:] > 0.1).all()


def test_without_anyone_before_or_now_nothing_is_known() -> None:
    for active, before in ((0, 10), (10, 0)):
        found = rises(np.array([1, 2]), np.array([0, 1]), active, before, 0.1)
        assert np.isnan(found.p).all()
        assert np.isnan(found.q).all()
        assert np.isnan(found.times).all()


def test_no_things_at_all() -> None:
    none = np.array([], dtype=np.int64)
    assert rises(none, none, 5, 50, 0.1).q.size == 0
