"""Effects among the videos of one and the same creator, from sums."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from hypothesis import given, settings
from hypothesis import strategies as st

from dash_app.statistics import (
    BinEffect,
    Scale,
    Slope,
    effect_frame,
    within_creator_effect,
    within_creator_slope,
)


def bin_sums(videos: pd.DataFrame) -> pd.DataFrame:
    """The sums of the docstring, written as they read; the product has the database do it."""
    of_all = videos.groupby("creator")["y"].agg(["size", "mean"])
    cells = videos.groupby(["bin", "creator"])["y"].agg(["size", "sum"]).reset_index()
    all_of = of_all.loc[cells["creator"]].reset_index(drop=True)
    cells["d"] = cells["sum"] - cells["size"] * all_of["mean"]
    cells["w"] = cells["size"] * (1 - cells["size"] / all_of["size"])
    cells["dd"], cells["dw"], cells["ww"] = cells.d**2, cells.d * cells.w, cells.w**2
    cells["creators"] = cells["w"] > 0
    cells["n"] = cells["size"].where(cells["creators"], 0)
    names = ["d", "w", "dd", "dw", "ww"]
    sums = cells.groupby("bin", sort=False)[["n", "creators", *names]].sum().reset_index()
    return sums.rename(columns={name: f"sum_{name}" for name in names})


def creator_sums(videos: pd.DataFrame) -> pd.DataFrame:
    products = videos.assign(xx=videos.x**2, xy=videos.x * videos.y, n=1)
    sums = products.groupby("creator")[["n", "x", "y", "xx", "xy"]].sum()
    return sums.rename(columns={name: f"sum_{name}" for name in ("x", "y", "xx", "xy")})


def made_up(seed: int = 1, creators: int = 40) -> pd.DataFrame:
    """Videos of creators of very different level; evenings lift y by 0.3."""
    random = np.random.default_rng(seed)
    creator = np.repeat(np.arange(creators), random.integers(10, 60, creators))
    level = random.normal(10, 2, creators)
    # Who is big posts in the evening: what the within estimator must not be fooled by.
    evening = random.random(creator.size) < 0.2 + 0.6 * (level > 10)[creator]
    part = np.where(evening, "evening", np.where(random.random(creator.size) < 0.5, "noon", "dawn"))
    x = random.integers(0, 12, creator.size).astype(float)
    noise = random.normal(0, 1, creator.size)
    effect = random.normal(0, 0.2, creators)[creator]
    y = level[creator] + evening * (0.3 + effect) - 0.05 * x + noise
    return pd.DataFrame({"creator": creator, "bin": part, "x": x, "y": y})


def by_bin(videos: pd.DataFrame, scale: Scale = "linear") -> dict[Any, BinEffect]:
    return {effect.bin: effect for effect in within_creator_effect(bin_sums(videos), scale)}


def clustered(videos: pd.DataFrame, formula: str, name: str) -> tuple[float, float, float, float]:
    """Coefficient, interval and p of least squares with a dummy a creator.

    statsmodels' own small-sample factor is G/(G − 1) · (N − 1)/(N − K) with the dummies in K. They
    are nested in the clusters, so the second factor is left out (Cameron & Miller 2015, III.B):
    its correction is switched off and G/(G − 1) put in its place.
    """
    fit = smf.ols(formula, videos).fit(
        cov_type="cluster",
        cov_kwds={"groups": videos["creator"], "use_correction": False},
        use_t=True,
    )
    clusters = videos["creator"].nunique()
    error = fit.bse[name] * math.sqrt(clusters / (clusters - 1))
    from scipy.stats import t

    # What a creator's videos say of the coefficient: its squares around the creator's own mean.
    side = videos[name] - videos.groupby("creator")[name].transform("mean")
    weights = (side**2).groupby(videos["creator"]).sum()
    freedom = weights.sum() ** 2 / (weights**2).sum() - 1
    margin = t.ppf(0.975, freedom) * error
    beta = fit.params[name]
    p = 2 * t.sf(abs(beta) / error, freedom)
    return beta, beta - margin, beta + margin, p


@pytest.mark.parametrize("part", ["evening", "noon", "dawn"])
def test_a_bin_effect_is_that_of_least_squares_with_a_dummy_a_creator(part: str) -> None:
    videos = made_up()
    effect = by_bin(videos)[part]
    videos["inside"] = (videos["bin"] == part).astype(float)
    shared = videos.groupby("creator")["inside"].transform("nunique") == 2
    expected = clustered(videos[shared], "y ~ inside + C(creator)", "inside")
    beta, low, high, p = expected
    assert effect.estimate == pytest.approx(100 * beta, rel=1e-9)
    assert effect.low == pytest.approx(100 * low, rel=1e-9)
    assert effect.high == pytest.approx(100 * high, rel=1e-9)
    assert effect.p == pytest.approx(p, rel=1e-6)
    assert effect.creators == videos[shared]["creator"].nunique()
    assert effect.n == int(videos[shared]["inside"].sum())
    assert effect.enough


def test_creators_wholly_inside_or_outside_a_bin_change_nothing() -> None:
    videos = made_up()
    strangers = pd.DataFrame({"creator": -1, "bin": "evening", "x": 1.0, "y": [99.0] * 50})
    assert_same(by_bin(pd.concat([videos, strangers]))["evening"], by_bin(videos)["evening"])


def test_the_level_of_the_creators_does_not_fool_the_effect() -> None:
    videos = made_up(seed=3, creators=150)
    inside = videos[videos["bin"] == "evening"]["y"].mean()
    outside = videos[videos["bin"] != "evening"]["y"].mean()
    effect = by_bin(videos)["evening"]
    assert inside - outside > 1
    assert effect.low is not None and effect.high is not None
    assert effect.low < 30 < effect.high


def test_two_creators_by_hand() -> None:
    # An: 1, 3 in the bin, 2, 6 out of it: mean 3, d = 4 − 2·3 = −2, w = 2·(1 − 2/4) = 1.
    # Bình: 9 in the bin, 3, 6 out of it: mean 6, d = 9 − 6 = 3, w = 1·(1 − 1/3) = 2/3.
    videos = pd.DataFrame(
        {
            "creator": ["an"] * 4 + ["binh"] * 3,
            "bin": ["in", "in", "out", "out", "in", "out", "out"],
            "y": [1.0, 3, 2, 6, 9, 3, 6],
        }
    )
    sums = bin_sums(videos).set_index("bin").loc["in"]
    assert (sums["sum_d"], sums["sum_w"]) == (pytest.approx(1), pytest.approx(5 / 3))
    assert (sums["sum_dd"], sums["sum_dw"], sums["sum_ww"]) == pytest.approx((13, 0, 13 / 9))
    assert (sums["n"], sums["creators"]) == (3, 2)
    # The same two, twenty times each, have the same β = 1 / (5/3) = 0.6.
    many = pd.concat([videos.assign(creator=videos.creator + str(copy)) for copy in range(20)])
    effect = by_bin(many)["in"]
    assert effect.estimate == pytest.approx(60)
    # Σ(d − βw)² = 20 (13 − 2·0.6·0 + 0.36·13/9) = 270.4; Σw = 100/3.
    # Σw² = 20·13/9, so they count as 38.46 equal creators: t(37.46; 0.975) = 2.0253502.
    error = math.sqrt(40 / 39 * 270.4) / (100 / 3)
    assert effect.high == pytest.approx(100 * (0.6 + 2.0253502 * error), rel=1e-6)


def test_log_effects_are_per_cent_and_linear_ones_percentage_points() -> None:
    videos = made_up()
    linear, log = by_bin(videos, "linear")["evening"], by_bin(videos, "log")["evening"]
    for points, per_cent in ((linear.estimate, log.estimate), (linear.low, log.low)):
        assert points is not None
        assert per_cent == pytest.approx(100 * math.expm1(points / 100))
    assert linear.p == log.p


def test_holm_counts_only_bins_with_enough_data() -> None:
    videos = made_up()
    rare = pd.DataFrame({"creator": range(29), "bin": "rare", "x": 0.0, "y": 5.0})
    effects = by_bin(pd.concat([videos, rare]))
    assert effects["rare"] == BinEffect("rare", 29, 29, None, None, None, None, None, False)
    known = [effects[part] for part in ("evening", "noon", "dawn")]
    smallest = min(effect.p for effect in known if effect.p is not None)
    assert min(e.p_adjusted for e in known if e.p_adjusted is not None) == min(3 * smallest, 1)


def test_four_creators_are_too_few() -> None:
    videos = made_up(creators=4)
    assert not any(effect.enough for effect in by_bin(videos).values())


def test_one_creator_who_outweighs_twenty_counts_as_too_few() -> None:
    random = np.random.default_rng(2)
    giant = pd.DataFrame({"creator": 0, "bin": ["in", "out"] * 500})
    others = pd.DataFrame({"creator": np.repeat(range(1, 21), 2), "bin": ["in", "out"] * 20})
    videos = pd.concat([giant, others])
    effect = by_bin(videos.assign(y=random.normal(size=len(videos))))["in"]
    assert (effect.n, effect.creators, effect.enough) == (520, 21, False)


@pytest.mark.parametrize("y", [0.0, 0.1, 12.3])
def test_a_constant_outcome_is_not_enough(y: float) -> None:
    assert not any(effect.enough for effect in by_bin(made_up().assign(y=y)).values())


def test_a_constant_x_is_not_enough() -> None:
    assert within_creator_slope(creator_sums(made_up().assign(x=0.1)), "log") == Slope(
        None, None, None, None, 0, 0, False
    )


SUMS = ["n", "creators", "sum_d", "sum_w", "sum_dd", "sum_dw", "sum_ww"]
anything = st.none() | st.floats(allow_nan=True, allow_infinity=True) | st.integers(-5, 100)


@settings(deadline=None)
@given(st.lists(st.lists(anything, min_size=7, max_size=7), max_size=4))
def test_no_sums_raise(rows: list[list[float | None]]) -> None:
    frame = pd.DataFrame(rows, columns=SUMS).assign(bin=range(len(rows)))
    for effect in within_creator_effect(frame, "log"):
        assert effect.enough == (effect.estimate is not None) == (effect.p_adjusted is not None)


@settings(deadline=None)
@given(st.lists(st.lists(anything, min_size=5, max_size=5), max_size=8))
def test_no_creator_sums_raise(rows: list[list[float | None]]) -> None:
    frame = pd.DataFrame(rows, columns=["n", "sum_x", "sum_y", "sum_xx", "sum_xy"])
    slope = within_creator_slope(frame, "log")
    assert slope.enough == (slope.estimate is not None)


def test_empty_frames_have_no_effects() -> None:
    assert within_creator_effect(pd.DataFrame(), "log") == ()
    assert within_creator_slope(pd.DataFrame(), "log") == Slope(None, None, None, None, 0, 0, False)


@settings(deadline=None, max_examples=25)
@given(seed=st.integers(0, 1000), shifts=st.lists(st.floats(-100, 100), min_size=12, max_size=12))
def test_a_constant_per_creator_changes_nothing(seed: int, shifts: list[float]) -> None:
    videos = made_up(seed, creators=12)
    moved = videos.assign(y=videos["y"] + np.array(shifts)[videos["creator"]])
    for part, effect in by_bin(videos).items():
        assert_same(by_bin(moved)[part], effect)
    slopes = (within_creator_slope(creator_sums(each), "linear") for each in (moved, videos))
    assert_same(*slopes)


@settings(deadline=None, max_examples=25)
@given(st.randoms(use_true_random=False))
def test_the_order_of_videos_and_bins_changes_nothing(random: Any) -> None:
    videos = made_up(creators=12)
    order = random.sample(range(len(videos)), len(videos))
    shuffled = by_bin(videos.iloc[order])
    for part, effect in by_bin(videos).items():
        assert_same(shuffled[part], effect)
    sums = bin_sums(videos)
    backwards = within_creator_effect(sums[::-1], "linear")
    assert backwards[::-1] == within_creator_effect(sums, "linear")
    creators = creator_sums(videos)
    order = random.sample(range(len(creators)), len(creators))
    assert_same(
        within_creator_slope(creators.iloc[order], "log"), within_creator_slope(creators, "log")
    )


def assert_same(one: BinEffect | Slope, other: BinEffect | Slope) -> None:
    assert (one.n, one.creators, one.enough) == (other.n, other.creators, other.enough)
    for name in ("estimate", "low", "high", "p"):
        assert getattr(one, name) == pytest.approx(getattr(other, name), rel=1e-6, abs=1e-9)


def test_a_slope_is_that_of_least_squares_with_a_dummy_a_creator() -> None:
    videos = made_up()
    slope = within_creator_slope(creator_sums(videos), "linear")
    beta, low, high, p = clustered(videos, "y ~ x + C(creator)", "x")
    assert slope.estimate == pytest.approx(100 * beta, rel=1e-9)
    assert slope.low == pytest.approx(100 * low, rel=1e-9)
    assert slope.high == pytest.approx(100 * high, rel=1e-9)
    assert slope.p == pytest.approx(p, rel=1e-6)
    assert (slope.n, slope.creators, slope.enough) == (len(videos), 40, True)


def test_a_creator_whose_x_never_varies_counts_neither_as_creator_nor_with_videos() -> None:
    videos = made_up()
    steady = pd.DataFrame({"creator": -1, "bin": "noon", "x": 0.1, "y": range(30)})
    both = within_creator_slope(creator_sums(pd.concat([videos, steady])), "linear")
    assert_same(both, within_creator_slope(creator_sums(videos), "linear"))


@pytest.mark.parametrize(
    "sizes", [[40] * 8, [4, 8, 15, 20, 30, 40, 60, 80, 90, 100], [8] * 30 + [300] * 5]
)
def test_the_interval_holds_the_truth_as_often_as_it_says(sizes: list[int]) -> None:
    random = np.random.default_rng(7)
    creator = np.repeat(range(len(sizes)), sizes)
    truth, rounds, held = 0.2, 300, 0
    for _ in range(rounds):
        own = random.normal(truth, 0.3, len(sizes))[creator]
        inside = random.random(creator.size) < 0.3
        y = random.normal(size=creator.size) + inside * own
        videos = pd.DataFrame({"creator": creator, "bin": np.where(inside, "in", "out"), "y": y})
        effect = by_bin(videos)["in"]
        assert effect.low is not None and effect.high is not None
        held += effect.low <= 100 * truth <= effect.high
    # Unequal creators cost cluster-robust intervals a few per cent: known, and bounded here.
    assert held / rounds > 0.89


def test_an_effect_beyond_any_doubt_is_clear() -> None:
    sure = BinEffect("evening", 900, 40, 30.0, 29.0, 31.0, 0.0, 0.0, True)
    unsure = BinEffect("noon", 900, 40, 3.0, -1.0, 7.0, 0.2, 0.4, True)
    few = BinEffect("dawn", 9, 2, None, None, None, None, None, False)
    frame = effect_frame([sure, unsure, few], lambda part: f"the {part}")
    assert frame["name"].tolist() == ["the evening", "the noon", "the dawn"]
    assert frame["clear"].tolist() == [True, False, False]
    assert frame["n"].tolist() == [900, 900, 9]
