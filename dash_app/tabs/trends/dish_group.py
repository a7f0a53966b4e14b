"""Món ăn theo danh mục: one group, its variants, its weeks, what goes with it."""

from __future__ import annotations

from typing import Final

import pandas as pd

from dash_app.components.facts_table import FactColumn, build_facts_table
from dash_app.figures.bars_with_line import bars_with_line
from dash_app.figures.donut import donut
from dash_app.figures.ratio_intervals import ratio_intervals
from dash_app.findings.bins import number_words
from dash_app.findings.dish_groups import (
    dishes_together_findings,
    over_time_findings,
    variant_findings,
)
from dash_app.pages import Reader, Shown
from dash_app.queries import dishes
from dash_app.statistics import MIN_SAMPLE, MIN_TOGETHER
from dash_app.tabs.trends.dish_values import (
    basis_words,
    chosen_group,
    read_together,
    read_variants,
)
from dash_app.words import day, decimal, percent, whole

_PARTS: Final = 6
_MOST_ROWS: Final = 25
_MOST_PERIODS: Final = {"week": 104, "month": 60}
_FREQUENCIES: Final = {"week": "W-MON", "month": "MS"}
_UNITS: Final = {"week": "tuần", "month": "tháng"}


def show_variants(reader: Reader) -> Shown:
    """By which names the group is called, as parts of all its mentions."""
    group, frame = chosen_group(reader), read_variants(reader)
    first = frame.iloc[0] if len(frame) else None
    names, mentions = (
        (int(first["all_variants"]), int(first["all_mentions"])) if first is not None else (0, 0)
    )
    shown = frame.head(_PARTS)
    left = names - len(shown)
    return Shown(
        f"“{group}” gồm những gì?",
        donut(
            shown,
            name="dish",
            count="n",
            unit="lượt nhắc",
            middle=f"<b>{whole(names)}</b><br>tên gọi",
            rest=(f"{whole(left)} tên khác", mentions - int(shown["n"].sum())) if left else None,
            empty=f"Không video nào trong góc nhìn này nhắc tới {group}",
        ),
        "phần của mỗi tên gọi trong mọi lượt nhắc của nhóm; lượt nhắc là số video nhắc tới tên ấy, "
        f"một video nhắc hai tên là hai lượt; nhóm học từ chính các tên món; "
        f"{basis_words(reader.view)}",
        int(first["all_n"]) if first is not None else 0,
        findings=variant_findings(frame, group, reader.view.metric),
        table=lambda: _variants_table(reader),
    )


def show_variant_table(reader: Reader) -> Shown:
    """The names with their videos and medians."""
    group, metric = chosen_group(reader), reader.view.metric
    frame = read_variants(reader).head(_MOST_ROWS)
    rows = [
        (
            name,
            whole(n),
            percent(n / of, 1),
            whole(creators),
            _median_words(number_words(p50, metric), int(valued)),
        )
        for name, n, of, creators, valued, p50 in frame[
            ["dish", "n", "all_n", "creators", "valued", "p50"]
        ].itertuples(index=False)
    ]
    columns = (
        FactColumn("Tên gọi"),
        FactColumn("Số video", number=True),
        FactColumn("Tỷ lệ", number=True),
        FactColumn("TikToker", number=True),
        FactColumn(f"Trung vị {metric.inside}", number=True),
    )
    names = int(frame["all_variants"].iloc[0]) if len(frame) else 0
    more = f", {len(frame)} tên nhiều nhất trong {whole(names)}" if names > len(frame) else ""
    return Shown(
        f"Các tên gọi trong “{group}”{more}",
        build_facts_table(f"Các tên gọi trong {group}", columns, rows, tall=True),
        f"tỷ lệ trong số video của nhóm; trung vị {metric.formula}, không tính video ghim; dưới "
        f"{MIN_SAMPLE} video thì chỉ để tham khảo (*); {basis_words(reader.view)}",
        int(frame["all_n"].iloc[0]) if len(frame) else 0,
        table=lambda: _variants_table(reader),
    )


def show_over_time(reader: Reader) -> Shown:
    """The group's share of the videos that name a dish, by week or month."""
    group, every = chosen_group(reader), reader.view.choice("every")
    unit, frame = _UNITS[every], read_periods(reader)
    is_cut = len(frame) == _MOST_PERIODS[every]
    newest = f", {_MOST_PERIODS[every]} {unit} gần nhất" if is_cut else ""
    return Shown(
        f"“{group}” lên hay xuống theo {unit}{newest}?",
        bars_with_line(
            frame,
            x="period",
            bars="share",
            line="n",
            bar_title="Tỷ lệ trong video có nhắc món",
            line_title="Số video nhắc tới",
            rate=True,
            faint_below=MIN_SAMPLE,
            faint_by="named",
            day_format="%d/%m/%Y" if every == "week" else "%m/%Y",
        ),
        f"cột: số video nhắc tới nhóm / số video có nhắc món đăng trong {unit} ấy, để {unit} đăng "
        f"nhiều hay đọc được ít không làm đổi cột; đường: số video; {unit} không ai nhắc là 0; cột "
        f"nhạt: {unit} có dưới {MIN_SAMPLE} video có nhắc món, không tính vào xu hướng; tệp "
        f"CSV có cả tỷ lệ trên mọi video và {reader.view.formula}; xu hướng bỏ {unit} đầu và cuối; "
        f"{basis_words(reader.view)}",
        int(frame["n"].sum()) if len(frame) else 0,
        findings=over_time_findings(frame, group, unit, lambda first: _said(first, every)),
        table=lambda: _periods_table(reader),
    )


