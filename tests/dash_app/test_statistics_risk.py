"""The risk ratio against statsmodels, and what it says of counts that allow none."""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.stats.contingency_tables import Table2x2

from dash_app.statistics import MIN_HITS, MIN_SAMPLE, risk_ratio

COUNTS = [(30, 100, 20, 100), (137, 967, 1258, 11778), (5, 30, 5, 30), (300, 3483, 1095, 9262)]


@pytest.mark.parametrize("counts", COUNTS)
def test_estimate_interval_and_p_are_those_of_statsmodels(
    counts: tuple[int, int, int, int],
) -> None:
    hits, n, other_hits, other_n = counts
    table = Table2x2(np.array([[hits, n - hits], [other_hits, other_n - other_hits]]))
    ratio = risk_ratio([hits], [n], [other_hits], [other_n])
    low, high = table.riskratio_confint()
    assert ratio.estimate[0] == pytest.approx(table.riskratio)
    assert (ratio.low[0], ratio.high[0]) == pytest.approx((low, high))
    assert ratio.p[0] == pytest.approx(table.riskratio_pvalue())
    assert ratio.enough[0]


def test_many_comparisons_at_once_are_the_same_as_each_alone() -> None:
    together = risk_ratio(*zip(*COUNTS, strict=True))
    for place, counts in enumerate(COUNTS):
        alone = risk_ratio(*([each] for each in counts))
        assert together.estimate[place] == alone.estimate[0]
        assert together.low[place] == alone.low[0]


def test_with_and_without_changed_places_gives_the_inverse() -> None:
    ratio = risk_ratio([30, 20], [100, 90], [20, 30], [90, 100])
    assert ratio.estimate[0] == pytest.approx(1 / ratio.estimate[1])
    assert ratio.low[0] == pytest.approx(1 / ratio.high[1])
    assert ratio.p[0] == pytest.approx(ratio.p[1])


@pytest.mark.parametrize(
    ("counts", "estimate"),
    [
        ((0, 40, 10, 100), 0.0),
        ((10, 40, 0, 100), None),
        ((0, 0, 10, 100), None),
        ((10, 40, 0, 0), None),
        ((50, 40, 10, 100), None),
        ((-1, 40, 10, 100), None),
        ((None, 40, 10, 100), None),
        ((40, 40, 100, 100), 1.0),
    ],
)
def test_counts_that_allow_no_interval_allow_no_conclusion(
    counts: tuple[float | None, ...], estimate: float | None
) -> None:
    ratio = risk_ratio(*([each] for each in counts))
    assert ratio.estimate[0] == estimate or (estimate is None and np.isnan(ratio.estimate[0]))
    assert np.isnan(ratio.low[0])
    assert np.isnan(ratio.high[0])
    assert np.isnan(ratio.p[0])
    assert not ratio.enough[0]


@pytest.mark.parametrize(
    ("counts", "enough"),
    [
        ((MIN_HITS, MIN_SAMPLE, MIN_HITS, MIN_SAMPLE), True),
        ((MIN_HITS - 1, MIN_SAMPLE, MIN_HITS, MIN_SAMPLE), False),
        ((MIN_HITS, MIN_SAMPLE, MIN_HITS - 1, MIN_SAMPLE), False),
        ((MIN_HITS, MIN_SAMPLE - 1, MIN_HITS, MIN_SAMPLE), False),
        ((MIN_HITS, MIN_SAMPLE, MIN_HITS, MIN_SAMPLE - 1), False),
    ],
)
def test_both_sides_need_a_sample_and_events(
    counts: tuple[int, int, int, int], enough: bool
) -> None:
    assert bool(risk_ratio(*([each] for each in counts)).enough[0]) is enough


def test_no_comparison_gives_none() -> None:
    ratio = risk_ratio([], [], [], [])
    assert ratio.estimate.size == ratio.p.size == ratio.enough.size == 0
