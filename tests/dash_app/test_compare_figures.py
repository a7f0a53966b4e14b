"""What the figures of the comparison draw, read from their traces."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from plotly.io.json import to_json_plotly

from dash_app.figures.axes import log_axis, number_axis, thinned
from dash_app.figures.chances import chances
from dash_app.figures.grouped_bars import facet_bars, grouped_bars
from dash_app.figures.panels import Months, month_panels, slot_panels, week_panels
from dash_app.figures.percentile_radar import percentile_radar
from dash_app.figures.series_boxes import series_boxes
from dash_app.figures.theme import translucent

COLOURS = {"@a": "#0f766e", "@b": "#e8590c"}
NAMES = {name: f"<b>{name}</b>" for name in COLOURS}


def _words(figure: dict[str, Any]) -> str:
    assert figure["data"] == []
    return str(figure["layout"]["annotations"][0]["text"])


def _months(first: str, values: list[float], counts: list[int]) -> Months:
    months = np.datetime64(first, "M") + np.arange(len(values))
    return Months(months, np.array(values, dtype=float), np.array(counts))


def test_each_panel_has_its_own_line_over_grey_ones_and_all_share_the_axes() -> None:
    series = {"@a": _months("2024-11", [10, 20, 30], [9, 9, 2]), "@b": _months("2025-01", [5], [9])}
    figure = month_panels(series, colours=COLOURS, y_title="Lượt xem", faint_below=5)
    grey_a, own_a, grey_b, own_b = figure["data"]
    assert own_a["y"] == [10, 20, 30] == grey_b["y"]
    assert own_b["y"] == [None, None, 5] == grey_a["y"]
    assert (own_a["yaxis"], own_b["yaxis"]) == ("y", "y2")
    assert (own_a["line"]["color"], own_b["line"]["color"]) == ("#0f766e", "#e8590c")
    assert own_a["marker"]["symbol"] == [0, 0, 100]
    assert own_a["customdata"][0] == "11/2024: <b>10</b><br>n = 9 video"
    layout = figure["layout"]
    assert layout["xaxis"]["ticktext"] == ["11/2024", "12/2024", "01/2025"]
    assert layout["xaxis"]["anchor"] == "y2"
    assert layout["yaxis"]["range"] == layout["yaxis2"]["range"]
    assert layout["yaxis"]["domain"][0] > layout["yaxis2"]["domain"][1]
    assert to_json_plotly(figure)


def test_a_month_of_nothing_played_has_no_place_on_a_log_axis() -> None:
    series = {"@a": _months("2025-01", [0, 8], [9, 9])}
    assert month_panels(series, colours=COLOURS, y_title="")["data"][0]["y"] == [None, 8]
    rates = month_panels(series, colours=COLOURS, y_title="", rate=True)
    assert rates["data"][0]["y"] == [0, 8]
    nothing = {"@a": _months("2025-01", [0], [9])}
    assert "Không có video" in _words(month_panels(nothing, colours=COLOURS, y_title=""))
    assert "Không có video" in _words(month_panels({}, colours={}, y_title=""))


def test_weeks_are_bars_from_the_first_monday_on() -> None:
    figure = week_panels(
        {"@a": (date(2025, 1, 6), [2, 0, 3]), "@b": (None, [])}, colours=COLOURS, names=NAMES
    )
    (bars,) = figure["data"]
    assert (bars["x0"], bars["dx"], bars["y"]) == ("2025-01-06", 7 * 86_400_000, [2, 0, 3])
    assert [note["text"] for note in figure["layout"]["annotations"]] == ["<b>@a</b>", "<b>@b</b>"]
    empty = week_panels({"@a": (None, [])}, colours=COLOURS, names=NAMES)
    assert "Không có video" in _words(empty)


def test_a_slot_is_as_dark_as_its_share_of_the_creator_s_own_videos() -> None:
    figure = slot_panels(
        {"@a": [[8, 2]], "@b": [[40, 60]]},
        colours=COLOURS,
        names=NAMES,
        xs=("0h", "1h"),
        ys=("T2",),
        x_title="Giờ",
    )
    a, b = figure["data"]
    # 8 of 10 is the darkest share of all; 80 of b's 100 would be as dark.
    assert (a["zmax"], b["zmax"]) == (8, 80)
    assert a["colorscale"][1][1] == translucent("#0f766e", 1)
    none = {"@a": [[0, 0]]}
    empty = slot_panels(none, colours={"@a": "#0f766e"}, names=NAMES, xs=(), ys=(), x_title="")
    assert empty["data"] == []


def _boxes(rate: bool = False) -> dict[str, Any]:
    frame = pd.DataFrame(
        {
            "label": ["@a<br>n = 5", "@b<br>n = 40", "@c<br>n = 0"],
            "n": [5, 40, 0],
            "p5": [0, 10, None],
            "p25": [2, 20, None],
            "p50": [3, 30, None],
            "p75": [4, 40, None],
            "p95": [5, 50, None],
        },
        index=["@a", "@b", "@c"],
    )
    colours = COLOURS | {"@c": "#3b6fd4"}
    return series_boxes(frame, colours=colours, title="Lượt xem", rate=rate, faint_below=30)


def test_a_box_has_its_creator_s_colour_and_is_faint_on_few_videos() -> None:
    figure = _boxes()
    a, b, points = figure["data"]
    assert (a["line"]["color"], b["line"]["color"]) == ("#0f766e", "#e8590c")
    assert (a["opacity"], b["opacity"]) == (0.4, 1.0)
    assert a["lowerfence"] == [1], "what is zero stands at one on a log axis"
    assert "Nửa giữa: 20 đến 40" in points["customdata"][1]
    assert "Chín phần mười: 0 đến 5" in points["customdata"][0], "but is said as it is"
    assert figure["layout"]["xaxis"]["type"] == "log"
    assert _boxes(rate=True)["data"][0]["lowerfence"] == [0]
    assert to_json_plotly(figure)


def test_a_chance_is_coloured_only_where_it_is_clear() -> None:
    frame = pd.DataFrame(
        {
            "name": ["a vượt b", "c vượt d"],
            "estimate": [0.7, 0.52],
            "low": [0.6, 0.4],
            "high": [0.8, 0.64],
            "colour": ["#0f766e", "#e8590c"],
            "clear": [True, False],
            "hover": ["1", "2"],
        }
    )
    figure = chances(frame, x_title="Khả năng", empty="Không ai")
    (points,) = figure["data"]
    assert points["marker"]["color"] == ["#0f766e", "#94a3b8"]
    assert points["error_x"]["array"] == pytest.approx([0.1, 0.12])
    assert figure["layout"]["xaxis"]["range"][0] < 0.4
    assert _words(chances(frame.iloc[:0], x_title="", empty="Không ai")) == "Không ai"


def test_bars_of_a_series_stand_beside_each_other_in_its_colour() -> None:
    frame = pd.DataFrame(
        {
            "series": ["@a", "@b", "@a"],
            "x": ["ngắn", "ngắn", "dài"],
            "y": [0.25, 0.5, math.nan],
            "hover": ["1", "2", "3"],
        }
    )
    figure = grouped_bars(frame, xs=["ngắn", "dài"], colours=COLOURS, y_title="Tỷ lệ", rate=True)
    a, b = figure["data"]
    assert (a["x"], a["y"], b["y"]) == (["ngắn"], [0.25], [0.5])
    assert "error_y" not in a
    assert (
        _words(grouped_bars(frame.iloc[:0], xs=[], colours=COLOURS, y_title="", empty="!")) == "!"
    )


def test_facets_have_an_axis_each_and_a_mark_to_compare_with() -> None:
    facets = ["Thích", "Bình luận", "Chia sẻ", "Lưu"]
    frame = pd.DataFrame(
        [
            (facet, "@b", 0.1 * number, 0.05 * number, None, 0.07, "n")
            for number, facet in enumerate(facets, 1)
        ],
        columns=["facet", "series", "y", "low", "high", "mark", "hover"],
    ).astype({"high": float})
    figure = facet_bars(frame, facets=facets, colours=COLOURS, mark_name="Nhóm")
    legend, *drawn = figure["data"]
    assert legend["name"] == "@b", "who has no bar is not in the legend"
    assert [trace["yaxis"] for trace in drawn] == ["y", "y", "y2", "y2", "y3", "y3", "y4", "y4"]
    assert drawn[0]["error_y"]["arrayminus"] == pytest.approx([0.05])
    assert drawn[0]["error_y"]["array"] == [None]
    assert drawn[1]["y"] == [0.07]
    domains = [figure["layout"][f"yaxis{n}"]["domain"] for n in ("", 2, 3, 4)]
    assert domains[0] == domains[1] != domains[2] == domains[3]


def test_a_radar_closes_its_lines_and_leaves_out_who_is_not_known() -> None:
    frame = pd.DataFrame({"x": [80.0, None], "y": [20.0, None]}, index=["@a", "@b"])
    hovers = {"@a": ["1", "2"], "@b": ["3", "4"]}
    axes = {"x": "Lượt xem", "y": "Tương tác"}
    figure = percentile_radar(frame, axes=axes, colours=COLOURS, hovers=hovers, empty="Chưa rõ")
    middle, own = figure["data"]
    assert set(middle["r"]) == {50}
    assert (own["name"], own["r"], own["customdata"]) == ("@a", [80, 20, 80], ["1", "2", "1"])
    nobody = percentile_radar(
        frame.iloc[1:], axes=axes, colours=COLOURS, hovers=hovers, empty="Chưa rõ"
    )
    assert _words(nobody) == "Chưa rõ"


def test_an_axis_is_thinned_to_ticks_inside_its_range() -> None:
    scale = thinned(log_axis("", [3, 40_000]), 3)
    assert len(scale["tickvals"]) == len(scale["ticktext"]) <= 3
    low, high = scale["range"]
    assert all(10**low <= tick <= 10**high for tick in scale["tickvals"])
    assert len(thinned(number_axis("", [0, 10]), 3)["tickvals"]) <= 3
