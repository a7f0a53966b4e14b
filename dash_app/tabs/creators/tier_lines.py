"""How the number of videos goes with the chosen metric within each tier."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from dash_app.figures.log_scatter import log_scatter
from dash_app.findings.tier_test import tier_inside
from dash_app.findings.tiers import line_findings
from dash_app.pages import Reader, Shown
from dash_app.statistics import LogLine, holm, log_line
from dash_app.statistics.sample import known
from dash_app.tabs.creators.tier_values import (
    TIER_COLOURS,
    cautions,
    drawn,
    tier_values,
    value_formula,
    value_name,
    writer,
)
from dash_app.view import View
from dash_app.words import TIERS, whole

_MOST_POINTS: Final = 120
_PLACES: Final = 12


@dataclass(frozen=True)
class TierLines:
    """The lines of all tiers.

    Attributes:
        lines: By tier code.
        p_adjusted: Of their exponents, by Holm over those with enough creators.
        rows: The creators that have a place on log axes, by tier code, in rising number of videos.
        xs: The least and greatest number of videos of all of them; empty where there is none.
        ys: Of the metric, likewise.
    """

    lines: Mapping[str, LogLine]
    p_adjusted: Mapping[str, float]
    rows: Mapping[str, pd.DataFrame]
    xs: Sequence[float]
    ys: Sequence[float]


def tier_lines(reader: Reader) -> TierLines:
    """Returns the line through the number of videos and the chosen metric within each tier."""
    frame = reader.kept(tier_values).frame
    placed = frame[(frame["count"] > 0) & (frame["value"] > 0) & frame["tier"].notna()]
    ordered = placed.sort_values("count", kind="stable")
    rows = {code: ordered[ordered["tier"] == code] for code in TIERS}
    lines = {code: log_line(each["count"], each["value"]) for code, each in rows.items()}
    adjusted = holm([line.p if line.enough else None for line in lines.values()])
    return TierLines(
        lines,
        {
            code: p
            for code, each in zip(lines, adjusted, strict=True)
            if (p := known(each)) is not None
        },
        rows,
        _span(placed["count"]),
        _span(placed["value"]),
    )


def count_name(view: View) -> str:
    """Returns which videos are counted, inside a sentence."""
    return "số video của kênh" if view.choice("counted") == "channel" else "số video trong góc nhìn"


def line_card(tier: str) -> Callable[[Reader], Shown]:
    """Returns what shows the card of a tier; the cards of all tiers have the same axes."""

    def show_line(reader: Reader) -> Shown:
        view, lines = reader.view, reader.kept(tier_lines)
        line, rows = lines.lines[tier], lines.rows[tier]
        with_value = reader.kept(tier_values).values[tier].size
        sampled = _evenly(rows)
        part = f"; vẽ {whole(len(sampled))} trong {whole(len(rows))} TikToker, cách đều theo số "
        return Shown(
            f"{TIERS[tier]}: {count_name(view)} và {view.metric.inside}",
            log_scatter(
                _points(sampled, view),
                _line(line, rows, view),
                xs=lines.xs,
                ys=lines.ys,
                colour=TIER_COLOURS[tier],
                x_title=_capital(count_name(view)),
                y_title=_capital(value_name(view)),
                hover="<b>@%{customdata[0]}</b><br>%{customdata[1]} video<br>"
                f"{view.metric.label}: %{{customdata[2]}}",
                rate=view.metric.is_rate,
                empty=f"Không có gì để vẽ ở {tier_inside(tier)}",
            ),
            f"{value_formula(view)}; {_count_formula(view)}. Đường bình phương bé nhất của ln(giá "
            "trị) theo ln(số video) với dải tin cậy 95 % của trung bình; r là tương quan Pearson "
            "của hai logarit; ba hình cùng thang để so"
            + (f"{part}video" if len(sampled) < len(rows) else ""),
            line.n,
            "TikToker",
            findings=cautions(view)
            + line_findings(
                line,
                lines.p_adjusted.get(tier),
                tier=tier,
                count=count_name(view),
                inside=value_name(view),
                left=with_value - line.n,
            ),
            table=lambda: _table(rows, view),
        )

    return show_line


def _count_formula(view: View) -> str:
    if view.choice("counted") == "channel":
        return (
            "số video của kênh là số TikTok công bố, gồm cả video không được thu thập: kênh chăm "
            "đăng đến đâu không phụ thuộc vào việc đã thu thập được bao nhiêu"
        )
    return "số video trong góc nhìn là số video đã thu thập khớp với bộ lọc"


def _evenly(rows: pd.DataFrame) -> pd.DataFrame:
    """Returns at most so many rows as a browser draws at once, evenly over their order."""
    if len(rows) <= _MOST_POINTS:
        return rows
    return rows.iloc[np.linspace(0, len(rows) - 1, _MOST_POINTS).round().astype(int)]


def _points(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    write = writer(view)
    texts = [
        [creator, whole(count), write(value)]
        for creator, count, value in zip(rows["creator"], rows["count"], rows["value"], strict=True)
    ]
    return pd.DataFrame({"x": rows["count"], "y": drawn(rows["value"], view), "texts": texts})


def _line(line: LogLine, rows: pd.DataFrame, view: View) -> pd.DataFrame:
    """Returns the line over the places that the tier has; nothing where it would say nothing."""
    if not line.enough:
        return pd.DataFrame({"x": [], "y": [], "low": [], "high": []})
    places = np.geomspace(rows["count"].min(), rows["count"].max(), _PLACES)
    band = line.at(places)._asdict()
    return pd.DataFrame(
        {"x": places.round(1)} | {name: drawn(pd.Series(each), view) for name, each in band.items()}
    )


def _span(values: pd.Series) -> list[float]:
    return [float(values.min()), float(values.max())] if len(values) else []


def _table(rows: pd.DataFrame, view: View) -> pd.DataFrame:
    columns = {
        "creator": "TikToker",
        "count": _capital(count_name(view)),
        "value": _capital(value_name(view)),
    }
    return rows[list(columns)].rename(columns=columns)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
