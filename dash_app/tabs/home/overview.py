"""The home page: key figures, freshness, the strongest findings, where to go next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Final

import pandas as pd
from dash import Dash, html

from dash_app.bands import HASHTAG_BANDS
from dash_app.components.alert_list import alert_link, build_alert_list
from dash_app.components.findings_list import Headline, build_headlines, strongest
from dash_app.components.icons import build_icon
from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.components.page import page_layout, register_page
from dash_app.durations import DURATION_BINS
from dash_app.figures.columns import columns_by_week
from dash_app.findings.alerts import most_important
from dash_app.findings.bins import highest_row, within_effect
from dash_app.findings.finding import Finding
from dash_app.links import ALERTS_PAGE, COMPARE_PAGE, CREATOR_PAGE, KOL_PAGE, TIERS_PAGE
from dash_app.metrics import metric
from dash_app.pages import Card, Page, Reader, Shown
from dash_app.queries import alerts, content, hashtags, overview, videos
from dash_app.sampling import every_nth
from dash_app.services import Services
from dash_app.statistics import MIN_SAMPLE, BinEffect, within_creator_effect
from dash_app.store import Query
from dash_app.words import WEEKDAYS, day, local_instant, percent, whole

_MOST_HEADLINES: Final = 4
_MOST_ALERTS: Final = 3
_STALE_DAYS: Final = 14
_READS_AT_A_TIME: Final = 2
_ROUTES: Final = (
    (
        "Nhà sáng tạo",
        "Video sau nên dài bao nhiêu, đăng giờ nào, học từ video nào?",
        (
            (CREATOR_PAGE, "Một TikToker"),
            ("/videos/performance", "Hiệu suất"),
            ("/videos/outliers", "Video nổi bật"),
            ("/videos/hashtags", "Hashtag nâng cao"),
        ),
        "camera-video",
    ),
    (
        "Agency và nhãn hàng",
        "Chọn KOL nào, dự kiến bao nhiêu lượt xem, báo giá ấy có hợp lý không?",
        (
            (KOL_PAGE, "Chọn KOL"),
            (COMPARE_PAGE, "So sánh"),
            (TIERS_PAGE, "Nhóm theo người theo dõi"),
        ),
        "people",
    ),
    (
        "Người phân tích",
        "Số ở đâu ra, tính thế nào, tin được đến đâu?",
        (
            ("/about/data", "Dữ liệu"),
            ("/about/method", "Phương pháp"),
            ("/videos/content", "Nội dung"),
        ),
        "bar-chart-line",
    ),
)


def show_key_figures(reader: Reader) -> Shown:
    """How much there is, and how fresh it is."""
    row = reader.frame(overview.counts).iloc[0]
    manifest = reader.snapshot.manifest
    newest = reader.snapshot.newest
    figures = [
        KeyFigure("Video", whole(row["videos"]), f"từ {day(row['first'])} đến {day(row['last'])}"),
        KeyFigure("TikToker", whole(row["creators"]), "có ít nhất một video trong góc nhìn này"),
        KeyFigure(
            "Lượt xem trung vị", whole(row["median_plays"]), "mỗi video, không tính video ghim"
        ),
        KeyFigure(
            "Tỷ lệ tương tác trung vị",
            percent(row["median_rate"], 2),
            "(thích + bình luận + chia sẻ + lưu) / lượt xem",
        ),
        KeyFigure("Video mới nhất", day(newest), _age(newest, reader.today)),
        KeyFigure(
            "Thu thập lần cuối",
            local_instant(manifest.newest_collected_at).partition(" ")[0],
            f"phiên bản tạo {local_instant(manifest.created_at)}",
        ),
    ]
    table = pd.DataFrame(
        {"Con số": [f.label for f in figures], "Giá trị": [f.value for f in figures]}
    )
    return Shown(
        "Các con số chính",
        build_key_figures(figures),
        "đếm và trung vị trên video khớp với bộ lọc",
        int(row["videos"]),
        table=table,
    )


def show_headlines(reader: Reader) -> Shown:
    """The strongest findings now."""
    chosen = strongest(_headlines(reader), _MOST_HEADLINES)
    n = int(reader.frame(overview.counts).iloc[0]["videos"])
    body = (
        build_headlines(chosen)
        if chosen
        else html.P(
            f"Chưa đủ dữ liệu để nói điều gì: chỉ có {whole(n)} video khớp với bộ lọc.",
            className="muted",
        )
    )
    return Shown(
        "Bốn phát hiện mạnh nhất lúc này",
        body,
        "chênh lệch trong cùng một TikToker, xếp theo cận gần 0 nhất của khoảng tin cậy 95 %; "
        "chỉ nêu chênh lệch còn rõ sau hiệu chỉnh Holm; thiếu thì bù bằng mô tả",
        n,
        table=pd.DataFrame(
            {
                "Phát hiện": [each.finding.text for each in chosen],
                "Trang": [each.page for each in chosen],
            }
        ),
    )


def show_alerts(reader: Reader) -> Shown:
    """The most important alerts, of different kinds."""
    found = reader.frame(alerts.ranked_alerts)
    chosen = most_important(found, _MOST_ALERTS)
    body = (
        build_alert_list(chosen)
        if len(chosen)
        else html.P("Không có gì vượt ngưỡng cảnh báo.", className="muted")
    )
    more = html.A(
        ["Xem mọi cảnh báo", build_icon("arrow-right")],
        href=ALERTS_PAGE,
        **{"data-nav": ALERTS_PAGE},
    )
    return Shown(
        "Điều gì vừa thay đổi?",
        html.Div([body, html.P(more, className="places")]),
        "ba cảnh báo quan trọng nhất, mỗi loại một; tính lúc công bố dữ liệu trên mọi video, chỉ "
        "bộ lọc TikToker và nhóm người theo dõi có tác dụng",
        len(found),
        "cảnh báo",
        table=pd.DataFrame(
            {
                "Cảnh báo": chosen["evidence"],
                "Trang": [alert_link(row)[1] for row in chosen.to_dict("records")],
            }
        ),
    )


def show_weeks(reader: Reader) -> Shown:
    """How many videos were posted each week."""
    frame = reader.frame(overview.videos_by_week)
    n = int(frame["n"].sum())
    findings: tuple[Finding, ...] = ()
    if n >= MIN_SAMPLE:
        most = highest_row(frame, "n")
        findings = (
            Finding(
                f"Tuần đăng nhiều nhất bắt đầu {day(most['week_start'])}: {whole(most['n'])} video."
            ),
        )
    return Shown(
        "Mỗi tuần có bao nhiêu video?",
        columns_by_week(frame, x="week_start", y="n", title="Số video"),
        "số video đăng trong tuần ISO, giờ Việt Nam; tuần đầu và tuần cuối có thể chưa trọn",
        n,
        findings=findings,
        table=frame.rename(columns={"week_start": "Tuần bắt đầu", "n": "Số video"}),
    )


def show_routes(_: Reader) -> Shown:
    """Where to go next."""
    body = html.Div(
        [
            html.Div(
                [
                    html.H4([build_icon(icon), who]),
                    html.P(question),
                    html.Ul(
                        [
                            html.Li(html.A(title, href=path, **{"data-nav": path}))
                            for path, title in links
                        ]
                    ),
                ],
                className="route",
            )
            for who, question, links, icon in _ROUTES
        ],
        className="routes",
    )
    return Shown("Đi tiếp từ đây", body, "", 0)


PAGE = Page(
    tab="",
    path="/",
    title="Hôm nay có gì",
    icon="house",
    order=0,
    lead="Bức tranh chung của dữ liệu và những phát hiện mạnh nhất lúc này.",
    cards=(
        Card("figures", show_key_figures, "bare"),
        Card("headlines", show_headlines, "body"),
        Card("alerts", show_alerts, "body"),
        Card("weeks", show_weeks, wide=True),
        Card("routes", show_routes, "bare"),
    ),
)


def layout(search: str | None = None) -> html.Div:
    """Returns the page."""
    return page_layout(PAGE, search)


def register(app: Dash, services: Services) -> None:
    """Registers its callbacks."""
    register_page(app, PAGE, services)


def _age(newest: date | None, today: date) -> str:
    if newest is None:
        return "chưa có video"
    days = (today - newest).days
    if days <= 0:
        return "hôm nay"
    words = f"{whole(days)} ngày trước"
    return f"{words}: dữ liệu đã cũ, nên thu thập lại" if days > _STALE_DAYS else words


def _label_name(field_name: str, label: str) -> str:
    return f"{field_name.lower()} “{label}”"


@dataclass(frozen=True)
class _Family:
    """Bins of one kind that are compared within creators.

    Attributes:
        title: What is compared.
        query: Gives what `within_creator_effect` needs.
        name: Of a bin, inside a sentence.
        page: Where it can be looked at: path, title, icon.
        texts: Of the query.
        sampled: Whether the query can look at a part of the videos.
    """

    title: str
    query: Query
    name: Callable[[Any], str]
    page: tuple[str, str, str]
    texts: Mapping[str, str] = field(default_factory=dict)
    sampled: bool = False


_PERFORMANCE: Final = ("/videos/performance", "Hiệu suất", "bar-chart")
_FAMILIES: Final = (
    _Family(
        "Thời lượng",
        videos.within_creator_by_duration,
        lambda number: f"video {DURATION_BINS[number].label}",
        _PERFORMANCE,
        sampled=True,
    ),
    _Family(
        "Giờ đăng",
        videos.within_creator_by_hour,
        lambda hour: f"đăng lúc {hour}h",
        _PERFORMANCE,
        sampled=True,
    ),
    _Family(
        "Thứ trong tuần",
        videos.within_creator_by_weekday,
        lambda number: WEEKDAYS[number - 1],
        _PERFORMANCE,
        sampled=True,
    ),
    _Family(
        "Số hashtag",
        hashtags.within_creator_by_hashtag_count,
        lambda number: f"video có {HASHTAG_BANDS[number].label} hashtag",
        ("/videos/hashtags", "Hashtag nâng cao", "hash"),
        sampled=True,
    ),
    *(
        _Family(
            words,
            content.within_creator_by_label,
            partial(_label_name, words),
            (f"/videos/content?field={name}", "Nội dung", "grid-3x3"),
            {"field": name},
        )
        for name, words in (("categories", "Thể loại"), ("hook_type", "Kiểu mở đầu"))
    ),
)


def _headlines(reader: Reader) -> list[Headline]:
    plays = metric("plays")
    every = every_nth(int(reader.frame(overview.counts).iloc[0]["videos"]))
    found: list[Headline] = []
    nothing: list[Headline] = []

    def read(family: _Family) -> pd.DataFrame:
        part: dict[str, Any] = {"every": every} if family.sampled else {}
        return reader.frame(family.query, family.texts, metric=plays.key, **part)

    with ThreadPoolExecutor(_READS_AT_A_TIME) as pool:
        frames = list(pool.map(read, _FAMILIES))
    for family, sums in zip(_FAMILIES, frames, strict=True):
        effects = within_creator_effect(sums, "log")
        for each in within_effect(effects, name=family.name, metric=plays):
            if each.kind == "effect":
                found.append(Headline(each, *family.page))
            elif each.kind == "fact":
                nothing.append(Headline(_no_difference(family, effects), *family.page))
    # Effects come first; that nothing was found where many look for a rule is worth knowing too.
    return [*found, *_facts(reader), *nothing]


def _no_difference(family: _Family, effects: Sequence[BinEffect]) -> Finding:
    compared = [each for each in effects if each.enough]
    return Finding(
        f"{family.title}: so trong cùng một TikToker, không thấy khác biệt rõ về lượt xem giữa "
        f"{len(compared)} nhóm (n = {whole(sum(each.n for each in compared))})."
    )


def _facts(reader: Reader) -> list[Headline]:
    """Descriptions that stand in where effects are few."""
    row = reader.frame(overview.plays_of_top_tenth).iloc[0]
    if row["n"] < MIN_SAMPLE:
        return []
    concentration = Finding(
        f"10 % video cao nhất (từ {whole(row['threshold'])} lượt xem) chiếm "
        f"{percent(row['share'], 0)} tổng lượt xem: hãy nhìn trung vị, đừng nhìn trung bình."
    )
    return [Headline(concentration, "/videos/outliers", "Video nổi bật", "stars")]
