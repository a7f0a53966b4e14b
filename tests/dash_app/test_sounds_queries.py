"""What is asked of sounds and forms: by hand on a few videos, and against other queries."""

from __future__ import annotations

import ibis
import numpy as np
import pandas as pd
import pytest
from few_sounds import RISING, STEADY, few_sounds
from ibis import _
from scipy.stats import binom

from dash_app.components.newest_week import newest_week
from dash_app.components.options import find_options
from dash_app.filters import Filters
from dash_app.queries import formats, sounds, videos
from dash_app.queries.tables import Tables, argument
from dash_app.store import Snapshot, Store
from etl.home import Home

ALL = Filters()
WEEKS = {"since": "2024-01-01", "week": "2024-02-26", "until": "2024-02-26", "end": "1709485200"}
"""Week 8 against the eight before it; it ends on 04/03/2024 at 0:00 in Viet Nam."""


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return few_sounds(tmp_path_factory.mktemp("sounds"))


@pytest.fixture(scope="module")
def snapshot(sample_home: Home) -> Snapshot:
    return Store(sample_home.datasets).snapshot()


def test_the_newest_week_is_the_one_that_ended_before_the_collection(few: Snapshot) -> None:
    assert str(newest_week(few)) == "2024-02-26"


def test_a_use_is_a_creator_in_a_week_of_those_who_were_collected_after_it(few: Snapshot) -> None:
    frame = few.frame(sounds.uses, ALL, WEEKS, least=2)
    found = {row["music_id"]: (row["recent"], row["earlier"]) for row in frame.to_dict("records")}
    assert found == {RISING: (4, 1), STEADY: (1, 8)}  # sounds of one use are not asked for
    everyone = frame.iloc[0]
    assert (everyone["all_recent"], everyone["all_earlier"], everyone["weeks"]) == (6, 48, 8)


def test_weeks_without_any_sound_of_enough_uses_are_still_counted(few: Snapshot) -> None:
    (row,) = few.frame(sounds.uses, ALL, WEEKS, least=50).to_dict("records")
    assert pd.isna(row["music_id"]) and row["all_recent"] == 6
    nobody = few.frame(sounds.uses, Filters(creator=("ai.do",)), WEEKS, least=1).iloc[0]
    assert (nobody["all_recent"], nobody["weeks"]) == (0, 0)


def test_the_weeks_of_a_sound_and_the_latest_ones_together(few: Snapshot) -> None:
    frame = few.frame(sounds.weeks_of_sounds, ALL, WEEKS | {"sounds": f"{RISING} {STEADY}"})
    rising = frame[frame["music_id"] == RISING]
    by_week = rising[rising["week"].notna()]
    assert dict(zip(by_week["week"].astype(str), by_week["creators"], strict=True)) == {
        "2024-02-19": 1,
        "2024-02-26": 4,
    }
    together = rising[rising["week"].isna()].iloc[0]
    # Plays of c0 … c3 in week 8 are 1008, 2008, 3008, 4008.
    assert (together["videos"], together["plays"], together["title"]) == (4, 2508, "Đang lên")
    assert len(frame[(frame["music_id"] == STEADY) & frame["week"].notna()]) == 9


def test_sounds_are_ranked_by_creators_or_by_videos(few: Snapshot) -> None:
    nothing = {"sound": ""}
    by_creators = few.frame(sounds.most_used, ALL, nothing, ranked="creators", most=1)
    assert by_creators["music_id"].tolist() == [RISING, STEADY]
    by_videos = few.frame(sounds.most_used, ALL, nothing, ranked="videos", most=1)
    assert by_videos["music_id"].tolist() == [STEADY, RISING]
    first = by_creators.iloc[0]
    assert (first["creators"], first["videos"]) == (5, 6)
    assert (first["main_creator"], first["main_videos"]) == ("c0", 2)
    # 55 videos, 15 with the two sounds, each other one with its own recording.
    assert first[["all_sounds", "once", "shared", "all_videos", "shared_videos"]].tolist() == [
        42,
        40,
        1,
        55,
        6,
    ]


def test_the_sound_that_is_asked_for_is_there_besides(few: Snapshot) -> None:
    asked = few.frame(sounds.most_used, ALL, {"sound": "103"}, ranked="videos", most=1)
    assert asked["music_id"].tolist() == ["103", STEADY]
    unknown = few.frame(sounds.most_used, ALL, {"sound": "1"}, ranked="videos", most=1)
    assert unknown["music_id"].tolist() == [STEADY, RISING]


