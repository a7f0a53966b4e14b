"""Địa lý: how many videos have a place, and which places have most."""

from __future__ import annotations

from functools import partial

import pandas as pd

from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.figures.paired_bars import paired_bars
from dash_app.findings.place_cities import CITIES
from dash_app.findings.places import other_place_effects, place_findings
from dash_app.pages import Reader, Shown
from dash_app.provinces import place_names
from dash_app.statistics import MIN_SAMPLE
from dash_app.tabs.trends.place_values import (
    basis_words,
    place_column,
    place_hovers,
    places_table,
    read_coverage,
    read_effects,
    read_places,
    sampled,
    units_words,
)
from dash_app.words import percent, whole


def show_key_figures(reader: Reader) -> Shown:
    """Videos with a place, places seen, the two large cities, who named the places."""
    view = reader.view
    frame = read_places(reader)
    videos, placed = read_coverage(reader)
    column = place_column(view)
    cities = int(frame.loc[frame["place"].isin(CITIES), "n"].sum())
    enough = int((frame["n"] >= MIN_SAMPLE).sum())
    figures = [
        KeyFigure(
            "Video biết nơi", whole(placed), f"{_part(placed, videos)} của {whole(videos)} video"
        ),
        KeyFigure(
            f"{units_words(view).capitalize()} có video",
            f"{whole(len(frame))} / {len(place_names(column))}",
            f"{whole(enough)} nơi có từ {MIN_SAMPLE} video",
        ),
        KeyFigure(
            "Nơi nhiều video nhất",
            str(frame["place"].iloc[0]) if len(frame) else "—",
            f"{_part(frame['n'].iloc[0], placed)} số video biết nơi" if len(frame) else "",
        ),
        KeyFigure(
            "Hà Nội và Hồ Chí Minh",
            _part(cities, placed),
            f"{whole(cities)} video, còn lại {whole(placed - cities)}",
        ),
        KeyFigure(
            "Nơi do mô hình đọc",
            _part(int(frame["by_model"].sum()), placed),
            "còn lại do máy dò trong chữ, thẻ và lời",
        ),
    ]
    return Shown(
        "Các con số chính",
        build_key_figures(figures),
        basis_words(reader),
        placed,
        table=pd.DataFrame([{"Chỉ số": each.label, "Giá trị": each.value} for each in figures]),
    )


def show_places(reader: Reader) -> Shown:
    """The places with most videos, with the metric beside."""
    view = reader.view
    frame = read_places(reader)
    placed = read_coverage(reader)[1]
    shown = frame.head(int(view.choice("top_places")))
    hovers = place_hovers(reader)[: len(shown)]
    return Shown(
        f"Nơi nào có nhiều video, và đạt bao nhiêu? {view.measure}",
        paired_bars(
            shown.assign(few=shown["n"] < MIN_SAMPLE, hover=hovers),
            name="place",
            values=("n", "value"),
            titles=("Số video", view.measure),
            hover="hover",
            rate=view.metric.is_rate,
            faint="few",
            empty="Không có video nào biết nơi trong bộ lọc này",
        ),
        f"số video và {view.formula}; cột nhạt: dưới {MIN_SAMPLE} video; {basis_words(reader)}; so "
        "trong cùng một TikToker: với video họ quay ở nơi khác, khoảng tin cậy 95 % theo cụm "
        f"TikToker, hiệu chỉnh Holm{sampled(reader)}",
        placed,
        findings=(
            *place_findings(
                frame, metric=view.metric, aggregate=view.aggregate, units=units_words(view)
            ),
            *other_place_effects(read_effects(reader), metric=view.metric, left_out=CITIES),
        ),
        table=partial(places_table, reader),
    )


def _part(n: int, of: int) -> str:
    return percent(n / of) if of else "—"