def show_together(reader: Reader) -> Shown:
    """The groups that are named beside it more often than by chance."""
    group, frame = chosen_group(reader), read_together(reader)
    variants = read_variants(reader)
    n = int(variants["all_n"].iloc[0]) if len(variants) else 0
    hover = [
        f"{whole(both)} video chung: {percent(both / n)} video có {group}, "
        f"{percent(both / other)} video có {name}<br><b>{decimal(times, 2)} lần</b> so với ngẫu "
        f"nhiên ({decimal(low, 2)} đến {decimal(high, 2)})"
        for both, other, name, times, low, high in frame[
            ["together", "n", "dish_group", "estimate", "low", "high"]
        ].itertuples(index=False)
    ]
    return Shown(
        f"Món nào hay đi cùng “{group}”?",
        ratio_intervals(
            frame.assign(
                hover=hover, name=frame["dish_group"], group="Gấp mấy lần so với ngẫu nhiên"
            ),
            x_title="Số lần (thang log)",
            empty="Không nhóm món nào đi cùng đủ nhiều",
        ),
        f"(video có cả hai × video có nhắc món) / (video có {group} × video có món kia), khoảng "
        f"tin cậy 95 %; 1 là ngẫu nhiên; chấm màu: rời hẳn 1; cần ít nhất {MIN_TOGETHER} video "
        f"chung và {MIN_SAMPLE} video mỗi nhóm; so trong video có nhắc món, nên video không đọc "
        "được món không làm món nào cũng như đi cùng nhau; video kể nhiều món vẫn kéo mọi cặp lên "
        f"một ít; {basis_words(reader.view)}",
        n,
        findings=dishes_together_findings(frame, group, n),
        table=lambda: frame[["dish_group", "together", "n", "estimate", "low", "high"]].rename(
            columns={
                "dish_group": "Nhóm món",
                "together": f"Video chung với {group}",
                "n": "Số video",
                "estimate": "Số lần so với ngẫu nhiên",
                "low": "Cận dưới 95 %",
                "high": "Cận trên 95 %",
            }
        ),
    )


def read_periods(reader: Reader) -> pd.DataFrame:
    """Returns period, videos, named, n, value, share, share_of_all; one row a period, no gaps.

    `n` counts the group's videos; `share` is of the videos that name a dish and missing where none
    does.
    """
    return reader.kept(_periods)


def _periods(reader: Reader) -> pd.DataFrame:
    view, every = reader.view, reader.view.choice("every")
    videos = reader.frame(dishes.videos_by_period, period=every)
    if videos.empty:
        return videos.assign(videos=0, value=0.0, share=0.0, share_of_all=0.0)
    uses = reader.frame(
        dishes.group_by_period,
        {"group": chosen_group(reader)},
        period=every,
        metric=view.metric.key,
        aggregate=view.aggregate.key,
    )
    first, last = videos["period"].min(), videos["period"].max()
    periods = pd.date_range(first, last, freq=_FREQUENCIES[every])[-_MOST_PERIODS[every] :]
    full = pd.DataFrame({"period": periods})
    full = full.merge(videos.rename(columns={"n": "videos"}), "left", "period")
    full = full.merge(uses, "left", "period")
    counts = full[["videos", "named", "n"]].fillna(0).astype("int64")
    full = full.assign(**counts)
    return full.assign(
        share=full["n"] / full["named"].where(full["named"] > 0),
        share_of_all=full["n"] / full["videos"].where(full["videos"] > 0),
    )


def _said(first: pd.Timestamp, every: str) -> str:
    return f"tuần từ {day(first)}" if every == "week" else f"tháng {first.month:02}/{first.year}"


def _median_words(words: str, n: int) -> str:
    return f"{words}*" if 0 < n < MIN_SAMPLE else words


def _variants_table(reader: Reader) -> pd.DataFrame:
    metric = reader.view.metric
    columns = {
        "dish": "Tên gọi",
        "n": "Số video",
        "creators": "Số TikToker",
        "valued": "Số video tính trung vị",
        "p50": f"Trung vị {metric.inside}",
        "p25": "Tứ phân vị dưới",
        "p75": "Tứ phân vị trên",
    }
    return read_variants(reader)[list(columns)].rename(columns=columns)


def _periods_table(reader: Reader) -> pd.DataFrame:
    every = reader.view.choice("every")
    columns = {
        "period": f"{_UNITS[every].capitalize()} (từ ngày)",
        "n": "Số video nhắc tới",
        "named": "Số video có nhắc món",
        "videos": "Số video",
        "share": "Tỷ lệ trong video có nhắc món",
        "share_of_all": "Tỷ lệ trên mọi video",
        "value": reader.view.measure,
    }
    return read_periods(reader).reindex(columns=list(columns)).rename(columns=columns)
