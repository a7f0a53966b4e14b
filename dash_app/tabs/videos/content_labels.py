"""Content labels: how many videos carry them, and how results go with them."""

from __future__ import annotations

from textwrap import wrap
from typing import Final

import pandas as pd
from dash import html

from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.figures.effects import effect_intervals
from dash_app.figures.horizontal_bars import horizontal_bars
from dash_app.figures.radar import radar
from dash_app.findings.bins import not_enough, within_effect
from dash_app.findings.content import (
    difference_finding,
    label_findings,
    profile_findings,
    quoted,
)
from dash_app.metrics import metric
from dash_app.pages import Reader, Shown
from dash_app.queries import content
from dash_app.statistics import (
    MIN_SAMPLE,
    BinEffect,
    effect_frame,
    kruskal_from_ranks,
    within_creator_effect,
)
from dash_app.tabs.videos.content_spread import measured, without
from dash_app.view import Control, View
from dash_app.words import LABEL_FIELDS, percent, whole

FIELD: Final = Control("field", "Nhãn nội dung", tuple(LABEL_FIELDS.items()), "categories")
LABELS: Final = Control("labels", "Nhãn để so", many=True)
RADAR_LABELS: Final = 3
_MOST_RADAR_LABELS: Final = 5
_LEAST_DRAWN: Final = 5
_NAME_WIDTH: Final = 14


def show_coverage(reader: Reader) -> Shown:
    """How many videos carry labels and speech: what the cards below can speak of."""
    bins = reader.frame(content.distributions)
    n = measured(bins, "hashtags")
    photos = without(bins, "duration")
    spoken = measured(bins, "speech")
    any_label = int(reader.frame(content.labelled).iloc[0]["n"])
    field, in_field = _field_name(reader.view), _in_field(reader)
    figures = [
        KeyFigure("Video có nhãn nội dung", _share(any_label, n), _of(any_label, n)),
        KeyFigure(f"Có nhãn {field.lower()}", _share(in_field, n), _of(in_field, n)),
        KeyFigure("Có bản chép lời", _share(spoken, n), _of(spoken, n)),
        KeyFigure("Bài ảnh", _share(photos, n), f"{_of(photos, n)}; không có thời lượng"),
    ]
    return Shown(
        "Bao nhiêu video có nhãn?",
        html.Div(
            [
                build_key_figures(figures),
                html.P(
                    _coverage_words(reader, n, any_label, in_field),
                    className="coverage-note" + ("" if in_field else " coverage-none"),
                ),
            ]
        ),
        "video có ít nhất một nhãn / mọi video khớp với bộ lọc",
        n,
        table=lambda: pd.DataFrame(
            {
                "Nhóm": [figure.label for figure in figures],
                "Số video": [any_label, in_field, spoken, photos],
            }
        ),
    )


def _coverage_words(reader: Reader, n: int, any_label: int, in_field: int) -> str:
    field = _field_name(reader.view).lower()
    below = "Các biểu đồ về thời lượng, hashtag và tốc độ nói vẫn dùng mọi video."
    if not n:
        return "Không có video nào khớp với bộ lọc."
    if not any_label:
        return f"Chưa có video nào trong góc nhìn này được gắn nhãn nội dung. {below}"
    if not in_field:
        used = reader.frame(content.fields_used)
        others = ", ".join(
            f"{LABEL_FIELDS[name].lower()} ({whole(count)})"
            for name, count in zip(used["field"], used["n"], strict=True)
            if name in LABEL_FIELDS
        )
        return f"Chưa có video nào có nhãn {field}. Nhãn có video: {others}. {below}"
    if in_field == n:
        return f"Mọi video trong góc nhìn này đều có nhãn {field}."
    return (
        f"Ba biểu đồ theo nhãn chỉ nói về {whole(in_field)} video có nhãn {field}; chúng có thể "
        f"không giống phần còn lại. {below}"
    )


def show_labels(reader: Reader) -> Shown:
    """The metric by label of the chosen field."""
    view = reader.view
    frame, labelled, field = _labels(reader), _in_field(reader), _field_name(view)
    drawn = frame[frame["n"] >= _LEAST_DRAWN].assign(few=frame["n"] < MIN_SAMPLE)
    several = int(frame["n"].sum()) > labelled
    findings = label_findings(
        frame, field=field, labelled=labelled, metric=view.metric, aggregate=view.aggregate
    )
    if labelled >= MIN_SAMPLE:
        findings += difference_finding(
            kruskal_from_ranks(
                reader.frame(
                    content.ranks_by_label,
                    _field(reader),
                    metric=view.metric.key,
                    least=MIN_SAMPLE,
                )
            ),
            metric=view.metric,
            several=several,
        )
    return Shown(
        f"{view.measure} theo nhãn {field.lower()}",
        horizontal_bars(
            drawn.sort_values(["few", "value"], ascending=[True, False]),
            name="label",
            value="value",
            count="n",
            title=view.measure,
            rate=view.metric.is_rate,
            faint_below=MIN_SAMPLE,
            empty=_no_labels(view),
        ),
        f"{view.formula}, trên video có nhãn; cột nhạt: dưới {MIN_SAMPLE} video; nhãn dưới "
        f"{_LEAST_DRAWN} video không vẽ" + ("; video có nhiều nhãn tính ở từng nhãn" * several),
        labelled,
        findings=findings,
        table=lambda: frame[["label", "n", "value"]].rename(
            columns={"label": field, "n": "Số video", "value": view.measure}
        ),
    )


