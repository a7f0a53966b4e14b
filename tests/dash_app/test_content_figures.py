"""The shapes of the page of content: radar, histogram, boxes, horizontal bars, points."""

from __future__ import annotations

import json
import math
from typing import Any

import pandas as pd
import pytest

from dash_app.figures.box import boxes
from dash_app.figures.histogram import histogram
from dash_app.figures.horizontal_bars import horizontal_bars
from dash_app.figures.interval_points import interval_points
from dash_app.figures.radar import radar
from dash_app.figures.theme import Figure

AXES = {"plays": "Lượt xem", "shares": "Chia sẻ", "rate": "Tỷ lệ tương tác"}


def _says(figure: Figure) -> list[str]:
    return [each["text"] for each in figure["layout"].get("annotations", [])]


def _is_plain(figure: Figure) -> bool:
    """Whether the figure is JSON as it is: no NaN, no numpy."""
    return bool(json.dumps(figure, allow_nan=False))


def _radar(*rows: tuple[str, float, float, float], **parts: Any) -> Figure:
    frame = pd.DataFrame(rows, columns=["name", *AXES])
    return radar(frame, name="name", axes=AXES, level_name="Trung vị chung", **parts)


def test_a_radar_closes_each_line_and_draws_the_common_level() -> None:
    figure = _radar(("Nấu ăn", 0.5, 1.5, 1.0), ("Mukbang", 2.0, 1.0, 0.25))
    ring, cooking, eating = figure["data"]
    assert ring["r"] == [1, 1, 1, 1] and ring["line"]["dash"] == "dash"
    assert cooking["r"] == [0.5, 1.5, 1.0, 0.5]
    assert cooking["theta"] == ["Lượt xem", "Chia sẻ", "Tỷ lệ<br>tương tác", "Lượt xem"]
    assert eating["customdata"] == ["2,00", "1,00", "0,25", "2,00"]
    assert "lần trung vị chung" in eating["hovertemplate"]
    assert cooking["line"]["color"] != eating["line"]["color"]
    assert _is_plain(figure)


@pytest.mark.parametrize(
    ("top", "rings"),
    [
        (0.4, ["0,25", "0,5", "0,75", "1"]),
        (1.3, ["0,25", "0,5", "0,75", "1", "1,25"]),
        (2.5, ["0,5", "1", "1,5", "2", "2,5"]),
        (7.0, ["2", "4", "6"]),
        (900.0, ["150", "300", "450", "600", "750", "900"]),
    ],
)
def test_the_rings_of_a_radar_are_few_and_hold_every_point(top: float, rings: list[str]) -> None:
    axis = _radar(("Nấu ăn", 0.1, top, 0.2))["layout"]["polar"]["radialaxis"]
    assert axis["ticktext"] == rings
    assert axis["range"][1] >= max(top, 1)


def test_a_radar_leaves_out_what_is_unknown() -> None:
    figure = _radar(("Nấu ăn", math.nan, 1.5, 1.0))
    assert figure["data"][1]["r"] == [None, 1.5, 1.0, None]
    assert _is_plain(figure)
    assert _says(_radar(empty="Chưa có nhãn")) == ["Chưa có nhãn"]
    assert _radar(("Nấu ăn", math.nan, math.nan, math.nan))["data"] == []


def _histogram(counts: list[int], **parts: Any) -> Figure:
    frame = pd.DataFrame(
        {
            "start": [10 * number for number in range(len(counts))],
            "n": counts,
            "name": [f"bin {number}" for number in range(len(counts))],
        }
    )
    return histogram(
        frame,
        start="start",
        count="n",
        name="name",
        width=10,
        ticks={30: "≥30", 0: "0"},
        x_title="Thời lượng",
        **parts,
    )


def test_a_histogram_has_a_bar_a_bin_over_its_middle() -> None:
    figure = _histogram([3, 0, 1, 4], open_end=True)
    (bars,) = figure["data"]
    assert bars["x"] == [5, 15, 25, 35]
    assert bars["y"] == [3, 0, 1, 4]
    assert bars["customdata"][0] == "<b>bin 0</b><br>3 video (37,5 %)"
    assert bars["marker"]["opacity"] == [1, 1, 1, 0.55]
    axis = figure["layout"]["xaxis"]
    assert (axis["tickvals"], axis["ticktext"]) == ([0, 30], ["0", "≥30"])
    assert _is_plain(figure)


def test_bins_that_nobody_reaches_are_not_drawn_and_the_last_one_is_then_closed() -> None:
    (bars,) = _histogram([3, 0, 1, 0], open_end=True)["data"]
    assert bars["y"] == [3, 0, 1]
    assert bars["marker"]["opacity"] == [1, 1, 1]


def test_a_whole_number_stands_below_the_middle_of_its_bar() -> None:
    (bars,) = _histogram([1, 2], centred=True)["data"]
    assert bars["x"] == [0, 10]


def test_a_histogram_of_nothing_says_so() -> None:
    assert _says(_histogram([0, 0])) == ["Không có video nào khớp với bộ lọc"]
    assert _says(_histogram([], empty="Chưa có lời")) == ["Chưa có lời"]


