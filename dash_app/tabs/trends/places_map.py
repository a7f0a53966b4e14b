"""Địa lý: the map of Viet Nam, by number of videos or by the metric."""

from __future__ import annotations

from functools import partial
from typing import Final

import pandas as pd

from dash_app.figures.colour_steps import count_steps, step_of, value_steps
from dash_app.figures.province_map import province_map
from dash_app.findings.places import coverage_findings, map_findings
from dash_app.pages import Reader, Shown
from dash_app.provinces import outlines, place_names
from dash_app.statistics import MIN_SAMPLE
from dash_app.tabs.trends.place_values import (
    GROUP,
    basis_words,
    is_narrowed,
    place_column,
    place_hovers,
    places_table,
    read_coverage,
    read_places,
    units_words,
)
from dash_app.view import Control, View

PAINTED: Final = Control(
    "map",
    "Bản đồ tô theo",
    (("count", "Số video"), ("metric", "Chỉ số đã chọn")),
    "count",
    group=GROUP,
)


def show_map(reader: Reader) -> Shown:
    """All provinces, those without a video too."""
    view, frame = reader.view, read_places(reader)
    videos, placed = read_coverage(reader)
    column = place_column(view)
    by_metric = view.choice("map") == "metric"
    painted = frame["value"].astype("float64") if by_metric else frame["n"]
    steps = (
        value_steps(painted, view.metric.is_rate) if by_metric else count_steps(painted, "video")
    )
    return Shown(
        f"Bản đồ {units_words(view)}: {view.metric.inside if by_metric else 'số video'}",
        province_map(
            pd.DataFrame(
                {
                    "place": frame["place"],
                    "step": [step_of(steps, each) for each in painted.tolist()],
                    "few": (frame["n"] < MIN_SAMPLE) & by_metric,
                    "hover": place_hovers(reader),
                }
            ),
            shapes=outlines(column),
            steps=steps,
            title=view.measure if by_metric else "Số video",
            few=f"dưới {MIN_SAMPLE} video" if by_metric else "",
        ),
        f"{_formula(view)}; {basis_words(reader)}; tỉnh mới vẽ bằng các tỉnh cũ ghép lại; quần đảo "
        "Hoàng Sa thuộc Đà Nẵng, quần đảo Trường Sa thuộc Khánh Hòa",
        placed,
        findings=(
            *coverage_findings(
                videos, placed, is_narrowed=is_narrowed(view), of_top=view.choice("scope") == "top"
            ),
            *map_findings(
                frame, place_names(column), units_words(view), is_narrowed=is_narrowed(view)
            ),
        ),
        table=partial(places_table, reader),
    )


def _formula(view: View) -> str:
    if view.choice("map") == "metric":
        return f"{view.formula}; năm màu chia các nơi thành năm phần đều nhau"
    return "số video"
