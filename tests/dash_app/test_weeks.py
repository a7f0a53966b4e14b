"""Weeks: their holidays, extremes and growth, and what the page says of them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from dash_app.findings.extremes import mark_extremes
from dash_app.findings.growth import growth, growth_finding
from dash_app.findings.week_suggestions import week_suggestions
from dash_app.findings.weeks import year_findings
from dash_app.holidays import SEASONS, holidays, seasons_between
from dash_app.metrics import metric
from dash_app.pages import open_reader
from dash_app.statistics import trend_line
from dash_app.store import Store
from dash_app.tabs.trends import weeks
from dash_app.tabs.trends.weekly import by_year, fill_weeks, holidays_of, with_context
from dash_app.view import read_view
from etl.home import Home

PLAYS = metric("plays")


def a_frame(counts: list[int], first: str = "2024-01-01", value: float = 1000.0) -> pd.DataFrame:
    starts = pd.date_range(first, periods=len(counts), freq="7D")
    values = [value if n else np.nan for n in counts]
    return pd.DataFrame({"week_start": starts, "n": counts, "value": values})


def test_every_season_is_there_for_every_year() -> None:
    by_name = {name: [each for each in holidays() if each.name == name] for name in SEASONS}
    assert all(len(found) == 15 for found in by_name.values())
    tet = {each.ends_on.year: each for each in by_name["Tết Nguyên đán"]}
    assert tet[2024].starts_on <= date(2024, 2, 10) <= tet[2024].ends_on
    assert tet[2025].starts_on <= date(2025, 1, 29) <= tet[2025].ends_on


def test_a_season_that_reaches_into_the_first_or_last_week_is_marked() -> None:
    assert [each.name for each in seasons_between(date(2024, 1, 1), date(2024, 1, 2))] == [
        "Giáng sinh – năm mới"
    ]
    assert seasons_between(date(2024, 4, 1), date(2024, 8, 1)) == ()
    assert holidays_of(a_frame([])) == ()
    assert [each.name for each in holidays_of(a_frame([1], "2023-12-18"))] == [
        "Giáng sinh – năm mới"
    ]


def test_a_week_without_videos_is_a_zero_and_no_gap() -> None:
    frame = a_frame([5, 6, 7, 8]).drop(index=[1, 2])
    assert fill_weeks(frame)["n"].tolist() == [5, 0, 0, 8]
    assert fill_weeks(frame)["value"].isna().tolist() == [False, True, True, False]


def test_week_53_and_the_turn_of_the_year() -> None:
    frame = by_year(a_frame([1, 2, 3, 4], "2020-12-21"))
    assert frame[["year", "week"]].to_numpy().tolist() == [
        [2020, 52],
        [2020, 53],  # 28/12/2020 to 3/1/2021
        [2021, 1],
        [2021, 2],
    ]
    # 30/12/2024 is a Monday whose Thursday lies in 2025.
    assert by_year(a_frame([1], "2024-12-30"))[["year", "week"]].to_numpy().tolist() == [[2025, 1]]


def test_a_peak_and_a_trough_are_marked_and_a_plateau_is_not() -> None:
    counts = [3, *[50, 52, 49, 51, 50, 48, 120, 51, 50, 49, 5, 50, 51, 49, 52, 50], 2]
    marked = mark_extremes(a_frame(counts), "n")
    assert marked.index[marked["extreme"] == 1].tolist() == [7]
    assert marked.index[marked["extreme"] == -1].tolist() == [11]
    assert (mark_extremes(a_frame([9, *[100] * 20, 9]), "n")["extreme"] == 0).all()


def test_few_weeks_have_no_extremes() -> None:
    marked = mark_extremes(a_frame([1, 50, 2, 60]), "n")
    assert (marked["extreme"] == 0).all()
    assert mark_extremes(a_frame([7]), "n")["fitted"].isna().all()


def test_the_line_and_its_interval_are_those_of_statsmodels() -> None:
    values = np.random.default_rng(5).normal(10, 3, 30) + np.arange(30) * 0.4
    line = trend_line(values)
    x = sm.add_constant(np.arange(30.0))
    expected = sm.OLS(values, x).fit().get_prediction(x)
    assert line.fitted == pytest.approx(expected.predicted)
    low, high = expected.conf_int().T
    assert line.low == pytest.approx(low)
    assert line.high == pytest.approx(high)


def test_the_line_goes_on_where_a_week_has_no_value() -> None:
    line = trend_line([1, None, 3, 4, None])
    assert line.fitted == pytest.approx([1, 2, 3, 4, 5])
    assert np.isnan(trend_line([1, 2]).fitted).all()


def test_growth_leaves_the_weeks_at_the_ends_out() -> None:
    found = growth(a_frame([999, 10, 12, 8, 10, 50, 20, 22, 18, 20, 1]), "n")
    assert found is not None
    assert (found.first, found.last, found.change) == (10, 20, 1.0)
    assert (found.first_from, found.last_from) == (
        pd.Timestamp("2024-01-08"),
        pd.Timestamp("2024-02-12"),
    )
    text = growth_finding(found, "số video").text
    assert "+100 %" in text and "từ 10,0 lên 20,0" in text and "vượt ngoài dao động" in text


def test_growth_of_few_weeks_or_from_nothing_is_not_told() -> None:
    assert growth(a_frame([1] * 9), "n") is None
    assert growth_finding(None, "số video").kind == "few"
    from_nothing = growth(a_frame([0] * 6 + [5] * 6), "n")
    assert from_nothing is not None and from_nothing.change is None
    assert growth_finding(from_nothing, "số video").kind == "few"


def test_years_are_compared_over_the_weeks_that_they_share() -> None:
    first = a_frame([10] * 10, "2024-01-01")
    second = a_frame([15] * 6, "2024-12-30")
    between = a_frame([0] * 42, "2024-03-11")
    frame = by_year(pd.concat([first, between, second], ignore_index=True))
    (finding,) = year_findings(frame)
    assert "6 tuần" in finding.text
    assert "90 video năm 2025 so với 60 năm 2024 (+50 %)" in finding.text
    assert year_findings(by_year(first))[0].kind == "few"


def test_the_coming_season_is_suggested_with_what_it_was_before() -> None:
    frame = a_frame([20] * 60, "2024-01-01")
    (season, *rest) = week_suggestions(frame, PLAYS, date(2025, 1, 10))
    assert season.action == "Chuẩn bị nội dung Tết Nguyên đán trước 22/01/2025."
    assert "tuần khác 20,0" in season.reason
    assert rest == []
    silent = week_suggestions(a_frame([40, 0, 40]), PLAYS, date(2024, 1, 20))
    assert any("1 tuần không có video" in each.reason for each in silent)
    assert week_suggestions(a_frame([]), PLAYS, date(2024, 1, 20)) == ()


@pytest.mark.parametrize(
    "search", ["", "scope=all", "scope=all&metric=engagement_rate", "creator=x"]
)
def test_every_card_is_shown(sample_home: Home, search: str) -> None:
    snapshot = Store(sample_home.datasets).snapshot()
    reader = open_reader(snapshot, read_view(weeks.PAGE.controls, search))
    for card in weeks.PAGE.cards:
        shown = card.show(reader)
        assert shown.title and shown.formula
        table = shown.table() if callable(shown.table) else shown.table
        assert all("_" not in name for name in table.columns), card.key
    figure = weeks.show_volume(reader).content
    bars = [each for each in figure["data"] if each["type"] == "bar"]
    if search != "creator=x":
        assert sum(bars[0]["y"]) == weeks.show_volume(reader).n > 0


def test_the_average_needs_four_weeks() -> None:
    frame = with_context(a_frame([4, 8, 4, 8, 12]), "n")
    assert frame["average"].tolist()[3:] == [6, 8]
    assert frame["average"].isna().tolist() == [True, True, True, False, False]
