"""The shapes of the page of places: map, steps of colour, bars, intervals, tiles, lifts."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest

from dash_app.figures.colour_steps import count_steps, step_of, value_steps
from dash_app.figures.interval_rows import interval_rows
from dash_app.figures.lift_grid import lift_grid
from dash_app.figures.nested_treemap import nested_treemap
from dash_app.figures.paired_bars import paired_bars
from dash_app.figures.province_map import CREDIT, ISLANDS, province_map
from dash_app.figures.share_pairs import share_pairs
from dash_app.figures.theme import Figure
from dash_app.provinces import outlines, place_names

STEPS = count_steps([1, 40, 700], "video")


def _says(figure: Figure) -> list[str]:
    return [each["text"] for each in figure["layout"].get("annotations", [])]


def _is_plain(figure: Figure) -> bool:
    """Whether the figure is JSON as it is: no NaN, no numpy."""
    return bool(json.dumps(figure, allow_nan=False))


def test_counts_have_steps_that_leave_no_number_out() -> None:
    assert [each.name for each in STEPS] == [
        "1–2 video",
        "3–9 video",
        "10–29 video",
        "30–99 video",
        "100–299 video",
        "từ 300 video",
    ]
    assert [step_of(STEPS, n) for n in (0, 1, 2, 3, 29, 30, 300, 9000)] == [-1, 0, 0, 1, 2, 3, 5, 5]
    assert len({each.colour for each in STEPS}) == 6
    assert [each.name for each in count_steps([1], "video")] == ["từ 1 video"]
    assert count_steps([], "video") == ()
    many = count_steps([5_000_000], "video")
    assert len(many) <= 6 and many[0].start == 1 and many[-1].name.endswith("1.000.000 video")


def test_values_have_steps_of_equally_many() -> None:
    steps = value_steps([float(n) for n in range(1, 101)])
    assert [sum(step_of(steps, n) == place for n in range(1, 101)) for place in range(5)] == [
        20
    ] * 5
    assert steps[0].name == "dưới 21" and steps[-1].name.startswith("từ ")
    assert [each.name for each in value_steps([0.02, 0.04, 0.06, 0.08], rate=True)][
        0
    ] == "dưới 3,2 %"
    assert len(value_steps([7.0, 7.0, 7.0])) == 1
    assert value_steps([float("nan")]) == ()
    assert step_of(steps, None) == step_of(steps, float("nan")) == -1


def _map(frame: pd.DataFrame, **parts: Any) -> Figure:
    return province_map(frame, shapes=outlines("province"), steps=STEPS, title="Số video", **parts)


def _places(*rows: tuple[str, int, bool]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["place", "step", "few"])
    return frame.assign(hover=[f"nói về {place}" for place in frame["place"]])


def test_every_province_is_on_the_map_with_its_words() -> None:
    figure = _map(_places(("Hà Nội", 5, False), ("Cần Thơ", 2, True)), few="dưới 30 video")
    shapes = [each for each in figure["data"] if "text" in each]
    assert len(shapes) == 63
    hovers = {each["text"] for each in shapes}
    assert {"nói về Hà Nội", "nói về Cần Thơ"} < hovers
    assert "<b>Cà Mau</b><br>chưa có video" in hovers
    by_hover = {each["text"]: each for each in shapes}
    assert by_hover["nói về Hà Nội"]["fillcolor"] == STEPS[5].colour
    assert by_hover["nói về Cần Thơ"]["fillpattern"]["fgcolor"] == STEPS[2].colour
    assert figure["layout"]["yaxis"]["scaleanchor"] == "x"
    assert _is_plain(figure)


def test_the_map_names_its_source_and_the_islands() -> None:
    figure = _map(_places(("Hà Nội", 5, False)))
    assert CREDIT == "Bản đồ: @svg-maps/vietnam, CC BY 4.0"
    assert _says(figure) == ["Quần đảo Hoàng Sa", "Quần đảo Trường Sa", CREDIT]
    owners = {"Quần đảo Hoàng Sa": "Đà Nẵng", "Quần đảo Trường Sa": "Khánh Hòa"}
    for name, x, y in ISLANDS:
        shape = outlines("province")[owners[name]]
        assert any(
            px is not None and py is not None and abs(px - x) < 8 and abs(py - y) < 8
            for px, py in zip(shape.x, shape.y, strict=True)
        ), name


def test_the_legend_of_the_map_reads_from_high_to_low() -> None:
    figure = _map(_places(("Hà Nội", 5, False)), few="dưới 30 video")
    legend = [each["name"] for each in figure["data"] if each.get("showlegend")]
    assert legend == [*(each.name for each in reversed(STEPS)), "dưới 30 video", "chưa có video"]
    assert _says(_map(_places())) == ["Không có video nào biết nơi trong bộ lọc này"]


def test_a_full_map_is_small_enough_to_send() -> None:
    frame = _places(*((name, 1, False) for name in place_names("province")))
    assert len(json.dumps(_map(frame), ensure_ascii=False).encode()) < 40_000


def test_paired_bars_share_their_names_and_pale_the_unsure() -> None:
    frame = pd.DataFrame(
        {
            "place": ["Hồ Chí Minh", "Hà Nội"],
            "n": [921, 12],
            "value": [0.051, None],
            "few": [False, True],
            "hover": ["a", "b"],
        }
    )
    figure = paired_bars(
        frame,
        name="place",
        values=("n", "value"),
        titles=("Số video", "Tỷ lệ"),
        hover="hover",
        rate=True,
        faint="few",
    )
    counts, measures = figure["data"]
    assert counts["y"] == measures["y"] == ["Hồ Chí Minh", "Hà Nội"]
    assert counts["text"] == ["921", "12"] and measures["text"][0] == "5,1 %"
    assert measures["x"] == [0.051, None]
    assert measures["marker"]["opacity"] == [1, 0.35]
    assert measures["xaxis"] == "x2"
    assert _is_plain(figure)
    nothing = paired_bars(
        frame.head(0),
        name="place",
        values=("n", "value"),
        titles=("", ""),
        hover="hover",
        empty="—",
    )
    assert _says(nothing) == ["—"]


def _rows(*rows: tuple[str, float | None, float | None, float | None, bool]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["name", "estimate", "low", "high", "clear"])
    return frame.assign(hover=frame["name"]).astype(
        dict.fromkeys(("estimate", "low", "high"), "float64")
    )


def test_chances_lie_around_one_half() -> None:
    figure = interval_rows(
        _rows(("a", 0.42, 0.39, 0.46, True), ("b", 0.5, 0.45, 0.55, False)),
        x_title="Số cặp",
        around=0.5,
    )
    low, high = figure["layout"]["xaxis"]["range"]
    assert (low + high) / 2 == pytest.approx(0.5) and low < 0.39
    assert "50 %" in figure["layout"]["xaxis"]["ticktext"]
    assert figure["layout"]["shapes"][0]["x0"] == 0.5
    assert figure["data"][0]["error_x"]["array"] == pytest.approx([0.04, 0.05])
    assert len(set(figure["data"][0]["marker"]["color"])) == 2
    assert _is_plain(figure)


def test_extreme_and_missing_chances_are_drawn_too() -> None:
    for frame in (_rows(("a", 1.0, 0.2, 1.0, True)), _rows(("a", 0.5, 0.5, 0.5, False))):
        ticks = interval_rows(frame, x_title="", around=0.5)["layout"]["xaxis"]["tickvals"]
        assert 3 <= len(ticks) <= 7
    shares = interval_rows(
        _rows(("a", 0.3, 0.2, 0.4, True), ("b", None, None, None, False)), x_title=""
    )
    assert shares["data"][0]["y"] == ["a"]
    assert _says(interval_rows(_rows(), x_title="", empty="trống")) == ["trống"]


def test_shares_stand_beside_each_other_with_the_line_of_equal_shares() -> None:
    frame = pd.DataFrame(
        {
            "name": ["Miền Bắc", "Miền Nam"],
            "share": [0.4, 0.6],
            "total": [0.3, 0.7],
            "low": [0.35, 0.55],
            "high": [0.45, 0.65],
            "hover": ["a", "b"],
        }
    )
    parts: dict[str, Any] = {
        "name": "name",
        "shares": ("share", "total"),
        "names": ("Số video", "Lượt xem"),
        "hover": "hover",
    }
    figure = share_pairs(frame, equal=0.5, **parts)
    videos, plays, line = figure["data"]
    assert videos["y"] == [0.4, 0.6] and plays["y"] == [0.3, 0.7]
    assert videos["x"][0] == "<b>Miền Bắc</b><br>40,0 %<br>30,0 %"
    assert videos["error_y"]["array"] == pytest.approx([0.05, 0.05])
    assert line["name"] == "Chia đều: 50,0 %" and figure["layout"]["shapes"][0]["y0"] == 0.5
    assert len(share_pairs(frame, **parts)["data"]) == 2
    assert _is_plain(figure)


def test_tiles_add_up_and_few_videos_are_grey() -> None:
    frame = pd.DataFrame(
        [
            ("HCM", "", "Hồ Chí Minh", 100, 5.0),
            ("1", "HCM", "Quận 1", 60, 9.0),
            ("2", "HCM", "Quận 4", 40, 2.0),
            ("HN", "", "Hà Nội", 10, 9.0),
        ],
        columns=["id", "parent", "name", "n", "value"],
    ).assign(written="x", note="")
    steps = value_steps([2.0, 9.0])
    figure = nested_treemap(frame, steps=steps, root="Việt Nam", measure="Lượt xem", faint_below=41)
    (trace,) = figure["data"]
    assert trace["ids"][0] == "Việt Nam" and trace["values"][0] == 110
    assert trace["parents"] == ["", "Việt Nam", "HCM", "HCM", "Việt Nam"]
    colours = dict(zip(trace["labels"], trace["marker"]["colors"], strict=True))
    assert colours["Quận 1"] == steps[-1].colour
    assert colours["Quận 4"] == colours["Hà Nội"] not in {each.colour for each in steps}
    assert len(trace["customdata"]) == len(trace["texttemplate"]) == 5
    assert _is_plain(figure)
    nothing = nested_treemap(frame.head(0), steps=(), root="Việt Nam", measure="", empty="trống")
    assert _says(nothing) == ["trống"]


def test_lifts_are_even_around_one_and_unsure_cells_stay_empty() -> None:
    frame = pd.DataFrame(
        [
            ("Hà Nội", "bún chả", 2.0, True, True),
            ("Hồ Chí Minh", "bún chả", 0.5, True, False),
            ("Hà Nội", "hủ tiếu", 12.3, True, False),
            ("Hồ Chí Minh", "hủ tiếu", 3.0, False, False),
        ],
        columns=["x", "y", "estimate", "enough", "clear"],
    ).assign(hover="h")
    xs, ys = ["Hà Nội", "Hồ Chí Minh"], ["bún chả", "hủ tiếu"]
    figure = lift_grid(frame, xs=xs, ys=ys, x_names=xs, y_names=ys)
    (trace,) = figure["data"]
    assert trace["z"] == [[1.0, -1.0], [2.0, None]]
    assert trace["text"] == [["<b>2,0</b>", "0,5"], ["12", ""]]
    assert trace["zmin"] == -trace["zmax"]
    assert _is_plain(figure)
    few = lift_grid(frame.assign(enough=False), xs=xs, ys=ys, x_names=xs, y_names=ys, empty="ít")
    assert _says(few) == ["ít"]
    assert _says(lift_grid(frame, xs=[], ys=ys, x_names=[], y_names=ys, empty="ít")) == ["ít"]
