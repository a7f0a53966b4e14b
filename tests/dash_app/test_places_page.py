"""The page of places: what its cards say, also of little, of one region, and of nothing."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from dash_app.findings.place_cities import (
    chance_finding,
    chance_size,
    city_effects,
    ratio_of_parts,
    share_findings,
)
from dash_app.findings.place_dishes import clear_pairs, dish_findings
from dash_app.findings.place_regions import region_findings, size_of_w
from dash_app.findings.place_suggestions import place_suggestions
from dash_app.findings.places import (
    coverage_findings,
    district_findings,
    map_findings,
    other_place_effects,
    place_findings,
)
from dash_app.metrics import aggregate, metric
from dash_app.pages import Reader, open_reader
from dash_app.provinces import HANOI, HCMC, place_names
from dash_app.statistics import (
    BinEffect,
    equal_shares,
    lift,
    p_of_ratios,
    superiority_from_wins,
    superiority_interval,
)
from dash_app.store import Store
from dash_app.tabs.trends import places
from dash_app.tabs.trends.place_values import place_link, read_places, records
from dash_app.tabs.trends.places_dishes import read_dishes
from dash_app.tabs.trends.places_districts import show_districts
from dash_app.tabs.trends.places_map import show_map
from dash_app.tabs.trends.places_regions import show_regions
from dash_app.view import read_view
from etl.home import Home

PLAYS = metric("plays")
MEDIAN = aggregate("median", PLAYS)


def _reader(home: Home, search: str = "") -> Reader:
    return open_reader(Store(home.datasets).snapshot(), read_view(places.PAGE.controls, search))


def _effect(place: str, estimate: float, clear: bool) -> BinEffect:
    p = 0.01 if clear else 0.5
    return BinEffect(place, 40, 8, estimate, estimate - 5, estimate + 5, p, p, True)


def _frame(*rows: tuple[str, int, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["place", "n", "value"])
    return frame.assign(creators=frame["n"] // 2)


@pytest.mark.parametrize(
    "search",
    [
        "",
        "scope=all&units=now&map=metric",
        "scope=all&metric=engagement_rate&aggregate=mean&map=metric&top_places=34",
        "region=Bắc",
        "province=Hà+Nội",
        "creator=nobody.here",
        "creator=nobody.here&map=metric&units=now",
    ],
)
def test_every_card_is_shown(sample_home: Home, search: str) -> None:
    reader = _reader(sample_home, search)
    for card in places.PAGE.cards:
        shown = card.show(reader)
        assert shown.title and shown.formula
        table = shown.table() if callable(shown.table) else shown.table
        assert all("_" not in name for name in table.columns), card.key
        if card.key not in ("figures", "actions"):
            assert "nên có thể sai" in shown.formula and "biết nơi" in shown.formula
        for finding in shown.findings:
            assert "nan" not in finding.text and "None" not in finding.text, finding.text


def test_the_map_holds_every_video_with_a_place(sample_home: Home) -> None:
    for units, total in (("old", 63), ("now", 34)):
        reader = _reader(sample_home, f"scope=all&units={units}")
        frame = read_places(reader)
        figure = show_map(reader).content
        shapes = [each for each in figure["data"] if "text" in each]
        filled = [each for each in shapes if "chưa có video" not in each["text"]]
        assert len(shapes) == total and len(filled) == len(frame)
        tiles = show_districts(reader).content["data"][0]
        assert tiles["values"][0] == frame["n"].sum()
        for key in set(tiles["parents"]) - {""}:
            inside = sum(
                n
                for n, parent in zip(tiles["values"], tiles["parents"], strict=True)
                if parent == key
            )
            assert inside == tiles["values"][tiles["ids"].index(key)], key


def test_one_region_is_not_compared_with_the_others(sample_home: Home) -> None:
    reader = _reader(sample_home, "scope=all&region=Bắc")
    shown = show_regions(reader)
    assert [each.kind for each in shown.findings] == ["few"]
    assert "Miền Bắc" in shown.findings[0].text
    assert shown.content["layout"]["shapes"] == []
    first = show_map(reader).findings[0]
    assert first.kind == "few" and "do bộ lọc" in first.text


def test_a_link_to_a_new_province_names_all_its_parts(sample_home: Home) -> None:
    now = _reader(sample_home, "units=now").view
    old = _reader(sample_home, "units=old").view
    assert place_link(old, "/videos/outliers", [HCMC]).count("province=") == 1
    assert place_link(now, "/videos/outliers", [HCMC]).count("province=") == 3


def test_the_page_says_how_few_videos_have_a_place() -> None:
    known, rule = coverage_findings(1000, 288, is_narrowed=False, of_top=True)
    assert known.text.startswith("Chỉ 28,8 % số video biết nơi (288 trong 1.000)")
    assert rule.kind == "few" and "Mọi video" in rule.text
    assert len(coverage_findings(1000, 288, is_narrowed=False, of_top=False)) == 1
    assert coverage_findings(1000, 29, is_narrowed=False, of_top=True)[0].kind == "few"
    assert coverage_findings(0, 0, is_narrowed=False, of_top=True)[0].kind == "few"


def test_places_are_told_with_their_share_and_its_interval() -> None:
    frame = _frame(("A", 60, 100.0), ("B", 40, 300.0), ("C", 20, 900.0))
    most, half, best = place_findings(frame, metric=PLAYS, aggregate=MEDIAN, units="tỉnh, thành cũ")
    assert "A, 50,0 % (khoảng tin cậy 95 %: 41,2 % đến 58,8 %)" in most.text
    assert half.text.startswith("1 trong 3 tỉnh, thành cũ") and "2 nơi có từ 30 video" in half.text
    # C has the highest median, of too few videos.
    assert best.text == "Cao nhất: B, trung vị 300 lượt xem (n = 40)."
    few = place_findings(frame.tail(1), metric=PLAYS, aggregate=MEDIAN, units="")
    assert [each.kind for each in few] == ["few"]


def test_effects_of_the_cities_and_of_the_others_are_told_apart() -> None:
    effects = (_effect(HANOI, -20, True), _effect(HCMC, 3, False), _effect("Cần Thơ", 25, True))
    (other,) = other_place_effects(effects, metric=PLAYS, left_out=(HANOI, HCMC))
    assert "quay ở Cần Thơ" in other.text and "+25 %" in other.text
    (city,) = city_effects(effects, PLAYS)
    assert f"quay ở {HANOI}" in city.text and "−20 %" in city.text and city.kind == "effect"
    calm = tuple(_effect(place, 1, False) for place in (HANOI, HCMC, "Cần Thơ"))
    assert "không khác hẳn" in city_effects(calm, PLAYS)[0].text
    assert "so 3 nơi" in city_effects(calm, PLAYS)[0].text
    assert (
        "1 nơi đủ dữ liệu"
        in other_place_effects(calm, metric=PLAYS, left_out=(HANOI, HCMC))[0].text
    )
    assert other_place_effects((), metric=PLAYS, left_out=(HANOI, HCMC)) == ()
    assert city_effects((), PLAYS)[0].kind == "few"


def test_the_map_names_provinces_without_a_video() -> None:
    names = place_names("province")
    frame = _frame(*((name, 50, 1.0) for name in names[3:]))
    (gap,) = map_findings(frame, names, "tỉnh, thành cũ")
    assert gap.text == (
        "3 trong 63 tỉnh, thành cũ chưa thấy video nào: Hà Nội, Hà Giang, Cao Bằng."
    )
    everywhere, few = map_findings(_frame(*((name, 3, 1.0) for name in names)), names, "x")
    assert everywhere.text.startswith("Cả 63") and few.text.startswith("63 nơi có dưới 30 video")
    assert map_findings(_frame(), names, "x")[0].kind == "few"
    assert map_findings(frame, names, "x", is_narrowed=True) == ()
    many = map_findings(_frame((names[0], 50, 1.0)), names, "x")[0]
    assert many.text.endswith("và 54 nơi khác.")


def test_two_cities_against_the_rest_by_hand() -> None:
    both, more = share_findings(646, 921, 446)
    assert both.text.startswith("Hà Nội và Hồ Chí Minh giữ 77,8 %")
    assert "gấp 3,51 lần" in both.text
    assert more.text.startswith("Hồ Chí Minh có nhiều video hơn Hà Nội, gấp 1,43 lần")
    alike = share_findings(50, 52, 10)[1]
    assert alike.text.startswith("Số video ở Hồ Chí Minh và Hà Nội chưa khác hẳn nhau")
    assert share_findings(3, 4, 5)[0].kind == "few"
    assert len(share_findings(40, 0, 0)) == 1


def test_the_ratio_of_two_parts_has_the_interval_of_their_share() -> None:
    found = ratio_of_parts(60, 40)
    assert found.estimate == pytest.approx(1.5)
    low, high = stats.binomtest(60, 100).proportion_ci(method="wilson")
    assert found.low == pytest.approx(low / (1 - low))
    assert found.high == pytest.approx(high / (1 - high))
    assert not ratio_of_parts(5, 5).enough
    assert ratio_of_parts(50, 0).estimate is None
    assert not ratio_of_parts(50, 0).enough


def test_a_chance_is_told_with_its_size() -> None:
    better = superiority_from_wins(0.7 * 100 * 200, 100, 200)
    (said,) = chance_finding(better, here=HANOI, there="nơi khác", metric=PLAYS)
    assert "trong 70 % số cặp" in said.text and said.text.endswith("khác biệt vừa.")
    same = superiority_from_wins(0.5 * 100 * 200, 100, 200)
    (calm,) = chance_finding(same, here=HANOI, there=HCMC, metric=PLAYS)
    assert calm.text.endswith("chưa khác hẳn một nửa.")
    few = superiority_from_wins(100, 10, 200)
    assert chance_finding(few, here=HANOI, there=HCMC, metric=PLAYS)[0].kind == "few"
    assert [chance_size(each) for each in (0.5, 0.44, 0.65, 0.2)] == [
        "rất nhỏ",
        "nhỏ",
        "vừa",
        "lớn",
    ]


def test_chances_from_wins_are_those_from_values() -> None:
    dice = np.random.default_rng(3)
    one, other = dice.normal(1, 1, 60), dice.normal(0.6, 1, 80)
    wins = stats.mannwhitneyu(one, other).statistic
    assert superiority_from_wins(wins, 60, 80) == superiority_interval(one, other)
    assert superiority_from_wins(None, 0, 80).estimate is None


def test_regions_against_equal_shares_by_hand() -> None:
    counts = [60, 30, 30]
    frame = pd.DataFrame(
        {
            "name": ["Miền Bắc", "Miền Trung", "Miền Nam"],
            "n": counts,
            "share": [0.5, 0.25, 0.25],
            "total_share": [0.4, 0.4, 0.2],
            "value": [10.0, 30.0, 20.0],
        }
    )
    found = region_findings(
        frame,
        equal_shares(counts),
        metric=PLAYS,
        aggregate=MEDIAN,
        total_words="tổng lượt xem",
        is_narrowed=False,
    )
    texts = [each.text for each in found]
    assert texts[0].startswith("Nhiều video nhất: Miền Bắc, 50,0 %")
    # (20² + 10² + 10²) / 40 = 15; √(15 / 120) = 0.354
    assert "mức vừa (χ² = 15,0, p < 0,001, w của Cohen = 0,35, n = 120)" in texts[1]
    assert texts[2].startswith(
        "Miền Trung góp 40,0 % tổng lượt xem từ 25,0 % số video: gấp 1,60 lần"
    )
    assert "Miền Trung" in texts[3] and "30 lượt xem" in texts[3]
    even = frame.assign(n=40, share=1 / 3, total_share=1 / 3)
    calm = region_findings(
        even,
        equal_shares([40, 40, 40]),
        metric=PLAYS,
        aggregate=MEDIAN,
        total_words="tổng lượt xem",
        is_narrowed=False,
    )
    assert "chưa lệch khỏi chia đều" in calm[1].text and "sát với" in calm[2].text
    assert [size_of_w(w) for w in (0.05, 0.1, 0.3, 0.5)] == ["không đáng kể", "nhỏ", "vừa", "lớn"]


def test_districts_say_how_many_videos_have_none() -> None:
    frame = pd.DataFrame({"name": ["Quận 1 (X)", "Quận 4 (X)"], "n": [60, 40], "value": [1.0, 2.0]})
    most, best, unknown = district_findings(frame, 100, metric=PLAYS, aggregate=MEDIAN)
    assert "Quận 1 (X), 60 video (60,0 %" in most.text
    assert "Quận 4 (X)" in best.text
    assert unknown.text.startswith("50,0 % số video biết tỉnh")
    assert district_findings(frame.head(0), 9, metric=PLAYS, aggregate=MEDIAN)[0].kind == "few"


def _pairs(*rows: tuple[str, str, int, int, float, bool, bool]) -> pd.DataFrame:
    columns = ["place", "dish_group", "n", "creators", "estimate", "enough", "clear"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(low=frame["estimate"] / 1.5, high=frame["estimate"] * 1.5)


def test_dishes_stand_out_where_several_creators_show_them() -> None:
    frame = _pairs(
        ("Cần Thơ", "lẩu bò", 5, 3, 9.1, True, True),
        ("Cần Thơ", "kem", 9, 1, 12.0, True, True),
        ("Hà Nội", "mực", 16, 11, 0.55, True, True),
        ("Hà Nội", "cơm", 50, 30, 1.1, True, False),
        ("Huế", "chè", 2, 2, 30.0, False, False),
    )
    more, less, bound = dish_findings(frame, 500)
    assert more.text.startswith("Lẩu bò ở Cần Thơ: gấp 9,1 lần mức chung")
    assert "5 video của 3 TikToker" in more.text
    assert less.text.startswith("Mực ở Hà Nội: chỉ bằng 0,55 lần")
    assert bound.text.startswith("3 trong 4 cặp đủ dữ liệu khác mức chung; nhiều nhất khoảng 5 %")
    assert [pair.dish_group for pair in clear_pairs(frame)] == ["lẩu bò", "mực"]
    doubtful = _pairs(
        ("Huế", "chè", 5, 3, 9.0, True, True), ("Huế", "bún bò", 90, 40, 7.0, True, True)
    ).assign(low=[1.2, 6.1])
    assert [pair.dish_group for pair in clear_pairs(doubtful)] == ["bún bò", "chè"]
    assert dish_findings(frame, 29)[0].kind == "few"
    assert dish_findings(frame.assign(enough=False, clear=False), 500)[0].kind == "few"
    assert "không cặp nào" in dish_findings(frame.assign(clear=False), 500)[0].text


def test_lifts_and_their_bound_on_the_sample(sample_home: Home) -> None:
    found = read_dishes(_reader(sample_home, "scope=all"))
    frame = found.pairs
    assert found.videos == sum(found.places.values()) > 0
    assert (frame["n"] <= frame[["dish_n", "place_n"]].min(axis=1)).all()
    assert not (frame["clear"] & ~frame["enough"]).any()
    for row in records(frame)[:20]:
        expected = row["n"] * found.videos / (row["dish_n"] * row["place_n"])
        assert row["estimate"] == pytest.approx(expected)


def test_the_p_of_a_ratio_follows_from_its_interval() -> None:
    found = lift([20, 5], [40, 40], [100, 100], 1000)
    p = p_of_ratios(found.estimate, found.low, found.high)
    for number in range(2):
        error = (math.log(found.high[number]) - math.log(found.low[number])) / (2 * 1.959964)
        z = math.log(found.estimate[number]) / error
        assert p[number] == pytest.approx(2 * stats.norm.sf(abs(z)), rel=1e-4)
    # The interval leaves 1 out where p is below 5 %.
    assert ((found.low > 1) == (p < 0.05)).all()
    assert np.isnan(p_of_ratios(*(np.array([value]) for value in (0.0, np.nan, np.nan)))).all()


def _suggested(
    frame: pd.DataFrame, effects: tuple[BinEffect, ...], pairs: pd.DataFrame
) -> list[str]:
    found = place_suggestions(
        frame,
        effects,
        clear_pairs(pairs),
        videos=1000,
        metric=PLAYS,
        aggregate=MEDIAN,
        link=lambda path, place: f"{path}?province={place}",
    )
    assert all(each.link.startswith("/videos/") for each in found)
    return [f"{each.action} {'chắc' if each.sure else 'thử'}" for each in found]


def test_what_to_do_follows_from_effects_before_medians() -> None:
    frame = _frame((HCMC, 100, 100.0), ("Cần Thơ", 40, 180.0))
    pairs = _pairs(
        ("Cần Thơ", "lẩu bò", 5, 3, 9.1, True, True), ("Hà Nội", "mực", 16, 11, 0.55, True, True)
    )
    sure = _suggested(frame, (_effect("Huế", 30, True), _effect(HANOI, -30, True)), pairs)
    assert sure == [
        "Quay thêm video ở Huế nếu đi được. chắc",
        "Xem lại góc quay cho video ở Hà Nội. chắc",
        "Đến Cần Thơ thì đưa lẩu bò vào danh sách quay. thử",
        "Cân nhắc mực ở Hà Nội: nơi đông video mà ít người quay món này. thử",
        "Nói rõ tỉnh, quận và tên quán trong lời thoại, mô tả hoặc điểm gắn thẻ. thử",
    ]
    unsure = _suggested(frame, (_effect("Huế", 3, False),), pairs.head(0))
    assert unsure[0] == "Thử một loạt video ở Cần Thơ rồi so với nơi bạn hay quay. thử"
    alike = _suggested(_frame((HCMC, 100, 100.0), ("Cần Thơ", 40, 101.0)), (), pairs.head(0))
    assert len(alike) == 1
