"""Hiệu suất: how plays and engagement go with duration, hour, weekday and season."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import pandas as pd
from dash import Dash, html

from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.components.page import page_layout, register_page
from dash_app.components.video_grid import download, video_grid
from dash_app.durations import DURATION_BINS
from dash_app.figures.bars_with_line import bars_with_line
from dash_app.figures.effects import effect_intervals
from dash_app.figures.heatmap import heatmap
from dash_app.figures.lines import lines
from dash_app.findings.bins import (
    best_bin,
    highest_row,
    not_enough,
    number_words,
    value_words,
    within_effect,
)
from dash_app.findings.finding import Finding
from dash_app.findings.seasons import month_findings, year_findings
from dash_app.pages import Card, Page, Reader, Shown
from dash_app.queries import videos
from dash_app.sampling import every_nth, sample_words
from dash_app.services import Services
from dash_app.statistics import MIN_SAMPLE, BinEffect, effect_frame, within_creator_effect
from dash_app.store import Query
from dash_app.view import AGGREGATE, METRIC, View
from dash_app.words import WEEKDAYS, percent, whole

_HOURS: Final = list(range(24))
_HOUR_NAMES: Final = [f"{hour}" for hour in _HOURS]
_LEAST_IN_CELL: Final = 5


def show_key_figures(reader: Reader) -> Shown:
    """Total, mean, median and highest of the metric, and the video that has it."""
    view = reader.view
    metric = view.metric
    row = reader.frame(videos.summary, metric=metric.key).iloc[0]
    return Shown(
        f"{metric.label}: các con số chính",
        build_key_figures([*_key_figures(row, view), *_top_video(reader, row)]),
        metric.formula,
        int(row["n"]),
    )


def _key_figures(row: pd.Series, view: View) -> list[KeyFigure]:
    metric = view.metric
    total = (
        KeyFigure("Số video", whole(row["n"]), f"của {whole(row['creators'])} TikToker")
        if metric.is_rate
        else KeyFigure(
            f"Tổng {metric.inside}",
            number_words(row["sum"], metric),
            f"{whole(row['n'])} video của {whole(row['creators'])} TikToker",
        )
    )
    return [
        total,
        KeyFigure(
            "Trung bình mỗi video", number_words(row["mean"], metric), "bị video rất lớn kéo lên"
        ),
        KeyFigure(
            "Trung vị mỗi video",
            number_words(row["median"], metric),
            "một nửa video cao hơn; không tính video ghim",
        ),
    ]


def _top_video(reader: Reader, row: pd.Series) -> list[KeyFigure]:
    """Returns the highest value with its video; nothing where there is no video."""
    if pd.isna(row["top_key"]):
        return []
    best = reader.frame(videos.video_by_key, {"key": str(int(row["top_key"]))}).iloc[0]
    value = number_words(row["highest"], reader.view.metric)
    note = f"@{best['creator']}: {best['caption']}"
    return [KeyFigure("Cao nhất", value, note, best["url"])]


def show_durations(reader: Reader) -> Shown:
    """The metric and the number of videos by duration bin."""
    view = reader.view
    frame = _by(reader, videos.metric_by_duration, "bin", list(range(len(DURATION_BINS))))
    frame["name"] = [each.label for each in DURATION_BINS]
    effects = _effects(reader, videos.within_creator_by_duration)
    return _bars(
        view,
        frame,
        title="Video dài bao nhiêu thì tốt?",
        x_title="Thời lượng",
        name=lambda row: f"video {row['name']}",
        findings=within_effect(
            effects, name=lambda number: f"video {DURATION_BINS[number].label}", metric=view.metric
        ),
    )


def show_hours(reader: Reader) -> Shown:
    """The metric and the number of videos by posting hour."""
    frame = _by(reader, videos.metric_by_hour, "hour", _HOURS)
    frame["name"] = _HOUR_NAMES
    return _bars(
        reader.view,
        frame,
        title="Đăng giờ nào?",
        x_title="Giờ đăng (giờ Việt Nam)",
        name=lambda row: f"{row['name']}h",
    )


def show_weekdays(reader: Reader) -> Shown:
    """The metric and the number of videos by weekday."""
    frame = _by(reader, videos.metric_by_weekday, "weekday", list(range(1, 8)))
    frame["name"] = list(WEEKDAYS)
    effects = _effects(reader, videos.within_creator_by_weekday)
    return _bars(
        reader.view,
        frame,
        title="Đăng thứ mấy?",
        x_title="",
        name=lambda row: str(row["name"]),
        findings=within_effect(
            effects, name=lambda number: WEEKDAYS[number - 1], metric=reader.view.metric
        ),
    )


def show_golden_hours(reader: Reader) -> Shown:
    """Each hour against the other videos of the same creator."""
    metric = reader.view.metric
    effects = _effects(reader, videos.within_creator_by_hour)
    frame = effect_frame(effects, lambda hour: f"{hour}h")
    n = int(frame["n"].sum())
    return Shown(
        f"Giờ vàng: {metric.inside} so với video khác của cùng TikToker",
        effect_intervals(frame, unit="điểm %" if metric.is_rate else "%"),
        "chênh lệch trong cùng một TikToker giữa video đăng giờ đó và video khác của họ "
        + ("(điểm phần trăm)" if metric.is_rate else f"(của 1 + {metric.inside}, trung bình nhân)")
        + ", khoảng tin cậy 95 % theo cụm TikToker; chấm đậm: khác hẳn 0 sau hiệu chỉnh Holm; "
        f"không tính video ghim{sample_words(_every(reader))}",
        n,
        findings=within_effect(effects, name=lambda hour: f"đăng lúc {hour}h", metric=metric),
        table=partial(_effects_table, frame, "Giờ đăng"),
    )


def show_heatmap(reader: Reader) -> Shown:
    """The metric by weekday and hour."""
    view = reader.view
    frame = _weekday_hours(reader)
    fit = frame[frame["n"] >= MIN_SAMPLE]
    findings: tuple[Finding, ...] = (
        not_enough(int(frame["n"].max()) if len(frame) else 0, "video trong một ô"),
    )
    if not fit.empty:
        best = highest_row(fit, "value")
        findings = (
            Finding(
                f"Ô cao nhất có ít nhất {MIN_SAMPLE} video: {_cell(best)}, "
                f"{view.aggregate.label.lower()} {value_words(best['value'], view.metric)} "
                f"(n = {whole(best['n'])}). Giờ và TikToker đi cùng nhau: xem giờ vàng bên dưới "
                "trước khi kết luận."
            ),
        )
    return _week_grid(
        reader,
        "value",
        f"{view.measure} theo thứ và giờ",
        view.measure,
        findings,
        _LEAST_IN_CELL,
    )


def show_counts(reader: Reader) -> Shown:
    """The number of videos by weekday and hour."""
    frame = _weekday_hours(reader)
    findings: tuple[Finding, ...] = ()
    if not frame.empty:
        most = highest_row(frame, "n")
        findings = (
            Finding(
                f"Đăng nhiều nhất: {_cell(most)}, {whole(most['n'])} video "
                f"({percent(most['n'] / frame['n'].sum())} tổng số)."
            ),
        )
    return _week_grid(reader, "n", "Video được đăng lúc nào?", "Số video", findings, 0)


def show_months(reader: Reader) -> Shown:
    """The metric by month, years laid over each other."""
    view = reader.view
    frame = reader.frame(
        videos.metric_by_month, metric=view.metric.key, aggregate=view.aggregate.key
    )
    return Shown(
        f"{view.measure} theo tháng",
        lines(
            frame.assign(month_name=[f"T{month}" for month in frame["month"]]),
            x="month_name",
            xs=[f"T{month}" for month in range(1, 13)],
            y="value",
            series="year",
            count="n",
            y_title=view.measure,
            rate=view.metric.is_rate,
        ),
        view.formula,
        int(frame["n"].sum()),
        findings=month_findings(frame, view.metric, view.aggregate),
        table=partial(_table, frame, {"year": "Năm", "month": "Tháng"}, view),
    )


def show_years(reader: Reader) -> Shown:
    """The metric and the number of videos by year."""
    view = reader.view
    frame = reader.frame(
        videos.metric_by_year, metric=view.metric.key, aggregate=view.aggregate.key
    )
    covered = reader.frame(videos.summary, metric=view.metric.key).iloc[0]
    return Shown(
        f"{view.measure} theo năm",
        bars_with_line(
            frame.assign(name=frame["year"].astype(str)),
            x="name",
            bars="value",
            line="n",
            bar_title=view.measure,
            rate=view.metric.is_rate,
            faint_below=MIN_SAMPLE,
        ),
        view.formula,
        int(frame["n"].sum()),
        findings=year_findings(
            frame, covered["first"], covered["last"], view.metric, view.aggregate
        ),
        table=partial(_table, frame, {"year": "Năm"}, view),
    )


def show_table(reader: Reader) -> Shown:
    """All videos, read from the server page by page."""
    view = reader.view
    n = int(reader.frame(videos.summary, metric=view.metric.key).iloc[0]["n"])
    return Shown(
        f"Video xếp theo {view.metric.inside}",
        None,
        "số liệu ở lần thu thập mới nhất; bấm tên cột để sắp xếp; tệp CSV có tối đa 50.000 video",
        n,
        table=lambda: download(reader),
    )


PAGE = Page(
    tab="videos",
    path="/videos/performance",
    title="Hiệu suất",
    icon="bar-chart",
    order=1,
    lead="Thời lượng, giờ đăng và mùa nào đi cùng kết quả tốt hơn, so trong cùng một TikToker.",
    controls=(METRIC, AGGREGATE),
    cards=(
        Card("figures", show_key_figures, "bare"),
        Card("duration", show_durations, wide=True, height=360),
        Card("hour", show_hours),
        Card("weekday", show_weekdays),
        Card("heatmap", show_heatmap),
        Card("counts", show_counts),
        Card("golden", show_golden_hours, wide=True),
        Card("month", show_months),
        Card("year", show_years),
        Card("table", show_table, "grid", wide=True, grid=video_grid("videos-performance-grid")),
    ),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)


def _by(reader: Reader, query: Query, key: str, keys: list[int]) -> pd.DataFrame:
    """Returns a frame with a row for each key, also where there is no video."""
    view = reader.view
    frame = reader.frame(query, metric=view.metric.key, aggregate=view.aggregate.key)
    full = frame.set_index(key).reindex(keys).rename_axis(key).reset_index()
    full["n"] = full["n"].fillna(0).astype("int64")
    return full


def _effects(reader: Reader, query: Query) -> tuple[BinEffect, ...]:
    metric = reader.view.metric
    frame = reader.frame(query, metric=metric.key, every=_every(reader))
    return within_creator_effect(frame, metric.scale)


def _every(reader: Reader) -> int:
    """Returns each how many-th video is compared with the others of its creator."""
    row = reader.frame(videos.summary, metric=reader.view.metric.key).iloc[0]
    return every_nth(int(row["n"]))


def _bars(
    view: View,
    frame: pd.DataFrame,
    *,
    title: str,
    x_title: str,
    name: Callable[[pd.Series], str],
    findings: tuple[Finding, ...] = (),
) -> Shown:
    return Shown(
        f"{title} {view.measure}",
        bars_with_line(
            frame,
            x="name",
            bars="value",
            line="n",
            bar_title=view.measure,
            x_title=x_title,
            rate=view.metric.is_rate,
            faint_below=MIN_SAMPLE,
        ),
        view.formula + f"; cột nhạt: dưới {MIN_SAMPLE} video",
        int(frame["n"].sum()),
        findings=(
            *best_bin(frame, name=name, metric=view.metric, aggregate=view.aggregate),
            *findings,
        ),
        table=partial(_table, frame, {"name": x_title or "Thứ"}, view),
    )


def _weekday_hours(reader: Reader) -> pd.DataFrame:
    view = reader.view
    return reader.frame(
        videos.metric_by_weekday_hour, metric=view.metric.key, aggregate=view.aggregate.key
    )


def _week_grid(
    reader: Reader,
    value: str,
    title: str,
    value_title: str,
    findings: tuple[Finding, ...],
    least: int,
) -> Shown:
    view, frame = reader.view, _weekday_hours(reader)
    is_count = value == "n"
    return Shown(
        title,
        heatmap(
            frame,
            x="hour",
            y="weekday",
            value=value,
            xs=_HOURS,
            ys=list(range(1, 8)),
            x_names=_HOUR_NAMES,
            y_names=list(WEEKDAYS),
            title=value_title,
            count=None if is_count else "n",
            rate=view.metric.is_rate and not is_count,
            least=least,
        ),
        "số video đăng trong ô (giờ Việt Nam)"
        if is_count
        else f"{view.formula}; ô dưới {least} video để trống",
        int(frame["n"].sum()),
        findings=findings,
        table=partial(_table, frame, {"weekday": "Thứ", "hour": "Giờ"}, view),
    )


def _cell(row: pd.Series) -> str:
    return f"{WEEKDAYS[int(row['weekday']) - 1]} {int(row['hour'])}h"


def _table(frame: pd.DataFrame, names: dict[str, str], view: View) -> pd.DataFrame:
    columns = {**names, "n": "Số video", "value": view.measure}
    return frame[list(columns)].rename(columns=columns)


def _effects_table(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    columns = {
        "name": name,
        "n": "Số video",
        "estimate": "Chênh lệch",
        "low": "Cận dưới 95 %",
        "high": "Cận trên 95 %",
    }
    return frame[list(columns)].rename(columns=columns)
