"""The page of outliers: its cards on real tables, and what its sentences and figures say."""

from __future__ import annotations

import math
import re
from typing import Any

import pandas as pd
import pytest
from plotly.io.json import to_json_plotly

from dash_app.figures.ratio_histogram import ratio_histogram
from dash_app.figures.ratio_intervals import ratio_intervals
from dash_app.findings.outliers import (
    age_findings,
    outlier_findings,
    shortlist_findings,
    trait_findings,
)
from dash_app.pages import Reader, Shown
from dash_app.statistics import risk_ratio
from dash_app.store import Store
from dash_app.tabs.videos import outliers
from dash_app.tabs.videos.outlier_traits import compare_traits
from dash_app.view import read_view
from etl.home import Home


@pytest.fixture(scope="module")
def store(sample_home: Home) -> Store:
    return Store(sample_home.datasets)


@pytest.fixture(scope="module")
def videos(sample_home: Home) -> pd.DataFrame:
    rows = pd.read_parquet(sample_home.datasets / "current" / "videos.parquet")
    return rows[~rows["is_pinned"]]


def _shown(store: Store, search: str = "") -> dict[str, Shown]:
    reader = Reader(store.snapshot(), read_view(outliers.PAGE.controls, search))
    return {card.key: card.show(reader) for card in outliers.PAGE.cards}


def _table(shown: Shown) -> pd.DataFrame:
    return shown.table if isinstance(shown.table, pd.DataFrame) else shown.table()


def _words(content: Any) -> list[str]:
    """Returns the texts of a tree of components, in reading order."""
    if content is None or isinstance(content, str):
        return [content] if content else []
    if isinstance(content, list | tuple):
        return [text for each in content for text in _words(each)]
    return _words(getattr(content, "children", None))


def _cards(shown: Shown) -> list[Any]:
    return list(shown.content.children)


# The page.


@pytest.mark.parametrize("least", ["2", "3", "5", "10"])
def test_outliers_are_those_from_the_chosen_threshold_on(
    store: Store, videos: pd.DataFrame, least: str
) -> None:
    shown = _shown(store, f"least={least}")
    hits = int((videos["outlier_ratio"] >= int(least)).sum())
    assert _table(shown["figures"])["Giá trị"].iloc[0] == str(hits)
    assert f"gấp từ {least} lần mức thường của kênh" in _words(shown["figures"].content)
    assert shown["shortlist"].n == len(_table(shown["shortlist"])) == hits
    assert _table(shown["shortlist"])["So với kênh (lần)"].min() >= int(least)


def test_the_list_shows_as_many_cards_as_asked_for(store: Store) -> None:
    some = _shown(store, "least=2&show=12")["shortlist"]
    more = _shown(store, "least=2")["shortlist"]
    assert (len(_cards(some)), len(_cards(more))) == (12, 24)
    assert "12 trong " in some.findings[0].text


@pytest.mark.parametrize(
    ("order", "measure"),
    [("channel", "mức thường của kênh"), ("niche", "video cùng tuổi trong ngách")],
)
def test_the_order_is_also_what_the_cards_are_scored_by(
    store: Store, order: str, measure: str
) -> None:
    shown = _shown(store, f"least=2&order={order}")["shortlist"]
    scores = [_words(card)[:2] for card in _cards(shown)]
    assert {words[1] for words in scores if words[0] != "—"} == {measure}
    numbers = [float(words[0].removesuffix(" lần").replace(",", ".")) for words in scores]
    assert numbers == sorted(numbers, reverse=True)


def test_a_card_says_what_it_is_and_leads_to_tiktok(store: Store, videos: pd.DataFrame) -> None:
    best = videos.sort_values("outlier_ratio", ascending=False).iloc[0]
    card = _cards(_shown(store, "least=2")["shortlist"])[0]
    words = " ".join(_words(card))
    assert f"@{best['creator']}" in words
    assert f"{best['posted_date']:%d/%m/%Y}" in words
    assert all(f"#{tag}" in words for tag in best["hashtags"])
    link = card.children[-1].children[-1]
    assert link.href == best["url"]
    assert "noopener" in link.rel


def test_nothing_is_loaded_from_tiktok(store: Store) -> None:
    components = to_json_plotly(_shown(store)["shortlist"].content)
    assert not re.search(r'"type":\s*"(Img|Video|Iframe|Source)"', components)
    assert '"src"' not in components


