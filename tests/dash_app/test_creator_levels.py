"""Shrinkage: cases worked out by hand, and a hierarchy whose truth is known."""

from __future__ import annotations

import numpy as np
import pytest

from dash_app.statistics.creator_levels import (
    FEWEST_CREATORS,
    Group,
    Groups,
    History,
    Texts,
    creator_levels,
    fit_groups,
    history_from_sums,
)

LOW = Group(level=12.0, between=0.5, within=1.0)
WHOLE = Group(level=13.0, between=0.4, within=0.8)
GROUPS = Groups({"low": LOW}, WHOLE, strength=4.0)


def history(*rows: tuple[float, float, float]) -> History:
    """Returns a history of (size, mean, variance) a creator."""
    size, mean, variance = np.array(rows, dtype=np.float64).T
    return History(size, mean, variance)


def tiers(*names: str | None) -> Texts:
    return np.array(names, dtype=object)


def test_equal_weights_give_the_usual_mean_and_variance() -> None:
    y = np.array([10.0, 12.0, 15.0, 11.0])
    sums = [np.array([each]) for each in (4.0, 4.0, y.sum(), (y**2).sum())]
    found = history_from_sums(*sums)
    assert found.size[0] == pytest.approx(4)
    assert found.mean[0] == pytest.approx(12)
    assert found.variance[0] == pytest.approx(np.var(y, ddof=1))


def test_unequal_weights_count_for_fewer_videos() -> None:
    w, y = np.array([1.0, 0.5]), np.array([10.0, 13.0])
    sums = [np.array([each]) for each in (w.sum(), (w**2).sum(), w @ y, w @ y**2)]
    found = history_from_sums(*sums)
    assert found.size[0] == pytest.approx(1.5**2 / 1.25)
    assert found.mean[0] == pytest.approx(11)
    # Σw(y − m)² / (Σw − Σw²/Σw), as for reliability weights.
    assert found.variance[0] == pytest.approx((1 + 0.5 * 4) / (1.5 - 1.25 / 1.5))


def test_none_and_one_video_have_no_variance() -> None:
    found = history_from_sums(*(np.array(each) for each in ([0, 1], [0, 1], [0, 9.0], [0, 81.0])))
    assert found.size.tolist() == [0, 1]
    assert found.mean.tolist() == [0, 9]
    assert found.variance.tolist() == [0, 0]


def test_the_level_is_drawn_towards_the_tier() -> None:
    found = creator_levels(GROUPS, tiers("low"), history((6, 14.0, 2.0)))
    own = 6 * 0.5 / (6 * 0.5 + 1.0)
    assert found.own_weight[0] == pytest.approx(own) == pytest.approx(0.75)
    assert found.level[0] == pytest.approx(0.75 * 14 + 0.25 * 12)
    spread, unknown = (4 * 1.0 + 5 * 2.0) / 9, 0.25 * 0.5
    assert found.scale[0] == pytest.approx(np.sqrt(spread + unknown))
    assert found.shared[0] == pytest.approx(unknown / (spread + unknown))
    assert found.has_tier[0]


def test_one_video_takes_its_spread_from_the_tier() -> None:
    found = creator_levels(GROUPS, tiers("low"), history((1, 14.0, 0.0)))
    assert found.own_weight[0] == pytest.approx(1 / 3)
    assert found.scale[0] == pytest.approx(np.sqrt(1.0 + 2 / 3 * 0.5))


def test_without_a_video_the_tier_speaks_and_without_a_tier_all_creators() -> None:
    found = creator_levels(GROUPS, tiers("low", None, "high"), history(*[(0, 0, 0)] * 3))
    assert found.level.tolist() == [12, 13, 13]
    assert found.own_weight.tolist() == [0, 0, 0]
    assert found.scale == pytest.approx(np.sqrt([1.5, 1.2, 1.2]))
    assert found.has_tier.tolist() == [True, False, False]


