"""Tổng quan & tương quan: how creators are spread, and which of their measures go together."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pandas as pd
from dash import Dash, html

from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.components.page import page_layout, register_page
from dash_app.components.suggestions import show_suggestions
from dash_app.figures.correlation_matrix import correlation_matrix
from dash_app.figures.scatter_matrix import MatrixMeasure, scatter_matrix
from dash_app.findings.bins import number_words
from dash_app.findings.creator_correlation import (
    correlation_findings,
    made_of_each_other,
    r_words,
)
from dash_app.findings.creator_overview_actions import overview_suggestions
from dash_app.findings.finding import Finding
from dash_app.metrics import METRICS, Metric
from dash_app.pages import Card, Page, Reader, Shown
from dash_app.services import Services
from dash_app.tabs.creators.channel_measures import (
    CHANNEL,
    FOLLOWERS,
    HEARTS,
    VIDEO_COUNT,
    chosen_measure,
    read_creators,
)
from dash_app.tabs.creators.correlated_measures import (
    correlate,
    correlated_measures,
    correlation_cells,
    drawn_measures,
    even_sample,
    measures_frame,
)
from dash_app.tabs.creators.measure_spread import BINS, DRAWN, SCALE, show_spread
from dash_app.view import AGGREGATE, METRIC, Control, View
from dash_app.words import decimal, whole

_OF_VIDEOS: Final = "Chỉ số từ video của mỗi TikToker"

COEFFICIENT: Final = Control(
    "coefficient",
    "Hệ số tương quan",
    (("spearman", "Spearman (thứ hạng)"), ("pearson", "Pearson (thang log)")),
    "spearman",
    group=DRAWN,
)
ALSO: Final = Control(
    "also",
    "So thêm với",
    tuple((each.key, each.label) for each in METRICS),
    many=True,
    most=2,
    group=_OF_VIDEOS,
)
_NO_CREATOR: Final = "Không có TikToker nào khớp với bộ lọc"


def show_key_figures(reader: Reader) -> Shown:
    """How many creators, and the mean and the median of what they have."""
    view, frame = reader.view, read_creators(reader)
    n = len(frame)
    with_video = int((frame["videos"] > 0).sum())
    unknown = int(frame[[each.key for each in CHANNEL]].isna().all(axis=1).sum())
    note = f"{whole(with_video)} có video, {whole(n - with_video)} không"
    figures = [
        KeyFigure(
            "TikToker", whole(n), f"{note}; {whole(unknown)} thiếu hồ sơ" if unknown else note
        ),
        *(_median_figure(frame[each.key], each) for each in CHANNEL),
        KeyFigure(
            "Video trong góc nhìn",
            whole(frame["videos"].sum()),
            f"mỗi TikToker: trung vị {whole(frame['videos'].median())}, trung bình "
            f"{decimal(frame['videos'].mean())}",
        ),
        _median_figure(frame["value"], chosen_measure(view)),
    ]
    return Shown(
        "Các con số chính",
        build_key_figures(figures),
        "trung vị và trung bình qua các TikToker",
        n,
        "TikToker",
        table=pd.DataFrame(
            [{"Con số": f.label, "Giá trị": f.value, "Ghi chú": f.note} for f in figures]
        ),
    )


def show_followers(reader: Reader) -> Shown:
    """How followers are spread."""
    return show_spread(reader, FOLLOWERS)


def show_hearts(reader: Reader) -> Shown:
    """How hearts are spread."""
    return show_spread(reader, HEARTS)


def show_video_counts(reader: Reader) -> Shown:
    """How the number of videos is spread."""
    return show_spread(reader, VIDEO_COUNT)


def show_metric(reader: Reader) -> Shown:
    """How the chosen metric of a creator's videos is spread."""
    return show_spread(reader, chosen_measure(reader.view))


def show_scatter(reader: Reader) -> Shown:
    """Each measure against each, a point a creator."""
    measures = drawn_measures(reader.view)
    frame = measures_frame(reader)[["creator", *measures]]
    shown = even_sample(frame, len(measures))
    pairs = correlate(frame, measures, by_rank=_by_rank(reader.view))
    findings: tuple[Finding, ...] = ()
    if len(shown) < len(frame):
        findings = (
            Finding(
                f"Vẽ {whole(len(shown))} trong {whole(len(frame))} TikToker, lấy cách đều từ ít "
                "đến nhiều người theo dõi; hệ số tính trên tất cả, tệp CSV có tất cả."
            ),
        )
    findings += made_of_each_other(measures)
    return Shown(
        "Số nào đi cùng số nào? Mỗi chấm là một TikToker",
        scatter_matrix(
            shown,
            [MatrixMeasure(key, each.label, each.is_rate) for key, each in measures.items()],
            name="creator",
            notes={(pair.a, pair.b): f"r = {r_words(pair.correlation.estimate)}" for pair in pairs},
            empty=_NO_CREATOR,
        ),
        f"lượt đếm trên thang log, tỷ lệ trên thang thường; r: {_coefficient_words(reader.view)}; "
        "chấm thiếu một trong hai số, hoặc có số 0 trên thang log, không được vẽ",
        len(frame),
        "TikToker",
        findings=findings,
        table=lambda: frame.rename(
            columns={"creator": "TikToker", **{key: m.label for key, m in measures.items()}}
        ),
    )


