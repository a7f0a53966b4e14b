"""How the creators of each tier are spread over the chosen metric, and where their middle is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pandas as pd

from dash_app.figures.bars_with_error import bars_with_error
from dash_app.figures.boxes_with_points import boxes_with_points
from dash_app.findings.tiers import interval_findings, overlap_findings
from dash_app.pages import Reader, Shown
from dash_app.statistics import MIN_SAMPLE, Interval, median_interval
from dash_app.statistics.sample import Floats
from dash_app.tabs.creators.tier_values import (
    TIER_COLOURS,
    cautions,
    drawn,
    is_circular,
    tier_values,
    value_formula,
    value_name,
    writer,
)
from dash_app.view import View
from dash_app.words import TIERS, whole

_MOST_POINTS: Final = 100
_QUANTILES: Final = {"p5": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}
_NOTHING: Final = "Không có TikToker nào khớp với bộ lọc"


def show_boxes(reader: Reader) -> Shown:
    """A box a tier, and its creators beside it."""
    view, kept = reader.view, reader.kept(tier_values)
    name, is_log = value_name(view), not view.metric.is_rate or is_circular(view)
    groups = {code: values for code, values in kept.values.items() if values.size}
    points = [_points(kept.frame[kept.frame["tier"] == code], view) for code in groups]
    n, shown = sum(each.size for each in groups.values()), sum(map(len, points))
    part = f"; vẽ {whole(shown)} trong {whole(n)} TikToker, cách đều theo thứ hạng"
    return Shown(
        f"Mỗi chấm một TikToker: {name}",
        boxes_with_points(
            pd.DataFrame([_box(code, values, view) for code, values in groups.items()]),
            points,
            title=_capital(name),
            hover=f"<b>@%{{customdata[0]}}</b><br>{view.metric.label}: %{{customdata[1]}}",
            rate=view.metric.is_rate,
            log=is_log,
            empty=_NOTHING,
        ),
        f"{value_formula(view)}. Hộp: tứ phân vị 25, 50, 75 của các TikToker; râu: bách phân vị 5 "
        f"và 95{_scale_words(view, is_log)}" + (part if shown < n else ""),
        n,
        "TikToker",
        findings=(
            *cautions(view),
            *overlap_findings(groups, name, writer(view)),
        ),
        table=lambda: _creators_table(kept.frame, name),
    )


def _scale_words(view: View, is_log: bool) -> str:
    if not is_log:
        return ""
    return "; thang log" + ("" if view.metric.is_rate else ", giá trị dưới 1 vẽ ở 1")


def show_bars(reader: Reader) -> Shown:
    """The middle creator of each tier with its interval."""
    view = reader.view
    name = value_name(view)
    intervals = {
        code: median_interval(values) for code, values in reader.kept(tier_values).values.items()
    }
    frame = _bars(intervals, view)
    return Shown(
        f"TikToker đứng giữa mỗi nhóm: {name}",
        bars_with_error(frame, title=_capital(name), rate=view.metric.is_rate, empty=_NOTHING),
        f"{value_formula(view)}. Cột: trung vị qua các TikToker của nhóm; vạch: khoảng tin cậy "
        "95 % của trung vị theo thứ hạng (Conover 1999); cột nhạt: dưới "
        f"{MIN_SAMPLE} TikToker",
        sum(each.n for each in intervals.values()),
        "TikToker",
        findings=interval_findings(intervals, name, writer(view)),
        table=lambda: frame[["tier", "n", "estimate", "low", "high"]].rename(
            columns={
                "tier": "Nhóm",
                "n": "Số TikToker",
                "estimate": f"TikToker đứng giữa: {name}",
                "low": "Cận dưới 95 %",
                "high": "Cận trên 95 %",
            }
        ),
    )


def _box(code: str, values: Floats, view: View) -> dict[str, Any]:
    quantiles = np.quantile(values, list(_QUANTILES.values()))
    low, lower, middle, upper, high = map(writer(view), quantiles)
    return {
        **dict(zip(_QUANTILES, quantiles, strict=True)),
        "name": f"{TIERS[code]}<br>n = {whole(values.size)}",
        "colour": TIER_COLOURS[code],
        "hover": f"<b>{TIERS[code]}</b><br>{_capital(value_name(view))}<br>TikToker đứng giữa: "
        f"<b>{middle}</b><br>Nửa giữa: {lower} đến {upper}<br>Chín phần mười: {low} đến {high}<br>"
        f"n = {whole(values.size)} TikToker",
    }


def _points(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    """Returns the creators of a tier in rising order: all, or as many as a browser draws."""
    values = rows["value"].to_numpy()
    places = np.argsort(values, kind="stable")[: int(np.isfinite(values).sum())]
    if places.size > _MOST_POINTS:
        places = places[np.linspace(0, places.size - 1, _MOST_POINTS).round().astype(int)]
    mine, write = rows.iloc[places], writer(view)
    texts = [
        [creator, write(value)]
        for creator, value in zip(mine["creator"], mine["value"], strict=True)
    ]
    return pd.DataFrame({"value": drawn(mine["value"], view), "texts": texts})


def _bars(intervals: Mapping[str, Interval], view: View) -> pd.DataFrame:
    write = writer(view)
    return pd.DataFrame(
        [
            {
                "tier": TIERS[code],
                "name": f"{TIERS[code]}<br><b>{write(each.estimate)}</b><br>n = {whole(each.n)}",
                "estimate": each.estimate,
                "low": each.low,
                "high": each.high,
                "n": each.n,
                "few": each.n < MIN_SAMPLE,
                "colour": TIER_COLOURS[code],
                "hover": f"<b>{TIERS[code]}</b><br>TikToker đứng giữa: "
                f"<b>{write(each.estimate)}</b><br>{_bounds(each, view)}<br>"
                f"n = {whole(each.n)} TikToker",
            }
            for code, each in intervals.items()
        ]
    ).astype({"estimate": float, "low": float, "high": float})


def _bounds(interval: Interval, view: View) -> str:
    if interval.low is None:
        return "quá ít TikToker để có khoảng tin cậy"
    write = writer(view)
    return f"khoảng tin cậy 95 %: {write(interval.low)} đến {write(interval.high)}"


def _creators_table(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    columns = {
        "creator": "TikToker",
        "tier": "Nhóm",
        "followers": "Người theo dõi",
        "videos": "Video trong góc nhìn",
        "value": _capital(name),
    }
    rows = frame[frame["tier"].notna() & frame["value"].notna()]
    rows = rows.sort_values("value", ascending=False, kind="stable")
    return rows[list(columns)].assign(tier=rows["tier"].map(TIERS)).rename(columns=columns)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
