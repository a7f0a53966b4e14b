"""What the cards on places share: the choice of provinces, their frame, how it was made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

import pandas as pd

from dash_app.findings.bins import number_words
from dash_app.pages import Reader
from dash_app.provinces import PlaceColumn, members
from dash_app.queries import places
from dash_app.sampling import every_nth, sample_words
from dash_app.statistics import MIN_SAMPLE, BinEffect, within_creator_effect
from dash_app.view import Control, View
from dash_app.words import percent, whole

GROUP: Final = "Nơi"
UNITS: Final = Control(
    "units",
    "Tỉnh, thành theo",
    (("old", "63 tỉnh cũ"), ("now", "34 tỉnh từ 1/7/2025")),
    "old",
    group=GROUP,
)
TOP: Final = Control(
    "top_places",
    "Số nơi trên cột",
    tuple((n, f"{n} nơi") for n in ("10", "15", "20", "34")),
    "15",
    group=GROUP,
)

PRECISION: Final = 0.91
"""Of the places found without a model, against a model's answers: right ones of those found."""

RECALL: Final = 0.87
"""Likewise: found ones of those that the model named."""


def place_column(view: View) -> PlaceColumn:
    """Returns the column with the provinces that are asked for."""
    return "province_now" if view.choice("units") == "now" else "province"


def units_words(view: View) -> str:
    """Returns what the provinces are called: `tỉnh, thành cũ`."""
    return "tỉnh, thành mới" if place_column(view) == "province_now" else "tỉnh, thành cũ"


def basis_words(reader: Reader) -> str:
    """Returns which videos and which places the numbers of a card are about."""
    view = reader.view
    videos, placed = read_coverage(reader)
    units = (
        "34 tỉnh, thành từ 1/7/2025"
        if place_column(view) == "province_now"
        else "63 tỉnh, thành trước 1/7/2025"
    )
    known = f"{percent(placed / videos)} số video" if videos else "một phần số video"
    return (
        f"trên {view.scope_words}; chỉ {known} biết nơi, mỗi video tính ở một nơi chính theo "
        f"{units}; nơi do mô hình hoặc máy dò tìm ra nên có thể sai (máy dò đúng khoảng "
        f"{percent(PRECISION, 0)}, tìm ra khoảng {percent(RECALL, 0)} so với mô hình)"
    )


def read_coverage(reader: Reader) -> tuple[int, int]:
    """Returns how many videos there are, and how many of them have a place."""
    return reader.kept(_coverage)


def _coverage(reader: Reader) -> tuple[int, int]:
    row = reader.frame(places.coverage)
    return int(row["n"].iloc[0]), int(row["placed"].iloc[0])


def read_places(reader: Reader) -> pd.DataFrame:
    """Returns the frame of `queries.places.metric_by_place`."""
    view = reader.view
    return reader.frame(
        places.metric_by_place,
        place=place_column(view),
        metric=view.metric.key,
        aggregate=view.aggregate.key,
    )


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Returns the rows of a frame, ten times as fast as pandas does for few of them."""
    columns = [frame[name].tolist() for name in frame.columns]
    return [dict(zip(frame.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def place_hovers(reader: Reader) -> list[str]:
    """Returns what is said of each place, in the order of `read_places`."""
    return reader.kept(_hovers)


def _hovers(reader: Reader) -> list[str]:
    view, placed = reader.view, read_coverage(reader)[1]
    made_of = members(place_column(view))
    return [
        _hover(row, made_of.get(row["place"], ()), placed, view)
        for row in records(read_places(reader))
    ]


def _hover(row: Mapping[str, Any], parts: Sequence[str], placed: int, view: View) -> str:
    made_of = f"<br>gồm {', '.join(parts)}" if len(parts) > 1 else ""
    few = f" (dưới {MIN_SAMPLE} video)" if row["n"] < MIN_SAMPLE else ""
    return (
        f"<b>{row['place']}</b>{made_of}<br>{whole(row['n'])} video ({percent(row['n'] / placed)}) "
        f"của {whole(row['creators'])} TikToker<br>{view.measure}: "
        f"<b>{number_words(row['value'], view.metric)}</b>{few}"
    )


def places_table(reader: Reader) -> pd.DataFrame:
    """Returns the table of all places."""
    columns = {
        "place": "Tỉnh, thành",
        "region": "Miền",
        "n": "Số video",
        "share": "Phần số video",
        "creators": "Số TikToker",
        "by_model": "Nơi do mô hình đọc",
        "value": reader.view.measure,
    }
    frame = read_places(reader)
    shares = frame["n"] / max(read_coverage(reader)[1], 1)
    return frame.assign(share=shares)[list(columns)].rename(columns=columns)


def read_effects(reader: Reader) -> tuple[BinEffect, ...]:
    """Returns how videos of a place differ from their creator's videos of other places."""
    return reader.kept(_effects)


def _effects(reader: Reader) -> tuple[BinEffect, ...]:
    view = reader.view
    frame = reader.frame(
        places.within_creator_by_place,
        place=place_column(view),
        metric=view.metric.key,
        every=every(reader),
    )
    return within_creator_effect(frame, view.metric.scale)


def sampled(reader: Reader) -> str:
    """Returns what a formula adds where not all videos are looked at."""
    return sample_words(every(reader))


def place_link(view: View, path: str, names: Iterable[str]) -> str:
    """Returns the address of a page that is narrowed to some places.

    Filters know the provinces before July 2025, so that a new one is all of its parts.
    """
    parts = members(place_column(view))
    chosen = [("province", part) for name in names for part in parts.get(name, ())]
    return f"{path}?{urlencode(chosen)}"


def is_narrowed(view: View) -> bool:
    """Whether the filters choose places, so that shares of places follow from them."""
    return bool(view.filters.province or view.filters.region)


def every(reader: Reader) -> int:
    """Returns each how many-th video is looked at where an estimate has an interval anyway."""
    return every_nth(read_coverage(reader)[1])