def test_what_a_sound_is_and_reaches(few: Snapshot) -> None:
    texts = {"sounds": f"103 {STEADY} {RISING} 1"}
    facts = few.frame(sounds.sound_facts, ALL, texts, metric="plays").set_index("music_id")
    assert sorted(facts.index) == ["103", STEADY, RISING]
    # TikTok has not marked it: its name says that it is a recording.
    assert facts["original"].to_dict() == {"103": True, STEADY: False, RISING: False}
    assert facts["title"].to_dict()["103"] == "nhạc nền - Kênh 1"
    steady = facts.loc[STEADY]
    assert (str(steady["first_day"])[:10], str(steady["last_day"])[:10]) == (
        "2024-01-02",
        "2024-02-27",
    )
    assert facts["n"].to_dict() == {"103": 1, STEADY: 9, RISING: 6}
    # 1007, 1008, 2008, 3008, 4008 and 7008 of the creator that was collected early.
    assert facts["p50"].to_dict()[RISING] == (2008 + 3008) / 2
    assert few.frame(sounds.sound_by_week, ALL, {"sound": "1"}).empty


def test_the_forms_of_a_week(few: Snapshot) -> None:
    week = few.frame(formats.mix_by_period, ALL, period="week").iloc[0]
    assert week[["n", *formats.FORMATS]].tolist() == [6, 1, 1, 1, 3]
    assert (week["with_sound"], week["original"]) == (6, 5)
    assert week["timed"] == 5
    assert week[list(formats.DURATION_COLUMNS)].tolist() == [0, 1, 0, 0, 4, 0, 0, 0, 0]
    assert week["p50"] == 100


def test_a_month_is_the_sum_of_its_days(few: Snapshot) -> None:
    months = few.frame(formats.mix_by_period, ALL, period="month")
    assert months["n"].tolist() == [30, 25]
    assert months["period"].astype(str).tolist() == ["2024-01-01", "2024-02-01"]


def test_the_spread_of_a_form(few: Snapshot) -> None:
    frame = few.frame(formats.spread_by_form, ALL, metric="plays").set_index("bin")
    assert frame["n"].to_dict() == {
        "ad": 1,
        "music": 15,
        "original": 40,
        "photo": 1,
        "plain": 52,
        "shop": 1,
    }
    assert frame.loc["shop", "p50"] == 2000


def _by_format(t: Tables, metric: str) -> ibis.Table:
    """Returns the same by the query that other pages use."""
    return videos.within_creator(t.videos.mutate(bin=formats.format_name(t.videos)), metric)


def _by_origin(t: Tables, metric: str) -> ibis.Table:
    with_sound = t.videos.filter(_.music_id.notnull())
    return videos.within_creator(with_sound.mutate(bin=sounds.is_original(with_sound)), metric)


def _by_sound(t: Tables, metric: str) -> ibis.Table:
    return videos.within_creator(t.videos.mutate(bin=_.music_id == argument("sound")), metric)


def _equal(one: pd.DataFrame, other: pd.DataFrame) -> None:
    sums = [name for name in one.columns if name != "bin"]
    np.testing.assert_allclose(one[sums].astype(float), other[sums].astype(float), atol=1e-9)


@pytest.mark.parametrize("metric", ["plays", "engagement_rate"])
def test_effects_within_creators_are_those_of_the_usual_query(
    snapshot: Snapshot, metric: str
) -> None:
    used = snapshot.frame(sounds.most_used, ALL, {"sound": ""}, ranked="creators", most=1)
    texts = {"sound": str(used["music_id"].iloc[0])}
    found = snapshot.frame(formats.within_creator_by_form, ALL, texts, metric=metric)
    by_format = snapshot.frame(_by_format, ALL, metric=metric)
    names = by_format["bin"].tolist()
    _equal(found[found["bin"].isin(names)].sort_values("bin"), by_format.sort_values("bin"))
    origin = snapshot.frame(_by_origin, ALL, metric=metric)
    _equal(found[found["bin"] == "original"], origin[origin["bin"].astype(bool)])
    other = snapshot.frame(_by_sound, ALL, texts, metric=metric)
    _equal(found[found["bin"] == formats.CHOSEN], other[other["bin"].astype(bool)])


def test_the_p_value_behind_a_rise_is_the_binomial_one() -> None:
    from dash_app.statistics import rises

    found = rises(np.array([4, 1]), np.array([1, 8]), 6, 48, 0.1)
    assert found.p == pytest.approx(binom.sf([3, 0], [5, 9], 6 / 54))
    assert found.times == pytest.approx([4.5 / 1.5 * 8, 1.5 / 8.5 * 8])


def test_sounds_are_searched_by_title_or_author_and_the_chosen_one_has_its_name(
    few: Snapshot,
) -> None:
    (option,) = find_options(few, "sound", "ĐANG L")
    assert (option["value"], option["label"]) == (RISING, "Đang lên · Ca sĩ · 6")
    found = find_options(few, "sound", "ban nhạc", [RISING])
    assert [each["value"] for each in found] == [RISING, STEADY]
    assert find_options(few, "sound", None, ["77"])[0] == {"value": "77", "label": "77"}
