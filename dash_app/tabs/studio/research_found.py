"""Nghiên cứu chủ đề: what the data say, as panels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Final

import pandas as pd
from dash import html

from dash_app.components.card import build_chart, build_findings, build_head
from dash_app.components.facts_table import FactColumn, build_facts_table
from dash_app.components.icons import build_icon
from dash_app.components.key_figures import build_key_figures
from dash_app.components.video_cards import build_video_cards, video_card
from dash_app.figures.bars_with_line import bars_with_line
from dash_app.findings.finding import Finding
from dash_app.findings.topic_sections import level_lines, trend_lines
from dash_app.findings.topic_study import LEAST, PartCount, Study, TopicVideo
from dash_app.findings.topic_tables import TopicTable, topic_tables
from dash_app.findings.topic_words import (
    few_words,
    matched_words,
    part_words,
    size_words,
    source_words,
)
from dash_app.links import HASHTAG_PAGE, creator_page, page
from dash_app.pages import Shown
from dash_app.statistics import MIN_SAMPLE
from dash_app.tabs.studio.research_figures import topic_figures
from dash_app.tabs.studio.research_form import build_topic_buttons
from dash_app.tabs.studio.research_topic import Topic
from dash_app.words import day, decimal, short, whole

METHOD: Final = (
    "Một video nhắc tới chủ đề khi mô tả, hashtag, món ăn, lời thoại hoặc địa điểm của nó có mọi "
    "phần của chủ đề: nguyên từ, không phân biệt hoa thường và dấu (một tiếng có dấu thì chỉ khớp "
    f"đúng dấu ấy hoặc không dấu), còn hashtag thì chỉ tìm trong hashtag; dưới {LEAST} video thì "
    "bỏ bớt một phần",
    "Trung vị không tính video ghim; khoảng tin cậy 95 % theo thứ tự (chủ đề) và ước từ tứ phân vị "
    f"(video khác); dưới {MIN_SAMPLE} video thì chưa kết luận",
    "So trong cùng một TikToker: video về chủ đề với video khác của chính người đó, khoảng tin cậy "
    "theo cụm TikToker",
    "Hashtag gấp mấy lần: tỷ lệ video về chủ đề có hashtag / tỷ lệ của mọi video trong góc nhìn; "
    "bỏ hashtag riêng của một kênh và của dưới 3 TikToker; không so hashtag là tên chủ đề",
    "Xu hướng: đường thẳng qua tỷ trọng của từng tháng hoặc tuần có từ 30 video",
    "Mọi điều là đi cùng nhau, chưa phải nguyên nhân",
)
"""How the numbers are made, a sentence each, without its full stop."""

_SHARE_RULE: Final = (
    "tỷ lệ trong những video về chủ đề đã biết mục ấy (n), khoảng tin cậy Wilson 95 %; món gộp "
    "theo nhóm, nơi là nơi chính; một video có thể có nhiều món và nhiều nhãn"
)
_CHART_HEIGHT: Final = 280
_SHOWN_VIDEOS: Final = 6


def build_found(study: Study) -> list[Any]:
    """Returns the panels."""
    tables = {table.key: table for table in topic_tables(study)}
    return [
        _reading(study),
        html.Div(build_key_figures(topic_figures(study)), className="bare-card"),
        _panel(
            Shown(
                "Xem tốt hơn video khác không?",
                _table(tables["level"]),
                f"{METHOD[1]}. {METHOD[2]}",
                study.on.n,
                findings=tuple(Finding(line) for line in level_lines(study)),
            )
        ),
        _timeline(study),
        _panel(
            Shown(
                "Video nhiều lượt xem nhất về chủ đề",
                build_video_cards([_card(video) for video in study.videos[:_SHOWN_VIDEOS]]),
                "xếp theo lượt xem; V1, V2… là tên gọi trong bảy phần bên dưới; so với kênh: lượt "
                "xem / trung vị lượt xem các video khác của cùng TikToker, không tính video ghim",
                study.on.n,
            )
        ),
        *_some(tables.get("creators"), "xếp theo tổng lượt xem về chủ đề", study.on.n, _to_creator),
        *_some(tables.get("tags"), METHOD[3], study.on.n, _to_hashtag(study)),
        *_some(tables.get("durations"), METHOD[1], study.on.n, wide=False),
        *_some(tables.get("hours"), f"Giờ Việt Nam. {METHOD[1]}", study.on.n, wide=False),
        *_some(tables.get("dishes"), _SHARE_RULE, study.on.n, wide=False),
        *_some(tables.get("places"), _SHARE_RULE, study.on.n, wide=False),
        *_some(tables.get("labels"), _SHARE_RULE, study.labelled),
        *_some(
            tables.get("hooks"),
            f"Nhãn kiểu mở đầu chỉ có ở một phần video. {METHOD[1]}",
            sum(each.n for each in study.hooks),
        ),
        *_unlabelled(study),
    ]


def build_nothing(topic: Topic, others: tuple[str, ...], alike: bool) -> html.Section:
    """Returns what stands where no video mentions a topic.

    Args:
        topic: What was asked about.
        others: Topics that have videos.
        alike: Whether they are like it.
    """
    lead = "Gần với chủ đề, có trong dữ liệu:" if alike else "Món có nhiều video nhất:"
    return html.Section(
        [
            html.Div(
                [
                    build_icon("search"),
                    html.P(
                        f"Không video nào trong góc nhìn nhắc tới “{topic.text}”: không có trong "
                        "mô tả, hashtag, món ăn, lời thoại hay địa điểm. Hãy nới bộ lọc, viết ngắn "
                        "hơn hoặc thử chủ đề khác. Chưa hỏi mô hình vì không có số liệu nào để dựa "
                        "vào."
                    ),
                ],
                className="research-none",
            ),
            build_topic_buttons(lead, others) if others else None,
        ],
        className="panel panel-wide",
    )


def _reading(study: Study) -> html.Section:
    found = [
        Finding(
            f"Tính trên video nhắc tới “{study.counted}”: {size_words(study.on)}, "
            f"{part_words(study)} của {whole(study.all_videos)} video trong "
            f"góc nhìn; đăng từ {day(study.first)} tới {day(study.last)}."
        ),
        Finding(f"Khớp ở: {matched_words(study)} (một video có thể khớp ở nhiều chỗ)."),
        *(
            Finding(f"{name}: {few_words(n)} (dưới {LEAST}) nên đã nới ra.", "few")
            for name, n in study.left_out
        ),
    ]
    if study.on.n < MIN_SAMPLE:
        found.append(
            Finding(
                f"Chưa đủ dữ liệu để kết luận: {whole(study.on.n)} video, cần từ {MIN_SAMPLE}. Các "
                "con số dưới đây chỉ để tham khảo.",
                "few",
            )
        )
    several = len(study.parts) > 1
    return _panel(
        Shown(
            "Dữ liệu của mình nói gì?",
            _parts(study.parts) if several else None,
            METHOD[0],
            study.on.n,
            findings=tuple(found),
        )
    )


def _parts(parts: tuple[PartCount, ...]) -> html.Div:
    rows = [
        (
            each.text,
            each.kind,
            whole(each.n),
            html.Button(
                "Nghiên cứu riêng", type="button", className="example", **{"data-topic": each.text}
            )
            if each.n
            else "không có video nào",
        )
        for each in parts
    ]
    columns = [FactColumn("Phần của chủ đề"), FactColumn("Là"), FactColumn("Video", True)]
    found = build_facts_table("Từng phần của chủ đề", [*columns, FactColumn("")], rows)
    return html.Div(found, className="research-parts")


def _unlabelled(study: Study) -> list[html.P]:
    """Returns why nothing is said of openings, where too few are known."""
    if study.hooks:
        return []
    return [
        html.P(
            f"Kiểu mở đầu: chưa đủ dữ liệu, {few_words(study.labelled)} về chủ đề mang nhãn nội "
            "dung.",
            className="muted research-few",
        )
    ]


def _timeline(study: Study) -> html.Section:
    frame = pd.DataFrame(
        [(each.name, each.share, each.n, each.total) for each in study.timeline.periods],
        columns=["name", "share", "n", "total"],
    )
    figure = bars_with_line(
        frame,
        x="name",
        bars="share",
        line="n",
        bar_title="Tỷ trọng trong mọi video",
        line_title="Video về chủ đề",
        rate=True,
        faint_below=MIN_SAMPLE,
        faint_by="total",
    )
    return _panel(
        Shown(
            f"Chủ đề xuất hiện bao nhiêu theo {study.timeline.unit}?",
            build_chart("studio-research-timeline", figure, _CHART_HEIGHT),
            f"Cột nhạt: {study.timeline.unit} có dưới {MIN_SAMPLE} video. {METHOD[4]}",
            study.on.n,
            findings=tuple(Finding(line) for line in trend_lines(study.timeline)),
        )
    )


def _card(video: TopicVideo) -> Any:
    ratio = video.outlier_ratio
    own = "" if ratio is None else f"gấp {decimal(ratio)} lần mức thường của kênh; "
    return video_card(
        asdict(video),
        score=short(video.plays),
        measure=f"lượt xem · {video.label}",
        second=f"{own}khớp ở {source_words(video)}",
        marks=("có dấu hiệu quảng cáo",) if video.has_ad_signs else (),
    )


def _some(
    table: TopicTable | None,
    formula: str,
    n: int,
    link: Callable[[str], Any] = str,
    *,
    wide: bool = True,
) -> list[html.Section]:
    if table is None:
        return []
    return [_panel(Shown(table.title, _table(table, link), formula, n), wide=wide)]


def _table(table: TopicTable, link: Callable[[str], Any] = str) -> html.Div:
    columns = [
        FactColumn(title, number=title in {"Video", "TikToker", "Tổng lượt xem"} and place > 0)
        for place, title in enumerate(table.titles)
    ]
    rows = [(link(first), *rest) for first, *rest in table.rows]
    found = build_facts_table(table.title, columns, rows)
    return html.Div(found, className=f"research-{table.key}")


def _to_creator(name: str) -> html.A:
    href = creator_page(name.removeprefix("@"))
    return html.A(name, href=href, **{"data-nav": href})


def _to_hashtag(study: Study) -> Callable[[str], html.A]:
    keys = {tag.name: tag.key for tag in study.tags}

    def link(name: str) -> html.A:
        href = page(HASHTAG_PAGE, tag=keys[name])
        return html.A(name, href=href, **{"data-nav": href})

    return link


def _panel(shown: Shown, *, wide: bool = True) -> html.Section:
    return html.Section(
        [
            html.Header(html.Div(build_head(shown), className="card-head")),
            shown.content,
            html.Ul(build_findings(shown.findings), className="findings")
            if shown.findings
            else None,
        ],
        className=f"panel{' panel-wide' if wide else ''}",
    )
