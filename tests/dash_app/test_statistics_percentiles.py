"""Where a value stands among percentiles, and the sign test, against scipy and by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from dash_app.statistics import Spread, share_interval, sign_test, spread


def _spread(values: list[float]) -> Spread:
    return spread(np.quantile(values, np.linspace(0, 1, 101)), len(values))


def test_percentiles_are_those_of_the_values() -> None:
    found = _spread([0, 10, 20, 30, 40])
    assert [found.percentile(each) for each in (0, 25, 50, 75, 100)] == [0, 10, 20, 30, 40]
    assert found.percentile(60) == pytest.approx(24)


def test_a_rank_undoes_a_percentile() -> None:
    values = np.random.default_rng(7).lognormal(10, 1, 400)
    found = _spread(values.tolist())
    for percent in (3, 25, 50, 75.5, 98):
        value = found.percentile(percent)
        assert value is not None
        assert found.rank(value) == pytest.approx(percent)


def test_a_rank_is_within_a_percentile_of_the_exact_one() -> None:
    values = np.random.default_rng(8).lognormal(10, 1, 1000)
    found = _spread(values.tolist())
    for value in values[:50]:
        assert found.rank(value) == pytest.approx(stats.percentileofscore(values, value), abs=1)


def test_values_outside_are_at_the_ends_and_equal_ones_in_their_middle() -> None:
    found = _spread([1, 2, 3])
    assert found.rank(0.5) == 0
    assert found.rank(9) == 100
    assert _spread([5.0] * 10).rank(5) == 50
    # Half of the values are nothing: nothing stands in the middle of that half.
    assert _spread([0.0] * 51 + [1.0] * 50).rank(0) == pytest.approx(25)


def test_what_is_missing_has_no_place() -> None:
    assert _spread([1, 2]).rank(None) is None
    assert _spread([1, 2]).rank(float("nan")) is None
    for empty in (spread([], 0), spread([1, float("nan"), 3], 3)):
        assert empty.rank(1) is None
        assert empty.percentile(50) is None
    assert not spread([1, 2], 29).enough
    assert spread([1, 2], 30).enough


def test_the_sign_test_is_the_exact_binomial_one() -> None:
    above, below = [12, 30, 0, 7, 50], [3, 30, 9, 5, 12]
    found = sign_test(above, below)
    for place, (up, down) in enumerate(zip(above, below, strict=True)):
        test = stats.binomtest(up, up + down, 0.5)
        assert found.p[place] == pytest.approx(test.pvalue)
        interval = share_interval(up, up + down)
        assert found.share[place] == pytest.approx(interval.estimate)
        assert (found.low[place], found.high[place]) == pytest.approx((interval.low, interval.high))
        assert found.enough[place] == interval.enough


def test_no_values_make_no_sign_test() -> None:
    found = sign_test([0, None, -1], [0, 4, 4])
    assert np.isnan([found.share, found.low, found.high, found.p]).all()
    assert not found.enough.any()
    assert sign_test([], []).p.size == 0
