"""Gợi ý quay: what the data say, as it stands on the page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import pandas as pd
from dash import html

from dash_app.components.card import build_findings, build_head
from dash_app.components.facts_table import FactColumn, build_facts_table
from dash_app.components.icons import build_icon
from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.components.video_cards import VideoCard, build_video_cards, video_card
from dash_app.pages import Shown
from dash_app.queries.filming import LEAST
from dash_app.statistics import Interval, share_interval
from dash_app.tabs.studio.filming_contrasts import Contrast
from dash_app.tabs.studio.filming_data import Found
from dash_app.tabs.studio.filming_places import ALL
from dash_app.tabs.studio.filming_sentences import (
    CAUSE,
    UNCLEAR_RULE,
    VERDICTS,
    finding_lines,
    formula,
    kind_sentence,
    middle_words,
    ratio_words,
)
from dash_app.words import MISSING, decimal, kept_together, percent, whole

# No line ends inside of an interval.
_JOINER: Final = "\N{WORD JOINER}"
_FEW_VIDEOS: Final = 10
_CLASSES: Final = {"clear": "passed", "unclear": "unsure", "few": "muted"}


def build_found(found: Found) -> list[Any]:
    """Returns what stands in the panel."""
    title = f"{found.kind.videos[:1].upper()}{found.kind.videos[1:]} nổi bật giống nhau ở đâu?"
    head = build_head(Shown(title, None, formula(found), found.n))
    findings = html.Ul(build_findings(finding_lines(found)), className="findings")
    if not found.n:
        return [html.Header(html.Div(head, className="card-head")), findings]
    return [
        html.Header(html.Div(head, className="card-head")),
        build_key_figures(_figures(found)),
        html.P(kept_together(kind_sentence(found)), className="filming-note"),
        findings,
        html.P(CAUSE, className="filming-note"),
        html.H4("Hay gặp nhất ở video nổi bật, theo từng đặc điểm"),
        html.P(f"{UNCLEAR_RULE}.", className="filming-note"),
        _contrast_table("Điều hay gặp nhất ở video nổi bật", found.usual),
        _all(found),
        html.H4("Trung vị của video nổi bật và của video còn lại"),
        _middle_table(found),
        html.H4("Video nổi bật nhất, nên xem trước khi quay"),
        build_video_cards([_card(row) for row in found.best])
        if found.best
        else html.P(f"Chưa có video nào từ {LEAST} lần mức thường.", className="muted"),
    ]


def _figures(found: Found) -> list[KeyFigure]:
    share = share_interval(found.outliers, found.n)
    said, agreed = found.agreement
    return [
        KeyFigure(
            "Video cùng loại",
            whole(found.n),
            f"{found.kind.videos} của {whole(found.creators)} TikToker",
        ),
        KeyFigure(
            "Video nổi bật",
            whole(found.outliers),
            f"từ {LEAST} lần mức thường của kênh, của {whole(found.outlier_creators)} TikToker",
        ),
        KeyFigure(
            "Tỷ lệ nổi bật",
            percent(share.estimate),
            kept_together(
                f"khoảng tin cậy 95 %: {decimal(100 * (share.low or 0))}–{percent(share.high)}"
            ),
        ),
        KeyFigure(
            "Khác rõ",
            whole(len(found.clear)),
            f"trong {whole(found.compared)} phép so đủ dữ liệu",
        ),
        KeyFigure(
            "Biết loại nhờ nhãn",
            percent(found.by_label / found.n, 0),
            f"còn lại theo mô tả, đúng {whole(agreed)}/{whole(said)} khi kiểm tra"
            if said
            else "còn lại theo mô tả",
        ),
    ]


def _contrast_table(name: str, contrasts: Iterable[Contrast]) -> html.Div:
    columns = (
        FactColumn("Đặc điểm"),
        FactColumn("Video nổi bật"),
        FactColumn("Video còn lại"),
        FactColumn("Gấp (lần)"),
        FactColumn("Kết luận"),
    )
    rows = [
        (
            [html.Small(f"{each.group}: "), each.name],
            _share(each.hits, each.share, "first"),
            _share(each.other_hits, each.other, "second"),
            _ratio(each),
            html.Span(VERDICTS[each.verdict], className=_CLASSES[each.verdict]),
        )
        for each in contrasts
    ]
    return build_facts_table(name, columns, rows)


def _share(hits: int, share: Interval, place: str) -> html.Div:
    """Returns a share with its interval; the style sheet draws both above the words."""
    if share.estimate is None or share.low is None or share.high is None:
        return html.Div(MISSING)
    shown = {"share": share.estimate, "low": share.low, "high": share.high}
    ends = f"{decimal(100 * share.low, 0)}–{_JOINER}{decimal(100 * share.high, 0)} %"
    return html.Div(
        [
            html.B(kept_together(percent(share.estimate, 0))),
            kept_together(f" {whole(hits)}/{whole(share.n)}; {ends}"),
        ],
        className=f"share-cell share-{place}",
        style={f"--{name}": f"{100 * value:.1f}%" for name, value in shown.items()},
    )


def _ratio(contrast: Contrast) -> str:
    if contrast.low is None:
        return ratio_words(contrast)
    ends = f"{decimal(contrast.low, 2)}–{decimal(contrast.high, 2)}"
    return f"{ratio_words(contrast)} ({ends})"


def _middle_table(found: Found) -> html.Div:
    columns = (FactColumn("Số đo"), FactColumn("Video nổi bật"), FactColumn("Video còn lại"))
    rows = [
        (
            middle.name,
            kept_together(middle_words(middle, middle.outliers)),
            kept_together(middle_words(middle, middle.others)),
        )
        for middle in found.middles
    ]
    return build_facts_table("Trung vị", columns, rows)


def _all(found: Found) -> html.Details:
    """Returns the place of the table of everything: the browser makes it once it is asked for."""
    title = f"Mọi đặc điểm đã xem ({whole(len(found.contrasts))})"
    return html.Details(
        [html.Summary([build_icon("chevron-down"), title]), html.Div(id=ALL)],
        className="filming-more",
    )


def _card(row: dict[str, Any]) -> VideoCard:
    marks = {
        "có dấu hiệu quảng cáo": bool(row["has_ad_signs"]),
        f"mức thường của kênh chỉ tính từ {whole(row['videos_collected'] - 1)} video": (
            pd.notna(row["videos_collected"]) and row["videos_collected"] < _FEW_VIDEOS
        ),
    }
    return video_card(
        row,
        score=f"{decimal(row['outlier_ratio'])} lần",
        measure="mức thường của kênh",
        second="",
        marks=tuple(mark for mark, holds in marks.items() if holds),
    )
