"""Tối ưu kênh: the recommendations, what they rest on, and what was looked at in vain."""

from __future__ import annotations

import pandas as pd
from dash import html

from dash_app.components.facts_table import FactColumn, build_facts_table
from dash_app.components.key_figures import KeyFigure, build_key_figures
from dash_app.components.suggestions import build_suggestions
from dash_app.figures.effect_rows import effect_rows
from dash_app.findings.bins import value_words
from dash_app.findings.channel_evidence import Evidence
from dash_app.findings.channel_looked import VERDICTS, compared_in_all, looked_lines
from dash_app.findings.channel_topics import TOPICS, topics
from dash_app.findings.creator_suggestions import suggest_for_nobody
from dash_app.findings.finding import Finding
from dash_app.pages import Reader, Shown
from dash_app.statistics import MIN_SAMPLE
from dash_app.tabs.studio.channel_reading import advice, channel, looked, whose
from dash_app.tabs.studio.channel_report import LOOKED_TITLES
from dash_app.tabs.studio.channel_words import OWN_RULE, RULE, inside
from dash_app.words import MISSING, day, whole

_MOST_ROWS = 14
_LONGEST_ROW = 24
# Days after which it is said how old the newest video is.
_OLD = 60


def show_key_figures(reader: Reader) -> Shown:
    """Whom the page is about, and how much there is to say."""
    about, metric = whose(reader), reader.view.metric
    given = advice(reader)
    sure = sum(each.suggestion.sure for each in given)
    manifest = reader.snapshot.manifest
    median = MISSING if about.median is None else value_words(about.median, metric)
    figures = [
        KeyFigure(
            "Đang tư vấn",
            about.name if about.account else "Cả ngách",
            f"{whole(about.n)} video trong góc nhìn"
            if about.account
            else f"{whole(about.n)} video của {whole(about.creators)} TikToker",
        ),
        KeyFigure("Mức quen", median, f"trung vị {metric.inside}, không tính video ghim"),
        KeyFigure(
            "Khuyến nghị chắc", whole(sure), f"và {whole(len(given) - sure)} điều cần xem thêm"
        ),
        KeyFigure(
            "Phép so đã làm",
            whole(compared_in_all(looked(reader)) + len(channel(reader).evidence)),
            "mọi phép so đủ dữ liệu, kể cả không ra gì",
        ),
        KeyFigure("Dữ liệu tới", day(reader.snapshot.newest), f"phiên bản {manifest.version[:8]}"),
    ]
    return Shown(
        "Đang tư vấn cho ai?",
        build_key_figures(figures),
        _rule(),
        about.n,
        table=pd.DataFrame([{figure.label: figure.value for figure in figures}]),
    )


def show_advice(reader: Reader) -> Shown:
    """What to do, sure things first."""
    about = whose(reader)
    given = [each.suggestion for each in advice(reader)]
    if about.nothing and about.account:
        found = suggest_for_nobody(about.account, not about.nothing.startswith("Không có"))
        content = html.Div(
            [html.P(f"{about.nothing}.", className="muted"), build_suggestions(found)]
        )
    else:
        content = build_suggestions(given)
    return Shown(
        f"Nên làm gì với {about.name}?",
        content,
        _rule(bool(about.account)),
        about.n,
        findings=_advice_findings(reader),
        table=pd.DataFrame(
            [
                {
                    "Về": each.topic,
                    "Khuyến nghị": each.action,
                    "Vì sao": each.reason,
                    "Chắc": "có" if each.sure else "cần xem thêm",
                    "Xem ở": each.link,
                }
                for each in given
            ],
            columns=["Về", "Khuyến nghị", "Vì sao", "Chắc", "Xem ở"],
        ),
    )


def _rule(own: bool = False) -> str:
    return f"{inside(RULE)}; {inside(OWN_RULE)}" if own else inside(RULE)


def _advice_findings(reader: Reader) -> tuple[Finding, ...]:
    about, given = whose(reader), advice(reader)
    if about.nothing:
        return ()
    compared = compared_in_all(looked(reader))
    sure = sum(each.suggestion.sure for each in given)
    found = [
        Finding(
            f"Mọi con số tính từ dữ liệu đang xem ({whole(compared)} phép so của ngách đủ dữ liệu) "
            "và tính lại ở mỗi phiên bản. Đi cùng nhau, chưa phải nguyên nhân: hãy thử rồi đo lại."
        )
    ]
    if not sure:
        found.append(
            Finding(
                "Chưa điều gì đủ chắc để khuyên: những gợi ý trên chỉ là điều đáng thử."
                if given
                else "Không điều gì trong các phép so khác rõ. Xem bảng bên dưới, hoặc nới bộ lọc.",
                "few",
            )
        )
    newest = reader.snapshot.newest
    if newest and (reader.today - newest).days > _OLD:
        found.append(
            Finding(
                f"Video mới nhất trong dữ liệu là ngày {day(newest)}, cách đây "
                f"{whole((reader.today - newest).days)} ngày: thói quen người xem có thể đã đổi.",
                "few",
            )
        )
    if about.account and about.n < MIN_SAMPLE:
        found.append(
            Finding(
                f"Kênh chỉ có {whole(about.n)} video (dưới {MIN_SAMPLE}): phần lớn dựa vào số của "
                "cả ngách.",
                "few",
            )
        )
    return tuple(found)


