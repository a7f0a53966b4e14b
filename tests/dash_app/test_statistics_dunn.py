"""Dunn's test of pairs: by hand, by its formula, and against another implementation."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests

from dash_app.statistics import dunn_by_group, kruskal_by_group

numbers = st.none() | st.floats() | st.sampled_from([0.0, 1.0, 2.0, 0.1])

# What scikit-posthocs 0.17.1 says of these is below: posthoc_dunn(…, p_adjust="holm").
TIED: dict[str, list[float | None]] = {
    "a": [7, 5, 4, 2, 2, 0, 0, 0, 1, 7, 5, 8],
    "b": [6, 7, 10, 8, 7, 6, 7, 10, 4, 9, 8, 2, 5, 9, 6, 2, 8, 8, 9, 3],
    "c": [1, 12, 0, 7, 1, 4, 6, 5, 5],
}


def test_pairs_are_those_of_another_implementation() -> None:
    found = {(each.first, each.second): each for each in dunn_by_group(TIED)}
    expected = {
        ("a", "b"): (0.003951, 0.011852),
        ("a", "c"): (0.559160, 0.559160),
        ("b", "c"): (0.047682, 0.095364),
    }
    for pair, (p, adjusted) in expected.items():
        assert found[pair].p == pytest.approx(p, abs=5e-7)
        assert found[pair].p_adjusted == pytest.approx(adjusted, abs=5e-7)
    assert {each.enough for each in found.values()} == {True}
    assert found["a", "b"].n == 32


def test_pairs_by_hand() -> None:
    # Ranks 1 to 5, 6 to 10, 11 to 15: mean ranks 3, 8, 13, and s² = 15 · 16 / 12 = 20.
    groups = {name: range(5 * k, 5 * k + 5) for k, name in enumerate(("a", "b", "c"))}
    low, wide, high = dunn_by_group(groups)
    assert low.z == pytest.approx(5 / math.sqrt(20 * 2 / 5))
    assert wide.z == pytest.approx(10 / math.sqrt(20 * 2 / 5))
    assert high.z == pytest.approx(low.z)
    assert wide.p == pytest.approx(2 * stats.norm.sf(wide.z))
    assert wide.p_adjusted == pytest.approx(3 * wide.p)
    assert not wide.enough  # fifteen values


def test_pairs_with_ties_by_the_formula_of_dunn() -> None:
    pooled = np.array([each for values in TIED.values() for each in values], dtype=float)
    ranks, n = stats.rankdata(pooled), pooled.size
    ties = np.unique(pooled, return_counts=True)[1]
    variance = n * (n + 1) / 12 - (ties**3 - ties).sum() / (12 * (n - 1))
    parts = dict(zip(TIED, np.split(ranks, [12, 32]), strict=True))
    scores = [
        (parts[b].mean() - parts[a].mean())
        / math.sqrt(variance * (1 / parts[a].size + 1 / parts[b].size))
        for a, b in combinations(TIED, 2)
    ]
    p_values = 2 * stats.norm.sf(np.abs(scores))
    adjusted = multipletests(p_values, method="holm")[1]
    for found, z, p, holm in zip(dunn_by_group(TIED), scores, p_values, adjusted, strict=True):
        assert found.z == pytest.approx(z)
        assert found.p == pytest.approx(p)
        assert found.p_adjusted == pytest.approx(holm)


def test_two_groups_are_the_test_of_all_groups() -> None:
    two = {name: TIED[name] for name in ("a", "b")}
    (pair,) = dunn_by_group(two)
    whole = kruskal_by_group(two)
    assert whole.h is not None and pair.z**2 == pytest.approx(whole.h)
    assert pair.p == pytest.approx(whole.p)


def test_pairs_leave_out_small_groups_and_gaps() -> None:
    gaps: dict[str, list[float | None]] = {
        **TIED,
        "a": [*TIED["a"], None, float("nan")],
        "few": [1, 2, 3, 4],
    }
    assert dunn_by_group(gaps) == dunn_by_group(TIED)


@pytest.mark.parametrize(
    "groups",
    [{}, {"a": range(40)}, {"a": [3] * 20, "b": [3] * 20}, {"a": range(40), "b": [1, 2, 3, 4]}],
)
def test_nothing_to_compare_gives_no_pair(groups: dict[str, list[float]]) -> None:
    assert dunn_by_group(groups) == ()


@given(st.lists(st.lists(numbers, max_size=40), max_size=4))
@settings(deadline=None)
def test_pairs_never_fail_and_hold_only_numbers(groups: list[list[float | None]]) -> None:
    for pair in dunn_by_group({str(k): values for k, values in enumerate(groups)}):
        assert math.isfinite(pair.z)
        assert 0 <= pair.p <= pair.p_adjusted <= 1