def test_a_caption_stands_without_its_hashtags(store: Store) -> None:
    for card in _cards(_shown(store, "least=2")["shortlist"]):
        captions = [
            each.children
            for each in card.children
            if type(each).__name__ == "P" and not getattr(each, "className", "")
        ]
        assert all("#" not in caption for caption in captions)


_ROW = {
    "outlier_ratio": 4.25,
    "niche_ratio": float("nan"),
    "hook": None,
    "transcribed": True,
    "caption": "Bún chả #bunuha",
    "hashtags": ["bunuha"],
    "creator": "quan.an",
    "plays": 1_234_567,
    "is_photo": False,
    "duration_s": 75.0,
    "posted_date": pd.Timestamp("2025-03-19"),
    "has_ad_signs": False,
    "age": 3,
    "videos_collected": 40,
    "url": "https://www.tiktok.com/@quan.an/video/1",
}


def test_what_is_not_known_of_a_video_is_said() -> None:
    card = outliers._card(_ROW, "channel")
    assert (card.score, card.measure) == ("4,2 lần", "mức thường của kênh")
    assert card.second == "chưa đủ video cùng tuổi để so với ngách"
    assert (card.hook, card.no_hook) == ("", "không có lời thoại")
    assert card.facts == ("1,2 Tr lượt xem", "1 phút 15 giây", "19/03/2025")
    assert card.marks == ()
    assert outliers._card(_ROW | {"transcribed": False}, "channel").no_hook == (
        "chưa có bản ghi lời thoại"
    )
    assert outliers._card(_ROW, "niche").score == "—"


@pytest.mark.parametrize(
    ("change", "mark"),
    [
        ({"has_ad_signs": True}, "có dấu hiệu quảng cáo"),
        ({"age": 0}, "mới đăng, còn đang tăng"),
        ({"videos_collected": 4}, "mức thường của kênh chỉ tính từ 3 video"),
    ],
)
def test_what_one_must_know_before_copying_is_marked(change: dict[str, Any], mark: str) -> None:
    assert outliers._card(_ROW | change, "channel").marks == (mark,)


def test_a_photo_post_has_no_length() -> None:
    card = outliers._card(_ROW | {"is_photo": True, "duration_s": float("nan")}, "channel")
    assert card.facts[1] == "bài ảnh"


def test_long_speech_is_cut_between_words() -> None:
    card = outliers._card(_ROW | {"hook": "ăn ngon " * 100}, "channel")
    assert len(card.hook) < 230
    assert card.hook.endswith(("ăn…", "ngon…"))


def test_nothing_that_fits_the_filters_leaves_no_card_broken(store: Store) -> None:
    shown = _shown(store, "creator=khong.co.ai")
    assert {each.n for each in shown.values()} == {0}
    for key in ("distribution", "ages", "timing", "content"):
        assert shown[key].content["data"] == []
        assert {each.kind for each in shown[key].findings} == {"few"}
    assert "Không có video nào gấp từ 3 lần" in " ".join(_words(shown["shortlist"].content))
    assert "chưa có video nào đủ tuổi để xét" in _words(shown["figures"].content)
    assert not any("0,0 lần" in text for text in _words(shown["figures"].content))
    for each in shown.values():
        _table(each)


def test_without_outliers_the_rest_still_stands(store: Store, videos: pd.DataFrame) -> None:
    low = videos.groupby("creator")["outlier_ratio"].max().idxmin()
    shown = _shown(store, f"least=10&creator={low}")
    if (videos.loc[videos["creator"] == low, "outlier_ratio"] >= 10).any():
        pytest.skip("mọi TikToker của bản mẫu đều có video gấp 10 lần")
    assert shown["distribution"].content["data"]
    assert shown["shortlist"].n == 0


def test_all_columns_and_texts_are_vietnamese(store: Store) -> None:
    for key, shown in _shown(store, "least=2").items():
        assert all(str(name)[0].isupper() for name in _table(shown).columns), key
        assert "_" not in "".join(map(str, _table(shown).columns))


def test_the_page_is_small(store: Store) -> None:
    parts = [each.content for each in _shown(store, "least=2").values()]
    assert len(to_json_plotly(parts)) < 70_000


# What outliers have in common.


def _traits(*rows: tuple[int, int, int, bool, bool, int, int]) -> pd.DataFrame:
    names = ["duration", "hashtags", "part", "has_dish", "has_place", "n", "hits"]
    return pd.DataFrame(rows, columns=names)