def show_correlations(reader: Reader) -> Shown:
    """The coefficient of each pair of measures, with its interval."""
    view, frame = reader.view, measures_frame(reader)
    measures = correlated_measures(view)
    by_rank = _by_rank(view)
    chosen = correlate(frame, measures, by_rank=by_rank)
    other = correlate(frame, measures, by_rank=not by_rank)
    names = ("Spearman", "Pearson") if by_rank else ("Pearson", "Spearman")
    cells = correlation_cells(chosen, other, measures, names)
    return Shown(
        f"Tương quan từng cặp ({names[0]})",
        correlation_matrix(
            cells,
            names=[each.label for each in measures.values()],
            empty="Chưa đủ TikToker để tính tương quan",
        ),
        f"{_coefficient_words(view)}; từ −1 (ngược chiều, cam) qua 0 đến 1 (cùng chiều, xanh); "
        "mỗi cặp tính trên các TikToker có đủ hai số; khoảng tin cậy 95 % theo Fisher (Spearman: "
        "Bonett & Wright); chữ đậm: khác hẳn 0 sau hiệu chỉnh Holm",
        len(frame),
        "TikToker",
        findings=correlation_findings(
            chosen, measures, chosen="value", coefficient=f"hệ số {names[0]}"
        ),
        table=lambda: cells[
            ["x", "y", "n", "r", "low", "high", "p", "other_r", "other_low", "other_high"]
        ].rename(
            columns={
                "x": "Con số thứ nhất",
                "y": "Con số thứ hai",
                "n": "Số TikToker",
                "r": names[0],
                "low": f"Cận dưới 95 % ({names[0]})",
                "high": f"Cận trên 95 % ({names[0]})",
                "p": f"p sau hiệu chỉnh Holm ({names[0]})",
                "other_r": names[1],
                "other_low": f"Cận dưới 95 % ({names[1]})",
                "other_high": f"Cận trên 95 % ({names[1]})",
            }
        ),
    )


def show_actions(reader: Reader) -> Shown:
    """What to do about all this."""
    view, frame = reader.view, read_creators(reader)
    chosen = chosen_measure(view)
    (pair,) = correlate(frame, {"followers": FOLLOWERS, "value": chosen}, by_rank=True)
    values = [(each, frame[each.key]) for each in (*CHANNEL, chosen)]
    return show_suggestions(
        overview_suggestions(frame, chosen, view.aggregate, pair, values), len(frame), "TikToker"
    )


PAGE = Page(
    tab="creators",
    path="/creators/overview",
    title="Tổng quan & tương quan",
    icon="bar-chart-line",
    order=1,
    lead="TikToker trong dữ liệu lớn cỡ nào, chênh nhau ra sao, và con số nào đi cùng con số nào.",
    controls=(
        *(replace(each, group=_OF_VIDEOS) for each in (METRIC, AGGREGATE)),
        ALSO,
        COEFFICIENT,
        BINS,
        SCALE,
    ),
    cards=(
        Card("figures", show_key_figures, "bare"),
        Card("followers", show_followers, height=340),
        Card("hearts", show_hearts, height=340),
        Card("videos", show_video_counts, height=340),
        Card("metric", show_metric, height=340),
        Card("scatter", show_scatter, height=600),
        Card("correlation", show_correlations, height=600),
        Card("actions", show_actions, "body", wide=True),
    ),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)


def _median_figure(values: pd.Series, measure: Metric) -> KeyFigure:
    known = values.dropna()
    if known.empty:
        return KeyFigure(measure.label, number_words(float("nan"), measure), "không ai có số này")
    missing = len(values) - len(known)
    return KeyFigure(
        measure.label,
        number_words(known.median(), measure),
        f"trung vị; trung bình {number_words(known.mean(), measure)}"
        + f"; {whole(missing)} thiếu" * bool(missing),
    )


def _by_rank(view: View) -> bool:
    return view.choice("coefficient") == "spearman"


def _coefficient_words(view: View) -> str:
    if _by_rank(view):
        return "hệ số Spearman (tương quan của thứ hạng)"
    return "hệ số Pearson trên ln(1 + số), tỷ lệ để nguyên"
