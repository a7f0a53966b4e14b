"""The correlations of several measures, each with each."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.multitest import multipletests

from dash_app.statistics import correlate_all, pearson, spearman


def columns(n: int) -> dict[str, np.ndarray]:
    random = np.random.default_rng(n)
    a = random.integers(0, 20, n).astype(float)
    return {"a": a, "b": a + random.normal(0, 3, n), "c": random.normal(0, 1, n)}


@pytest.mark.parametrize("by_rank", [True, False])
def test_each_pair_is_correlated_as_if_alone_and_corrected_for_all(by_rank: bool) -> None:
    made = columns(60)
    pairs = correlate_all(made, by_rank=by_rank)
    alone = spearman if by_rank else pearson
    assert [(pair.a, pair.b) for pair in pairs] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert [pair.correlation for pair in pairs] == [
        alone(made[pair.a], made[pair.b]) for pair in pairs
    ]
    adjusted = multipletests([pair.correlation.p for pair in pairs], method="holm")[1]
    assert [pair.p_adjusted for pair in pairs] == pytest.approx(adjusted)
    assert [pair.clear for pair in pairs] == [True, False, False]


@pytest.mark.parametrize("by_rank", [True, False])
def test_who_lacks_a_number_is_left_out_of_its_pairs_only(by_rank: bool) -> None:
    made = columns(60)
    made["a"][:25] = np.nan
    pairs = {(pair.a, pair.b): pair.correlation for pair in correlate_all(made, by_rank=by_rank)}
    assert [pairs[key].n for key in (("a", "b"), ("a", "c"), ("b", "c"))] == [35, 35, 60]
    alone = spearman if by_rank else pearson
    assert pairs["a", "b"] == alone(made["a"][25:], made["b"][25:])


def test_a_constant_measure_has_no_coefficient_and_is_no_question() -> None:
    made = columns(60) | {"same": np.ones(60)}
    pairs = correlate_all(made, by_rank=True)
    without = correlate_all(columns(60), by_rank=True)
    known = [pair for pair in pairs if "same" not in (pair.a, pair.b)]
    assert known == list(without)
    for pair in pairs:
        if "same" in (pair.a, pair.b):
            assert pair.correlation.estimate is None
            assert pair.p_adjusted is None
            assert not pair.clear


def test_few_creators_are_not_clear_and_none_are_no_error() -> None:
    few = {name: column[:10] for name, column in columns(60).items()}
    assert not any(pair.clear for pair in correlate_all(few, by_rank=False))
    empty = correlate_all({"a": [], "b": []}, by_rank=True)
    assert [pair.correlation.n for pair in empty] == [0]
    assert correlate_all({"a": [1, 2]}, by_rank=True) == ()