def test_a_trait_is_compared_with_the_videos_without_it() -> None:
    traits = _traits(
        (1, 2, 1, True, False, 100, 30),
        (2, 2, 1, False, False, 300, 30),
        (2, 1, 4, True, True, 100, 10),
    )
    frame = compare_traits(traits, None, "duration", "has_dish").set_index("name")
    row = frame.loc["10–30s"]
    assert (row["n"], row["hits"], row["other_n"], row["other_hits"]) == (100, 30, 400, 40)
    assert row["estimate"] == pytest.approx(3)
    expected = risk_ratio([30], [100], [40], [400])
    assert (row["low"], row["high"]) == pytest.approx((expected.low[0], expected.high[0]))
    dish = frame.loc["nhắc tới món ăn"]
    assert (dish["n"], dish["other_n"]) == (200, 300)
    assert frame["group"].tolist() == ["Thời lượng", "Thời lượng", "Món ăn"]


def test_traits_that_few_videos_have_are_left_out() -> None:
    traits = _traits((1, 2, 1, True, False, 29, 20), (2, 2, 1, False, False, 300, 60))
    assert compare_traits(traits, None, "duration").empty


def test_a_length_that_is_not_known_counts_on_neither_side() -> None:
    traits = _traits((1, 2, 1, True, False, 100, 30), (2, 2, 1, False, False, 300, 30))
    unknown = traits.tail(1).assign(duration=float("nan"), n=1000, hits=500)
    with_unknown = compare_traits(pd.concat([traits, unknown]), None, "duration")
    assert with_unknown["other_n"].tolist() == [300, 100]


def test_hooks_are_compared_among_labelled_videos_only() -> None:
    hooks = pd.DataFrame(
        {"label": [None, "Gây tò mò", "Kể chuyện"], "n": [200, 80, 130], "hits": [40, 24, 20]}
    )
    frame = compare_traits(_traits(), hooks, "hashtags").set_index("name")
    row = frame.loc["Gây tò mò"]
    assert (row["other_n"], row["other_hits"]) == (120, 16)
    assert row["sentence"] == "mở đầu kiểu gây tò mò"
    # A video with two kinds stands on the side of each.
    assert frame.loc["Kể chuyện", "other_n"] == 70


def test_only_what_survives_the_correction_is_called_clear() -> None:
    even = [(bin, 2, 1, False, False, 200, 20) for bin in range(8)]
    odd = (8, 2, 1, False, False, 200, 30)
    frame = compare_traits(_traits(*even, odd), None, "duration")
    assert frame.loc[frame["name"] == ">10 phút", "low"].iloc[0] > 1
    assert not frame["clear"].any()
    strong = compare_traits(_traits(*even, (8, 2, 1, False, False, 200, 60)), None, "duration")
    assert strong.loc[strong["clear"], "name"].tolist() == [">10 phút"]


# Sentences.


def _summary(**changes: float) -> pd.Series:
    row = {"n": 900, "hits": 100, "plays_share": 0.345, "compared": 100, "above": 94}
    return pd.Series(row | changes)


def test_findings_say_how_frequent_outliers_are_with_an_interval() -> None:
    first, second, third = outlier_findings(_summary())
    assert first.text == (
        "Cứ 9 video thì có 1 video nổi bật: 100 trong 900 (11,1 %; khoảng tin cậy 95 %: 9,2 % đến "
        "13,3 %)."
    )
    assert "34 % tổng lượt xem" in second.text
    assert third.text.startswith("94 % video nổi bật cũng vượt trung vị của video cùng tuổi")


def test_few_videos_allow_no_statement() -> None:
    assert [each.kind for each in outlier_findings(_summary(n=29))] == ["few"]
    assert "Không video nào trong 900" in outlier_findings(_summary(hits=0))[0].text
    assert len(outlier_findings(_summary(compared=29))) == 2


