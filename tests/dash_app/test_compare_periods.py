"""Two ranges of days: presets, weeks, what is asked of the data, and what the page says."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from scipy.stats import mannwhitneyu, ttest_ind

from dash_app.components.controls import build_controls
from dash_app.figures.mirrored_bars import Side, mirrored_bars
from dash_app.filters import Filters
from dash_app.findings.period_cautions import age_cautions, range_cautions
from dash_app.findings.period_content import compare_shares, content_findings
from dash_app.findings.period_pair import (
    change_words,
    p_words,
    points_words,
    video_findings,
    weekly_findings,
)
from dash_app.findings.period_suggestions import period_suggestions
from dash_app.findings.week_span import (
    Span,
    first_weeks,
    iso_weeks,
    last_weeks,
    week_words,
    weeks_until,
)
from dash_app.metrics import metric
from dash_app.pages import Reader, open_reader
from dash_app.queries import compare_periods as queries
from dash_app.statistics import (
    BinEffect,
    Interval,
    superiority_from_wins,
    superiority_interval,
    welch,
)
from dash_app.store import Snapshot, Store
from dash_app.tabs.trends import compare_periods
from dash_app.tabs.trends.period_ranges import show_ranges
from dash_app.tabs.trends.period_rows import read_totals
from dash_app.tabs.trends.period_weeks import aligned_weeks, read_weeks, show_metric, show_volume
from dash_app.tabs.trends.two_ranges import Pair, chosen_pair, preset
from dash_app.view import read_view
from dash_app.words import decimal
from etl.home import Home

PLAYS = metric("plays")
PERIODS = {
    "first_from": "2024-10-07",
    "first_until": "2025-01-12",
    "second_from": "2025-01-06",
    "second_until": "2025-03-16",
}
"""They have a week in common."""


def span(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last))


# Presets and weeks


@pytest.mark.parametrize(
    ("name", "newest", "first", "second"),
    [
        (
            "last",
            "2025-03-19",
            span("2023-11-27", "2023-12-31"),
            span("2024-11-25", "2024-12-29"),
        ),
        (
            "first",
            "2025-03-19",
            span("2024-01-01", "2024-03-17"),
            span("2024-12-30", "2025-03-16"),
        ),
        # Week 11 of 2025 ends on 16/03: the day before, it is the year before that counts.
        (
            "first",
            "2025-03-15",
            span("2023-01-02", "2023-03-19"),
            span("2024-01-01", "2024-03-17"),
        ),
        (
            "newest",
            "2025-03-19",
            span("2024-09-30", "2024-12-22"),
            span("2024-12-23", "2025-03-16"),
        ),
        # 2020 has 53 weeks: its last five are 49 to 53, those of 2019 are 48 to 52.
        (
            "last",
            "2021-02-10",
            span("2019-11-25", "2019-12-29"),
            span("2020-11-30", "2021-01-03"),
        ),
        # 03/01/2021 is the Sunday of week 53 of 2020; a day before, that week has not ended.
        (
            "last",
            "2021-01-03",
            span("2019-11-25", "2019-12-29"),
            span("2020-11-30", "2021-01-03"),
        ),
        (
            "last",
            "2021-01-02",
            span("2018-11-26", "2018-12-30"),
            span("2019-11-25", "2019-12-29"),
        ),
        (
            "first",
            "2021-02-10",
            span("2018-12-31", "2019-03-17"),
            span("2019-12-30", "2020-03-15"),
        ),
        # A Sunday ends its week.
        (
            "newest",
            "2025-03-16",
            span("2024-09-30", "2024-12-22"),
            span("2024-12-23", "2025-03-16"),
        ),
    ],
)
def test_presets_take_weeks_that_have_ended(
    name: str, newest: str, first: Span, second: Span
) -> None:
    assert preset(name, date.fromisoformat(newest)) == (first, second)


@pytest.mark.parametrize("year", range(1999, 2040))
def test_a_preset_has_as_many_weeks_as_it_says(year: int) -> None:
    assert iso_weeks(year) in (52, 53)
    assert len(last_weeks(year, 5).mondays) == 5
    assert len(first_weeks(year, 11).mondays) == 11
    assert last_weeks(year, 5).last + timedelta(days=1) == first_weeks(year + 1, 1).first
    for newest in (date(year, 1, 1), date(year, 6, 30), date(year, 12, 31)):
        for name in ("newest", "last", "first"):
            before, after = preset(name, newest)
            assert before.last < after.first
            assert after.last <= newest
            assert len(before.mondays) == len(after.mondays)


def test_years_of_53_weeks() -> None:
    assert [year for year in range(2015, 2033) if iso_weeks(year) == 53] == [2015, 2020, 2026, 2032]


def test_a_range_knows_its_weeks_and_its_words() -> None:
    some = span("2024-12-28", "2025-01-07")
    assert [each.isoformat() for each in some.mondays] == ["2024-12-23", "2024-12-30", "2025-01-06"]
    assert [some.holds_week(each) for each in some.mondays] == [False, True, False]
    assert some.words == "28/12/2024–07/01/2025"
    assert span("2024-01-01", "2024-01-07").words == "01/01–07/01/2024"
    assert week_words(date(2020, 12, 28)) == "tuần 53/2020 (28/12/2020–03/01/2021)"
    assert weeks_until(date(2025, 3, 16), 1) == span("2025-03-10", "2025-03-16")
    assert weeks_until(date(2025, 3, 15), 1) == span("2025-03-03", "2025-03-09")


def test_weeks_without_videos_are_zero_and_those_outside_the_data_are_not() -> None:
    found = pd.DataFrame(
        {
            "week_start": pd.to_datetime(["2025-01-06", "2025-01-20"]).as_unit("us"),
            "n": [3, 5],
            "value": [30.0, 50.0],
        }
    )
    one = span("2025-01-01", "2025-02-02")
    pair = Pair(one, one, known=span("2025-01-01", "2025-01-22"))
    weeks = aligned_weeks(found, one, pair, summed=False)
    assert weeks["number"].tolist() == [1, 2, 3, 4, 5]
    assert weeks["n"].tolist()[:4] == [0, 3, 0, 5]
    assert np.isnan(weeks["n"].iloc[4])
    assert weeks["value"].isna().tolist() == [True, False, True, False, True]
    # The first is cut by the range, the fourth by the end of the data.
    assert weeks["whole"].tolist() == [False, True, True, False, False]
    summed = aligned_weeks(found, one, pair, summed=True)
    assert summed["value"].tolist()[:4] == [0, 30, 0, 50]


# What is asked of the data


@pytest.fixture(scope="module")
def snapshot(sample_home: Home) -> Snapshot:
    return Store(sample_home.datasets).snapshot()


@pytest.fixture(scope="module")
def videos(sample_home: Home) -> pd.DataFrame:
    """Returns the videos of both periods; one in both stands twice."""
    frame = pd.read_parquet(sample_home.datasets / "current" / "videos.parquet")
    days = pd.to_datetime(frame["posted_date"])
    parts = [
        frame[days.between(PERIODS[f"{name}_from"], PERIODS[f"{name}_until"])].assign(period=number)
        for number, name in enumerate(("first", "second"), 1)
    ]
    return pd.concat(parts)


def test_a_video_in_both_ranges_counts_in_each(snapshot: Snapshot, videos: pd.DataFrame) -> None:
    assert videos["video_id"].duplicated().any()
    totals = snapshot.frame(queries.totals, Filters(), PERIODS, metric="plays", grown=14)
    by_period = videos.groupby("period")
    assert totals["n"].tolist() == by_period.size().tolist()
    assert totals["creators"].tolist() == by_period["creator"].nunique().tolist()
    assert totals["plays"].tolist() == by_period["plays"].sum().tolist()
    lasting = videos[~videos["is_pinned"]].groupby("period")
    assert totals["p50"].tolist() == lasting["plays"].median().tolist()
    assert totals["measured"].tolist() == lasting.size().tolist()
    assert totals["photo"].tolist() == by_period["is_photo"].sum().tolist()
    age = (videos["collected_at"] - videos["posted_at"]).dt.total_seconds() / 86_400
    assert totals["young"].tolist() == (age < 14).groupby(videos["period"]).sum().tolist()


def test_weeks_are_counted_within_their_range(snapshot: Snapshot, videos: pd.DataFrame) -> None:
    found = snapshot.frame(
        queries.metric_by_week, Filters(), PERIODS, metric="plays", aggregate="sum"
    )
    expected = videos.groupby(["period", "week_start"]).agg(n=("plays", "size"), v=("plays", "sum"))
    assert found["n"].tolist() == expected["n"].tolist()
    assert found["value"].tolist() == expected["v"].tolist()


@pytest.mark.parametrize("name", ["plays", "engagement_rate"])
def test_wins_are_those_of_mann_and_whitney(
    snapshot: Snapshot, videos: pd.DataFrame, name: str
) -> None:
    row = snapshot.frame(queries.wins, Filters(), PERIODS, metric=name).iloc[0]
    fit = videos[~videos["is_pinned"] & videos[name].notna()]
    first, second = (fit.loc[fit["period"] == number, name] for number in (1, 2))
    assert (row["n"], row["other_n"]) == (len(second), len(first))
    u = mannwhitneyu(second, first).statistic
    # Values closer than they are published count as equal.
    assert row["wins"] == pytest.approx(u, rel=0.01)
    counted = superiority_from_wins(row["wins"], int(row["n"]), int(row["other_n"]))
    assert counted.estimate == pytest.approx(superiority_interval(second, first).estimate, rel=0.01)


def test_a_creator_is_compared_with_itself(snapshot: Snapshot, videos: pd.DataFrame) -> None:
    row = snapshot.frame(queries.within_creator, Filters(), PERIODS, metric="plays").iloc[0]
    fit = videos[~videos["is_pinned"]].assign(y=lambda each: np.log1p(each["plays"]))
    d, w = [], []
    for _, own in fit.groupby("creator"):
        inside = own[own["period"] == 2]
        if 0 < len(inside) < len(own):
            d.append((inside["y"] - own["y"].mean()).sum())
            w.append(len(inside) * (1 - len(inside) / len(own)))
    assert row["creators"] == len(d)
    assert (row["sum_d"], row["sum_w"]) == (pytest.approx(sum(d)), pytest.approx(sum(w)))


def test_a_dish_counts_once_a_video(
    snapshot: Snapshot, videos: pd.DataFrame, sample_home: Home
) -> None:
    found = snapshot.frame(queries.content, Filters(), PERIODS, least=1, most=1000)
    folder = sample_home.datasets / "current"
    dishes = pd.read_parquet(folder / "video_dishes.parquet")[["video_id", "dish_group"]]
    named = dishes.drop_duplicates().merge(videos[["video_id", "period"]], on="video_id")
    counts = named.groupby(["dish_group", "period"]).size().unstack(fill_value=0)
    mine = found[found["kind"] == "dish"].set_index("name")
    assert mine["first_n"].to_dict() == counts[1].to_dict()
    assert mine["second_n"].to_dict() == counts[2].to_dict()
    of_kind = named.drop_duplicates(["video_id", "period"]).groupby("period").size()
    assert set(mine["first_of"]) == {of_kind[1]} and set(mine["second_of"]) == {of_kind[2]}


def test_a_range_without_videos_has_no_row(snapshot: Snapshot) -> None:
    empty = PERIODS | {"second_from": "1999-01-01", "second_until": "1999-12-31"}
    totals = snapshot.frame(queries.totals, Filters(), empty, metric="plays", grown=14)
    assert totals["period"].tolist() == [1]
    wins = snapshot.frame(queries.wins, Filters(), empty, metric="plays").iloc[0]
    assert wins["n"] == 0
    nothing = snapshot.frame(
        queries.wins,
        Filters(),
        empty | {"first_from": "1999-01-01", "first_until": "1999-01-01"},
        metric="plays",
    ).iloc[0]
    assert pd.isna(nothing["wins"]) and nothing["other_n"] == 0


# What the page shows


def read(snapshot: Snapshot, search: str) -> Reader:
    return open_reader(snapshot, read_view(compare_periods.PAGE.controls, search))


@pytest.mark.parametrize(
    "search",
    [
        "",
        "scope=all&pair=last",
        "scope=all&pair=first&metric=engagement_rate",
        "scope=all&aggregate=sum",
        "scope=all&pair=own&first_from=2024-10-01&first_until=2024-12-31"
        "&second_from=2025-01-01&second_until=2025-03-31",
        "pair=own",
        "scope=all&pair=own&second_from=2030-01-01&second_until=2030-03-01",
        "creator=x",
    ],
)
def test_every_card_is_shown(snapshot: Snapshot, search: str) -> None:
    reader = read(snapshot, search)
    for card in compare_periods.PAGE.cards:
        shown = card.show(reader)
        assert shown.title and shown.formula
        table = shown.table() if callable(shown.table) else shown.table
        assert all("_" not in str(name) for name in table.columns), card.key


def test_chosen_days_stand_in_any_order_and_a_missing_one_is_said(snapshot: Snapshot) -> None:
    search = "pair=own&first_from=2024-12-31&first_until=2024-10-01&second_from=2025-01-01"
    pair = chosen_pair(read(snapshot, search))
    assert pair is not None and pair.missing
    assert pair.first == span("2024-10-01", "2024-12-31")
    assert pair.second.first == date(2025, 1, 1)
    texts = [each.text for each in show_ranges(read(snapshot, search)).findings]
    assert any("Chưa chọn đủ bốn ngày" in text for text in texts)


def test_days_are_passed_over_unless_they_are_to_be_chosen(snapshot: Snapshot) -> None:
    typed = "&first_from=2024-10-01&first_until=2024-10-31"
    one, other = (chosen_pair(read(snapshot, f"pair=last{more}")) for more in ("", typed))
    assert one == other


def test_the_days_of_the_filter_bar_are_not_used_and_the_page_says_so(snapshot: Snapshot) -> None:
    plain, narrowed = (
        read(snapshot, f"scope=all{more}") for more in ("", "&start=2025-03-01&end=2025-03-02")
    )
    assert read_totals(plain)[1]["n"] == read_totals(narrowed)[1]["n"]
    assert "thanh bộ lọc không dùng" in show_ranges(narrowed).findings[0].text
    assert read_totals(read(snapshot, "scope=all&period=4w"))[1]["n"] == read_totals(plain)[1]["n"]


def test_the_first_range_is_drawn_to_the_left(snapshot: Snapshot) -> None:
    reader = read(snapshot, "scope=all")
    shown = show_volume(reader)
    left, right = shown.content["data"]
    first, second = read_weeks(reader)
    assert left["x"] == [-n for n in first["n"]] and right["x"] == second["n"].tolist()
    assert shown.n == first["n"].sum() + second["n"].sum() > 0
    assert left["y"][0] == "Tuần thứ 1", "their ISO weeks differ"
    weeks = show_volume(read(snapshot, "scope=all&pair=last")).content["data"][0]["y"]
    assert weeks == [f"Tuần {number}" for number in range(48, 53)]


def test_the_test_of_the_weeks_is_that_of_welch(snapshot: Snapshot) -> None:
    reader = read(snapshot, "scope=all")
    first, second = (each.loc[each["whole"], "n"].to_numpy() for each in read_weeks(reader))
    expected = ttest_ind(second, first, equal_var=False)
    words = " ".join(each.text for each in show_volume(reader).findings)
    assert f"Welch t = {decimal(expected.statistic, 2)}" in words
    assert p_words(expected.pvalue) in words


def test_the_number_of_the_weekly_top_is_a_rule(snapshot: Snapshot) -> None:
    assert "quy tắc định sẵn" in show_volume(read(snapshot, "")).findings[-1].text
    kinds = [each.text for each in show_metric(read(snapshot, "")).findings]
    assert all("quy tắc định sẵn" not in text for text in kinds)


def test_days_are_typed_into_the_browsers_own_field() -> None:
    view = read_view(compare_periods.PAGE.controls, "first_from=2025-02-29&first_until=2025-02-28")
    assert view.day("first_from") is None and view.day("first_until") == date(2025, 2, 28)
    # A year that is being typed is not a day yet.
    assert (
        read_view(compare_periods.PAGE.controls, "first_from=0202-02-28").day("first_from") is None
    )
    written = str(build_controls(compare_periods.PAGE.controls, view))
    assert written.count("type='date'") == 4 and "value='2025-02-28'" in written


# What is said


def test_a_difference_is_told_with_its_size() -> None:
    before, after = [100.0, 110, 90, 105, 95], [200.0, 220, 180, 210, 190]
    opening, interval, size = weekly_findings(
        welch(after, before), (100, 200), "Số video", decimal, decimal
    )
    assert "100,0 ở giai đoạn 1 và 200,0 ở giai đoạn 2, tức +100 %" in opening.text
    assert interval.kind == "effect" and "vượt ngoài dao động" in interval.text
    assert size.text.startswith("Cỡ ảnh hưởng lớn (Hedges g = ")
    near = [101.0, 109, 91, 104, 97]
    _, interval, size = weekly_findings(welch(near, before), (100, 100.4), "X", decimal, decimal)
    assert "chưa thể nói hai giai đoạn khác nhau" in interval.text
    assert "không đáng kể" in size.text


def test_weeks_that_are_too_few_or_all_alike_are_not_tested() -> None:
    (few,) = weekly_findings(welch([1.0, 2], [3.0, 4]), (3.5, 1.5), "X", decimal, decimal)
    assert few.kind == "few" and "cần 5 mỗi giai đoạn, đang có 2 và 2" in few.text
    alike = welch([100.0] * 6, [100.0] * 6)
    (same,) = weekly_findings(alike, (100, 100), "X", decimal, decimal)
    assert "bằng nhau" in same.text
    nan = float("nan")
    (nothing,) = weekly_findings(welch([], []), (nan, nan), "X", decimal, decimal)
    assert nothing.text.startswith("Chưa đủ tuần trọn") and "nan" not in nothing.text


def test_videos_are_compared_one_by_one_and_within_their_creators() -> None:
    medians = (Interval(100, 90, 110, 50, True), Interval(None, None, None, 0, False))
    found = video_findings(medians, superiority_from_wins(None, 0, 50), (), PLAYS, decimal)
    assert [each.kind for each in found] == ["fact", "few", "few"]
    higher = superiority_from_wins(0.7 * 100 * 100, 100, 100)
    effect = BinEffect("second", 100, 20, 30.0, 20.0, 40.0, 0.001, 0.001, True)
    both = (medians[0], medians[0])
    *_, chance, own = video_findings(both, higher, (effect,), PLAYS, decimal)
    assert "cao hơn trong 70,0 % số lần" in chance.text and "cỡ ảnh hưởng vừa" in chance.text
    assert "+30 % (khoảng tin cậy 95 %: +20 % đến +40 %) so với giai đoạn 1" in own.text


def test_cautions_name_what_makes_the_ranges_unequal() -> None:
    known = span("2024-01-10", "2025-03-19")
    fair = (span("2024-12-02", "2024-12-29"), span("2025-01-06", "2025-02-02"))
    assert range_cautions(fair, known, (4, 4)) == ()
    texts = " ".join(
        each.text
        for each in range_cautions(
            (span("2024-01-01", "2024-12-29"), span("2024-12-20", "2025-03-23")), known, (50, 12)
        )
    )
    for words in ("trùng nhau", "Giai đoạn 1 vượt", "Giai đoạn 2 vượt", "không trọn", "dài khác"):
        assert words in texts
    rows = {1: {"n": 100, "young": 0, "age": 300.0}, 2: {"n": 100, "young": 20, "age": 20.0}}
    young, older = age_cautions(rows)
    assert "20 % video của giai đoạn 2" in young.text and "300 ngày ở giai đoạn 1" in older.text
    assert age_cautions({}) == ()


def a_content(first: int, second: int, creators: int = 20) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "kind": ["dish", "dish"],
            "name": ["phở", "bún"],
            "first_n": [first, 100],
            "second_n": [second, 100],
            "first_of": [500, 500],
            "second_of": [500, 500],
            "creators": [creators, 20],
        }
    )


def test_content_that_changed_beyond_chance_is_named() -> None:
    changed = compare_shares(a_content(20, 80))
    assert changed["clear"].tolist() == [True, False]
    assert changed["estimate"].tolist() == [4, 1]
    (finding,) = content_findings(changed)
    assert (
        "“phở” nhiều lên: 4,0 % ở giai đoạn 1, 16,0 % ở giai đoạn 2, gấp 4,00 lần" in finding.text
    )
    assert "Không thể loại" in content_findings(compare_shares(a_content(20, 22)))[0].text
    few = compare_shares(a_content(20, 80, creators=4))
    assert not few["clear"].any(), "too few creators"
    nothing = compare_shares(a_content(0, 0).assign(first_of=0, second_of=0))
    assert content_findings(nothing)[0].kind == "few"
    assert content_findings(compare_shares(a_content(1, 1).head(0)))[0].kind == "few"


def test_what_is_suggested_follows_from_what_is_sure() -> None:
    effect = BinEffect("second", 100, 20, -30.0, -40.0, -20.0, 0.001, 0.001, True)
    volume = welch([20.0, 22, 19, 21, 20], [10.0, 11, 9, 10, 12])

    def suggested(young: float, counts: bool = True) -> list[str]:
        return [
            each.action
            for each in period_suggestions(
                volume,
                (effect,),
                compare_shares(a_content(20, 80)),
                young,
                date(2025, 3, 19),
                metric=PLAYS,
                counts=counts,
                link=lambda kind, name: f"/{kind}/{name}",
            )
        ]

    again, reach, more, dish = suggested(0.3)
    assert again == "Thu thập lại sau 02/04/2025 rồi so lượt xem lần nữa."
    assert reach.startswith("Tìm xem vì sao lượt xem")
    assert "đông video hơn" in more and "“phở”" in dish
    assert len(suggested(0.0)) == 3 and len(suggested(0.0, counts=False)) == 2


def test_changes_and_p_values_are_written_out() -> None:
    assert change_words(100, 150) == "+50 %" and change_words(0, 5) == "—"
    assert points_words(0.05, 0.031) == "−1,90 điểm %"
    assert points_words(float("nan"), 0.1) == "—"
    assert p_words(0.0004) == "p < 0,001" and p_words(0.0324) == "p = 0,032"


def test_bars_of_ranges_of_different_length() -> None:
    figure = mirrored_bars(
        Side("A", [5, None], ["a", "b"], [False, True], 5),
        Side("B", [1, 2, 3], ["a", "b", "c"], [False] * 3, None),
        rows=["1", "2", "3"],
        title="T",
        write=str,
    )
    left, right = figure["data"]
    assert (left["x"], left["y"]) == ([-5, None], ["1", "2"])
    assert left["marker"]["opacity"] == [1, 0.35]
    assert right["x"] == [1, 2, 3]
    axis = figure["layout"]["xaxis"]
    assert axis["tickvals"] == [-each for each in reversed(axis["tickvals"])]
    assert axis["ticktext"] == list(reversed(axis["ticktext"]))
    assert [each["x0"] for each in figure["layout"]["shapes"]] == [-5]
    nothing = Side("A", [0.0], [""], [False], 0.0)
    assert mirrored_bars(nothing, nothing, rows=["1"], title="T", write=str)["data"] == []
