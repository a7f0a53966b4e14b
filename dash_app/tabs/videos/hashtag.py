"""Một hashtag: what its videos reach, what goes with it, who uses it best."""

from __future__ import annotations

from typing import Final

import pandas as pd
from dash import Dash, html

from dash_app.components.hashtag_names import OWN_RULE, HashtagNames, hashtag_names
from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.components.page import page_layout, register_page
from dash_app.components.video_grid import download, video_grid
from dash_app.figures.bars_with_line import bars_with_line
from dash_app.figures.ranked_bars import ranked_bars
from dash_app.figures.ratio_intervals import ratio_intervals
from dash_app.findings.bins import number_words
from dash_app.findings.hashtags import (
    creator_findings,
    period_findings,
    tag_effect,
    together_findings,
)
from dash_app.metrics import METRICS, Metric
from dash_app.pages import Card, Page, Reader, Shown
from dash_app.queries import hashtags
from dash_app.queries.options import hashtag_options
from dash_app.services import Services
from dash_app.statistics import MIN_SAMPLE, MIN_TOGETHER, lift, within_creator_effect
from dash_app.tabs.videos.periods import EVERY, period, without_gaps
from dash_app.view import AGGREGATE, METRIC, Control
from dash_app.words import decimal, percent, whole
from etl.text import fold

TAG: Final = Control("tag", "Hashtag", search="hashtag")

_MOST_TOGETHER: Final = 20
_MOST_CREATORS: Final = 15
_LEAST_A_SIDE: Final = 5


def show_key_figures(reader: Reader) -> Shown:
    """Which hashtag it is, what its videos reach, and their engagement rate."""
    metric, tag = reader.view.metric, _name(reader)
    row = reader.frame(hashtags.key_figures, _texts(reader), metric=metric.key).iloc[0]
    rate = _pooled(metric)
    engagements = row["engagements_public" if rate.key.endswith("public") else "engagements"]
    pooled = engagements / row["plays"] if row["plays"] else None
    owner = hashtag_names(reader.snapshot).owners.get(_key(reader), "")
    used = f"{whole(row['n'])} video của {whole(row['creators'])} TikToker"
    figures = [
        KeyFigure(
            "Đang xem" if reader.view.choice("tag") else "Đang xem: dùng nhiều nhất",
            tag,
            f"{used}; riêng của kênh @{owner}" if owner else used,
        ),
        KeyFigure("Trung bình mỗi video", number_words(row["mean"], metric), metric.inside),
        KeyFigure(
            "Trung vị mỗi video",
            number_words(row["median"], metric),
            f"{metric.inside}; không tính video ghim",
        ),
        KeyFigure(
            "Tỷ lệ tương tác gộp",
            percent(pooled, 2),
            f"{rate.formula}, cộng trên mọi video rồi mới chia",
        ),
    ]
    if not metric.is_rate:
        total = KeyFigure(
            f"Tổng {metric.inside}",
            number_words(row["sum"], metric),
            "trên mọi video mang hashtag",
        )
        figures.insert(1, total)
    return Shown(
        f"{tag}: các con số chính",
        build_key_figures(figures),
        metric.formula,
        int(row["n"]),
        table=pd.DataFrame([{figure.label: figure.value for figure in figures}]),
    )


def show_over_time(reader: Reader) -> Shown:
    """The metric and the number of the hashtag's videos by period."""
    view, unit, tag = reader.view, period(reader.view), _name(reader)
    found = reader.frame(
        hashtags.metric_by_period,
        _texts(reader),
        metric=view.metric.key,
        aggregate=view.aggregate.key,
        period=unit.key,
        most=unit.most,
    )
    frame = without_gaps(found, unit)
    frame = frame.assign(name=[unit.name(each) for each in frame["period"]])
    title = view.measure
    pinned = "; không tính video ghim" if view.aggregate.key == "median" else ""
    newest = f", {unit.most} {unit.label} gần nhất" if len(frame) == unit.most else ""
    return Shown(
        f"{tag} theo {unit.label}: {title}{newest}",
        bars_with_line(
            frame,
            x="period",
            bars="value",
            line="n",
            bar_title=title,
            rate=view.metric.is_rate,
            faint_below=MIN_SAMPLE,
            day_format=unit.day_format,
        ),
        f"{view.aggregate.label.lower()} của {view.metric.formula} trên video mang {tag} đăng "
        f"trong {unit.label} ấy{pinned}; cột nhạt: dưới {MIN_SAMPLE} video",
        int(frame["n"].sum()),
        findings=period_findings(
            frame,
            unit=unit.label,
            name=lambda row: unit.said(row["name"]),
            metric=view.metric,
            aggregate=view.aggregate,
        ),
        table=lambda: frame[["name", "n", "value"]].rename(
            columns={"name": unit.label.capitalize(), "n": "Số video", "value": title}
        ),
    )


