"""So sánh: where each stands in its own tier, and what its engagement is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd

from dash_app.figures.grouped_bars import facet_bars
from dash_app.figures.percentile_radar import percentile_radar
from dash_app.findings.compare import Standing, engagement_findings, place_findings, place_words
from dash_app.findings.finding import Finding
from dash_app.pages import Reader, Shown
from dash_app.statistics import Interval, Spread
from dash_app.tabs.creators.compare_choice import Contender, comparison
from dash_app.tabs.creators.compare_measures import RADAR, Measure, measure
from dash_app.tabs.creators.compare_table import interval_words, leading
from dash_app.tabs.creators.compare_values import measured, tier_spread
from dash_app.words import whole

_AXES: Final = dict(
    zip(
        RADAR,
        (
            "Lượt xem",
            "Lượt xem / theo dõi",
            "Tương tác",
            "Thích / xem",
            "Bình luận / xem",
            "Chia sẻ / xem",
            "Lưu / xem",
            "Video mỗi tuần",
        ),
        strict=True,
    )
)
_ENGAGEMENT: Final = ("likes_per_play", "comments_per_play", "shares_per_play", "saves_per_play")


def standings(reader: Reader) -> tuple[Standing, ...]:
    """Returns where each contender stands in its tier on the measures of the radar."""
    found = []
    for contender, values in zip(comparison(reader).contenders, measured(reader), strict=True):
        spreads = {key: tier_spread(reader, contender, key) for key in RADAR}
        found.append(
            Standing(
                name=contender.name,
                tier=contender.tier_name if contender.tier else "",
                n=contender.n,
                of_tier=max(each.n for each in spreads.values()),
                ranks={
                    measure(key).inside: spreads[key].rank(values[key].estimate) for key in RADAR
                },
            )
        )
    return tuple(found)


def show_radar(reader: Reader) -> Shown:
    """Percentiles of each within its own tier."""
    found, values, places = comparison(reader), measured(reader), standings(reader)
    contenders = found.contenders
    frame = pd.DataFrame(
        [list(each.ranks.values()) for each in places],
        columns=list(RADAR),
        index=[each.name for each in contenders],
    )
    hovers = {
        contender.name: [
            _radar_hover(contender, measure(key), own[key], tier_spread(reader, contender, key))
            for key in RADAR
        ]
        for contender, own in zip(contenders, values, strict=True)
    }
    return Shown(
        "Mỗi người đứng đâu trong nhóm của mình?",
        percentile_radar(
            frame,
            axes=_AXES,
            colours={each.name: each.colour for each in contenders},
            hovers=hovers,
            empty="Chưa rõ nhóm người theo dõi hoặc chưa có video của ai",
        ),
        "mỗi trục là bách phân vị (0 đến 100) trong nhóm người theo dõi của chính người đó: 80 là "
        "cao hơn 80 % TikToker cùng cỡ, 50 (vòng đứt) là giữa nhóm. Hai người khác nhóm được so "
        "với hai nhóm khác nhau, nên hình rộng hơn không phải là con số lớn hơn. Nhóm: mọi video "
        "đã thu thập",
        found.videos,
        findings=place_findings(places),
        table=lambda: (
            frame.rename(columns={key: measure(key).label for key in RADAR})
            .rename_axis("TikToker")
            .reset_index()
        ),
    )


def _radar_hover(contender: Contender, of: Measure, value: Interval, spread: Spread) -> str:
    rank = spread.rank(value.estimate)
    if rank is None:
        return f"<b>{contender.name}</b><br>{of.label}: chưa rõ"
    return (
        f"<b>{contender.name}</b><br>{of.label}: <b>{of.write(value.estimate)}</b><br>"
        f"{place_words(rank, contender.tier_name)} ({whole(spread.n)} TikToker)"
    )


def show_engagement(reader: Reader) -> Shown:
    """What the engagement is made of, each part on its own axis."""
    found, values = comparison(reader), measured(reader)
    rows: list[dict[str, Any]] = []
    for contender, own in zip(found.contenders, values, strict=True):
        for key in _ENGAGEMENT if contender.is_drawn else ():
            value, spread = own[key], tier_spread(reader, contender, key)
            rows.append(
                {
                    "facet": measure(key).label.partition(" /")[0],
                    "series": contender.name,
                    "y": value.estimate,
                    "low": value.low,
                    "high": value.high,
                    "mark": spread.percentile(50),
                    "n": value.n,
                    "hover": _engagement_hover(contender, measure(key), value, spread),
                }
            )
    frame = pd.DataFrame(
        rows, columns=["facet", "series", "y", "low", "high", "mark", "n", "hover"]
    ).astype(dict.fromkeys(("y", "low", "high", "mark"), "float64"))
    return Shown(
        "Tương tác gồm những gì? Phần của mỗi lượt xem",
        facet_bars(
            frame,
            facets=[measure(key).label.partition(" /")[0] for key in _ENGAGEMENT],
            colours={each.name: each.colour for each in found.drawn},
            mark_name="Trung vị nhóm của người đó",
        ),
        "tổng lượt thích (bình luận, chia sẻ, lưu) / tổng lượt xem; vạch: khoảng tin cậy 95 % của "
        "một tỷ số (Cochran); gạch ngang: trung vị của TikToker cùng nhóm người theo dõi; mỗi ô có "
        "thang riêng",
        found.videos,
        findings=(*_engagement(values, [each.name for each in found.contenders]), *found.left_out),
        table=lambda: frame[["facet", "series", "n", "y", "low", "high", "mark"]].rename(
            columns={
                "facet": "Phần",
                "series": "TikToker",
                "n": "Số video",
                "y": "Trên mỗi lượt xem",
                "low": "Cận dưới 95 %",
                "high": "Cận trên 95 %",
                "mark": "Trung vị nhóm",
            }
        ),
    )


def _engagement(
    values: Sequence[Mapping[str, Interval]], names: Sequence[str]
) -> tuple[Finding, ...]:
    measures = [measure(key) for key in _ENGAGEMENT]
    return engagement_findings([(each.inside, leading(each, values)) for each in measures], names)


def _engagement_hover(contender: Contender, of: Measure, value: Interval, spread: Spread) -> str:
    middle = spread.percentile(50)
    between = interval_words(of, value)
    return (
        f"<b>{of.write(value.estimate)}</b> trên 1.000 lượt xem"
        + (f"<br>{between}" if between else "")
        + (f"<br>trung vị {contender.tier_name.lower()}: {of.write(middle)}" if middle else "")
        + f"<br>n = {whole(value.n)} video"
    )
