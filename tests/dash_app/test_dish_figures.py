"""The shapes that the dish pages draw."""

from __future__ import annotations

import pandas as pd

from dash_app.figures.bars_with_line import bars_with_line
from dash_app.figures.donut import donut
from dash_app.figures.effect_rows import effect_rows
from dash_app.figures.median_rows import median_rows
from dash_app.figures.theme import ACCENT, MUTED, SECOND, Figure


def text_of(figure: Figure) -> str:
    return str(figure["layout"]["annotations"][0]["text"])


def test_a_donut_puts_the_rest_last_in_grey() -> None:
    frame = pd.DataFrame({"dish": ["phở bò", "phở gà"], "n": [6, 3]})
    figure = donut(
        frame, name="dish", count="n", unit="lượt", middle="9 tên", rest=("7 tên khác", 3)
    )
    (ring,) = figure["data"]
    assert ring["labels"] == ["phở bò", "phở gà", "7 tên khác"]
    assert ring["values"] == [6, 3, 3]
    assert ring["text"] == ["phở bò<br>50 %", "phở gà<br>25 %", "7 tên khác<br>25 %"]
    assert ring["marker"]["colors"] == [ACCENT, SECOND, MUTED]
    assert ring["customdata"][0] == "6 lượt (50,0 %)"
    assert text_of(figure) == "9 tên"


def test_a_donut_without_a_rest_or_without_parts() -> None:
    frame = pd.DataFrame({"dish": ["phở bò"], "n": [6]})
    figure = donut(frame, name="dish", count="n", unit="lượt", middle="1")
    assert figure["data"][0]["labels"] == ["phở bò"]
    empty = donut(frame.iloc[:0], name="dish", count="n", unit="lượt", middle="0", empty="Trống")
    assert (empty["data"], text_of(empty)) == ([], "Trống")


def median_frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": ["phở", "bún", "cơm", "mì"],
            "estimate": [300.0, 100.0, 50.0, 80.0],
            "low": [250.0, 80.0, 40.0, None],
            "high": [360.0, 130.0, 60.0, None],
            "p25": [100.0, 50.0, 20.0, 30.0],
            "p75": [900.0, 300.0, 90.0, 200.0],
            "hover": ["a", "b", "c", "d"],
        }
    )


def test_medians_off_the_common_one_are_coloured() -> None:
    figure = median_rows(median_frame(), x_title="Lượt xem", around=100.0)
    band, points = figure["data"]
    assert points["marker"]["color"] == [ACCENT, MUTED, SECOND, MUTED]
    assert points["error_x"]["array"] == [60.0, 30.0, 10.0, None]
    assert band["x"][:3] == [100.0, 900.0, None]
    assert band["y"][:3] == ["phở", "phở", None]
    assert figure["layout"]["xaxis"]["type"] == "log"
    assert figure["layout"]["shapes"][0]["x0"] == 100.0


def test_medians_of_rates_stand_on_a_plain_axis() -> None:
    frame = median_frame()
    columns = ["estimate", "low", "high", "p25", "p75"]
    frame[columns] = frame[columns] / 1000
    figure = median_rows(frame, x_title="Tỷ lệ", around=None, rate=True)
    assert "type" not in figure["layout"]["xaxis"]
    assert figure["layout"]["shapes"] == []
    assert set(figure["data"][1]["marker"]["color"]) == {MUTED}
    empty = median_rows(frame.iloc[:0], x_title="", around=None, empty="Trống")
    assert text_of(empty) == "Trống"


def test_effects_are_coloured_where_they_are_clear() -> None:
    frame = pd.DataFrame(
        {
            "name": ["phở", "bún", "cơm", "mì"],
            "estimate": [12.5, -8.0, 3.0, None],
            "low": [5.0, -12.0, -4.0, None],
            "high": [20.0, -4.0, 10.0, None],
            "n": [40, 50, 60, 3],
            "clear": [True, True, False, False],
        }
    )
    figure = effect_rows(frame, unit="%")
    (points,) = figure["data"]
    assert points["y"] == ["phở", "bún", "cơm"]
    assert points["marker"]["color"] == [ACCENT, SECOND, MUTED]
    assert points["customdata"][1] == (
        "<b>bún: −8,0 %</b><br>Khoảng tin cậy 95 %: −12,0 đến −4,0<br>Số video: 50"
    )
    assert text_of(effect_rows(frame.iloc[3:], unit="%", empty="Ít")) == "Ít"


def test_bars_may_be_faint_by_another_number_than_the_lines() -> None:
    frame = pd.DataFrame({"x": ["a", "b"], "share": [0.5, 0.1], "n": [4, 5], "named": [8, 50]})
    figure = bars_with_line(
        frame, x="x", bars="share", line="n", bar_title="", faint_below=30, faint_by="named"
    )
    assert figure["data"][0]["marker"]["opacity"] == [0.35, 1]
    by_line = bars_with_line(frame, x="x", bars="share", line="n", bar_title="", faint_below=5)
    assert by_line["data"][0]["marker"]["opacity"] == [0.35, 1]