def show_together(reader: Reader) -> Shown:
    """The hashtags that stand beside it more often than by chance."""
    names, tag = hashtag_names(reader.snapshot), _name(reader)
    # One creator's tags stand beside everything that this creator posts; only beside another tag
    # of one creator they say something.
    left_out = "" if _key(reader) in names.owners else " ".join(names.owners)
    frame = _with_lift(
        reader.frame(
            hashtags.used_together,
            {**_texts(reader), "left_out": left_out},
            together=MIN_TOGETHER,
            least=MIN_SAMPLE,
            most=_MOST_TOGETHER,
        ),
        names,
    )
    n = int(frame["tag_n"].iloc[0]) if len(frame) else _video_count(reader)
    hover = [
        f"{whole(both)} video chung: {percent(both / n)} video có {tag}, {percent(both / other)} "
        f"video có {name}<br><b>{decimal(times, 2)} lần</b> so với ngẫu nhiên "
        f"({decimal(low, 2)} đến {decimal(high, 2)})" + (f"<br>Riêng của @{owner}" if owner else "")
        for both, other, name, times, low, high, owner in frame[
            ["together", "n", "name", "estimate", "low", "high", "owner"]
        ].itertuples(index=False, name=None)
    ]
    return Shown(
        f"Hashtag nào hay đi cùng {tag}?",
        ratio_intervals(
            frame.assign(
                hover=hover,
                name=[names.marked(key) for key in frame["hashtag_key"]],
                group="Gấp mấy lần so với ngẫu nhiên",
            ),
            x_title="Số lần so với ngẫu nhiên (thang log)",
            empty="Không hashtag nào đi cùng đủ nhiều",
        ),
        f"(video có cả hai × mọi video) / (video có {tag} × video có hashtag kia), khoảng tin cậy "
        f"95 %; 1 là ngẫu nhiên; cần ít nhất {MIN_TOGETHER} video chung và {MIN_SAMPLE} video mỗi "
        "hashtag; một kênh luôn gắn cùng bộ hashtag làm khoảng hẹp hơn thật; "
        + (f"không kể {OWN_RULE}" if left_out else f"·1 kênh: {OWN_RULE}"),
        n,
        findings=together_findings(frame, tag, n),
        table=lambda: _together_table(frame, tag),
    )


def show_creators(reader: Reader) -> Shown:
    """Creators whose videos with it do best against their own other videos."""
    metric, tag = reader.view.metric, _name(reader)
    texts = {"tag": _key(reader)}
    frame = reader.frame(
        hashtags.creators_with_and_without,
        texts,
        metric=metric.key,
        least=_LEAST_A_SIDE,
        most=_MOST_CREATORS,
    )
    sums = reader.frame(hashtags.within_creator_by_tag, texts, metric=metric.key)
    effects = within_creator_effect(sums[sums["bin"].astype(bool)], metric.scale)
    hover = [
        f"<b>@{creator}</b>: <b>{decimal(ratio, 2)} lần</b><br>Có {tag}: "
        f"{number_words(inside, metric)} ({whole(n_in)} video)<br>Video khác: "
        f"{number_words(outside, metric)} ({whole(n_out)} video)"
        for creator, ratio, inside, n_in, outside, n_out in frame[
            ["creator", "ratio", "with_tag", "n_with", "without_tag", "n_without"]
        ].itertuples(index=False, name=None)
    ]
    return Shown(
        f"Ai dùng {tag} tốt nhất? Trung vị {metric.inside} so với video khác của chính họ",
        ranked_bars(
            frame.assign(name="@" + frame["creator"], hover=hover),
            name="name",
            value="ratio",
            hover="hover",
            title="Số lần so với video khác của họ",
            texts=[f"{decimal(each)}×" for each in frame["ratio"]],
            line_at=1,
            empty=f"Không TikToker nào có {_LEAST_A_SIDE} video mỗi bên",
        ),
        f"trung vị {metric.inside} của video có {tag} / trung vị của video khác cùng TikToker, mỗi "
        f"bên ít nhất {_LEAST_A_SIDE} video, không tính video ghim; gạch chấm: bằng nhau. Vài "
        "video là ít: hãy xem n khi rê chuột",
        int(frame["creators"].iloc[0]) if len(frame) else 0,
        unit="TikToker",
        findings=(
            *creator_findings(frame, tag, _LEAST_A_SIDE),
            *tag_effect(effects, tag, metric),
        ),
        table=lambda: frame.drop(columns=["creators", "higher"]).rename(
            columns={
                "creator": "TikToker",
                "n_with": "Số video có hashtag",
                "n_without": "Số video khác",
                "with_tag": "Trung vị có hashtag",
                "without_tag": "Trung vị video khác",
                "ratio": "Số lần",
            }
        ),
    )


