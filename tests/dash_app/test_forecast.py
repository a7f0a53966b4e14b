"""The forecast of plays: its numbers, what it falls back to, and how often it is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest

from dash_app.components.plays_forecast import basis_words, plays_model, sample_words
from dash_app.statistics import (
    PlaysModel,
    chance_to_exceed,
    fit_plays_model,
    next_video,
    next_video_quantiles,
    next_videos,
)
from dash_app.store import Store
from etl.home import Home

QUARTILES = ("p25", "p50", "p75")


def histories(
    plays: Mapping[str, Sequence[float]], tier: Mapping[str, str | None] | None = None
) -> pd.DataFrame:
    """Returns the frame of `dash_app.queries.forecast.histories`: all videos recent, none fading.

    Args:
        plays: Of each creator, the oldest video first.
        tier: Of each creator; "low" where it is not said.
    """
    rows: list[dict[str, Any]] = []
    for creator, each in plays.items():
        y = np.log1p(np.array(each, dtype=np.float64))
        of = {"creator": creator, "tier": (tier or {}).get(creator, "low")}
        for n in range(len(y)):
            older = {"n": n, "w": n, "ww": n, "wy": y[:n].sum(), "wyy": (y[:n] ** 2).sum()}
            rows.append({**of, "y": y[n], "is_newest": n == len(y) - 1, "is_recent": True, **older})
        if not len(y):
            rows.append(of)
    columns = ["creator", "tier", "n", "y", "is_newest", "is_recent", "w", "ww", "wy", "wyy"]
    return pd.DataFrame(rows, columns=columns)


def usual(creators: int = 40, videos: int = 12, seed: int = 3) -> dict[str, list[float]]:
    """Returns plays of creators whose levels and videos differ as they usually do."""
    dice = np.random.default_rng(seed)
    level = 12 + 0.6 * dice.standard_normal((creators, 1))
    plays = np.exp(level + 0.7 * dice.standard_normal((creators, videos)))
    return {f"kênh{number}": each.tolist() for number, each in enumerate(plays)}


@pytest.fixture(scope="module")
def model() -> PlaysModel:
    plays = usual() | {"mới": [], "một": [2e6], "đều": [5e4] * 30, "lớn": [1e12] * 8}
    plays["không nhóm"] = plays["kênh1"]
    plays["không gì"] = []
    return fit_plays_model(histories(plays, {"không nhóm": None, "không gì": None}))


def test_the_median_lies_between_the_tier_and_the_creators_own(model: PlaysModel) -> None:
    new, one, even = next_videos(model, ["mới", "một", "đều"], 1)
    assert (new.p50 or 0) < (one.p50 or 0) < 2e6
    assert one.own_weight > new.own_weight == 0
    assert even.own_weight > 0.9


def test_quantiles_rise_and_nothing_is_missing(model: PlaysModel) -> None:
    shares = (0.0, 1e-4, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)
    plays = next_video_quantiles(model, shares)
    assert np.isfinite(plays).all()
    assert (np.diff(plays, axis=0) >= 0).all()
    assert (plays >= 0).all()
    assert not next_video(model).isna().any().any()


def test_the_chance_to_exceed_a_quantile_is_what_is_left(model: PlaysModel) -> None:
    for share in (0.05, 0.25, 0.5, 0.75, 0.95):
        plays = next_video_quantiles(model, (share,), ["kênh7"])[0, 0]
        assert chance_to_exceed(model, plays, ["kênh7"])[0] == pytest.approx(1 - share)
    assert chance_to_exceed(model, 0, ["kênh7"])[0] == 1
    assert chance_to_exceed(model, 1e15, ["kênh7"])[0] == 0
    chances = [chance_to_exceed(model, plays, ["kênh7"])[0] for plays in np.geomspace(1e3, 1e8, 30)]
    assert (np.diff(chances) <= 0).all()


def test_one_of_several_is_the_single_forecast(model: PlaysModel) -> None:
    names = ["kênh3", "mới", "một"]
    single, chances = next_video(model, names), chance_to_exceed(model, 2e5, names)
    for place, each in enumerate(next_videos(model, names, 1, exceed=2e5)):
        assert (each.p25, each.p50, each.p75) == tuple(single.loc[place, list(QUARTILES)])
        assert each.chance == chances[place]
        assert (each.creator, each.n) == (names[place], single.loc[place, "n"])


def test_a_total_grows_with_its_videos_and_is_more_even(model: PlaysModel) -> None:
    totals = [next_videos(model, ["kênh3"], k, exceed=1e6)[0] for k in (1, 2, 3, 5, 10, 20)]
    for name in (*QUARTILES, "chance"):
        values = [getattr(each, name) for each in totals]
        assert (np.diff(values) >= 0).all(), name
    spreads = [(each.p75 or 0) / (each.p25 or 1) for each in totals]
    assert (np.diff(spreads) < 0).all()


def test_the_level_is_not_better_known_by_asking_for_more_videos(model: PlaysModel) -> None:
    """What is not known of a new creator's level does not even out over its videos."""
    new, long = next_videos(model, ["mới", "kênh3"], 20)
    ratios = [np.log((each.p75 or 0) / (each.p25 or 1)) for each in (new, long)]
    assert ratios[0] > 2 * ratios[1]


