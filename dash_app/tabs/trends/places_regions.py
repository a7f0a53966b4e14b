"""Địa lý: north, centre and south against equal shares, and the top places in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

import pandas as pd
from dash import html

from dash_app.figures.share_pairs import share_pairs
from dash_app.findings.bins import number_words
from dash_app.findings.place_regions import region_findings
from dash_app.pages import Reader, Shown
from dash_app.queries import places
from dash_app.statistics import MIN_SAMPLE, equal_shares, share_interval
from dash_app.statistics.sample import floats
from dash_app.tabs.trends.place_values import (
    basis_words,
    is_narrowed,
    read_places,
    records,
)
from dash_app.view import View
from dash_app.words import REGIONS, percent, whole

_TOP: Final = 5


def show_regions(reader: Reader) -> Shown:
    """What each region holds of the videos and of what they bring."""
    view, frame = reader.view, _read_regions(reader)
    n = int(frame["n"].sum())
    totals = _total_words(view)
    is_free = not is_narrowed(view)
    return Shown(
        "Ba miền: ai nhiều video, ai góp nhiều?",
        share_pairs(
            frame if n else frame.head(0),
            name="name",
            shares=("share", "total_share"),
            names=("Phần số video", f"Phần {totals}"),
            hover="hover",
            equal=1 / len(REGIONS) if is_free else None,
            empty="Không có video nào biết nơi trong bộ lọc này",
        ),
        "phần số video của mỗi miền, vạch là khoảng tin cậy 95 % của Wilson; phần đóng góp: "
        f"{totals} của miền / của cả ba miền; so với chia đều: χ² = Σ (số video − n/3)² / (n/3), 2 "
        "bậc tự do (Pearson 1900), w = √(χ²/n) (Cohen 1988: 0,1 nhỏ, 0,3 vừa, 0,5 lớn); "
        f"{basis_words(reader)}",
        n,
        findings=region_findings(
            frame,
            equal_shares(frame["n"]),
            metric=view.metric,
            aggregate=view.aggregate,
            total_words=totals,
            is_narrowed=not is_free,
        ),
        table=partial(_regions_table, frame, view),
    )


def show_region_places(reader: Reader) -> Shown:
    """The top places in each region."""
    view = reader.view
    rows = records(read_places(reader))
    of_region = {key: [row for row in rows if row["region"] == key] for key in REGIONS}
    return Shown(
        "Mỗi miền: nơi nào nhiều video nhất?",
        html.Div(
            [_region_list(REGIONS[key], found, view) for key, found in of_region.items()],
            className="region-lists",
        ),
        f"{_TOP} nơi nhiều video nhất của mỗi miền, phần trong số video của miền, và "
        f"{view.formula}; chữ nhạt: dưới {MIN_SAMPLE} video; {basis_words(reader)}",
        sum(row["n"] for row in rows),
        table=partial(_places_table, reader),
    )


def _read_regions(reader: Reader) -> pd.DataFrame:
    """Returns a row a region, from north to south, also where there is no video."""
    view = reader.view
    read = reader.frame(
        places.metric_by_region, metric=view.metric.key, aggregate=view.aggregate.key
    )
    found = {row["region"]: row for row in records(read)}
    rows = [found.get(key, {}) for key in REGIONS]
    counts = [row.get("n", 0) for row in rows]
    n, total = sum(counts), sum(row.get("total", 0) for row in rows)
    shares = [share_interval(each, n) for each in counts]
    frame = pd.DataFrame(
        {
            "name": list(REGIONS.values()),
            "n": counts,
            "creators": [row.get("creators", 0) for row in rows],
            "share": floats(each.estimate for each in shares),
            "low": floats(each.low for each in shares),
            "high": floats(each.high for each in shares),
            "total_share": floats(row.get("total", 0) / total if total else None for row in rows),
            "value": floats(row.get("value") for row in rows),
        }
    )
    return frame.assign(hover=[_hover(row, view) for row in records(frame)])


def _hover(row: Mapping[str, Any], view: View) -> str:
    return (
        f"<b>{row['name']}</b><br>{whole(row['n'])} video của {whole(row['creators'])} TikToker"
        f"<br>Phần số video: <b>{percent(row['share'])}</b> ({percent(row['low'])} đến "
        f"{percent(row['high'])})<br>Phần {_total_words(view)}: "
        f"<b>{percent(row['total_share'])}</b><br>{view.measure}: "
        f"{number_words(row['value'], view.metric)}"
    )


def _total_words(view: View) -> str:
    """Returns what is summed: rates are not, so that plays stand in."""
    return "tổng lượt xem" if view.metric.is_rate else f"tổng {view.metric.inside}"


def _region_list(name: str, rows: Sequence[Mapping[str, Any]], view: View) -> html.Div:
    n = sum(row["n"] for row in rows)
    head = html.Tr([html.Th(each, scope="col") for each in ("", "Video", "Phần", view.measure)])
    body = [
        html.Tr(
            [
                # The line under the name is as long as the share.
                html.Th(row["place"], scope="row", style={"--share": f"{row['n'] / n:.3f}"}),
                *(
                    html.Td(each)
                    for each in (
                        whole(row["n"]),
                        percent(row["n"] / n),
                        number_words(row["value"], view.metric),
                    )
                ),
            ],
            className="few" if row["n"] < MIN_SAMPLE else None,
        )
        for row in rows[:_TOP]
    ]
    listed = (
        html.Table([html.Thead(head), html.Tbody(body)])
        if body
        else html.P("Không có video nào.", className="muted")
    )
    return html.Div([html.H4([name, html.Span(f"{whole(n)} video")]), listed])


def _regions_table(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    columns = {
        "name": "Miền",
        "n": "Số video",
        "share": "Phần số video",
        "low": "Cận dưới 95 %",
        "high": "Cận trên 95 %",
        "total_share": f"Phần {_total_words(view)}",
        "value": view.measure,
        "creators": "Số TikToker",
    }
    return frame[list(columns)].rename(columns=columns)


def _places_table(reader: Reader) -> pd.DataFrame:
    frame = read_places(reader)
    return pd.DataFrame(
        {
            "Miền": frame["region"].map(REGIONS),
            "Tỉnh, thành": frame["place"],
            "Số video": frame["n"],
            "Phần trong miền": frame["n"] / frame.groupby("region")["n"].transform("sum"),
            reader.view.measure: frame["value"],
        }
    ).sort_values(["Miền", "Số video"], ascending=[True, False])