def show_table(reader: Reader) -> Shown:
    """The hashtag's videos, read from the server page by page."""
    return Shown(
        f"Video có {_name(reader)}, xếp theo {reader.view.metric.inside}",
        None,
        "số liệu ở lần thu thập mới nhất; bấm tên cột để sắp xếp; tệp CSV có tối đa 50.000 video",
        _video_count(reader),
        table=lambda: download(reader, hashtags.top_videos, _tag_text),
    )


def _tag_text(reader: Reader) -> dict[str, str]:
    return {"tag": _key(reader)}


PAGE = Page(
    tab="videos",
    path="/videos/hashtag",
    title="Một hashtag",
    icon="tag",
    order=3,
    lead="Video mang một hashtag đạt gì, hashtag nào đi cùng, ai dùng tốt nhất.",
    controls=(TAG, METRIC, AGGREGATE, EVERY),
    cards=(
        Card("figures", show_key_figures, "bare"),
        Card("over-time", show_over_time, wide=True, height=360),
        Card("together", show_together, height=560),
        Card("creators", show_creators, height=560),
        Card(
            "table",
            show_table,
            "grid",
            wide=True,
            grid=video_grid(
                "videos-hashtag-grid",
                rows_query=hashtags.video_rows,
                count_query=hashtags.video_count,
                texts=_tag_text,
            ),
        ),
    ),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)


def _key(reader: Reader) -> str:
    """Returns the key of the chosen hashtag, or of the one that is used most in this view."""
    chosen = fold(reader.view.choice("tag").strip().lstrip("#"))
    if chosen:
        return chosen
    texts = {"text": "", "repeats": hashtag_names(reader.snapshot).repeats}
    most_used = reader.frame(hashtag_options, texts, most=1)
    return str(most_used["value"].iloc[0]) if len(most_used) else ""


def _name(reader: Reader) -> str:
    key = _key(reader)
    return hashtag_names(reader.snapshot).name(key) if key else "hashtag"


def _texts(reader: Reader) -> dict[str, str]:
    return {"tag": _key(reader), "repeats": hashtag_names(reader.snapshot).repeats}


def _video_count(reader: Reader) -> int:
    return int(reader.frame(hashtags.video_count, _tag_text(reader)).iloc[0]["n"])


def _pooled(metric: Metric) -> Metric:
    """Returns the rate whose pooled form is shown: the page's, where its sums are known."""
    rates = {each.key: each for each in METRICS if each.is_rate}
    return rates["engagement_rate_public" if metric.key.endswith("public") else "engagement_rate"]


def _with_lift(frame: pd.DataFrame, names: HashtagNames) -> pd.DataFrame:
    total = float(frame["total"].iloc[0]) if len(frame) else None
    found = lift(frame["together"], frame["n"], frame["tag_n"], total)
    surely = (found.low > 1) | (found.high < 1)
    keys = frame["hashtag_key"].tolist()
    return frame.assign(
        name=[names.name(key) for key in keys],
        owner=[names.owners.get(key, "") for key in keys],
        estimate=found.estimate,
        low=found.low,
        high=found.high,
        enough=found.enough,
        clear=found.enough & surely,
    )


def _together_table(frame: pd.DataFrame, tag: str) -> pd.DataFrame:
    columns = {
        "name": "Hashtag",
        "together": f"Video chung với {tag}",
        "n": "Số video",
        "estimate": "Số lần so với ngẫu nhiên",
        "low": "Cận dưới 95 %",
        "high": "Cận trên 95 %",
        "owner": "Riêng của kênh",
    }
    return frame[list(columns)].rename(columns=columns)
