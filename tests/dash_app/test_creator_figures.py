"""What the figures of the creators' pages draw, read from their traces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest

from dash_app.figures.correlation_matrix import correlation_matrix
from dash_app.figures.heatmap import heatmap
from dash_app.figures.histogram_with_box import histogram_with_box
from dash_app.figures.line_breaks import broken
from dash_app.figures.lorenz_curve import lorenz_curve
from dash_app.figures.scatter_matrix import MatrixMeasure, scatter_matrix
from dash_app.figures.share_treemap import share_treemap
from dash_app.statistics import distribution, lorenz


def _words(figure: dict[str, Any]) -> str:
    """Returns what a figure without data says."""
    assert figure["data"] == []
    return str(figure["layout"]["annotations"][0]["text"])


# Columns with a box.


def _histogram(values: Sequence[float], *, log: bool = False, rate: bool = False) -> dict[str, Any]:
    return histogram_with_box(
        distribution(values, 3, log=log),
        title="Người theo dõi",
        count_title="Số TikToker",
        unit="TikToker",
        rate=rate,
        empty="Không ai có số này",
    )


@pytest.mark.parametrize("log", [False, True])
def test_columns_reach_from_edge_to_edge_but_for_a_gap(log: bool) -> None:
    values = [1, 4, 30, 50, 500, 1000]
    bars = _histogram(values, log=log)["data"][0]
    edges = distribution(values, 3, log=log).edges
    assert bars["y"] == list(distribution(values, 3, log=log).counts)
    for x, width, low, high in zip(bars["x"], bars["width"], edges[:-1], edges[1:], strict=True):
        left, right = x - width / 2, x + width / 2
        assert low < left < right < high
        part = np.log(right / left) / np.log(high / low) if log else (right - left) / (high - low)
        assert part == pytest.approx(0.94)


def test_a_column_says_its_range_and_the_last_one_has_its_end() -> None:
    bars = _histogram([0, 1, 2, 3, 4, 5, 6, 7, 8])["data"][0]
    assert bars["customdata"] == [
        "từ 0 đến dưới 3<br><b>3 TikToker</b> (33,3 %)",
        "từ 3 đến dưới 6<br><b>3 TikToker</b> (33,3 %)",
        "từ 6 đến 9<br><b>3 TikToker</b> (33,3 %)",
    ]
    shares = _histogram([0.01, 0.02, 0.031], rate=True)["data"][0]
    assert shares["customdata"][0].startswith("từ 1,00 % đến dưới 1,70 %")
    assert _histogram([5, 5])["data"][0]["customdata"][0].startswith("một giá trị duy nhất")


def test_median_and_mean_are_named_with_their_numbers_and_stand_where_they_are() -> None:
    figure = _histogram([1, 2, 3, 4, 990])
    median, mean = figure["data"][1:3]
    assert (median["name"], mean["name"]) == ("Trung vị 3", "Trung bình 200")
    assert median["x"] == [3, 3]
    assert mean["x"] == [200, 200]
    assert median["line"]["color"] != mean["line"]["color"]


def test_the_box_has_the_quantiles_on_an_axis_of_its_own() -> None:
    figure = _histogram(list(range(101)))
    box, points = figure["data"][3:]
    parts = ("lowerfence", "q1", "median", "q3", "upperfence")
    assert [box[part] for part in parts] == [[5], [25], [50], [75], [95]]
    assert box["yaxis"] == points["yaxis"] == "y2"
    assert "Nửa giữa: 25 đến 75" in points["hovertemplate"]
    assert "n = 101 TikToker" in points["hovertemplate"]
    low, high = figure["layout"]["yaxis"]["domain"], figure["layout"]["yaxis2"]["domain"]
    assert low[1] < high[0]


def test_a_box_of_zeros_begins_where_its_log_axis_does() -> None:
    figure = _histogram([0, 0, 0, 0, 10, 100, 1000], log=True)
    box = figure["data"][3]
    assert box["q1"] == [10]
    assert figure["data"][1]["name"] == "Trung vị 0"
    assert figure["data"][1]["x"] == [10, 10]
    assert figure["layout"]["xaxis"]["type"] == "log"


def test_no_value_says_so() -> None:
    assert _words(_histogram([])) == "Không ai có số này"
    assert _words(_histogram([0, 0], log=True)) == "Không ai có số này"


# Clouds.

MEASURES = (
    MatrixMeasure("followers", "Người theo dõi", False),
    MatrixMeasure("plays", "Lượt xem (trung vị)", False),
    MatrixMeasure("rate", "Tỷ lệ tương tác", True),
)
CREATORS = pd.DataFrame(
    {
        "creator": ["a", "b", "c", "d"],
        "followers": [1000.0, 0.0, np.nan, 12.0],
        "plays": [2.345, 50.4, 60.0, 1_234_567.8],
        "rate": [0.0123456, 0.0, 0.03, np.nan],
    }
)


def _matrix(frame: pd.DataFrame = CREATORS) -> dict[str, Any]:
    notes = {("followers", "plays"): "r = 0,50"}
    return scatter_matrix(frame, MEASURES, name="creator", notes=notes, empty="Không có ai")


def test_a_point_lacks_neither_number_and_none_of_a_log_axis_is_zero() -> None:
    one, two, three = _matrix()["data"]
    assert one["text"] == ["a", "d"]
    assert (one["x"], one["y"]) == ([1000, 12], [2.35, 1_234_568])
    # A share of 0 has its place on a plain axis.
    assert two["text"] == ["a"]
    assert three["text"] == ["a", "b", "c"]
    assert three["y"] == [0.01235, 0, 0.03]


def test_clouds_of_a_row_and_of_a_column_share_their_axes() -> None:
    figure = _matrix()
    places = [(trace["xaxis"], trace["yaxis"]) for trace in figure["data"]]
    assert places == [("x", "y"), ("x", "y2"), ("x2", "y2")]
    layout = figure["layout"]
    assert layout["xaxis"]["domain"][1] < layout["xaxis2"]["domain"][0]
    assert layout["yaxis"]["domain"][0] > layout["yaxis2"]["domain"][1], "the first row is on top"
    assert (layout["xaxis"]["type"], "type" in layout["yaxis2"]) == ("log", False)
    assert layout["xaxis"]["anchor"] == "y2"
    for axis in ("xaxis", "xaxis2", "yaxis", "yaxis2"):
        assert 1 <= len(layout[axis]["tickvals"]) <= 3


def test_a_cloud_has_its_note_and_its_words() -> None:
    figure = _matrix()
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["r = 0,50", "", ""]
    assert figure["layout"]["annotations"][2]["xref"] == "x2 domain"
    hover = figure["data"][1]["hovertemplate"]
    assert hover == (
        "<b>@%{text}</b><br>Người theo dõi: %{x:,}<br>Tỷ lệ tương tác: %{y:.2%}<extra></extra>"
    )


def test_no_creator_is_no_cloud() -> None:
    assert _words(_matrix(CREATORS.head(0))) == "Không có ai"
    assert _words(_matrix(CREATORS.iloc[[1]].assign(plays=np.nan))) == "Không có ai"


def test_a_measure_of_which_nothing_is_drawn_has_no_clouds() -> None:
    # plotly writes NaN into the lines of an axis that has neither points nor a meaning.
    figure = _matrix(CREATORS.assign(plays=[np.nan, 0.0, np.nan, np.nan]))
    (cloud,) = figure["data"]
    assert "Tỷ lệ tương tác" in cloud["hovertemplate"]
    assert (cloud["xaxis"], cloud["yaxis"]) == ("x", "y")
    assert [note["text"] for note in figure["layout"]["annotations"]] == [""]
    assert _words(_matrix(CREATORS.assign(plays=0.0, rate=np.nan))) == "Không có ai"


# Coefficients.


def test_each_pair_has_its_cell_below_the_diagonal() -> None:
    cells = pd.DataFrame(
        {
            "x": ["a", "a", "b"],
            "y": ["b", "c", "c"],
            "r": [0.5, np.nan, -0.25],
            "text": ["<b>0,50</b>", "", "−0,25"],
            "hover": ["một", "hai", "ba"],
        }
    )
    (trace,) = correlation_matrix(cells, names=["a", "b", "c"])["data"]
    assert (trace["x"], trace["y"]) == (["a", "b"], ["b", "c"])
    assert trace["z"] == [[0.5, None], [None, -0.25]]
    assert trace["text"] == [["<b>0,50</b>", ""], ["", "−0,25"]]
    assert trace["customdata"] == [["một", ""], ["hai", "ba"]]
    assert (trace["zmin"], trace["zmax"]) == (-1, 1)
    none = correlation_matrix(cells.assign(r=np.nan), names=["a", "b", "c"], empty="Chưa đủ")
    assert _words(none) == "Chưa đủ"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Lượt xem (trung vị)", "Lượt xem<br>(trung vị)"),
        ("Người theo dõi", "Người theo dõi"),
        ("Tỷ lệ tương tác trên người theo dõi", "Tỷ lệ tương tác<br>trên người theo<br>dõi"),
    ],
)
def test_long_names_are_broken_before_brackets_and_at_a_width(name: str, lines: str) -> None:
    assert broken(name, 16) == lines


# The Lorenz curve and the areas.


def _curve(values: Sequence[float], marked: int = 0) -> dict[str, Any]:
    return lorenz_curve(
        lorenz(values), unit="TikToker", total="tổng lượt thích", marked=marked, empty="Không có"
    )


def test_the_curve_has_the_point_where_the_largest_begin() -> None:
    equal, actual, mark = _curve([1, 1, 2, 6], marked=1)["data"]
    assert (actual["x"], actual["y"]) == ([0, 0.25, 0.5, 0.75, 1], [0, 0.1, 0.2, 0.4, 1])
    assert equal["x"] == equal["y"]
    assert (mark["x"], mark["y"]) == ([0.75], [pytest.approx(0.4)])
    assert mark["name"] == "1 TikToker lớn nhất: 60,0 %"
    assert actual["customdata"][2] == (
        "50,0 % TikToker nhỏ nhất giữ <b>20,0 %</b> tổng lượt thích<br>phần còn lại giữ 80,0 %"
    )


def test_many_creators_are_drawn_with_few_points_and_both_ends() -> None:
    actual = _curve(list(range(1, 5001)))["data"][1]
    assert 80 < len(actual["x"]) <= 121
    assert (actual["x"][0], actual["x"][-1]) == (0, 1)
    assert (actual["y"][0], actual["y"][-1]) == (0, 1)
    assert actual["x"] == sorted(actual["x"])


def test_one_creator_needs_no_mark_and_nothing_no_curve() -> None:
    assert len(_curve([5], marked=1)["data"]) == 2
    assert _words(_curve([0, 0])) == "Không có"


def _tree(values: Sequence[float], rest: float) -> dict[str, Any]:
    frame = pd.DataFrame(
        {
            "name": [f"@k{n}" for n in range(len(values))],
            "value": values,
            "hover": ["nói" for _ in values],
        }
    )
    return share_treemap(
        frame,
        name="name",
        value="value",
        hover="hover",
        rest=rest,
        rest_count=1234,
        unit="TikToker",
        empty="Không có tổng",
    )


def test_areas_are_the_values_and_the_rest_is_one_of_them() -> None:
    (trace,) = _tree([60.0, 1.0, 0.5, 0.0], 38.5)["data"]
    assert trace["labels"] == ["@k0", "@k1", "@k2", "Phần còn lại (1.234 TikToker)"]
    assert trace["values"] == [60, 1, 0.5, 38.5]
    assert trace["text"] == ["60,0 %", "1,0 %", "0,5 %", "38,5 %"]
    both = "%{label}<br>%{text}"
    assert trace["texttemplate"] == [both, "%{text}", "", both]
    assert trace["customdata"][-1] == "<b>Phần còn lại</b>: 1.234 TikToker<br>38 (38,5 %)"
    assert len(set(trace["marker"]["colors"])) == 4


def test_all_are_shown_where_there_is_no_rest() -> None:
    (trace,) = _tree([60.0, 40.0], 0.0)["data"]
    assert trace["labels"] == ["@k0", "@k1"]


def test_what_cannot_be_seen_is_said() -> None:
    assert "giữ 0,50 % của tổng" in _words(_tree([0.5], 99.5))
    assert _words(_tree([0.0], 0.0)) == "Không có tổng"
    assert _words(_tree([], 0.0)) == "Không có tổng"


# Days and hours.


def _hours(counts: list[float]) -> dict[str, Any]:
    frame = pd.DataFrame({"hour": range(len(counts)), "day": 0, "videos": counts})
    return heatmap(
        frame,
        x="hour",
        y="day",
        value="videos",
        xs=list(range(len(counts))),
        ys=[0],
        x_names=[f"{hour}h" for hour in range(len(counts))],
        y_names=["Thứ Hai"],
        title="Số video",
    )


@pytest.mark.parametrize(
    ("counts", "ticks"),
    [
        ([1, 52], ["1", "26", "52"]),  # not 26,5 videos
        ([1, 2], ["1", "2"]),
        ([3, 3], ["3"]),
        ([0.5, 2.0], ["0,5", "1,2", "2"]),
    ],
)
def test_a_colour_scale_of_counts_has_whole_numbers(counts: list[float], ticks: list[str]) -> None:
    bar = _hours(counts)["data"][0]["colorbar"]
    assert bar["ticktext"] == ticks
    assert len(bar["tickvals"]) == len(ticks)
