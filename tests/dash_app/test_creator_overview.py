"""The overview of creators: its cards on real tables, on awkward ones, and what its words say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from homes import publish
from plotly.io.json import to_json_plotly
from raw_shapes import profile, video, write
from scipy import stats

from dash_app import links
from dash_app.findings.creator_correlation import (
    correlation_findings,
    made_of_each_other,
    together_words,
)
from dash_app.findings.creator_overview_actions import overview_suggestions
from dash_app.findings.creator_spread import skew_words, spread_findings, times_words
from dash_app.findings.suggestion import Suggestion
from dash_app.metrics import AGGREGATES, METRICS, Metric, aggregate, metric
from dash_app.pages import Reader, Shown
from dash_app.statistics import correlate_all, distribution
from dash_app.store import Store
from dash_app.tabs.creators import overview
from dash_app.tabs.creators.channel_measures import FOLLOWERS, HEARTS, VIDEO_COUNT
from dash_app.tabs.creators.correlated_measures import even_sample
from dash_app.view import read_view
from etl.home import Home

SPREADS = ("followers", "hearts", "videos", "metric")
COLUMNS = ("followers", "hearts", "video_count", "median_plays")
PLAYS = metric("plays")
RATE = metric("engagement_rate")


@pytest.fixture(scope="module")
def store(sample_home: Home) -> Store:
    return Store(sample_home.datasets)


@pytest.fixture(scope="module")
def creators(sample_home: Home) -> pd.DataFrame:
    return pd.read_parquet(sample_home.datasets / "current" / "creators.parquet")


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Returns four creators: whole, without numbers, without videos, with one video."""
    folder = tmp_path_factory.mktemp("overview")
    source = folder / "source"
    _write(source, "ca.hai", [1, 2, 3], {"followerCount": 1000, "heartCount": 50, "videoCount": 4})
    _write(source, "khong.so", [11, 12], {})
    _write(source, "khong.video", [], {"followerCount": 0, "heartCount": 0, "videoCount": 0})
    _write(source, "mot.video", [21], {"followerCount": 9, "heartCount": 8, "videoCount": 1})
    home = Home(folder / "home")
    publish(home, source)
    return Store(home.datasets)


def _write(source: Path, name: str, numbers: list[int], counts: dict[str, int]) -> None:
    write(source / name / "user_info.json", profile(name, stats=counts))
    if numbers:
        items = [video(number, author={"uniqueId": name}) for number in numbers]
        write(source / name / "videos_info.json", items)


def _shown(store: Store, search: str = "") -> dict[str, Shown]:
    reader = Reader(store.snapshot(), read_view(overview.PAGE.controls, search))
    return {card.key: card.show(reader) for card in overview.PAGE.cards}


def _table(shown: Shown) -> pd.DataFrame:
    return shown.table if isinstance(shown.table, pd.DataFrame) else shown.table()


def _figures(shown: Shown) -> dict[str, str]:
    table = _table(shown)
    return dict(zip(table["Con số"], table["Giá trị"], strict=True))


def _notes(shown: Shown) -> dict[str, str]:
    table = _table(shown)
    return dict(zip(table["Con số"], table["Ghi chú"], strict=True))