def _boxes(rate: bool = False, **columns: Any) -> Figure:
    rows: dict[str, Any] = {
        "name": ["<10s", "10–30s"],
        "n": [12, 400],
        "p5": [0.0, 10.0],
        "p25": [20.0, 30.0],
        "p50": [50.0, 60.0],
        "p75": [80.0, 90.0],
        "p95": [1000.0, 2000.0],
    }
    return boxes(
        pd.DataFrame(rows | columns),
        name="name",
        names=["<10s", "10–30s", "30–60s"],
        count="n",
        title="Lượt xem",
        rate=rate,
        faint_below=30,
    )


def test_a_box_is_drawn_from_quantiles_and_few_videos_make_it_faint() -> None:
    figure = _boxes()
    few, many, hover = figure["data"]
    assert (few["x"], few["opacity"]) == (["<10s"], 0.35)
    assert (many["x"], many["opacity"]) == (["10–30s"], 1)
    assert [many[key] for key in ("lowerfence", "q1", "median", "q3", "upperfence")] == [
        [10],
        [30],
        [60],
        [90],
        [2000],
    ]
    assert figure["layout"]["xaxis"]["categoryarray"] == ["<10s", "10–30s", "30–60s"]
    assert "Trung vị: <b>60</b>" in hover["customdata"][1]
    assert "Chín phần mười: 10 đến 2.000" in hover["customdata"][1]
    assert _is_plain(figure)


def test_counts_stand_on_a_log_axis_where_nothing_is_one() -> None:
    figure = _boxes()
    assert figure["layout"]["yaxis"]["type"] == "log"
    assert figure["data"][0]["lowerfence"] == [1]
    # What is said of it stays true.
    assert "0 đến 1.000" in figure["data"][2]["customdata"][0]


def test_rates_stand_on_a_plain_axis_in_per_cent() -> None:
    shares = {f"p{q}": [q / 1000, q / 500] for q in (5, 25, 50, 75, 95)}
    figure = _boxes(rate=True, **shares)
    assert "type" not in figure["layout"]["yaxis"]
    assert figure["layout"]["yaxis"]["ticktext"][-1].endswith("%")
    assert "Trung vị: <b>5,00 %</b>" in figure["data"][2]["customdata"][0]


def test_no_boxes_say_so() -> None:
    nothing = pd.DataFrame(columns=["name", "n", "p5", "p25", "p50", "p75", "p95"])
    figure = boxes(nothing, name="name", names=[], count="n", title="Lượt xem")
    assert figure["data"] == [] and _says(figure)


def test_a_horizontal_bar_has_its_number_of_videos_under_its_name() -> None:
    frame = pd.DataFrame(
        {
            "label": ["Review sản phẩm ăn uống", "Mukbang", "Khác"],
            "value": [1_200_000.0, 500.0, math.nan],
            "n": [1327, 12, 5],
        }
    )
    figure = horizontal_bars(
        frame, name="label", value="value", count="n", title="Lượt xem", faint_below=30
    )
    (bars,) = figure["data"]
    assert bars["y"] == ["Review sản phẩm ăn<br>uống<br>n = 1.327", "Mukbang<br>n = 12"]
    assert bars["text"] == ["1,2 Tr", "500"]
    assert bars["marker"]["opacity"] == [1, 0.35]
    assert "Lượt xem: <b>1.200.000</b>" in bars["customdata"][0]
    # The number at the end of the longest bar has room.
    assert figure["layout"]["xaxis"]["range"][1] > 1_320_000
    nothing = horizontal_bars(
        frame.iloc[2:], name="label", value="value", count="n", title="", empty="Chưa có nhãn"
    )
    assert _says(nothing) == ["Chưa có nhãn"]


def _points(**columns: Any) -> Figure:
    rows: dict[str, Any] = {
        "middle": [0.25, 0.75],
        "name": ["0–0,5", "0,5–1"],
        "estimate": [100.0, 200.0],
        "low": [90.0, 20.0],
        "high": [120.0, 9000.0],
        "n": [50, 6],
    }
    return interval_points(
        pd.DataFrame(rows | columns),
        x="middle",
        name="name",
        ticks={0.0: "0"},
        x_title="Từ mỗi giây",
        y_title="Lượt xem",
        faint_below=30,
        empty="Chưa có lời",
    )


def test_a_point_on_few_videos_is_grey_and_its_interval_does_not_set_the_scale() -> None:
    figure = _points()
    (points,) = figure["data"]
    assert points["error_y"]["array"] == [20, None]
    assert points["error_y"]["arrayminus"] == [10, None]
    first, second = points["marker"]["color"]
    assert first != second
    assert figure["layout"]["yaxis"]["range"][1] < 1000
    assert "Khoảng tin cậy 95 %: 90 đến 120" in points["customdata"][0]
    assert "Khoảng" not in points["customdata"][1]
    assert _is_plain(figure)


def test_points_without_an_estimate_are_left_out() -> None:
    (points,) = _points(estimate=[100.0, math.nan])["data"]
    assert points["x"] == [0.25]
    assert _says(_points(estimate=[math.nan, math.nan])) == ["Chưa có lời"]
