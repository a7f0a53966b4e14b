"""So sánh: every measure side by side; only what is surely ahead is marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

import pandas as pd

from dash_app.components.duel_table import DuelCell, DuelColumn, DuelRow, build_duel
from dash_app.findings.compare import lead_findings, place_words
from dash_app.pages import Reader, Shown
from dash_app.statistics import MIN_SAMPLE, Interval, Lead, lead
from dash_app.tabs.creators.compare_choice import Contender, comparison
from dash_app.tabs.creators.compare_measures import MEASURES, Measure
from dash_app.tabs.creators.compare_values import measured, tier_spread
from dash_app.words import whole

_RULE: Final = (
    "dẫn đầu: khoảng tin cậy 95 % không chạm khoảng của ai khác; ngang nhau: chạm khoảng của người "
    f"cao nhất; chữ nhạt: dưới {MIN_SAMPLE} video (hoặc dưới {MIN_SAMPLE} tuần với nhịp đăng), "
    "không xếp hạng"
)


def show_table(reader: Reader) -> Shown:
    """Every measure side by side; only what is surely ahead is marked."""
    found, values = comparison(reader), measured(reader)
    shown = [each for each in MEASURES if any(v[each.key].estimate is not None for v in values)]
    leads = {each.key: leading(each, values) for each in shown}
    rows = [_row(reader, each, found.contenders, values, leads[each.key]) for each in shown]
    columns = [
        DuelColumn(each.name, each.colour, f"n = {whole(each.n)} video")
        for each in found.contenders
    ]
    return Shown(
        "Đối đầu từng chỉ số",
        build_duel("Các chỉ số của từng TikToker", columns, rows),
        "trên video trong phần đang xem; “hơn 72 % nhóm cao” là cao hơn 72 % TikToker cùng nhóm "
        f"người theo dõi, trên mọi video đã thu thập; {_RULE}; các video của một người được coi là "
        "độc lập với nhau; trỏ vào ô để xem khoảng tin cậy 95 %, vào tên chỉ số để xem cách tính",
        found.videos,
        findings=lead_findings(
            [
                (each.inside, leads[each.key])
                for each in shown
                if each.ahead and each.key not in ("hearts", "followers")
            ],
            [each.name for each in found.contenders],
        ),
        table=lambda: _download(reader, shown),
    )


def leading(of: Measure, values: Sequence[Mapping[str, Interval]]) -> Lead:
    """Returns who is ahead on a measure, of those whose number rests on enough."""
    if not of.ahead:
        return Lead(None, None, (), 0)
    return lead([each[of.key] for each in values], highest=of.ahead == "highest")


def _row(
    reader: Reader,
    of: Measure,
    contenders: Sequence[Contender],
    values: Sequence[Mapping[str, Interval]],
    found: Lead,
) -> DuelRow:
    cells = []
    for place, (contender, own) in enumerate(zip(contenders, values, strict=True)):
        value = own[of.key]
        rank = tier_spread(reader, contender, of.key).rank(value.estimate)
        cells.append(
            DuelCell(
                value=of.write(value.estimate),
                place=rank,
                place_words="" if rank is None else place_words(rank, contender.tier_name),
                mark=_mark(place, found),
                hover=interval_words(of, value),
                few=bool(of.ahead) and value.estimate is not None and not value.enough,
            )
        )
    return DuelRow(of.group, of.label, of.formula, cells)


def _mark(place: int, found: Lead) -> Literal["", "ahead", "level"]:
    if found.first is None:
        return ""
    if found.is_clear:
        return "ahead" if place == found.first else ""
    return "level" if place in (found.first, *found.level) else ""


def interval_words(of: Measure, value: Interval) -> str:
    """Returns how precisely a number is known; empty where that is not known, or exactly."""
    if value.low is None or value.high is None or value.low == value.high:
        return ""
    return f"95 %: {of.write(value.low)} đến {of.write(value.high)}"


def _download(reader: Reader, shown: Sequence[Measure]) -> pd.DataFrame:
    found, values = comparison(reader), measured(reader)
    rows = []
    for each in shown:
        for contender, own in zip(found.contenders, values, strict=True):
            value = own[each.key]
            exact = value.low == value.high
            rows.append(
                {
                    "Nhóm": each.group,
                    "Chỉ số": each.label,
                    "Cách tính": each.formula,
                    "TikToker": contender.name,
                    "Giá trị": value.estimate,
                    "Cận dưới 95 %": None if exact else value.low,
                    "Cận trên 95 %": None if exact else value.high,
                    "Bách phân vị trong nhóm": tier_spread(reader, contender, each.key).rank(
                        value.estimate
                    ),
                    "Nhóm người theo dõi": contender.tier_name,
                }
            )
    return pd.DataFrame(rows)