def _levels(*rows: tuple[int, int, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["age", "n", "level"])


def test_age_findings_compare_the_oldest_with_the_newest_settled_band() -> None:
    levels = _levels((0, 100, 200.0), (1, 100, 500.0), (5, 29, 9000.0), (6, 100, 1000.0))
    first, second = age_findings(levels)
    assert "từ 365 ngày 1.000" in first.text
    assert "3–6 ngày 500 (bằng 0,50 lần)" in first.text
    assert "trung vị 200" in second.text


def test_one_age_is_no_comparison() -> None:
    for levels in (_levels(), _levels((0, 100, 1.0), (6, 100, 2.0)), _levels((6, 999, 2.0))):
        assert [each.kind for each in age_findings(levels)] == ["few"]


def test_trait_findings_name_clear_traits_with_both_shares_and_the_interval() -> None:
    traits = _traits((1, 2, 1, True, False, 1000, 300), (2, 2, 1, False, False, 1000, 100))
    up, down = trait_findings(compare_traits(traits, None, "duration"))
    assert up.text == (
        "Video 10–30s: 30,0 % nổi bật, còn lại 10,0 %, tức 3,00 lần (khoảng tin cậy 95 %: 2,44 đến "
        "3,70; n = 1.000)."
    )
    assert down.text.startswith("Video 30–60s: 10,0 % nổi bật, còn lại 30,0 %, tức 0,33 lần")
    assert up.kind == down.kind == "effect"
    assert up.strength == pytest.approx(math.log(2.44), abs=0.01)
    assert up.strength == pytest.approx(down.strength)


def test_trait_findings_say_when_there_is_nothing_to_say() -> None:
    none = trait_findings(compare_traits(_traits(), None, "duration"))
    assert [each.kind for each in none] == ["few"]
    same = _traits((1, 2, 1, True, False, 500, 50), (2, 2, 1, False, False, 500, 51))
    (finding,) = trait_findings(compare_traits(same, None, "duration"))
    assert "Không đặc điểm nào" in finding.text
    assert finding.strength == 0


def test_shortlist_findings_count_creators_and_paid_signs() -> None:
    frame = pd.DataFrame({"creator": ["a", "a", "b"], "has_ad_signs": [True, False, False]})
    first, second = shortlist_findings(frame, 1403)
    assert first.text == "3 trong 1.403 video nổi bật, của 2 TikToker."
    assert second.text.startswith("1 video có dấu hiệu quảng cáo")
    assert len(shortlist_findings(frame.assign(has_ad_signs=False), 3)) == 1
    assert shortlist_findings(frame.head(0), 0) == ()


# Figures.


def test_the_histogram_stands_outliers_on_the_rest_at_the_right_place() -> None:
    frame = pd.DataFrame({"bin": [0, 4, 4, 9], "is_outlier": [False, False, True, True]})
    figure = ratio_histogram(
        frame.assign(n=[50, 20, 3, 1]),
        bins_a_decade=10,
        names=("dưới ngưỡng", "nổi bật"),
        x_title="Lần",
    )
    below, above = figure["data"]
    assert (below["name"], above["name"]) == ("dưới ngưỡng", "nổi bật")
    assert below["x"] == pytest.approx([0.05, 0.45])
    assert above["x"] == pytest.approx([0.45, 0.95])
    assert above["customdata"][0] == "2,5–3,2 lần<br><b>3</b>"
    assert figure["layout"]["barmode"] == "stack"
    axis = figure["layout"]["xaxis"]
    assert dict(zip(axis["ticktext"], axis["tickvals"], strict=True))["5"] == pytest.approx(
        math.log10(5)
    )
    nothing = ratio_histogram(
        frame.head(0).assign(n=[]), bins_a_decade=10, names=("dưới", "trên"), x_title="Lần"
    )
    assert nothing["data"] == []


def test_intervals_stand_in_order_under_the_name_of_their_group() -> None:
    frame = pd.DataFrame(
        {
            "group": ["Giờ", "Giờ", "Món"],
            "name": ["sáng", "tối", "có"],
            "estimate": [2.0, 0.5, 1.1],
            "low": [1.5, 0.4, 0.9],
            "high": [3.0, 0.7, 1.3],
            "clear": [True, True, False],
            "hover": ["a", "b", "c"],
        }
    )
    figure = ratio_intervals(frame, x_title="Lần", empty="Chưa đủ")
    (points,) = figure["data"]
    assert figure["layout"]["yaxis"]["categoryarray"] == [
        "<b>Giờ</b>",
        "sáng",
        "tối",
        "<b>Món</b>",
        "có",
    ]
    low, high = figure["layout"]["yaxis"]["range"]
    assert low > high
    assert points["error_x"]["array"] == pytest.approx([1.0, 0.2, 0.2])
    assert points["error_x"]["arrayminus"] == pytest.approx([0.5, 0.1, 0.2])
    assert len(set(points["marker"]["color"])) == 3
    nothing = ratio_intervals(frame.head(0), x_title="Lần", empty="Chưa đủ")
    assert nothing["data"] == []
    assert nothing["layout"]["annotations"][0]["text"] == "Chưa đủ"
