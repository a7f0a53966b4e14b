"""Món ăn theo danh mục: which groups are named, and how their videos do."""

from __future__ import annotations

import pandas as pd

from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.figures.effect_rows import effect_rows
from dash_app.figures.median_rows import median_rows
from dash_app.figures.paired_bars import paired_bars
from dash_app.findings.bins import number_words, within_effect
from dash_app.findings.dish_groups import group_findings, median_findings
from dash_app.metrics import Metric
from dash_app.pages import Reader, Shown
from dash_app.statistics import MIN_SAMPLE, effect_frame
from dash_app.tabs.trends.dish_values import (
    basis_words,
    chosen_group,
    read_coverage,
    read_effects,
    read_groups,
    read_overall,
    sampled,
    top_groups,
)
from dash_app.words import decimal, percent, whole


def show_key_figures(reader: Reader) -> Shown:
    """How much is known of dishes, and which group comes first."""
    row, groups = read_coverage(reader), read_groups(reader)
    n, named = int(row["n"]), int(row["named"])
    first = groups.iloc[0] if len(groups) else None
    chosen = chosen_group(reader)
    own = groups[groups["dish_group"] == chosen]
    figures = [
        KeyFigure(
            "Video có nhắc món",
            whole(named),
            f"{percent(named / n) if n else '—'} của {whole(n)} video",
        ),
        KeyFigure("Nhóm món", whole(row["groups"]), f"{whole(row['dishes'])} tên gọi khác nhau"),
        KeyFigure(
            "Nhắc nhiều nhất",
            str(first["dish_group"]) if first is not None else "—",
            f"{whole(first['n'])} video, {percent(first['n'] / named)} video có nhắc món"
            if first is not None
            else "",
        ),
        KeyFigure(
            "Nhóm đang xem",
            chosen or "—",
            f"{whole(own['n'].iloc[0])} video của {whole(own['creators'].iloc[0])} TikToker"
            if len(own)
            else f"ngoài {len(groups)} nhóm nhiều nhất",
        ),
        KeyFigure(
            "TikToker có nhắc món",
            whole(row["creators"]),
            f"{decimal(named / row['creators'])} video mỗi người" if row["creators"] else "",
        ),
    ]
    return Shown(
        "Các con số chính",
        build_key_figures(figures),
        basis_words(reader.view),
        named,
        table=pd.DataFrame([{"Chỉ số": each.label, "Giá trị": each.value} for each in figures]),
    )


def show_groups(reader: Reader) -> Shown:
    """The most named groups with the chosen metric beside."""
    view = reader.view
    frame, named = top_groups(reader), int(read_coverage(reader)["named"])
    hover = [
        f"<b>{name}</b><br>{whole(n)} video ({percent(n / named)} video có nhắc món) của "
        f"{whole(creators)} TikToker<br>{view.measure}: <b>{number_words(value, view.metric)}</b>"
        for name, n, creators, value in frame[["dish_group", "n", "creators", "value"]].itertuples(
            index=False
        )
    ]
    return Shown(
        f"{len(frame)} nhóm món được nhắc nhiều nhất, và đạt bao nhiêu? {view.measure}",
        paired_bars(
            frame.assign(few=frame["n"] < MIN_SAMPLE, hover=hover),
            name="dish_group",
            values=("n", "value"),
            titles=("Số video", view.measure),
            hover="hover",
            rate=view.metric.is_rate,
            faint="few",
            empty="Không video nào trong góc nhìn này nhắc tới món",
        ),
        f"số video nhắc tới nhóm và {view.formula}; cột nhạt: dưới {MIN_SAMPLE} video; "
        f"{basis_words(view)}",
        named,
        findings=group_findings(read_groups(reader), named, view.metric, view.aggregate),
        table=lambda: _groups_table(reader),
    )


