"""What the soft filter relaxed, and the videos that it left to learn from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from dash import html

from dash_app.components.icons import build_icon
from dash_app.tabs.studio.script_exemplars import Exemplar, Selection
from dash_app.tabs.studio.script_filter import DURATION, ENOUGH, Relaxed
from dash_app.words import LABEL_FIELDS, decimal, seconds, short, whole

_SHOWN: Final = 5
_MOST_CAPTION: Final = 160


def build_filter(selection: Selection) -> html.Div:
    """Returns the steps of the filter as a table, and what one must know of them."""
    return html.Div(
        [
            *([_table(selection.steps)] if selection.steps else []),
            *(html.P(note, className="step-note") for note in selection.notes),
        ]
    )


def build_exemplars(selection: Selection) -> html.Div:
    """Returns the videos, the best first; those after the fifth are folded away."""
    best = selection.exemplars
    if not best:
        return html.Div(
            html.P(
                "Không có video nào để học. Hãy bỏ bớt bộ lọc ở đầu trang rồi viết lại.",
                className="step-note",
            )
        )
    rest = best[_SHOWN:]
    folded = (
        [
            html.Details(
                [html.Summary(f"Xem {whole(len(rest))} video còn lại"), _list(rest)],
                className="exemplars-more",
            )
        ]
        if rest
        else []
    )
    return html.Div(
        [
            _list(best[:_SHOWN]),
            *folded,
            html.P(f"Cách tính: {selection.formula}.", className="step-note"),
        ]
    )


def _table(steps: Sequence[Relaxed]) -> html.Div:
    rows = [
        html.Tr(
            [
                html.Th(_dropped(step, bool(number), len(steps) == 1), scope="row"),
                html.Td(
                    html.Span(
                        className="relaxed-bar",
                        style={"width": f"{min(step.n / ENOUGH, 1):.0%}"},
                    ),
                    className="relaxed-share",
                    **{"aria-hidden": "true"},
                ),
                html.Td(whole(step.n), className="number"),
            ]
        )
        for number, step in enumerate(steps)
    ]
    head = html.Tr(
        [
            html.Th("Điều kiện", scope="col"),
            html.Th("", **{"aria-hidden": "true"}),
            html.Th("Video", scope="col", className="number"),
        ]
    )
    return html.Div(
        html.Table([html.Thead(head), html.Tbody(rows)]),
        className="facts relaxed",
        role="region",
        tabIndex=0,
        **{"aria-label": "Điều kiện đã nới và số video còn lại"},
    )


def _dropped(step: Relaxed, is_relaxed: bool, is_only: bool) -> str:
    if not is_relaxed:
        return "Đúng mọi điều kiện" if not is_only else "Đúng mọi điều kiện, không phải nới"
    title = "thời lượng" if step.field == DURATION else LABEL_FIELDS[step.field].lower()
    return f"Bỏ {title} “{step.label}”"


def _list(exemplars: Sequence[Exemplar]) -> html.Ol:
    return html.Ol(
        [_exemplar(each) for each in exemplars],
        className="exemplars",
        start=exemplars[0].number if exemplars else 1,
    )


def _exemplar(each: Exemplar) -> html.Li:
    counted = (
        f"{short(each.plays)} lượt xem sau {whole(each.days)} ngày",
        seconds(each.duration_s),
        *([f"{decimal(each.words_per_second)} từ/giây"] if each.words_per_second else []),
    )
    parts: list[Any] = [
        html.Div(
            [
                html.Span(str(each.number), className="exemplar-number"),
                html.A(
                    [f"@{each.creator}", build_icon("box-arrow-up-right")],
                    href=each.url,
                    target="_blank",
                    rel="noopener noreferrer",
                    **{"aria-label": f"Video mẫu {each.number} của @{each.creator} trên TikTok"},
                ),
                html.Span(
                    f"{short(each.score)} điểm",
                    className="exemplar-score",
                    title=f"{whole(each.score)} điểm",
                ),
            ],
            className="exemplar-head",
        ),
        html.P(" · ".join(counted), className="exemplar-facts"),
    ]
    if each.hook:
        parts.append(html.P(f"“{_cut(each.hook)}”", className="exemplar-words"))
    elif each.caption:
        parts.append(html.P(_cut(each.caption), className="exemplar-words"))
    if each.shared:
        parts.append(
            html.P([html.Strong("Chung: "), ", ".join(each.shared)], className="exemplar-shared")
        )
    if each.has_ad_signs:
        parts.append(html.P("có dấu hiệu quảng cáo", className="exemplar-mark"))
    return html.Li(parts)


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MOST_CAPTION else f"{text[:_MOST_CAPTION].rsplit(' ', 1)[0]}…"
