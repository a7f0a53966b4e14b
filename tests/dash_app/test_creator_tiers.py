"""The page of follower tiers: its cards on tables that are worked out by hand."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from homes import publish, raw_videos
from plotly.io.json import to_json_plotly
from raw_shapes import profile, video, write

from dash_app.components.page import _compute
from dash_app.filters import Filters
from dash_app.findings.suggestion import Suggestion
from dash_app.findings.tier_suggestions import suggest_by_metric, suggest_fair
from dash_app.findings.tier_test import (
    chance_words,
    compare_tiers,
    difference_findings,
    p_words,
    reading,
    size_words,
    verdict,
)
from dash_app.pages import Reader, Shown
from dash_app.statistics import kruskal_by_group
from dash_app.store import Store
from dash_app.tabs.creators import tiers
from dash_app.tabs.creators.tier_spread import _points
from dash_app.tabs.creators.tier_table import measure_differences
from dash_app.tabs.creators.tier_values import DURATION, PERCENTILES, tier_values
from dash_app.view import read_view
from dash_app.words import whole
from etl.home import Home
from etl.schema import dataset

# Followers are 1,000 to 36,000 and 36,500, so that the tiers are split at 12,880 and 24,760: twelve
# creators, twelve, and thirteen, of whom one has no video.
_CREATORS = 36
_LOW, _MIDDLE = 12, 24
_DAY = 86_400


def _plays(number: int) -> int:
    """Returns the median plays of a creator: from 1,001, 2,013 and 4,025 on in the three tiers."""
    return number + (1000 if number <= _LOW else 2000 if number <= _MIDDLE else 4000)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("tiers")
    source = folder / "source"
    for number in range(1, _CREATORS + 1):
        _write_creator(source, f"kenh{number:02}", number * 1000, number)
    _write_creator(source, "chuadang", 36_500, 0)
    write(
        source / "khongro" / "videos_info.json",
        [video(9000, author={"uniqueId": "khongro"}, stats={"playCount": 5000, "diggCount": 9})],
    )
    home = Home(folder / "home")
    publish(home, source)
    return Store(home.datasets)


def _write_creator(source: Path, name: str, followers: int, number: int) -> None:
    stats = {"followerCount": followers, "heartCount": 10, "videoCount": 5 * number or 3}
    write(source / name / "user_info.json", profile(name, stats=stats))
    if number:
        items = [
            video(
                100 * number + place,
                author={"uniqueId": name},
                createTime=1_710_000_000 + place * _DAY,
                stats={"playCount": _plays(number) + step, "diggCount": 50 * number},
            )
            for place, step in enumerate((-10, 0, 40))
        ]
        write(source / name / "videos_info.json", items)


def _shown(store: Store, search: str = "") -> dict[str, Shown]:
    reader = Reader(store.snapshot(), read_view(tiers.PAGE.controls, search))
    return {card.key: card.show(reader) for card in tiers.PAGE.cards}


def _table(shown: Shown) -> pd.DataFrame:
    return shown.table if isinstance(shown.table, pd.DataFrame) else shown.table()


def _comparison(shown: Shown) -> dict[tuple[str, str], dict[Any, Any]]:
    """Returns the rows of the comparison by measure and tier."""
    rows: list[dict[Any, Any]] = _table(shown).to_dict("records")
    return {(row["Chỉ số"], row["Nhóm"]): row for row in rows}


def _words(content: Any) -> list[str]:
    """Returns the texts of a tree of components, in reading order."""
    if content is None or isinstance(content, str):
        return [content] if content else []
    if isinstance(content, list | tuple):
        return [text for each in content for text in _words(each)]
    return _words(getattr(content, "children", None))


def _sentences(shown: Shown) -> str:
    return " ".join(each.text for each in shown.findings)


# The numbers.


def test_key_figures_are_the_thresholds_and_the_sizes(store: Store) -> None:
    table = _table(_shown(store)["figures"])
    assert dict(zip(table["Con số"], table["Giá trị"], strict=True)) == {
        "Vào nhóm giữa từ": "12.880",
        "Vào nhóm cao từ": "24.760",
        "Nhóm thấp": "12",
        "Nhóm giữa": "12",
        "Nhóm cao": "13",
        "Chưa rõ nhóm": "1",
    }
    assert "12 có video" in table["Ghi chú"].iloc[4]


def test_the_percentiles_are_those_of_the_datasets() -> None:
    source = next(each.source for each in dataset("creators").columns if each.name == "tier")
    assert tuple(map(int, re.findall(r"\d+", source))) == PERCENTILES


def test_the_comparison_counts_each_creator_once(store: Store) -> None:
    table = _comparison(_shown(store)["comparison"])
    # The mean of three videos is ten more than their median.
    low = table["Lượt xem mỗi video", "Nhóm thấp"]
    means = np.array([_plays(number) + 10 for number in range(1, _LOW + 1)])
    assert low["Số TikToker"] == 12
    assert low["Trung vị"] == pytest.approx(np.median(means))
    assert low["Trung bình"] == pytest.approx(means.mean())
    assert low["Độ lệch chuẩn"] == pytest.approx(means.std(ddof=1))
    assert low["Tứ phân vị 75"] == pytest.approx(np.quantile(means, 0.75))
    assert table["Người theo dõi", "Nhóm cao"]["Số TikToker"] == 13
    assert table["Lượt xem mỗi video", "Nhóm cao"]["Số TikToker"] == 12
    # Three videos are too few for a pace.
    assert ("Video mỗi tuần", "Nhóm thấp") not in table
    assert table["Hashtag mỗi video", "Nhóm giữa"]["Trung bình"] == 1


def test_plays_per_follower_are_median_plays(store: Store) -> None:
    for search in ("", "metric=likes"):
        table = _comparison(_shown(store, search)["comparison"])
        found = table["Lượt xem trên một người theo dõi", "Nhóm cao"]["Trung vị"]
        numbers = range(_MIDDLE + 1, _CREATORS + 1)
        assert found == pytest.approx(np.median([_plays(n) / (n * 1000) for n in numbers]))


def test_measures_are_tested_once_each_and_corrected_together(store: Store) -> None:
    reader = Reader(store.snapshot(), read_view(tiers.PAGE.controls, ""))
    tested = measure_differences(reader)
    # Neither what the tiers are split by, nor what is divided by it.
    assert not {"followers", "plays_per_follower"} & set(tested)
    likes = tested["likes_per_video"]
    alone = kruskal_by_group(tier_values(reader).groups["likes_per_video"])
    assert likes.difference == alone
    assert alone.p is not None and likes.p_adjusted is not None and likes.p_adjusted > alone.p
    assert likes.is_clear
    # All have one hashtag: nothing differs.
    assert not tested["mean_hashtags"].is_clear


def test_a_number_stands_above_its_range_in_one_unit() -> None:
    # 84 seconds between 61 and 126 seconds, not "1 phút 24 giây" between them.
    assert [DURATION.write(84.2), DURATION.write_short(126.0)] == ["84 giây", "126 giây"]
    assert DURATION.write(None) == "—"


def test_what_the_comparison_leaves_out_is_said(store: Store) -> None:
    sentences = _sentences(_shown(store)["comparison"])
    assert "1 TikToker không có video nào trong góc nhìn này" in sentences
    assert "1 TikToker không rõ số người theo dõi" in sentences
    fewer = _sentences(_shown(store, "tier_least=5")["comparison"])
    assert "37 TikToker có dưới 5 video" in fewer


@pytest.mark.parametrize(("aggregate", "least"), [("median", 0), ("mean", 10), ("sum", 0)])
def test_a_creator_is_one_number(store: Store, aggregate: str, least: int) -> None:
    table = _table(_shown(store, f"aggregate={aggregate}")["boxes"]).set_index("TikToker")
    expected = 3 * (_plays(7) + 10) if aggregate == "sum" else _plays(7) + least
    assert table.iloc[:, -1]["kenh07"] == expected
    assert len(table) == _CREATORS
    assert not {"khongro", "chuadang"} & set(table.index)


def test_the_bars_are_medians_with_intervals_of_ranks(store: Store) -> None:
    shown = _shown(store)["bars"]
    bar = shown.content["data"][0]
    assert bar["y"] == [1006.5, 2018.5, 4030.5]
    # Of twelve values the interval of a median runs from the third to the tenth.
    assert bar["error_y"]["array"] == [pytest.approx(3.5)] * 3
    assert bar["error_y"]["arrayminus"] == [pytest.approx(3.5)] * 3
    assert set(bar["marker"]["opacity"]) == {0.4}  # under thirty
    assert "Cao nhất: nhóm cao" in _sentences(shown)
    assert "kém 4,0 lần" in _sentences(shown)


def test_the_test_reads_out_who_is_above_whom(store: Store) -> None:
    shown = _shown(store)["difference"]
    words, sentences = " ".join(_words(shown.content)), _sentences(shown)
    assert "Khác nhau rõ, và khác nhiều" in words
    assert "nhóm cao cao hơn hẳn" in words
    assert "p < 0,001: khó" not in sentences
    assert "Khó là ngẫu nhiên (p < 0,001, n = 36 TikToker trong 3 nhóm)" in sentences
    assert "100 % khả năng người nhóm cao có trung vị lượt xem cao hơn" in sentences
    assert "chưa phải nguyên nhân" in sentences
    table = _table(shown)
    assert len(table) == 3
    assert (table["Khả năng nhóm thứ nhất cao hơn"] == 1).all()


def test_boxes_and_points_are_of_the_same_creators(store: Store) -> None:
    shown = _shown(store)["boxes"]
    boxes = [trace for trace in shown.content["data"] if trace["type"] == "box"]
    points = [trace for trace in shown.content["data"] if trace["type"] == "scatter"][:3]
    assert [box["median"][0] for box in boxes] == [1006.5, 2018.5, 4030.5]
    assert [len(each["x"]) for each in points] == [12, 12, 12]
    assert points[0]["customdata"][0] == ["kenh01", "1.001"]
    assert "0 trong 12 TikToker nhóm thấp (0 %)" in _sentences(shown)


def test_a_line_needs_thirty_creators_of_its_tier(store: Store) -> None:
    shown = _shown(store)["line-low"]
    assert len(shown.content["data"]) == 1  # points alone
    assert shown.content["data"][0]["x"] == [5 * number for number in range(1, 13)]
    assert "chỉ có 12 TikToker nhóm thấp" in _sentences(shown)
    assert shown.findings[0].kind == "few"
    of_view = _shown(store, "counted=view")["line-low"]
    assert set(of_view.content["data"][0]["x"]) == {3}


def test_lines_stand_on_the_same_axes(store: Store) -> None:
    shown = _shown(store)
    layouts = [shown[f"line-{code}"].content["layout"] for code in ("low", "middle", "high")]
    assert (
        layouts[0]["xaxis"]["range"] == layouts[1]["xaxis"]["range"] == layouts[2]["xaxis"]["range"]
    )
    assert (
        layouts[0]["yaxis"]["range"] == layouts[1]["yaxis"]["range"] == layouts[2]["yaxis"]["range"]
    )


def test_actions_rest_on_numbers_and_lead_on(store: Store) -> None:
    shown = _shown(store, "region=Nam")["actions"]
    assert "Chưa đủ dữ liệu" in " ".join(_words(shown.content))
    table = _table(_shown(store)["actions"])
    assert table["Gợi ý"].iloc[0] == (
        "Khi cần nhiều lượt xem, xem nhóm cao trước nhóm thấp và nhóm giữa."
    )
    assert "nhóm cao 4.030" in table["Vì sao"].iloc[0]
    assert 1 <= len(table) <= 5
    least = math.ceil(store.snapshot().manifest.tier_thresholds[1])
    linked = f"href='/creators/kol?tier=high&audience_least={least}'"
    assert linked in str(_shown(store)["actions"].content)


@pytest.mark.parametrize(
    ("search", "words"),
    [
        ("metric=engagement_rate_by_followers", "chia cho người theo dõi"),
        ("aggregate=sum", "thu thập được nhiều video"),
    ],
)
def test_a_number_that_follows_from_its_making_is_marked(
    store: Store, search: str, words: str
) -> None:
    shown = _shown(store, search)
    for key in ("boxes", "difference", "line-low"):
        assert shown[key].findings[0].kind == "few"
        assert words in shown[key].findings[0].text
    table = _table(shown["actions"])
    assert table["Gợi ý"].iloc[0].startswith("So các nhóm bằng")
    assert not table["Gợi ý"].str.contains("kênh nhỏ").any()


def test_shares_by_followers_stand_on_a_log_axis(store: Store) -> None:
    circular = _shown(store, "metric=engagement_rate_by_followers")["boxes"].content
    assert circular["layout"]["yaxis"]["type"] == "log"
    plain = _shown(store, "metric=engagement_rate")["boxes"].content
    assert "type" not in plain["layout"]["yaxis"]


# Views with little in them.


@pytest.mark.parametrize("metric", ["plays", "engagement_rate", "engagement_rate_by_followers"])
def test_nothing_that_fits_the_filters_leaves_no_card_broken(store: Store, metric: str) -> None:
    shown = _shown(store, f"creator=khong.co.ai&metric={metric}")
    assert {each.n for each in shown.values()} == {0}
    for key in ("boxes", "bars", "line-low", "line-middle", "line-high"):
        assert shown[key].content["data"] == []
    for each in shown.values():
        assert not re.search(r"\bnan\b|NaN", to_json_plotly(each.content))
        _table(each)


def test_a_creator_without_followers_has_no_tier(store: Store) -> None:
    shown = _shown(store, "creator=khongro")
    figures = _table(shown["figures"]).set_index("Con số")["Giá trị"]
    assert (figures["Chưa rõ nhóm"], figures["Nhóm thấp"]) == ("1", "0")
    assert shown["boxes"].content["data"] == []
    assert "không rõ số người theo dõi" in _sentences(shown["comparison"])


def test_a_tier_with_one_creator_is_shown_and_not_compared(store: Store) -> None:
    names = [*(f"kenh{number:02}" for number in range(1, 13)), "kenh36"]
    shown = _shown(store, "&".join(f"creator={name}" for name in names))
    assert "chỉ một TikToker" in _words(shown["comparison"].content)
    assert "góc nhìn này có 1" in _sentences(shown["difference"])
    assert shown["bars"].content["data"][0]["y"] == [1006.5, 4036.0]
    assert shown["bars"].content["data"][0]["error_y"]["array"][1] is None
    assert _table(shown["difference"]).empty


def test_a_creator_without_a_video_counts_by_followers_alone(store: Store) -> None:
    shown = _shown(store, "creator=chuadang")
    assert _table(shown["figures"]).set_index("Con số")["Giá trị"]["Nhóm cao"] == "1"
    assert shown["boxes"].n == 0
    assert list(_table(shown["comparison"])["Chỉ số"]) == ["Người theo dõi"]
    narrowed = _shown(store, "creator=chuadang&period=4w")
    assert _table(narrowed["figures"]).set_index("Con số")["Giá trị"]["Nhóm cao"] == "0"


def test_without_followers_at_all_there_are_no_thresholds(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("no-followers")
    home = Home(folder / "home")
    publish(home, raw_videos(folder / "source", 1, 2, 3))
    shown = _shown(Store(home.datasets))
    table = _table(shown["figures"]).set_index("Con số")
    assert table["Giá trị"]["Ngưỡng chia nhóm"] == "—"
    assert table["Giá trị"]["Chưa rõ nhóm"] == "1"


def test_many_creators_are_drawn_in_part_and_that_is_said(store: Store) -> None:
    rows = pd.DataFrame({"creator": [f"k{n:03}" for n in range(400)], "value": range(400, 0, -1)})
    points = _points(rows, read_view(tiers.PAGE.controls, ""))
    assert len(points) == 100
    assert points["value"].tolist() == sorted(points["value"])
    assert (points["value"].min(), points["value"].max()) == (1, 400)


@pytest.mark.parametrize(
    "search",
    ["", "metric=saves&aggregate=mean&counted=view", "tier=low", "tier_least=20", "period=4w"],
)
def test_the_page_is_written_whole(sample_home: Home, search: str) -> None:
    reader = Reader(Store(sample_home.datasets).snapshot(), read_view(tiers.PAGE.controls, search))
    written = _compute(tiers.PAGE, reader).decode()
    assert "NaN" not in written
    assert "Không tính được" not in written


# The words of a test.


def _groups(*starts: float, size: int = 20) -> Mapping[str, list[float]]:
    codes = ("low", "middle", "high")
    return {
        code: [start + place for place in range(size)]
        for code, start in zip(codes, starts, strict=False)
    }


def test_the_same_in_all_tiers_is_no_finding_of_sameness() -> None:
    test = compare_tiers(_groups(0, 0, 0))
    (finding,) = difference_findings(test, "lượt xem")
    assert verdict(test) == "Chưa thấy khác biệt rõ"
    assert "khoảng 100 trong 100 lần" in finding.text
    assert "không có nghĩa là giống nhau" in finding.text


def test_equal_values_and_single_tiers_have_nothing_to_compare() -> None:
    equal = compare_tiers({"low": [3.0] * 20, "high": [3.0] * 20})
    assert "cùng một giá trị" in difference_findings(equal, "lượt xem")[0].text
    assert equal.pairs == ()
    one = compare_tiers({"low": range(40), "middle": [1.0, 2.0], "high": []})
    assert "góc nhìn này có 1" in difference_findings(one, "lượt xem")[0].text
    assert one.medians["high"] is None


def test_few_creators_draw_no_conclusion() -> None:
    test = compare_tiers(_groups(0, 100, 200, size=6))
    assert verdict(test) == "Chưa đủ dữ liệu"
    (finding,) = difference_findings(test, "lượt xem")
    assert (finding.kind, "18 TikToker" in finding.text) == ("few", True)
    assert not any(pair.is_clear for pair in test.pairs)


def test_a_pair_is_read_from_the_side_that_is_above() -> None:
    test = compare_tiers(_groups(12, 0, 0))
    pair = test.pair("high", "low")
    assert pair is not None and pair.chance.estimate is not None
    assert pair.chance.estimate < 0.5
    assert reading(pair) == "nhóm thấp cao hơn hẳn"
    sentences = [each.text for each in difference_findings(test, "lượt xem")]
    assert any("người nhóm thấp có lượt xem cao hơn" in each for each in sentences)
    assert any("Chưa phân biệt được: nhóm cao và nhóm giữa." in each for each in sentences)
    effects = [each for each in difference_findings(test, "x") if each.strength]
    assert effects and all(each.kind == "effect" for each in effects)


@pytest.mark.parametrize(
    ("p", "words"),
    [(0.0003, "p < 0,001"), (0.0031, "p = 0,003"), (0.0449, "p = 0,045"), (0.34, "p = 0,34")],
)
def test_p_has_as_many_places_as_matter(p: float, words: str) -> None:
    assert p_words(p) == words


@pytest.mark.parametrize(
    ("share", "words"), [(0.005, "rất ít"), (0.01, "ít"), (0.06, "vừa"), (0.14, "nhiều")]
)
def test_sizes_have_the_bounds_of_cohen(share: float, words: str) -> None:
    assert size_words(share) == words


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.55, "gần như ngang nhau"),
        (0.56, "nhỉnh hơn"),
        (0.64, "thường cao hơn"),
        (0.71, "cao hơn hẳn"),
        (0.29, "cao hơn hẳn"),
    ],
)
def test_chances_have_the_bounds_of_vargha_and_delaney(chance: float, words: str) -> None:
    assert chance_words(chance) == words


# What to do.


def _suggested(groups: Mapping[str, list[float]]) -> list[Suggestion]:
    return suggest_by_metric(
        compare_tiers(groups),
        goal="nhiều lượt xem",
        inside="trung vị lượt xem",
        write=whole,
        filters=Filters(region=("Nam",)),
        thresholds=(1000.5, 5000.0),
    )


def test_a_tier_is_named_only_before_those_that_it_is_clearly_above() -> None:
    (found,) = _suggested(_groups(0, 19, 20))
    assert found.action == "Khi cần nhiều lượt xem, xem nhóm cao trước nhóm thấp."
    assert "Chưa phân biệt được với nhóm giữa." in found.reason
    assert found.link == "/creators/kol?tier=high&region=Nam&audience_least=5000"
    assert found.sure


@pytest.mark.parametrize(
    ("groups", "asked"),
    [
        (_groups(20, 0, 1), "audience_most=1000"),
        (_groups(0, 20, 1), "audience_least=1001&audience_most=4999"),
    ],
)
def test_the_choice_of_kols_asks_for_the_followers_of_the_tier(
    groups: Mapping[str, list[float]], asked: str
) -> None:
    # That page has no filters: what they say must stand in its brief.
    assert _suggested(groups)[0].link.endswith(f"&region=Nam&{asked}")


def test_equal_tiers_are_no_reason_to_choose() -> None:
    (found,) = _suggested(_groups(0, 0.1, 0.2, size=400))
    assert found.action == "Khi cần nhiều lượt xem, đừng chọn theo cỡ kênh."
    assert found.sure
    (few,) = _suggested(_groups(0, 3, 4, size=12))
    assert not few.sure  # it may be the creators that lack
    assert _suggested(_groups(0, 100, 200, size=6)) == []


def test_a_difference_that_no_pair_shows_is_not_denied() -> None:
    groups: Mapping[str, list[float]] = {
        "low": [0, 0, 1, 2, 3, 3, 5, 7],
        "middle": [1, 1, 1, 1, 1, 2, 2, 3, 4, 4, 4, 5, 6, 8],
        "high": [0, 1, 2, 3, 4, 5, 6, 8, 9, 9, 10, 10, 10, 11],
    }
    test = compare_tiers(groups)
    assert test.is_clear
    assert not any(pair.is_clear for pair in test.pairs)
    (found,) = _suggested(groups)
    assert "nhóm cao nhất chưa vượt rõ nhóm thấp nhất" in found.reason
    assert not found.sure


def test_the_fair_number_keeps_the_filters() -> None:
    filters = Filters(tier=("low",))
    assert suggest_fair(circular=True, filters=filters).link == (
        "/creators/tiers?tier=low&metric=engagement_rate"
    )
    assert suggest_fair(circular=False, filters=filters).link == "/creators/tiers?tier=low"