def show_effects(reader: Reader) -> Shown:
    """The surest difference of each kind, and how sure it is."""
    metric, name = reader.view.metric, whose(reader).name
    own = channel(reader).evidence
    found: list[Evidence] = []
    if not whose(reader).nothing:
        found = _strongest(reader)
    ranked = sorted(found, key=lambda each: (not each.sure, not each.hint, -each.strength))
    shown = sorted(ranked[:_MOST_ROWS], key=lambda each: -each.estimate)
    frame = pd.DataFrame(
        [
            (_row_name(each), each.estimate, each.low, each.high) + (each.n, each.sure)
            for each in shown
        ],
        columns=["name", "estimate", "low", "high", "n", "clear"],
    )
    unit = "điểm %" if own or metric.is_rate else "%"
    return Shown(
        f"Chênh lệch rõ nhất ở mỗi mục: {name}",
        effect_rows(frame, unit=unit, empty="Chưa đủ dữ liệu để so"),
        (
            "tỷ lệ video vượt trung vị của chính kênh trừ 50 %, khoảng tin cậy Wilson 95 %"
            if own
            else f"{metric.inside}: {_rule()}"
        )
        + "; chấm màu: chắc; nhiều nhất hai điều mỗi mục",
        int(frame["n"].sum()) if len(frame) else 0,
        unit="video, một video có thể ở nhiều mục",
        table=frame.assign(name=frame["name"].str.replace("<br>", " ")).rename(
            columns={
                "name": "Điều được so",
                "estimate": f"Chênh lệch ({unit})",
                "low": "Cận dưới 95 %",
                "high": "Cận trên 95 %",
                "n": "Số video",
                "clear": "Chắc",
            }
        ),
    )


def _row_name(evidence: Evidence) -> str:
    title = topics()[evidence.topic].title
    between = "<br>" if len(title) + len(evidence.name) > _LONGEST_ROW else " "
    return f"{title}:{between}{evidence.name}"


def _strongest(reader: Reader) -> list[Evidence]:
    """Returns the surest things of each kind: in the creator's own videos, or in the niche."""
    own = channel(reader).evidence
    if own:
        return [e for topic in TOPICS for e in [e for e in own if e.topic == topic.key][:2]]
    return [e for of in looked(reader) if of.topic != "frequency" for e in of.found[:2]]


def show_looked(reader: Reader) -> Shown:
    """Everything that was looked at, also what gave nothing."""
    lines = looked_lines(looked(reader), channel(reader), reader.view)
    columns = (
        FactColumn("Mục"),
        FactColumn("Trong video của"),
        FactColumn("Đã so"),
        FactColumn("Kết quả"),
        FactColumn("Điều rõ nhất", wide=True),
        FactColumn("Xem ở"),
    )
    marks = {"sure": "passed", "hint": "unsure", "same": "muted", "few": "muted"}
    rows = [
        (
            each.title,
            each.whose,
            each.compared,
            html.Span(VERDICTS[each.verdict], className=marks[each.verdict]),
            each.strongest,
            html.A(each.link_words, href=each.link, **{"data-nav": each.link}),
        )
        for each in lines
    ]
    told = {each.title for each in lines if each.verdict in ("sure", "hint")}
    titles = dict.fromkeys(each.title for each in lines)
    nothing = [title.lower() for title in titles if title not in told]
    return Shown(
        "Đã xem những gì, kể cả điều không ra gì?",
        build_facts_table("Mọi mục đã xem", columns, rows),
        _rule(bool(channel(reader).account)),
        whose(reader).n,
        findings=(
            Finding(
                f"{whole(len(nothing))} trong {whole(len(titles))} mục không có gì khác rõ hoặc "
                f"chưa đủ dữ liệu: {', '.join(nothing)}."
                if nothing
                else "Mục nào cũng có điều khác rõ hoặc đáng xem thêm."
            ),
        ),
        table=pd.DataFrame(
            [
                (each.title, each.whose, each.compared, VERDICTS[each.verdict], each.strongest)
                for each in lines
            ],
            columns=list(LOOKED_TITLES),
        ),
    )
