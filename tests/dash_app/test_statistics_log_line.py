"""The line through logarithms, against statsmodels and by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from dash_app.statistics import log_line, pearson

numbers = st.none() | st.floats() | st.sampled_from([0.0, 1.0, 2.0, 0.1])


def counts(n: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(n)
    x = np.exp(random.normal(5, 1, n)).round() + 1
    return x, np.exp(9 + 0.4 * np.log(x) + random.normal(0, 0.8, n))


@pytest.mark.parametrize("n", [5, 29, 30, 400])
def test_the_line_and_its_band_are_those_of_statsmodels(n: int) -> None:
    x, y = counts(n)
    fit = sm.OLS(np.log(y), sm.add_constant(np.log(x))).fit()
    found = log_line(x, y)
    assert found.exponent == pytest.approx(fit.params[1])
    assert [found.low, found.high] == pytest.approx(fit.conf_int()[1].tolist())
    assert found.p == pytest.approx(fit.pvalues[1])
    assert (found.n, found.enough) == (n, n >= 30)
    places = np.array([2.0, 150.0, 9000.0])
    expected = fit.get_prediction(sm.add_constant(np.log(places))).summary_frame()
    band = found.at(places)
    assert np.log(band.y) == pytest.approx(expected["mean"].to_numpy())
    assert np.log(band.low) == pytest.approx(expected["mean_ci_lower"].to_numpy())
    assert np.log(band.high) == pytest.approx(expected["mean_ci_upper"].to_numpy())


def test_the_correlation_is_that_of_the_logarithms() -> None:
    x, y = counts(60)
    found = log_line(x, y).correlation
    assert found == pearson(np.log(x), np.log(y))
    assert found.estimate == pytest.approx(stats.linregress(np.log(x), np.log(y)).rvalue)


def test_a_power_is_found_exactly() -> None:
    found = log_line([1, 2, 4, 8, 16], [3, 6, 12, 24, 48])
    assert found.exponent == pytest.approx(1)
    assert found.at([32]).y[0] == pytest.approx(96)
    assert not found.enough


def test_what_has_no_logarithm_is_left_out() -> None:
    x, y = counts(40)
    gaps = log_line([0, 5, -3, None, math.nan, *x], [7, 0, 7, 7, 7, *y])
    assert (gaps.exponent, gaps.n) == (log_line(x, y).exponent, 40)


@pytest.mark.parametrize(
    ("x", "y"),
    [([], []), ([1, 2, 3], [4, 5, 6]), ([3] * 40, range(1, 41)), (range(1, 41), [7] * 40)],
)
def test_without_a_line_there_is_none(x: list[float], y: list[float]) -> None:
    found = log_line(x, y)
    assert (found.exponent, found.p, found.enough) == (None, None, False)
    assert np.isnan(found.at([1, 10]).y).all()


def test_both_sides_have_the_same_length() -> None:
    with pytest.raises(ValueError, match="make no pairs"):
        log_line([1, 2], [1])


@given(st.lists(st.tuples(numbers, numbers), max_size=50))
@settings(deadline=None)
def test_it_never_fails(pairs: list[tuple[float | None, float | None]]) -> None:
    found = log_line([x for x, _ in pairs], [y for _, y in pairs])
    assert found.exponent is None or math.isfinite(found.exponent)
    found.at([0.5, 2, 1e6])
