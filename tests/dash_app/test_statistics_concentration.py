"""The Lorenz curve, the Gini coefficient and what the largest hold."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dash_app.statistics import Gini, gini, held_by_largest, lorenz, members_holding

held = st.lists(st.none() | st.floats(0, 1e12) | st.sampled_from([0.0, 1.0]), max_size=50)


def gini_by_differences(numbers: list[float]) -> float:
    """Returns the mean absolute difference of all pairs over twice the mean."""
    array = np.asarray(numbers, dtype=float)
    return float(np.abs(array[:, None] - array[None, :]).mean() / (2 * array.mean()))


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([1, 1, 1, 1], 0),
        ([0, 0, 0, 10], 3 / 4),
        # (−2·1 + 0·2 + 2·3) / (3 · 6).
        ([3, 1, 2], 4 / 18),
        ([5], 0),
        ([2, 2, 6, 6], 1 / 4),
    ],
)
def test_gini_by_hand(numbers: list[float], expected: float) -> None:
    assert gini(numbers).estimate == pytest.approx(expected)


@pytest.mark.parametrize("n", [2, 29, 30, 300])
def test_gini_is_half_the_relative_mean_difference(n: int) -> None:
    numbers = np.random.default_rng(n).integers(0, 50, n).tolist()
    found = gini(numbers)
    assert found.estimate == pytest.approx(gini_by_differences(numbers))
    assert (found.n, found.enough) == (n, n >= 30)


def test_gini_is_twice_the_area_between_the_curve_and_equality() -> None:
    numbers = np.random.default_rng(7).lognormal(10, 1, 200)
    curve = lorenz(numbers)
    assert gini(numbers).estimate == pytest.approx(1 - 2 * np.trapezoid(curve.held, curve.members))


def test_zeros_count_and_missing_or_negative_values_do_not() -> None:
    assert gini([None, float("nan"), -5, 0, 0, 0, 10]) == gini([0, 0, 0, 10])
    assert gini([0, 10]).estimate == pytest.approx(1 / 2)


def test_the_curve_rises_from_the_smallest_to_all() -> None:
    curve = lorenz([3, None, 1, 0, 4])
    assert curve.members.tolist() == [0, 0.25, 0.5, 0.75, 1]
    assert curve.held == pytest.approx([0, 0, 1 / 8, 4 / 8, 1])


@pytest.mark.parametrize("numbers", [[], [None], [0, 0, 0], [-1]])
def test_without_a_total_nothing_is_divided(numbers: list[Any]) -> None:
    zeros = len([number for number in numbers if number == 0])
    assert gini(numbers) == Gini(None, zeros, False)
    assert lorenz(numbers).members.size == lorenz(numbers).held.size == 0
    assert held_by_largest(numbers, 1) is None
    assert members_holding(numbers, 0.5) is None


def test_what_the_largest_hold() -> None:
    numbers = [10, 1, 4, None, 5]
    assert held_by_largest(numbers, 1) == pytest.approx(10 / 20)
    assert held_by_largest(numbers, 2) == pytest.approx(15 / 20)
    assert held_by_largest(numbers, 0) == 0
    assert held_by_largest(numbers, 9) == 1


@pytest.mark.parametrize(("share", "most"), [(0.1, 1), (0.5, 1), (0.51, 2), (0.75, 2), (1, 4)])
def test_how_few_hold_a_share(share: float, most: int) -> None:
    assert members_holding([10, 1, 4, 5], share) == most


def test_a_share_that_is_reached_exactly_is_reached() -> None:
    assert members_holding([0.1] * 10, 0.3) == 3


@given(held)
def test_the_coefficient_and_the_curve_keep_their_bounds(numbers: list[Any]) -> None:
    found, curve = gini(numbers), lorenz(numbers)
    if found.estimate is not None:
        assert -1e-9 <= found.estimate < 1
        assert curve.held[-1] == pytest.approx(1)
        assert (np.diff(curve.held) >= -1e-12).all()
        assert (curve.held <= curve.members + 1e-9).all()