def test_a_total_is_that_of_draws_that_share_the_level(model: PlaysModel) -> None:
    row = model.creators.get_loc("kênh3")
    dice = np.random.default_rng(9)
    levels, shared = model.levels, model.levels.shared[row]
    score = np.sqrt(shared) * dice.standard_normal(100_000) + np.sqrt(
        1 - shared
    ) * dice.standard_normal((4, 100_000))
    z = np.interp(score, model.scores, model.shape)
    totals = np.expm1(levels.level[row] + levels.scale[row] * z).sum(axis=0)
    found = next_videos(model, ["kênh3"], 4, exceed=float(np.median(totals)))[0]
    expected = np.quantile(totals, (0.25, 0.5, 0.75))
    assert (found.p25, found.p50, found.p75) == pytest.approx(expected, rel=0.02)
    assert found.chance == pytest.approx(0.5, abs=0.02)


def test_the_same_question_has_the_same_answer(model: PlaysModel) -> None:
    assert next_videos(model, ["mới", "một"], 7, 1e6) == next_videos(model, ["mới", "một"], 7, 1e6)
    alone = next_videos(model, ["một"], 7, 1e6)
    assert next_videos(model, ["mới", "một"], 7, 1e6)[1:] == alone


def test_what_a_forecast_rests_on_is_said(model: PlaysModel) -> None:
    names = ["kênh3", "không nhóm", "mới", "không gì", "chưa từng thấy"]
    found = next_videos(model, names, 2)
    assert [each.basis for each in found] == ["own", "own_all", "tier", "all", "all"]
    assert [each.n for each in found] == [12, 12, 0, 0, 0]
    assert [each.own_weight > 0 for each in found] == [True, True, False, False, False]
    assert found[3].p50 == found[4].p50
    assert next_video(model, names)["basis"].tolist() == [each.basis for each in found]


@pytest.mark.parametrize(
    ("videos", "sample"),
    [(0, "none"), (1, "few"), (4, "few"), (5, "fair"), (19, "fair"), (20, "good")],
)
def test_how_much_history_there_is_is_said(videos: int, sample: str) -> None:
    found = fit_plays_model(histories(usual() | {"an": [1e5] * videos}))
    assert next_video(found, ["an"])["sample"].tolist() == [sample]
    assert next_video(found, ["an"])["n"].tolist() == [videos]


def test_all_creators_are_asked_in_the_order_of_the_model(model: PlaysModel) -> None:
    whole = next_video(model)
    assert whole["creator"].tolist() == model.creators.tolist()
    assert whole["creator"].is_unique
    some = ["một", "kênh5"]
    pd.testing.assert_frame_equal(
        next_video(model, some),
        whole.set_index("creator").loc[some].reset_index(),
        check_dtype=False,
        check_index_type=False,
    )
    assert next_video(model, []).empty
    assert next_videos(model, [], 3) == ()


@pytest.mark.parametrize(
    "plays",
    [
        {},
        {"an": []},
        {"an": [], "bao": []},
    ],
    ids=("nothing", "a creator", "two creators"),
)
def test_without_any_video_nothing_is_forecast(plays: dict[str, list[float]]) -> None:
    found = fit_plays_model(histories(plays))
    assert len(next_video(found)) == len(plays)
    for videos in (1, 3):
        (forecast,) = next_videos(found, ["an"], videos, exceed=10)
        assert (forecast.p25, forecast.p50, forecast.p75, forecast.chance) == (None,) * 4
        assert (forecast.n, forecast.own_weight, forecast.sample) == (0, 0, "none")