def show_effects(reader: Reader) -> Shown:
    """Each label against the other labelled videos of the same creator."""
    view, field = reader.view, _field_name(reader.view)
    effects = _effects(reader)
    frame = effect_frame(effects, str).sort_values("estimate", ascending=False)
    broken = ["<br>".join(wrap(label, _NAME_WIDTH)) for label in frame["name"]]
    labelled = _in_field(reader)
    findings = within_effect(
        effects, name=lambda label: quoted(field, str(label)), metric=view.metric
    )
    # Of two labels that exclude each other one says all: the other is its mirror image.
    if len(effects) == 2:
        findings = findings[:1]
    return Shown(
        f"{field}: {view.metric.inside} so với các video có nhãn còn lại của cùng TikToker",
        effect_intervals(frame.assign(name=broken), unit="điểm %" if view.metric.is_rate else "%"),
        "chênh lệch trong cùng một TikToker giữa video có nhãn này và các video có "
        "nhãn còn lại của họ "
        + (
            "(điểm phần trăm)"
            if view.metric.is_rate
            else f"(của 1 + {view.metric.inside}, trung bình nhân)"
        )
        + ", khoảng tin cậy 95 % theo cụm TikToker; chấm đậm: khác hẳn 0 sau hiệu chỉnh Holm; "
        f"cần ít nhất {MIN_SAMPLE} video của 5 TikToker; không tính video ghim",
        labelled,
        findings=findings if labelled else (not_enough(0, "video có nhãn này"),),
        table=lambda: frame[["name", "n", "creators", "estimate", "low", "high"]].rename(
            columns={
                "name": field,
                "n": "Số video",
                "creators": "Số TikToker",
                "estimate": "Chênh lệch",
                "low": "Cận dưới 95 %",
                "high": "Cận trên 95 %",
            }
        ),
    )


def show_radar(reader: Reader) -> Shown:
    """The chosen labels over all measures, relative to all labelled videos."""
    view, field = reader.view, _field_name(reader.view)
    frame = _labels(reader)
    asked = [label for label in view.choice_list("labels") if label in set(frame["label"])]
    chosen = asked or frame["label"].head(RADAR_LABELS).tolist()
    shown = chosen[:_MOST_RADAR_LABELS]
    rows = frame.set_index("label").loc[shown].reset_index()
    common = reader.frame(content.profile_of_labelled, _field(reader)).iloc[0]
    axes = {name: metric(name).label for name in content.PROFILE if (common[name] or 0) > 0}
    ratios = rows[["label", "n"]].join(rows[list(axes)] / common[list(axes)])
    findings = profile_findings(ratios, name="label", axes=axes)
    return Shown(
        f"{field}: mỗi nhãn mạnh ở chỉ số nào?",
        radar(
            ratios.assign(
                title=[
                    f"{label} (n = {whole(n)})"
                    for label, n in zip(ratios["label"], ratios["n"], strict=True)
                ]
            ),
            name="title",
            axes=axes,
            level_name="Trung vị chung",
            empty=_no_labels(view),
        ),
        "trung vị của video có nhãn / trung vị của mọi video có nhãn "
        f"{field.lower()}; mỗi trục so với trung vị chung của chính nó nên các trục so được với "
        "nhau; vòng nét đứt là 1 lần; không tính video ghim; không theo ô Chỉ số và Cách gộp"
        + (f"; chỉ vẽ {_MOST_RADAR_LABELS} nhãn đầu" * (len(chosen) > len(shown))),
        int(common["n"]),
        findings=findings or (not_enough(0, "video có nhãn này"),),
        table=lambda: ratios[["label", "n", *axes]].rename(
            columns={
                "label": field,
                "n": "Số video",
                **{name: f"{title} (lần trung vị chung)" for name, title in axes.items()},
            }
        ),
    )


def _field(reader: Reader) -> dict[str, str]:
    return {"field": reader.view.choice("field")}


def _field_name(view: View) -> str:
    return LABEL_FIELDS[view.choice("field")]


def _in_field(reader: Reader) -> int:
    """Returns how many videos carry a label of the chosen field."""
    return int(reader.frame(content.profile_of_labelled, _field(reader)).iloc[0]["n"])


def _labels(reader: Reader) -> pd.DataFrame:
    view = reader.view
    return reader.frame(
        content.profile_by_label,
        _field(reader),
        metric=view.metric.key,
        aggregate=view.aggregate.key,
    )


def _no_labels(view: View) -> str:
    return f"Chưa có video nào có nhãn<br>“{_field_name(view)}” trong góc nhìn này"


def _effects(reader: Reader) -> tuple[BinEffect, ...]:
    view = reader.view
    query = content.within_creator_by_label
    return within_creator_effect(
        reader.frame(query, _field(reader), metric=view.metric.key), view.metric.scale
    )


def _share(part: int, of: int) -> str:
    return percent(part / of) if of else "0 %"


def _of(part: int, of: int) -> str:
    return f"{whole(part)} trong {whole(of)} video"
