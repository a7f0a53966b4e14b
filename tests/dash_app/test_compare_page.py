"""The page that compares creators: who is compared, and its cards on usual and awkward ones."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import orjson
import pandas as pd
import pytest
from few_creators import STEADY, STRANGE, publish_few_creators

from dash_app.components.grid import read_rows
from dash_app.components.page import page_layout
from dash_app.figures.theme import SERIES
from dash_app.metrics import METRICS
from dash_app.pages import Reader, Shown, open_reader
from dash_app.store import Snapshot, Store
from dash_app.tabs import page_modules
from dash_app.tabs.creators import compare
from dash_app.tabs.creators.compare_choice import comparison
from dash_app.tabs.creators.compare_measures import MEASURES, RADAR, measure
from dash_app.tabs.creators.compare_values import measured
from dash_app.view import read_view
from etl.home import Home

CARDS = {card.key: card for card in compare.PAGE.cards}


@pytest.fixture(scope="module")
def snapshot(sample_home: Home) -> Snapshot:
    return Store(sample_home.datasets).snapshot()


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return Store(publish_few_creators(tmp_path_factory.mktemp("few")).datasets).snapshot()


@pytest.fixture(scope="module")
def most(snapshot: Snapshot) -> list[str]:
    """The creators of the sample, those with most videos first."""
    videos = pd.read_parquet(snapshot.version.folder / "videos.parquet", columns=["creator"])
    counts = videos["creator"].value_counts()
    return sorted(counts.index, key=lambda name: (-counts[name], name))


def _reader(snapshot: Snapshot, search: str = "") -> Reader:
    return open_reader(snapshot, read_view(compare.PAGE.controls, search))


def _shown(snapshot: Snapshot, search: str = "") -> dict[str, Shown]:
    reader = _reader(snapshot, search)
    return {card.key: card.show(reader) for card in compare.PAGE.cards}


def _table(shown: Shown) -> pd.DataFrame:
    return shown.table if isinstance(shown.table, pd.DataFrame) else shown.table()


def _written(shown: Shown) -> str:
    """Returns all that a card says, as it is sent."""
    parts = [shown.title, shown.formula, *(each.text for each in shown.findings)]
    content = orjson.dumps(
        shown.content,
        default=lambda each: each.to_plotly_json(),
        option=orjson.OPT_NON_STR_KEYS | orjson.OPT_SERIALIZE_NUMPY,
    )
    return " ".join(parts) + content.decode()


def _findings(shown: Shown) -> str:
    return " ".join(each.text for each in shown.findings)


def _accounts(snapshot: Snapshot, search: str) -> list[str]:
    return list(comparison(_reader(snapshot, search)).accounts)


def _notes(snapshot: Snapshot, search: str) -> str:
    return " ".join(comparison(_reader(snapshot, search)).notes)


def _assert_sensible(cards: dict[str, Shown]) -> None:
    for key, shown in cards.items():
        words = _written(shown)
        for wrong in ("nan", "NaN", "None", "NaT", "<NA>", "inf"):
            for around in (f" {wrong} ", f'"{wrong}"', f">{wrong}<", f"{wrong} %", f"{wrong} lần"):
                assert around not in words, (key, around)
        assert shown.title and shown.formula, key
        names = _table(shown).columns
        assert all(str(name)[0].isupper() or str(name).startswith("p ") for name in names), key


# Who is compared.


def test_the_page_is_one_of_the_app_s() -> None:
    assert compare in page_modules()
    assert "page-creators-compare" in str(page_layout(compare.PAGE))


def test_without_a_choice_three_with_most_videos_are_compared_and_it_is_said(
    snapshot: Snapshot, most: list[str]
) -> None:
    assert _accounts(snapshot, "") == most[:3]
    assert "Chưa chọn ai, nên đang so 3 TikToker" in _notes(snapshot, "")


def test_those_asked_for_keep_their_order_and_colours(snapshot: Snapshot, most: list[str]) -> None:
    search = f"accounts={most[3]},{most[0]}"
    found = comparison(_reader(snapshot, search))
    assert found.accounts == (most[3], most[0])
    assert [each.colour for each in found.contenders] == list(SERIES[:2])
    assert found.notes == ()


def test_one_alone_gets_another_beside_it_of_its_own_tier_first(
    snapshot: Snapshot, most: list[str]
) -> None:
    creators = pd.read_parquet(snapshot.version.folder / "creators.parquet").set_index("creator")
    tiers = creators["tier"]
    alone = most[1]
    like = [name for name in most if name != alone and tiers[name] == tiers[alone]]
    expected = like[0] if like else next(name for name in most if name != alone)
    assert _accounts(snapshot, f"accounts={alone}") == [alone, expected]
    assert f"nên thêm @{expected}" in _notes(snapshot, f"accounts={alone}")


def test_names_are_read_with_an_at_in_capitals_and_from_addresses(
    snapshot: Snapshot, most: list[str]
) -> None:
    a, b = most[:2]
    search = f"accounts=@{a.upper()},{a},https://www.tiktok.com/@{b}/video/1"
    assert _accounts(snapshot, search) == [a, b]


def test_unknown_names_are_said_and_the_others_stay(snapshot: Snapshot, most: list[str]) -> None:
    search = f"accounts=khong.co,{most[0]},{most[1]}"
    assert _accounts(snapshot, search) == most[:2]
    assert "Không có trong dữ liệu: @khong.co." in _notes(snapshot, search)
    assert "Không có trong dữ liệu" in _written(_shown(snapshot, search)["who"])


def test_more_than_five_are_cut(snapshot: Snapshot, most: list[str]) -> None:
    assert _accounts(snapshot, f"accounts={','.join(most)}") == most[:5]


def test_filters_narrow_the_videos_but_not_those_who_were_chosen(
    snapshot: Snapshot, most: list[str]
) -> None:
    a, b, other = most[:3]
    search = f"accounts={a},{b}&creator={other}&tier=low&duration=30-60"
    found = comparison(_reader(snapshot, search))
    whole = comparison(_reader(snapshot, f"accounts={a},{b}"))
    assert found.accounts == (a, b)
    assert 0 < found.videos < whole.videos
    assert "không áp dụng cho những người đã chọn" in " ".join(found.notes)
    assert "thu hẹp số video" in " ".join(found.notes)
    for each in found.contenders:
        assert ((each.videos["duration_s"] >= 30) & (each.videos["duration_s"] < 60)).all()


def test_the_bar_s_filters_choose_who_is_taken_where_nobody_was_asked_for(
    snapshot: Snapshot, most: list[str]
) -> None:
    assert _accounts(snapshot, f"creator={most[4]}&creator={most[2]}") == [most[2], most[4]]


def test_a_view_without_videos_says_so_on_every_card(snapshot: Snapshot) -> None:
    cards = _shown(snapshot, "start=2001-01-01&end=2001-01-02")
    _assert_sensible(cards)
    assert {shown.n for key, shown in cards.items()} == {0}
    assert "Không có TikToker nào có video khớp với bộ lọc" in _written(cards["who"])
    assert "Chưa đủ dữ liệu để gợi ý" in _written(cards["actions"])


# Every card, on usual and on awkward creators.


@pytest.mark.parametrize("number", [2, 3, 5])
@pytest.mark.parametrize("each", METRICS, ids=lambda each: each.key)
def test_every_metric_fills_every_card(
    snapshot: Snapshot, most: list[str], number: int, each: Any
) -> None:
    cards = _shown(snapshot, f"accounts={','.join(most[:number])}&metric={each.key}")
    _assert_sensible(cards)
    for key in ("spread", "duels", "months"):
        assert each.label in cards[key].title
    assert len(cards["spread"].content["data"]) == number + 1
    assert len(cards["duels"].content["data"][0]["x"]) == number * (number - 1) // 2


@pytest.mark.parametrize("account", STRANGE)
@pytest.mark.parametrize("measure_key", ["plays", "engagement_rate_by_followers"])
def test_an_awkward_creator_beside_a_usual_one_is_shown_sensibly(
    few: Snapshot, account: str, measure_key: str
) -> None:
    cards = _shown(few, f"accounts={STEADY},{account}&metric={measure_key}")
    _assert_sensible(cards)
    assert f"@{account}" in _written(cards["who"])
    # Nobody leads where only one has videos enough.
    assert "dẫn đầu rõ" not in _findings(cards["table"])


def test_five_awkward_creators_alone_are_shown_sensibly(few: Snapshot) -> None:
    _assert_sensible(_shown(few, f"accounts={','.join(list(STRANGE)[:5])}"))


def test_who_has_few_videos_is_listed_but_not_drawn(few: Snapshot) -> None:
    cards = _shown(few, f"accounts={STEADY},mot.video")
    for key in ("spread", "months", "weeks", "slots", "durations", "formats", "engagement"):
        assert "Không vẽ vì dưới 5 video" in _findings(cards[key]), key
        assert "@mot.video" not in json.dumps(cards[key].content, ensure_ascii=False), key
    assert "@mot.video" in _written(cards["table"])
    assert "chưa rõ người theo dõi" in _findings(cards["radar"])


def test_a_creator_has_one_colour_on_all_charts(snapshot: Snapshot, most: list[str]) -> None:
    cards = _shown(snapshot, f"accounts={','.join(most[:3])}")
    names = [f"@{name}" for name in most[:3]]
    for key in ("radar", "durations", "formats"):
        drawn = {
            trace["name"]: trace.get("line", trace["marker"]).get("color")
            or trace["marker"]["color"]
            for trace in cards[key].content["data"]
            if trace.get("name") in names
        }
        assert drawn == dict(zip(names, SERIES, strict=False)), key
    boxes = [trace for trace in cards["spread"].content["data"] if trace["type"] == "box"]
    assert [box["line"]["color"] for box in boxes] == list(SERIES[:3])


# The numbers.


def test_measures_are_those_of_the_videos(few: Snapshot) -> None:
    reader = _reader(few, f"accounts={STEADY},binh.thuong0")
    own = measured(reader)[0]
    plays = np.array([(20_000 if n % 2 else 10_000) + n for n in range(40)])
    plays[0] = 15_000  # as collected again
    assert own["median_plays"].estimate == np.median(plays)
    assert own["plays_per_follower"].estimate == pytest.approx(np.median(plays) / 5000)
    assert own["likes_per_play"].estimate == pytest.approx(40 * 1000 / plays.sum())
    assert own["evenness"].estimate == pytest.approx(
        np.quantile(plays, 0.75) / np.quantile(plays, 0.25)
    )
    assert own["growth"].estimate == pytest.approx(3000)
    assert own["followers"].estimate == 5000
    assert own["ad_share"].estimate == pytest.approx(0.1)
    # Forty videos from the first day to the 79th.
    assert own["videos_per_week"].estimate == pytest.approx(40 / (79 / 7))
    assert own["mean_duration_s"].estimate == pytest.approx(45)


def test_the_table_marks_a_leader_only_where_intervals_are_apart(
    snapshot: Snapshot, most: list[str]
) -> None:
    table = _table(_shown(snapshot, f"accounts={','.join(most[:2])}")["table"])
    assert set(table["TikToker"]) == {f"@{name}" for name in most[:2]}
    assert set(table["Chỉ số"]) <= {each.label for each in MEASURES}
    reader = _reader(snapshot, f"accounts={','.join(most[:2])}")
    words = _written(CARDS["table"].show(reader))
    first, second = measured(reader)
    marked = {"dẫn đầu": 0, "ngang nhau": 0}
    for each in MEASURES:
        a, b = first[each.key], second[each.key]
        if not each.ahead or not (a.enough and b.enough) or None in (a.low, b.low):
            continue
        apart = (a.low or 0) > (b.high or 0) or (b.low or 0) > (a.high or 0)
        marked["dẫn đầu" if apart else "ngang nhau"] += 1 if apart else 2
    for mark, times in marked.items():
        assert words.count(f'"children":"{mark}"') == times


def test_a_percentile_is_within_the_creator_s_own_tier(snapshot: Snapshot, most: list[str]) -> None:
    table = _table(_shown(snapshot, f"accounts={','.join(most[:3])}")["table"])
    creators = pd.read_parquet(snapshot.version.folder / "creators.parquet")
    own = table[table["Chỉ số"] == measure("median_plays").label].set_index("TikToker")
    for name in most[:3]:
        row = creators[creators["creator"] == name].iloc[0]
        peers = creators[creators["tier"] == row["tier"]]["median_plays"].dropna()
        rank = own.loc[f"@{name}", "Bách phân vị trong nhóm"]
        if len(peers) > 1:
            below = (peers < row["median_plays"]).sum() / (len(peers) - 1)
            assert rank == pytest.approx(100 * below, abs=1)
    radar = _table(_shown(snapshot, f"accounts={','.join(most[:3])}")["radar"])
    assert list(radar.columns)[1:] == [measure(key).label for key in RADAR]


def test_the_grid_has_the_videos_of_those_compared_alone(
    snapshot: Snapshot, most: list[str]
) -> None:
    grid = CARDS["videos"].grid
    assert grid is not None
    reader = _reader(snapshot, f"accounts={most[2]},{most[3]}")
    answer = read_rows(grid, reader, {"startRow": 0})
    assert {row["creator"] for row in answer["rowData"]} <= {most[2], most[3]}
    assert answer["rowCount"] == comparison(reader).videos
    table = _table(CARDS["videos"].show(reader))
    assert len(table) == answer["rowCount"]


def test_the_best_video_of_each_is_the_one_furthest_above_its_usual(
    snapshot: Snapshot, most: list[str]
) -> None:
    reader = _reader(snapshot, f"accounts={most[0]},{most[1]}")
    best, worst = (_table(CARDS[key].show(reader)) for key in ("best", "worst"))
    assert list(best["TikToker"]) == most[:2]
    for contender, (_, high), (_, low) in zip(
        comparison(reader).contenders, best.iterrows(), worst.iterrows(), strict=True
    ):
        lasting = contender.lasting
        ratios = lasting["outlier_ratio"][~lasting["is_young"].astype(bool)]
        assert high["So với kênh (lần)"] == pytest.approx(np.nanmax(ratios))
        assert low["So với kênh (lần)"] == pytest.approx(np.nanmin(ratios))


def test_what_a_view_makes_is_made_once_for_all_cards(snapshot: Snapshot) -> None:
    made = []

    def make(reader: Reader) -> str:
        made.append(reader)
        return "made"

    reader = _reader(snapshot)
    assert reader.kept(make) == reader.kept(make) == "made"
    assert len(made) == 1
    assert _reader(snapshot).kept(make) == "made"
    assert len(made) == 2