def test_more_videos_weigh_more() -> None:
    sizes = (0, 1, 2, 5, 20, 100)
    found = creator_levels(
        GROUPS, tiers(*["low"] * len(sizes)), history(*((n, 14.0, 1.0) for n in sizes))
    )
    assert (np.diff(found.own_weight) > 0).all()
    assert (np.diff(found.level) > 0).all()
    assert (np.diff(found.shared) < 0).all()


def made_up(creators: int = 3_000) -> tuple[Texts, History]:
    """Returns creators of two tiers with known μ, τ², σ² and spreads that differ."""
    dice = np.random.default_rng(1)
    names = tiers(*["low", "high"] * (creators // 2))
    is_low = names == "low"
    size = dice.integers(1, 40, creators)
    level = np.where(is_low, 12, 14) + np.where(is_low, 0.5, 0.8) * dice.standard_normal(creators)
    # A scaled inverse χ² of 8 degrees of freedom, with the mean 0.6.
    within = 0.6 * 6 / dice.chisquare(8, creators)
    videos = [
        each + np.sqrt(spread) * dice.standard_normal(n)
        for each, spread, n in zip(level, within, size, strict=True)
    ]
    means = np.array([each.mean() for each in videos])
    variances = np.array([each.var(ddof=1) if each.size > 1 else 0 for each in videos])
    return names, History(size.astype(float), means, variances)


def test_the_truth_of_a_made_up_hierarchy_is_found() -> None:
    groups = fit_groups(*made_up())
    low, high = groups.tiers["low"], groups.tiers["high"]
    assert (low.level, high.level) == pytest.approx((12, 14), abs=0.06)
    assert (low.between, high.between) == pytest.approx((0.25, 0.64), rel=0.12)
    assert (low.within, high.within) == pytest.approx((0.6, 0.6), rel=0.06)
    assert groups.strength == pytest.approx(8, rel=0.25)


def test_creators_that_do_not_differ_are_all_at_the_tier() -> None:
    dice = np.random.default_rng(2)
    rows = [(10, 12 + 0.1 * dice.standard_normal(), 1.0) for _ in range(50)]
    names = tiers(*["low"] * 50)
    groups = fit_groups(names, history(*rows))
    assert groups.tiers["low"].between == 0
    found = creator_levels(groups, names, history(*rows))
    assert found.own_weight.tolist() == [0] * 50
    assert found.level == pytest.approx(groups.tiers["low"].level)


def test_a_small_tier_has_no_level_of_its_own() -> None:
    rows = [(5, 12.0 + each / 10, 0.5) for each in range(FEWEST_CREATORS)]
    names = tiers(*["low"] * (FEWEST_CREATORS - 1), "high")
    groups = fit_groups(names, history(*rows))
    assert groups.tiers == {}
    assert groups.whole.level == pytest.approx(12.45)


@pytest.mark.parametrize(
    "rows",
    [
        [(0, 0.0, 0.0)] * 20,
        [(1, 12.0, 0.0)],
        [(1, 12.0, 0.0)] * 20,
        [(8, 12.0, 0.0)] * 20,
        [(8, 12.0 + each, 0.0) for each in range(20)],
        [(8, 700.0 * (each % 2), 1e6) for each in range(20)],
    ],
    ids=("no video", "one creator", "one video each", "constant", "constant each", "huge"),
)
def test_odd_data_give_numbers(rows: list[tuple[float, float, float]]) -> None:
    names = tiers(*["low"] * len(rows))
    found = creator_levels(fit_groups(names, history(*rows)), names, history(*rows))
    has_video = any(size for size, _, _ in rows)
    assert np.isfinite(found.level).all() == has_video
    for numbers in (found.scale, found.shared, found.own_weight):
        assert np.isfinite(numbers).all()
    assert (found.scale > 0).all()
    assert ((found.own_weight >= 0) & (found.own_weight <= 1)).all()
