"""Ranked bars and the cloud of words."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from dash_app.figures.bars_with_line import bars_with_line
from dash_app.figures.ranked_bars import ranked_bars
from dash_app.figures.words import HEIGHT, WIDTH, place_words, words

CSS = Path(__file__).parents[2] / "assets" / "css" / "words.css"
NAMES = ("chung", "riêng")


def _tags(n: int, longest: int = 18) -> pd.DataFrame:
    names = [f"#{'ancungtiktokvietnam'[: 3 + number * 7 % longest]}{number}" for number in range(n)]
    return pd.DataFrame(
        {
            "name": names,
            "n": [10_000 // (number + 1) for number in range(n)],
            "hover": [f"nói về {name}" for name in names],
            "own": [number % 4 == 1 for number in range(n)],
        }
    )


def _bars(frame: pd.DataFrame, **parts: Any) -> dict[str, Any]:
    return ranked_bars(frame, name="name", value="n", hover="hover", title="Số video", **parts)


def test_marked_bars_are_hollow_and_all_keep_their_order() -> None:
    frame = _tags(12)
    figure = _bars(frame, marked="own", names=NAMES)
    plain, marked = figure["data"]
    assert (plain["name"], marked["name"]) == NAMES
    assert marked["y"] == frame.loc[frame["own"], "name"].tolist()
    assert marked["x"] == frame.loc[frame["own"], "n"].tolist()
    assert marked["customdata"] == frame.loc[frame["own"], "hover"].tolist()
    assert plain["marker"]["color"] != marked["marker"]["color"]
    axis = figure["layout"]["yaxis"]
    assert axis["categoryarray"] == frame["name"].tolist()
    first, last = axis["range"]
    assert first > last, "the first row stands at the top"
    assert figure["layout"]["showlegend"]


def test_bars_without_marks_need_no_legend() -> None:
    figure = _bars(_tags(3), line_at=1)
    assert len(figure["data"]) == 1
    assert not figure["layout"]["showlegend"]
    assert figure["layout"]["shapes"][0]["x0"] == 1


def test_long_names_are_cut_and_numbers_written_out() -> None:
    frame = _tags(2).assign(name=["#" + "a" * 40, "#b"], n=[0.25, 0.125])
    figure = _bars(frame, rate=True)
    assert figure["data"][0]["y"][0] == "#" + "a" * 22 + "…"
    assert figure["data"][0]["text"] == ["25,0 %", "12,5 %"]


def test_no_rows_say_so() -> None:
    figure = _bars(_tags(0), empty="Không có gì")
    assert figure["data"] == []
    assert figure["layout"]["annotations"][0]["text"] == "Không có gì"


def _boxes(figure: dict[str, Any]) -> list[tuple[float, float, float, float]]:
    """Returns left, top, right, bottom of each word as a font of medium width draws it."""
    boxes = []
    for trace in figure["data"]:
        for x, y, text, size in zip(
            trace["x"], trace["y"], trace["text"], trace["textfont"]["size"], strict=True
        ):
            width, height = 0.55 * size * len(text), 1.1 * size
            boxes.append((x - width / 2, y - height / 2, x + width / 2, y + height / 2))
    return boxes


def _cloud(frame: pd.DataFrame) -> dict[str, Any]:
    return words(frame, name="name", count="n", hover="hover", marked="own", names=NAMES)


@pytest.mark.parametrize(("n", "longest"), [(1, 18), (50, 6), (50, 18)])
def test_words_stand_apart_and_inside(n: int, longest: int) -> None:
    figure = _cloud(_tags(n, longest))
    boxes = _boxes(figure)
    assert len(boxes) >= 0.9 * n
    for left, top, right, bottom in boxes:
        assert 0 <= left < right <= WIDTH
        assert 0 <= top < bottom <= HEIGHT
    for one, other in itertools.combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)


def test_the_cloud_is_the_same_each_time_and_larger_for_more() -> None:
    frame = _tags(30)
    assert _cloud(frame) == _cloud(frame)
    sizes = [place.size for place in place_words(["#a"] * 4, [900, 400, 100, 100]) if place]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 2 * sizes[-1]
    assert sizes[2] == sizes[3]


def test_the_most_used_word_stands_in_the_middle() -> None:
    first = place_words(["#lớn", "#nhỏ"], [100, 1])[0]
    assert first is not None
    assert (first.x, first.y) == pytest.approx((WIDTH / 2, HEIGHT / 2), abs=6)


def test_a_word_without_room_is_left_out() -> None:
    places = place_words(["#" + "w" * 200, "#b"], [2, 1])
    assert places[0] is None
    assert places[1] is not None


def test_marked_words_are_a_trace_of_their_own_that_the_style_sheet_knows() -> None:
    plain, marked = _cloud(_tags(8))["data"]
    assert len(marked["text"]) == 2
    assert plain["textfont"]["color"] != marked["textfont"]["color"]
    # Both traces are there even where nothing is marked: they are styled by their place.
    assert len(_cloud(_tags(1))["data"]) == 2
    css = CSS.read_text(encoding="utf-8")
    assert "nth-child(1) text" in css
    assert "nth-child(2) text" in css


def test_the_style_sheet_knows_the_size_of_the_plan() -> None:
    css = CSS.read_text(encoding="utf-8")
    assert f"height: {HEIGHT}px" in css
    assert f"width: {WIDTH}px" in css
    steps = re.findall(r"max-width: (\d+)px\).*?--part: ([.\d]+);", css)
    limits = [int(limit) for limit, _ in steps]
    assert limits[0] == WIDTH - 1
    # Down to the next limit the scaled figure fits; the last step is for narrow phones.
    for (_, part), least in zip(steps, [*limits[1:], 269], strict=True):
        assert float(part) * WIDTH <= least + 1


def test_no_words_say_so() -> None:
    assert _cloud(_tags(0))["data"] == []


def test_bars_over_days_have_a_time_axis() -> None:
    frame = pd.DataFrame({"period": pd.to_datetime(["2024-01-01"]), "value": [2.0], "n": [3]})
    figure = bars_with_line(
        frame, x="period", bars="value", line="n", bar_title="Lượt xem", day_format="%m/%Y"
    )
    assert figure["layout"]["xaxis"]["type"] == "date"
    assert figure["layout"]["xaxis"]["tickformat"] == "%m/%Y"
    assert figure["data"][0]["x"] == ["2024-01-01"]
