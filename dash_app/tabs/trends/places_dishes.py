"""Địa lý: what is eaten where."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import numpy as np
import pandas as pd

from dash_app.figures.lift_grid import lift_grid
from dash_app.findings.place_dishes import FALSE_SHARE, clear_pairs, dish_findings
from dash_app.pages import Reader, Shown
from dash_app.queries import places
from dash_app.statistics import (
    MIN_SAMPLE,
    MIN_TOGETHER,
    benjamini_hochberg,
    lift,
    p_of_ratios,
)
from dash_app.tabs.trends.place_values import basis_words, every, place_column, records, sampled
from dash_app.words import decimal, percent, whole

_MOST_PLACES: Final = 8
_MOST_DISHES: Final = 18
_MOST_TELLING: Final = 14


@dataclass(frozen=True, eq=False)
class PlaceDishes:
    """What is eaten where.

    Attributes:
        pairs: A row a dish group and place: place, dish_group, n, creators, dish_n, place_n,
            estimate, low, high, enough, clear (whether it is called different: of those a known
            share is false at most); the most used groups first.
        places: Videos with a dish at each place, the one with most first.
    """

    pairs: pd.DataFrame
    places: Mapping[str, int]

    @property
    def videos(self) -> int:
        """Videos with both a place and a dish."""
        return sum(self.places.values())


def show_dishes(reader: Reader) -> Shown:
    """How many times more often than on average a dish is shown at a place."""
    found = reader.kept(read_dishes)
    xs = [place for place, n in found.places.items() if n >= MIN_SAMPLE][:_MOST_PLACES]
    shown = found.pairs[found.pairs["place"].isin(xs)]
    ys = _chosen_dishes(shown, xs)
    cells = shown[shown["dish_group"].isin(ys)]
    dish_n = dict(zip(cells["dish_group"].tolist(), cells["dish_n"].tolist(), strict=True))
    return Shown(
        "Ở đâu ăn gì? Món xuất hiện gấp bao nhiêu lần mức chung",
        lift_grid(
            cells.rename(columns={"place": "x", "dish_group": "y"}).assign(
                hover=[_hover(row, found.places[row["place"]]) for row in records(cells)]
            ),
            xs=xs,
            ys=ys,
            x_names=[f"{place} ({whole(found.places[place])})" for place in xs],
            y_names=[f"{dish} ({whole(dish_n[dish])})" for dish in ys],
            empty=f"Chưa có món và nơi nào cùng đủ {MIN_SAMPLE} video",
        ),
        "lift = (số video có cả nơi và nhóm món × tổng) / (số video ở nơi × số video có nhóm món), "
        "trong các video biết cả nơi và món; 1 là mức chung, xanh hay gặp hơn, cam ít gặp hơn; "
        "trong ngoặc là số video; một video kể mỗi nhóm món một lần; ô "
        f"trống: nơi hoặc món dưới {MIN_SAMPLE} video, hay chung dưới {MIN_TOGETHER} video; số "
        "đậm: khác 1 sau hiệu chỉnh Benjamini–Hochberg (tỷ lệ phát hiện sai "
        f"{percent(FALSE_SHARE, 0)}) trên mọi cặp đủ dữ liệu{sampled(reader)}; "
        f"{basis_words(reader)}",
        found.videos,
        "video biết cả nơi và món",
        findings=dish_findings(found.pairs, found.videos),
        table=partial(_table, reader),
    )


def read_dishes(reader: Reader) -> PlaceDishes:
    """Returns the dish groups that can be compared between places."""
    return _read(reader, MIN_SAMPLE)


def _read(reader: Reader, least: int) -> PlaceDishes:
    column, nth = place_column(reader.view), every(reader)
    pairs = reader.frame(places.dishes_by_place, place=column, least=least, every=nth)
    counted = reader.frame(places.videos_with_dishes, place=column, every=nth)
    at_places = {
        place: int(n)
        for place, n in zip(counted["place"].tolist(), counted["n"].tolist(), strict=True)
    }
    place_n = np.array([at_places[place] for place in pairs["place"].tolist()], dtype=np.float64)
    found = lift(pairs["n"], pairs["dish_n"], place_n, sum(at_places.values()))
    p = np.where(found.enough, p_of_ratios(found.estimate, found.low, found.high), np.nan)
    return PlaceDishes(
        pairs.assign(
            place_n=place_n,
            estimate=found.estimate,
            low=found.low,
            high=found.high,
            enough=found.enough,
            clear=benjamini_hochberg(p) < FALSE_SHARE,
        ),
        at_places,
    )


def _chosen_dishes(shown: pd.DataFrame, xs: Sequence[str]) -> list[str]:
    """Returns the dishes that tell places apart, then the most used; by the place they stand for.

    Args:
        shown: Pairs at the places that are drawn, the most used dish first.
        xs: Those places, in order.
    """
    enough = shown[shown["enough"]]
    clear = clear_pairs(enough)
    telling = dict.fromkeys(
        pair.dish_group for pair in sorted(clear, key=lambda pair: -abs(math.log(pair.estimate)))
    )
    usual = dict.fromkeys(enough["dish_group"].tolist())
    chosen = set(list(dict.fromkeys([*list(telling)[:_MOST_TELLING], *usual]))[:_MOST_DISHES])
    best: dict[str, tuple[float, str]] = {}
    columns = (enough[name].tolist() for name in ("dish_group", "estimate", "place"))
    for dish, estimate, place in zip(*columns, strict=True):
        if dish in chosen:
            best[dish] = max(best.get(dish, (0.0, "")), (estimate, place))
    return sorted(best, key=lambda dish: (xs.index(best[dish][1]), -best[dish][0]))


def _hover(row: Mapping[str, Any], place_n: int) -> str:
    counts = (
        f"{whole(row['n'])} video của {whole(row['creators'])} TikToker, trong {whole(place_n)} "
        "video ở đây"
    )
    if not row["enough"]:
        return f"chưa đủ để so: {counts}"
    estimate, low, high = (decimal(row[name], 2) for name in ("estimate", "low", "high"))
    called = "khác mức chung" if row["clear"] else "chưa khác hẳn mức chung"
    return f"gấp <b>{estimate}</b> lần mức chung ({low} đến {high}): {called}<br>{counts}"


def _table(reader: Reader) -> pd.DataFrame:
    """Returns all pairs, also those of dishes that are too rare to be compared."""
    columns = {
        "dish_group": "Nhóm món",
        "place": "Tỉnh, thành",
        "n": "Số video chung",
        "creators": "Số TikToker",
        "dish_n": "Video có nhóm món",
        "place_n": "Video có món ở nơi",
        "estimate": "Gấp mức chung (lift)",
        "low": "Cận dưới 95 %",
        "high": "Cận trên 95 %",
        "clear": "Khác mức chung",
    }
    pairs = _read(reader, MIN_TOGETHER).pairs
    written = pairs.assign(
        clear=np.where(pairs["clear"], "có", np.where(pairs["enough"], "không", "chưa đủ dữ liệu"))
    )
    return written[list(columns)].rename(columns=columns)