@pytest.mark.parametrize(
    "plays",
    [
        {"an": [7e5]},
        {"an": [0]},
        {"an": [0.0] * 30, "bao": [0.0]},
        {"an": [7e5], "bao": [7e5]},
        {f"kênh{each}": [7e5] * 6 for each in range(20)},
        {f"kênh{each}": [1e12, 1, 1e12] for each in range(20)},
    ],
    ids=("one video", "no plays", "never any plays", "two alike", "all constant", "huge"),
)
def test_little_or_odd_data_give_numbers(plays: dict[str, list[float]]) -> None:
    found = fit_plays_model(histories(plays))
    for videos in (1, 4):
        for each in next_videos(found, [*plays, "chưa từng thấy"], videos, exceed=1e6):
            assert None not in (each.p25, each.p50, each.p75, each.chance)
            assert 0 <= (each.p25 or 0) <= (each.p50 or 0) <= (each.p75 or 0) < np.inf


def test_one_video_alone_does_not_pretend_to_be_certain() -> None:
    (forecast,) = next_videos(fit_plays_model(histories({"an": [7e5]})), ["an"], 1)
    assert forecast.p50 == pytest.approx(7e5, rel=0.01)
    assert (forecast.p75 or 0) > 1.5 * (forecast.p25 or 0)


def made_up(creators: int = 6_000) -> tuple[dict[str, list[float]], dict[str, str]]:
    """Returns creators with a skewed shape, spreads that differ, and six videos more than known."""
    dice = np.random.default_rng(4)
    plays, tier = {}, {}
    for number in range(creators):
        name = f"kênh{number}"
        tier[name] = ("low", "middle", "high")[number % 3]
        level = (12, 12.5, 13.5)[number % 3] + 0.6 * dice.standard_normal()
        spread = 0.8 * np.exp(0.3 * dice.standard_normal())
        known = int(dice.choice([0, 1, 2, 4, 8, 15, 30]))
        skewed = (dice.gamma(2, size=known + 5) - 2) / np.sqrt(2)
        plays[name] = np.exp(level + spread * skewed).tolist()
    return plays, tier


def test_half_of_made_up_videos_come_between_the_quartiles() -> None:
    plays, tier = made_up()
    model = fit_plays_model(histories({name: each[:-5] for name, each in plays.items()}, tier))
    names = list(plays)
    came = np.array([each[-5] for each in plays.values()])
    known = np.array([len(each) - 5 for each in plays.values()])
    for share in (0.05, 0.25, 0.5, 0.75, 0.95):
        below = came < next_video_quantiles(model, (share,), names)[0]
        assert below.mean() == pytest.approx(share, abs=0.03)
    low, high = next_video_quantiles(model, (0.25, 0.75), names)
    within = (came > low) & (came < high)
    for some in (known == 0, (known > 0) & (known < 5), known >= 5):
        assert within[some].mean() == pytest.approx(0.5, abs=0.07)
    exceeded = came > 3e5
    chances = chance_to_exceed(model, 3e5, names)
    for least in (0.0, 0.25, 0.5, 0.75):
        some = (chances >= least) & (chances < least + 0.25)
        assert exceeded[some].mean() == pytest.approx(chances[some].mean(), abs=0.06)


def test_half_of_made_up_totals_come_between_the_quartiles() -> None:
    plays, tier = made_up()
    model = fit_plays_model(histories({name: each[:-5] for name, each in plays.items()}, tier))
    names = list(plays)[:1_500]
    within = [
        (forecast.p25 or 0) < sum(plays[forecast.creator][-5:]) < (forecast.p75 or 0)
        for forecast in next_videos(model, names, 5)
    ]
    assert np.mean(within) == pytest.approx(0.5, abs=0.05)


def test_the_model_of_a_version_is_made_once(sample_home: Home) -> None:
    snapshot = Store(sample_home.datasets).snapshot()
    model = plays_model(snapshot)
    assert plays_model(snapshot) is model
    forecast = next_video(model)
    assert len(forecast) == snapshot.manifest.rows["creators"]
    assert not forecast.isna().any().any()
    assert (forecast["p25"] < forecast["p75"]).all()


def test_words_say_what_is_behind_a_forecast() -> None:
    assert basis_words("tier") == "Dự báo theo mức chung của nhóm người theo dõi"
    assert sample_words("none", 0).startswith("kênh chưa có video nào dùng được")
    assert sample_words("few", 3) == "3 video của kênh: còn quá ít, dự báo dễ đổi khi có video mới"
    assert sample_words("good", 1234).startswith("1.234 video của kênh")
