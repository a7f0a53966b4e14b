"""Địa lý: districts inside of their provinces, with the food streets that are known there."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import Any, Final, NamedTuple

import pandas as pd

from dash_app.figures.colour_steps import READABLE, Step, value_steps
from dash_app.figures.nested_treemap import nested_treemap
from dash_app.findings.bins import number_words
from dash_app.findings.places import district_findings
from dash_app.pages import Reader, Shown
from dash_app.provinces import food_streets
from dash_app.queries import places
from dash_app.statistics import MIN_SAMPLE
from dash_app.tabs.trends.place_values import (
    basis_words,
    place_column,
    read_places,
    records,
)
from dash_app.view import View
from dash_app.words import whole

_MOST: Final = 70
"""So many districts are drawn; the smaller ones of a place are one tile."""

_MOST_PLACES: Final = 24
"""So many places; all others are one tile."""

_UNKNOWN: Final = "Chưa rõ quận, huyện"
_OTHERS: Final = "Quận, huyện khác"
_ROOT: Final = "Việt Nam"


class _Tile(NamedTuple):
    id: str
    parent: str
    name: str
    n: int
    value: float | None = None
    written: str = "—"
    note: str = ""


def show_districts(reader: Reader) -> Shown:
    """Provinces and their districts."""
    view, frame = reader.view, _read_districts(reader)
    known = frame[frame["district"] != ""]
    unknown = int(frame.loc[frame["district"] == "", "n"].sum())
    enough = known[known["n"] >= MIN_SAMPLE]
    steps = value_steps(enough["value"], view.metric.is_rate, READABLE)
    return Shown(
        f"Tỉnh, thành và quận, huyện: ô to theo số video, màu theo {view.metric.inside}",
        nested_treemap(
            _tiles(frame, reader),
            steps=steps,
            root=_ROOT,
            measure=view.measure,
            faint_below=MIN_SAMPLE,
            empty="Không có video nào biết nơi trong bộ lọc này",
        ),
        f"số video; màu đậm: {view.formula} cao hơn (chia quận, huyện có từ {MIN_SAMPLE} video "
        f"thành năm phần đều nhau{_legend(steps)}); ô xám: dưới {MIN_SAMPLE} video; quận, huyện "
        "theo tên trước 1/7/2025, nay không còn cấp này; phố và chợ ăn uống ghi khi rê vào ô là "
        "tên quen thuộc trong bảng tham chiếu: dữ liệu chưa ghi video quay ở phố nào nên không "
        f"đếm; {basis_words(reader)}",
        int(frame["n"].sum()),
        findings=district_findings(known, unknown, metric=view.metric, aggregate=view.aggregate),
        table=partial(_table, frame, view),
    )


@cache
def _streets() -> Mapping[tuple[str, str], str]:
    """Returns the food streets of a province and district, written out."""
    found: dict[tuple[str, str], list[str]] = {}
    for each in food_streets():
        found.setdefault((each.province, each.district), []).append(
            f"{each.name} ({each.known_for})"
        )
    return {key: "<br>".join(names) for key, names in found.items()}


def _read_districts(reader: Reader) -> pd.DataFrame:
    """Returns all districts with a name that says where they are, most videos first."""
    view = reader.view
    frame = reader.frame(
        places.metric_by_district, metric=view.metric.key, aggregate=view.aggregate.key
    )
    names = [
        f"{district or _UNKNOWN} ({province})"
        for province, district in zip(
            frame["province"].tolist(), frame["district"].tolist(), strict=True
        )
    ]
    return frame.assign(place=frame[place_column(view)], name=names)


def _tiles(districts: pd.DataFrame, reader: Reader) -> pd.DataFrame:
    """Returns a row a tile: places, their districts, and those that are too small to be read."""
    metric = reader.view.metric
    listed = records(read_places(reader))
    outer = [
        _Tile(
            id=row["place"],
            parent="",
            name=row["place"],
            n=row["n"],
            value=row["value"],
            written=number_words(row["value"], metric),
            note=_note(row, ""),
        )
        for row in listed[:_MOST_PLACES]
    ]
    of_places = {each.id for each in outer}
    drawn = [row for row in records(districts.head(_MOST)) if row["place"] in of_places]
    inner = [
        _Tile(
            id=str(number),
            parent=row["place"],
            name=_short_name(row),
            n=row["n"],
            value=row["value"] if row["district"] else None,
            written=number_words(row["value"], metric),
            note=_note(row, _streets().get((row["province"], row["district"]), "")),
        )
        for number, row in enumerate(drawn)
    ]
    with_districts = {each.parent for each in inner}
    rest = {each.id: each.n for each in outer if each.id in with_districts}
    for each in inner:
        rest[each.parent] -= each.n
    others = [
        _Tile(id=f"{place}…", parent=place, name=_OTHERS, n=n) for place, n in rest.items() if n
    ]
    left = listed[_MOST_PLACES:]
    if left:
        n = sum(row["n"] for row in left)
        outer.append(_Tile(id="…", parent="", name=f"{len(left)} nơi khác", n=n))
    return pd.DataFrame([*outer, *inner, *others], columns=list(_Tile._fields))


def _short_name(row: Mapping[str, Any]) -> str:
    """Returns a district's name inside its tile: the old province too, where the new is larger."""
    district: str = row["district"] or _UNKNOWN
    return district if row["province"] == row["place"] else f"{district} ({row['province']})"


def _note(row: Mapping[str, Any], streets: str) -> str:
    few = f" (dưới {MIN_SAMPLE} video)" if row["n"] < MIN_SAMPLE else ""
    known = f"<br>Phố, chợ ăn uống quen thuộc:<br>{streets}" if streets else ""
    return f"{few}<br>{whole(row['creators'])} TikToker{known}"


def _legend(steps: tuple[Step, ...]) -> str:
    return f": {', '.join(each.name for each in steps)}" if steps else ""


def _table(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    streets = [
        _streets().get(key, "").replace("<br>", "; ")
        for key in zip(frame["province"], frame["district"], strict=True)
    ]
    columns = {
        "province": "Tỉnh, thành cũ",
        "province_now": "Tỉnh, thành từ 1/7/2025",
        "district": "Quận, huyện cũ",
        "n": "Số video",
        "creators": "Số TikToker",
        "value": view.measure,
        "streets": "Phố, chợ ăn uống quen thuộc",
    }
    return frame.assign(district=frame["district"].replace("", _UNKNOWN), streets=streets)[
        list(columns)
    ].rename(columns=columns)