def show_medians(reader: Reader) -> Shown:
    """The median of each group with its interval, around that of all."""
    view = reader.view
    metric = view.metric
    frame, overall = top_groups(reader), read_overall(reader)
    ranked = frame.sort_values("estimate", ascending=False, kind="stable")
    hover = [
        _median_hover(name, n, values, metric)
        for name, n, *values in ranked[
            ["dish_group", "valued", "estimate", "low", "high", "p25", "p75"]
        ].itertuples(index=False)
    ]
    usual = number_words(overall, metric) if overall is not None else "—"
    return Shown(
        f"{metric.label} của một video: nhóm món nào cao hơn mức chung?",
        median_rows(
            ranked.assign(name=ranked["dish_group"], hover=hover),
            x_title=f"Trung vị {metric.inside}" + ("" if metric.is_rate else " (thang log)"),
            around=overall,
            rate=metric.is_rate,
            empty="Không video nào trong góc nhìn này nhắc tới món",
        ),
        f"chấm: trung vị {metric.formula}, vạch: khoảng tin cậy 95 % ước từ tứ phân vị (coi các "
        f"video là độc lập; chỉ từ {MIN_SAMPLE} video), dải xám: nửa giữa các video; gạch chấm: "
        f"trung vị của mọi video có nhắc món ({usual}); màu: khoảng tin cậy rời hẳn đường ấy; "
        f"không tính video ghim; {basis_words(view)}",
        int(read_coverage(reader)["named"]),
        findings=median_findings(ranked, overall, metric),
        table=lambda: _groups_table(reader),
    )


def show_effects(reader: Reader) -> Shown:
    """Each group against the other videos of the same creator."""
    metric = reader.view.metric
    effects = read_effects(reader)
    frame = effect_frame(effects, str).sort_values("estimate", ascending=False, kind="stable")
    unit = "điểm %" if metric.is_rate else "%"
    of = "" if metric.is_rate else f" của 1 + {metric.inside}, trung bình nhân"
    return Shown(
        f"Trong cùng một TikToker: quay món nào thì {metric.inside} chênh bao nhiêu?",
        effect_rows(frame, unit=unit, empty="Chưa đủ dữ liệu để so trong cùng một TikToker"),
        f"chênh lệch ({unit}{of}) giữa video nhắc tới nhóm và video có món khác của cùng TikToker, "
        "khoảng tin cậy 95 % theo cụm TikToker; chấm màu: khác hẳn 0 sau hiệu chỉnh Holm; không "
        f"tính video ghim; {basis_words(reader.view)}{sampled(reader)}",
        int(frame["n"].sum()),
        unit="lượt video–nhóm",
        findings=within_effect(
            effects, name=lambda group: f"video nhắc tới {group}", metric=metric
        ),
        table=lambda: frame.drop(columns="clear").rename(
            columns={
                "name": "Nhóm món",
                "n": "Số video",
                "creators": "Số TikToker",
                "estimate": f"Chênh lệch ({unit})",
                "low": "Cận dưới 95 %",
                "high": "Cận trên 95 %",
            }
        ),
    )


def _median_hover(name: str, n: int, values: list[float], metric: Metric) -> str:
    middle, low, high, lower, upper = (number_words(each, metric) for each in values)
    interval = f"<br>Khoảng tin cậy 95 %: {low} đến {high}" if pd.notna(values[1]) else ""
    return (
        f"<b>{name}</b>: trung vị <b>{middle}</b>{interval}<br>Nửa giữa: {lower} đến {upper}<br>"
        f"Số video: {whole(n)}" + (" (ít, chưa kết luận được)" if n < MIN_SAMPLE else "")
    )


def _groups_table(reader: Reader) -> pd.DataFrame:
    view, frame = reader.view, read_groups(reader)
    named = int(read_coverage(reader)["named"])
    columns = {
        "dish_group": "Nhóm món",
        "n": "Số video",
        "share": "Tỷ lệ trong video có nhắc món",
        "creators": "Số TikToker",
        "value": view.measure,
        "valued": "Số video tính trung vị",
        "estimate": f"Trung vị {view.metric.inside}",
        "low": "Cận dưới 95 %",
        "high": "Cận trên 95 %",
        "p25": "Tứ phân vị dưới",
        "p75": "Tứ phân vị trên",
    }
    return frame.assign(share=frame["n"] / max(named, 1))[list(columns)].rename(columns=columns)