def _number(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


# The cards on the sample.


def test_the_key_figures_are_those_of_the_creators(store: Store, creators: pd.DataFrame) -> None:
    figures = _figures(_shown(store)["figures"])
    assert figures["TikToker"] == str(len(creators))
    for title, column in (
        ("Người theo dõi", "followers"),
        ("Lượt thích của kênh", "hearts"),
        ("Video của kênh", "video_count"),
        ("Lượt xem (trung vị)", "median_plays"),
    ):
        assert _number(figures[title]) == pytest.approx(creators[column].median(), abs=0.5)
    assert _number(figures["Video trong góc nhìn"]) == creators["videos_collected"].sum()


@pytest.mark.parametrize("bins", ["auto", "10", "50"])
@pytest.mark.parametrize("scale", ["auto", "linear", "log"])
def test_every_creator_is_in_a_column(
    store: Store, creators: pd.DataFrame, bins: str, scale: str
) -> None:
    shown = _shown(store, f"bins={bins}&scale={scale}")
    for key, column in zip(SPREADS, COLUMNS, strict=True):
        table = _table(shown[key])
        assert table["Số TikToker"].sum() == creators[column].notna().sum() == shown[key].n
        assert table["Từ"].iloc[0] == creators[column].min()
        if bins != "auto":
            assert len(table) <= int(bins)
    kind = shown["hearts"].content["layout"]["xaxis"].get("type")
    assert kind == (None if scale == "linear" else "log")


def test_a_rate_stands_on_a_plain_scale_unless_asked_otherwise(store: Store) -> None:
    card = _shown(store, "metric=engagement_rate")["metric"]
    assert card.title == "Tỷ lệ tương tác (trung vị) phân bố ra sao?"
    assert "type" not in card.content["layout"]["xaxis"]
    log = _shown(store, "metric=engagement_rate&scale=log")["metric"]
    assert log.content["layout"]["xaxis"]["type"] == "log"


@pytest.mark.parametrize("how", [each.key for each in AGGREGATES])
@pytest.mark.parametrize("key", [each.key for each in METRICS])
def test_every_metric_and_aggregate_has_its_cards(store: Store, key: str, how: str) -> None:
    shown = _shown(store, f"metric={key}&aggregate={how}")
    used = aggregate(how, metric(key)).label.lower()
    assert shown["metric"].title.startswith(f"{metric(key).label} ({used})")
    assert all(card.n > 0 for card in shown.values())
    assert not re.search(r"\bnan\b|\binf\b", to_json_plotly([c.content for c in shown.values()]))


@pytest.mark.parametrize("coefficient", ["spearman", "pearson"])
def test_coefficients_are_those_of_scipy(
    store: Store, creators: pd.DataFrame, coefficient: str
) -> None:
    card = _shown(store, f"coefficient={coefficient}&aggregate=mean")["correlation"]
    rows = {
        (row["Con số thứ nhất"], row["Con số thứ hai"]): row
        for row in _table(card).to_dict("records")
    }
    columns = {
        "Người theo dõi": "followers",
        "Lượt thích của kênh": "hearts",
        "Video của kênh": "video_count",
        "Lượt xem (trung bình)": "mean_plays",
    }
    for a, b in (("Người theo dõi", "Video của kênh"), ("Lượt thích của kênh", list(columns)[3])):
        both = creators[[columns[a], columns[b]]].dropna()
        sides = both.to_numpy().T if coefficient == "spearman" else np.log1p(both.to_numpy().T)
        expected = getattr(stats, f"{coefficient}r")(*sides)
        row = rows[a, b]
        assert row[coefficient.capitalize()] == pytest.approx(expected.statistic)
        assert row["Số TikToker"] == len(both)


def test_the_matrices_have_each_pair_once_and_name_the_account(
    store: Store, creators: pd.DataFrame
) -> None:
    shown = _shown(store)
    clouds = shown["scatter"].content["data"]
    assert len(clouds) == 6
    assert set(clouds[0]["text"]) == set(creators["creator"])
    assert "@%{text}" in clouds[0]["hovertemplate"]
    (cells,) = shown["correlation"].content["data"]
    written = [text for row in cells["text"] for text in row if text]
    assert len(written) == len(_table(shown["correlation"])) == 10
    # The same number stands in a cloud and in its cell.
    notes = [note["text"] for note in shown["scatter"].content["layout"]["annotations"]]
    r = re.sub("<.*?>", "", cells["text"][0][0])
    assert notes[0] == f"r = {r}"


def test_other_metrics_are_compared_too_but_none_twice(store: Store) -> None:
    one = _shown(store, "also=shares,plays")
    assert len(one["scatter"].content["data"]) == 10
    assert "Chia sẻ (trung vị)" in _table(one["scatter"]).columns
    pairs = _table(one["correlation"])
    names = {*pairs["Con số thứ nhất"], *pairs["Con số thứ hai"]}
    assert "Tỷ lệ tương tác (gộp)" in names
    rate = _table(_shown(store, "metric=engagement_rate")["correlation"])
    assert len(rate) == 6


def test_the_other_metric_is_the_one_of_the_creator(store: Store, creators: pd.DataFrame) -> None:
    table = _table(_shown(store, "also=saves")["scatter"]).set_index("TikToker")
    expected = creators.set_index("creator")["median_saves"].reindex(table.index)
    assert table["Lượt lưu (trung vị)"].tolist() == pytest.approx(expected.tolist(), nan_ok=True)


def test_filters_on_videos_leave_out_who_has_none_and_keep_the_channel_numbers(
    store: Store, creators: pd.DataFrame
) -> None:
    short = _shown(store, "duration=10-30")
    assert 0 < short["followers"].n <= len(creators)
    assert _notes(short["figures"])["TikToker"].endswith(", 0 không")
    kept = _table(short["scatter"]).set_index("TikToker")["Người theo dõi"]
    known = creators.set_index("creator")["followers"].reindex(kept.index)
    assert kept.tolist() == known.tolist()


def test_the_page_ends_with_what_to_do(store: Store) -> None:
    assert overview.PAGE.cards[-1].key == "actions"
    table = _table(_shown(store)["actions"])
    assert list(table.columns) == ["Gợi ý", "Vì sao"]


def test_nobody_leaves_no_card_broken(store: Store, awkward: Store) -> None:
    for data in (store, awkward):
        shown = _shown(data, "creator=khong.co.ai&also=shares")
        assert {card.n for card in shown.values()} == {0}
        for key in (*SPREADS, "scatter", "correlation"):
            assert shown[key].content["data"] == []
            assert shown[key].content["layout"]["annotations"][0]["text"]
        assert _figures(shown["figures"])["Người theo dõi"] == "—"
        for card in shown.values():
            _table(card)


# Creators that lack something.


def test_who_lacks_numbers_or_videos_is_counted_and_left_out_of_the_rest(awkward: Store) -> None:
    shown = _shown(awkward)
    assert _figures(shown["figures"])["TikToker"] == "4"
    assert _notes(shown["figures"])["TikToker"] == "3 có video, 1 không; 1 thiếu hồ sơ"
    # Of 1,000, 9 and 0 followers; one is not known.
    assert _figures(shown["figures"])["Người theo dõi"] == "9"
    assert _notes(shown["figures"])["Người theo dõi"] == "trung vị; trung bình 336; 1 thiếu"
    assert shown["followers"].n == 3
    assert _table(shown["followers"])["Số TikToker"].sum() == 2
    assert [each.text for each in shown["followers"].findings] == [
        "Chưa đủ dữ liệu để kết luận: chỉ có 3 TikToker, cần ít nhất 30.",
        "1 TikToker không có số này nên không được tính.",
        "1 TikToker có số bằng 0: được tính nhưng không vẽ được trên thang log.",
    ]


def test_pairs_are_of_those_who_have_both_numbers(awkward: Store) -> None:
    table = _table(_shown(awkward)["correlation"])
    pairs = zip(table["Con số thứ nhất"], table["Con số thứ hai"], strict=True)
    n = dict(zip(pairs, table["Số TikToker"], strict=True))
    assert n["Người theo dõi", "Lượt thích của kênh"] == 3
    assert n["Người theo dõi", "Lượt xem (trung vị)"] == 2
    (finding,) = _shown(awkward)["correlation"].findings
    assert finding.kind == "few"
    # A point that lacks a number, or has one of 0 on a log axis, is not drawn.
    clouds = _shown(awkward)["scatter"].content["data"]
    assert clouds[0]["text"] == ["ca.hai", "mot.video"]


def test_equal_numbers_of_all_are_said_to_be_equal() -> None:
    values = pd.Series([500.0] * 40)
    (finding,) = spread_findings(distribution(values), values, FOLLOWERS)
    assert finding.text == "Cả 40 TikToker cùng có 500 người theo dõi."


# What the spread says.


def _said(values: Sequence[float], measure: Metric, *, log: bool = False) -> list[str]:
    column = pd.Series(values, dtype="float64")
    return [each.text for each in spread_findings(distribution(column, log=log), column, measure)]


def test_a_long_tail_is_said_with_its_numbers_and_what_to_go_by() -> None:
    # Median 100, mean (35 · 100 + 5 · 10,000) / 40; of the total the two largest hold 20,000.
    values = [100.0] * 35 + [10_000.0] * 5
    first, second = _said(values, FOLLOWERS)
    g = stats.skew(values, bias=False)
    assert first == (
        f"Lệch phải mạnh (hệ số lệch {f'{g:.1f}'.replace('.', ',')}): trung bình 1.338 gấp 13,4 "
        "lần trung vị 100, vì vài TikToker rất lớn (2 người lớn nhất chiếm 37 % tổng). Nói về một "
        "TikToker điển hình thì dùng trung vị."
    )
    assert second == "Một nửa TikToker có từ 100 đến 100 người theo dõi (n = 40)."


def test_what_is_even_on_the_log_scale_is_compared_by_ratios() -> None:
    values = np.exp(np.random.default_rng(3).normal(10, 1, 400)).tolist()
    assert "so hai người thì so theo số lần" in _said(values, HEARTS)[0]
    assert "so theo số lần" not in _said([value / 1e6 for value in values], RATE)[0]


def test_a_symmetric_measure_may_be_told_by_either_number() -> None:
    said = _said([float(number) for number in range(100, 141)], VIDEO_COUNT)[0]
    assert said == (
        "Gần cân đối (hệ số lệch 0,0): trung bình 120 gần bằng trung vị 120. Trung bình và trung "
        "vị đều dùng được."
    )


def test_a_tail_to_the_left_and_a_rate_have_no_total() -> None:
    low = [0.05] * 35 + [0.001] * 5
    assert "vì một số TikToker rất thấp" in _said(low, RATE)[0]
    high = [0.05] * 35 + [0.4] * 5
    said = _said(high, RATE)[0]
    assert "vì một số TikToker rất cao" in said
    assert "tổng" not in said


def test_a_tail_that_does_not_move_the_mean_is_no_reason() -> None:
    said = _said([100.0] * 20 + [101.0] * 19 + [130.0], VIDEO_COUNT)[0]
    assert "gần bằng trung vị" in said
    assert "dù vài TikToker rất lớn" in said


def test_a_median_of_nothing_has_no_ratio() -> None:
    assert times_words(12.0, 0.0, FOLLOWERS) == "trung bình 12, trung vị 0"
    assert times_words(50.0, 100.0, FOLLOWERS) == "trung bình 50 chỉ bằng 0,50 lần trung vị 100"


@pytest.mark.parametrize(
    ("estimate", "words"),
    [
        (0.49, "gần cân đối"),
        (-0.2, "gần cân đối"),
        (0.8, "lệch phải vừa"),
        (-0.8, "lệch trái vừa"),
        (5.0, "lệch phải mạnh"),
        (-1.5, "lệch trái mạnh"),
    ],
)
def test_skewness_in_words(estimate: float, words: str) -> None:
    assert skew_words(estimate) == words


# What the coefficients say.

MEASURES = {"followers": FOLLOWERS, "hearts": HEARTS, "value": PLAYS}


def _columns(n: int = 100) -> dict[str, np.ndarray]:
    random = np.random.default_rng(5)
    size = random.normal(0, 1, n)
    return {
        "followers": size,
        "hearts": size + random.normal(0, 0.3, n),
        "value": -size + random.normal(0, 1, n),
    }


def test_the_clearest_pair_of_each_direction_is_said_without_a_cause() -> None:
    pairs = correlate_all(_columns(), by_rank=True)
    up, down = correlation_findings(pairs, MEASURES, chosen="value", coefficient="hệ số Spearman")
    r = stats.spearmanr(_columns()["followers"], _columns()["hearts"]).statistic
    assert up.text.startswith(
        "Cặp cùng chiều rõ nhất: người theo dõi và lượt thích của kênh đi cùng nhau mạnh, hệ số "
        f"Spearman {f'{r:.2f}'.replace('.', ',')} (khoảng tin cậy 95 %: "
    )
    assert down.text.startswith("Cặp ngược chiều rõ nhất: ")
    assert "bên này cao thì bên kia thường thấp" in down.text
    for finding in (up, down):
        assert finding.text.endswith("không phải nguyên nhân.")
        assert "n = 100" in finding.text
        assert finding.kind == "effect"


def test_what_goes_with_the_chosen_metric_is_said_where_it_is_not_the_clearest() -> None:
    columns = _columns()
    columns["value"] = columns["followers"] + np.random.default_rng(9).normal(0, 2, 100)
    pairs = correlate_all(columns, by_rank=False)
    found = correlation_findings(pairs, MEASURES, chosen="value", coefficient="hệ số Pearson")
    assert found[1].text.startswith("Rõ nhất với lượt xem: ")
    # The chosen metric in the clearest pair: nothing is said twice.
    again = correlation_findings(pairs, MEASURES, chosen="hearts", coefficient="hệ số Pearson")
    assert not any(each.text.startswith("Rõ nhất với") for each in again)


def test_pairs_that_chance_explains_are_named_as_such() -> None:
    columns = _columns() | {"value": np.random.default_rng(2).normal(0, 1, 100)}
    last = correlation_findings(
        correlate_all(columns, by_rank=True), MEASURES, chosen="value", coefficient="hệ số"
    )[-1]
    assert last.text == (
        "Không rõ có đi cùng nhau hay không: người theo dõi và lượt xem; lượt thích của kênh và "
        "lượt xem."
    )
    noise = {name: np.random.default_rng(n).normal(0, 1, 50) for n, name in enumerate(MEASURES)}
    (finding,) = correlation_findings(
        correlate_all(noise, by_rank=True), MEASURES, chosen="value", coefficient="hệ số"
    )
    assert finding.text.startswith("Không cặp nào trong 3 cặp đi cùng nhau rõ hơn ngẫu nhiên")


def test_few_creators_allow_no_conclusion() -> None:
    pairs = correlate_all(_columns(29), by_rank=True)
    (finding,) = correlation_findings(pairs, MEASURES, chosen="value", coefficient="hệ số")
    assert finding.kind == "few"
    assert "chỉ có 29 TikToker có đủ hai số" in finding.text


def test_numbers_that_are_made_of_each_other_are_warned_of() -> None:
    (warning,) = made_of_each_other(MEASURES)
    assert "lượt thích của kênh là tổng trên mọi video" in warning.text
    by_followers = {"value": metric("engagement_rate_by_followers")}
    assert "mẫu số" in made_of_each_other(MEASURES | by_followers)[1].text
    assert made_of_each_other({"value": PLAYS}) == ()


@pytest.mark.parametrize(
    ("r", "words"),
    [
        (0.05, "hầu như không đi cùng nhau"),
        (-0.09, "hầu như không đi cùng nhau"),
        (0.2, "đi cùng nhau yếu"),
        (-0.4, "đi ngược nhau vừa"),
        (0.9, "đi cùng nhau mạnh"),
    ],
)
def test_the_size_of_a_coefficient_in_words(r: float, words: str) -> None:
    assert together_words(r) == words


# What is drawn.


def test_a_sample_is_even_over_followers_and_always_the_same() -> None:
    random = np.random.default_rng(4)
    frame = pd.DataFrame(
        {"creator": [f"k{n:04}" for n in range(5000)], "followers": random.permutation(5000)}
    )
    some = even_sample(frame, 4)
    assert len(some) == 300
    assert some["followers"].iloc[0] == 0
    assert some["followers"].iloc[-1] == 4999
    assert some["followers"].diff().dropna().between(16, 18).all()
    shuffled = frame.sample(frac=1, random_state=1)
    assert even_sample(shuffled, 4)["creator"].tolist() == some["creator"].tolist()
    assert len(even_sample(frame, 6)) * 15 <= 2000
    assert even_sample(frame.head(300), 4) is not None
    assert len(even_sample(frame.head(300), 4)) == 300


# What to do.


def _creators(n: int = 60, **columns: Any) -> pd.DataFrame:
    """Returns creators with plays that rise with followers, but for the first one."""
    followers = np.arange(1, n + 1) * 1000.0
    frame = pd.DataFrame(
        {
            "creator": [f"k{number}" for number in range(1, n + 1)],
            "followers": followers,
            "value": followers * 2,
            "videos": 20,
            "booking_note": None,
        }
    )
    frame.loc[0, "value"] = 20_000.0
    return frame.assign(**columns)


def _suggested(frame: pd.DataFrame, measure: Metric = PLAYS) -> dict[str, Suggestion]:
    (pair,) = correlate_all(
        {"followers": frame["followers"], "value": frame["value"]}, by_rank=True
    )
    measures = [(FOLLOWERS, frame["followers"]), (measure, frame["value"])]
    found = overview_suggestions(frame, measure, aggregate("median", measure), pair, measures)
    return {each.action: each for each in found}


def test_who_reaches_more_than_their_size_is_named_with_the_number() -> None:
    found = _suggested(_creators())
    (one,) = [each for action, each in found.items() if action.startswith("Xem trước TikToker")]
    assert re.search(r"@k1 gấp \d+,\d lần \(20 video\)", one.reason)
    assert "60 TikToker" in one.reason
    assert one.link == links.creator_page("k1")
    for left_out in ({"booking_note": "refuses"}, {"videos": 9}):
        without = _creators()
        for column, value in left_out.items():
            without[column] = without[column].astype(object)
            without.loc[0, column] = value
        assert not any("@k1 " in each.reason for each in _suggested(without).values())


def test_a_strong_relation_is_a_first_sieve_and_a_weak_one_a_warning() -> None:
    strong = _suggested(_creators())
    assert "Dùng số người theo dõi để lọc vòng đầu, rồi so trong cùng nhóm." in strong
    noise = np.random.default_rng(1).permutation(400).astype(float)
    weak = _suggested(_creators(400, value=noise))
    one = weak["Đừng chọn TikToker chỉ theo số người theo dõi."]
    assert one.link == links.KOL_PAGE
    assert "hầu như không đi cùng nhau" in one.reason
    unsure = _suggested(_creators(40, value=noise[:40] + np.arange(40) * 6))
    assert not unsure["Coi số người theo dõi là một manh mối, chưa phải thước đo."].sure
    against = _suggested(_creators(value=0.1 - np.arange(60) / 1000), RATE)
    assert "đi ngược nhau mạnh" in against["Đừng bỏ qua kênh nhỏ."].reason


def test_the_median_is_advised_for_what_leans_most() -> None:
    frame = _creators(followers=[1000.0] * 55 + [100_000.0] * 5)
    one = _suggested(frame)["Đặt kỳ vọng và báo giá theo trung vị, không theo trung bình."]
    assert "Lệch nhất là người theo dõi: trung bình 9.250 gấp 9,2 lần trung vị 1.000" in one.reason


def test_who_has_few_videos_is_counted() -> None:
    frame = _creators(videos=[0] * 3 + [5] * 6 + [20] * 51)
    one = _suggested(frame)["Thu thập thêm video trước khi kết luận về TikToker còn ít video."]
    assert "6 có dưới 10 video và 3 chưa có video nào (15 %)" in one.reason
    assert not any("Thu thập" in action for action in _suggested(_creators()))


def test_few_creators_are_given_no_advice() -> None:
    assert _suggested(_creators(10)) == {}
    assert overview_suggestions(_creators(0), PLAYS, aggregate("median", PLAYS), None, []) == ()
